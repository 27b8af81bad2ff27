"""What may it cost, what will it cost, and where does the difference come from?"""
