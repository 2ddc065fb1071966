"""A brand: the colours, fonts, sizes and logo that an organisation's documents have, whatever format they are in."""
