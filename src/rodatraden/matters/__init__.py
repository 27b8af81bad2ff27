"""What is on its way to a decision, and who must be heard first?"""
