"""Where accounts and holdings come from."""
