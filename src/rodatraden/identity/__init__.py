"""Who has an account, and how do they sign in?"""
