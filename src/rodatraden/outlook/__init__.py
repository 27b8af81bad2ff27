"""How do needs and means develop in the years to come?"""
