"""Where things lie, how files are named, and plans of writes that never lose anybody's work."""
