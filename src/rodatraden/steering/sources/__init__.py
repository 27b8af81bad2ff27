"""Where goals, readings and what was said of them come from."""
