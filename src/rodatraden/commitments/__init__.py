"""Who has promised what, until when, and because of what?"""
