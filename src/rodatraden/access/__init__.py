"""Who may do what, on the day, because of which post?"""
