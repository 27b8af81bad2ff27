"""Where the organisation comes from, beside its decisions."""
