"""Pages about what is promised."""
