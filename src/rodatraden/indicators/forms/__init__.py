"""What is filled in about indicators?"""
