"""The pages of matters: the board, a matter, what is written in it, and what waits for a group."""
