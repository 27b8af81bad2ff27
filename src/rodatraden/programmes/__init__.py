"""What do we try, what did it give, and how far has it spread?"""
