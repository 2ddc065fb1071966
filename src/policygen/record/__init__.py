"""What travels with an issued document so that it can be updated, and what stays with its owner."""
