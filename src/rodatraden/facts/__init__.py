"""Where do the millions of rows lie, and how are they asked? Knows no domain."""
