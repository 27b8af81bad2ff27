"""What has been decided, when, by whom, under which right, and does it still stand?"""
