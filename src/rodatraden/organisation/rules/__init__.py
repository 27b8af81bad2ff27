"""The organisation as pure functions: what exists, what changes it, and what it was on any day as known on any day."""
