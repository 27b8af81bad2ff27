"""The sheets about commitments."""
