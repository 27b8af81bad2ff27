"""What do we measure, what do we aim for, and what was the outcome? Knows no goals."""
