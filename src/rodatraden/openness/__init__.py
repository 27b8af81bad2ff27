"""What may everyone see, and which public claims hold?"""
