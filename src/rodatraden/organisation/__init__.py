"""Who exists, who steers whom, since when, by which decision, at what cost?"""
