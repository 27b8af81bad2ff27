"""How is the program put together and started on this machine?"""
