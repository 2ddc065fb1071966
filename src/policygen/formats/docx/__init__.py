"""Word: a package prepared once per house style, and documents built from it as elements."""
