"""Pages about the organisation."""
