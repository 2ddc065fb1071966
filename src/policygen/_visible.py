"""Words as they may be shown to a person: none of their characters steers a terminal, or turns the words after it."""

from policygen._on_use import regex

HIDDEN = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that do."""


def visible(text: object) -> str:
    """Words as they may be shown, wherever they come from."""
    return HIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(text))
