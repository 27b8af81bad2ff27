"""Pages about what is measured, and how others measure."""
