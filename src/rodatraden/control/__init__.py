"""What can go wrong, and how do we know that it does not?"""
