"""When is something promised late, what is still to be told back, and where does it come from? Plain values only."""
