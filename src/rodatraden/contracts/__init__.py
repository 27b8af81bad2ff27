"""What have we bought, at what price per what, and what did it promise?"""
