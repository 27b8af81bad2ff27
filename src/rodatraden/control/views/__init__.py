"""The pages of risks, control plans and checks."""
