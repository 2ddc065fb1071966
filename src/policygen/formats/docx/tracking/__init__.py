"""Changes written into somebody's Word file as tracked changes, and the proofs that nothing else changed."""
