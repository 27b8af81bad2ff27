"""What could go wrong, what is checked, and how did it go?"""
