"""What needs me, how is it going, and what is there to know about one unit?"""
