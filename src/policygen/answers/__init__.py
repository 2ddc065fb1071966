"""What a person said: the answers file, read, checked, migrated and written."""
