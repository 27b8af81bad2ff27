"""Questions asked of the database in its own words, where rows by the ten thousand are read."""
