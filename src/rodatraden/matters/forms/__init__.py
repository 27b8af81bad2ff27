"""What people fill in about matters and proposals."""
