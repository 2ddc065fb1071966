"""One use case a module: each takes what it needs, returns a result, and prints nothing."""
