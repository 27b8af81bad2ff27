"""What do people say, without anyone being pointed out?"""
