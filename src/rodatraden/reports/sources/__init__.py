"""Where signed editions come from."""
