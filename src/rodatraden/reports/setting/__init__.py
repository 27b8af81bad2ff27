"""How reports are set, whichever they are: the house's look on paper, in Word, and the files that are kept."""
