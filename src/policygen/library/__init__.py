"""The content: clauses, questions, sources, advisories, traps, platforms, places, spelling."""
