"""What does the follow-up report of a round say? Context → build → page, PDF, Word."""
