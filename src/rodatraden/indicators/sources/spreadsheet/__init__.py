"""Values in a sheet of any layout: a mapping tells which column is what, is suggested, and is remembered."""
