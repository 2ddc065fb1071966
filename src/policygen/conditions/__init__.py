"""`when:` mappings: what they ask, and what they come to."""
