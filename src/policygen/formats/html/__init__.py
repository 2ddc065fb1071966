"""Documents as web pages: one file each, to read, to link to and to print."""
