"""Reading many rows of the projection at once, without Django between: where nine thousand are read at a time."""
