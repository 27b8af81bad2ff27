"""How does it look and feel? Components, tokens, days in the header. Knows no domain."""
