"""What does the law ask for each year, and how is a year drawn as a wheel? Plain values only."""
