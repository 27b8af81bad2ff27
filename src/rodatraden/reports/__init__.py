"""What do we sign and hand over, and which rows is it built on?"""
