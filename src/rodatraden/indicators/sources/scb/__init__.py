"""Values of the statistics authority SCB: its API, and the files that its site gives."""
