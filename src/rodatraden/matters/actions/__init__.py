"""Every write about matters. What is recorded is added to, never altered."""
