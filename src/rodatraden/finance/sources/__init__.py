"""Where the money in the register comes from."""
