"""A social media policy that is true for one organisation, and can be kept true."""

__version__ = "0.1.0"
