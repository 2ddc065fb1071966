"""Which clauses are in, which are out, which hang on what nobody said; and why."""
