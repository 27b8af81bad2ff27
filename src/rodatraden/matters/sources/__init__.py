"""Where matters, their steps, rulings and gates come from."""
