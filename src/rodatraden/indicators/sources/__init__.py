"""From where do indicators, targets and readings come?"""
