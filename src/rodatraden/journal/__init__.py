"""Who did what in the system, and when?"""
