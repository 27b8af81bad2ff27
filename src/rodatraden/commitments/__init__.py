"""What has someone promised to do, for whom, until when, and how far has it come?"""
