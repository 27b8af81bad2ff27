"""What files bring of risks and checks."""
