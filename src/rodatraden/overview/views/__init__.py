"""Pages that span slices."""
