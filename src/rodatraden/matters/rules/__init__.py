"""What is a matter, which units does it touch, and which gates must it pass before it is decided?"""
