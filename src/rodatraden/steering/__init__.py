"""What do we want, how did it go, and who has said so?"""
