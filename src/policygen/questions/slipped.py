"""What slips into a line that asks for something else: an address where a name is asked, letters in a telephone number."""

import re
from typing import Literal

from policygen._on_use import regex

Holds = Literal["", "organisation", "person", "job", "email", "phone", "page", "handle"]
"""What a line of words is meant to hold; empty: any words."""
HOLDS: tuple[Holds, ...] = ("organisation", "person", "job", "email", "phone", "page")
"""Those that a question or a field may say; of an account's name its kind says it."""

EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s.]+"
"""The form of an e-mail address."""
_EMAIL = regex(EMAIL)
_PAGE = regex(
    r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.(com|org|net|info|shop|example|eu|io|co\.\w\w|uk|ie|de|fr)(/\S*)?"
)
_NUMBER = regex(r"[+(]?\d[\d\s()/.,+-]*")
_EXTENSION = regex(r"\b(ext|extension|opt|option)\b\.?|\bx(?=\s?\d)", re.IGNORECASE)
_LETTER = regex(r"[^\W\d_]")
_FEWEST_DIGITS = 3

_ASKED: dict[Holds, str] = {
    "organisation": "an organisation’s name",
    "person": "a name",
    "job": "a job title",
    "page": "the address of a page",
    "handle": "the name of an account",
}


def impossible(holds: Holds, text: str) -> str:
    """Why a text cannot be what a line holds, whoever says so; empty for what can."""
    if holds != "email" or _EMAIL.fullmatch(text):
        return ""
    signs = text.count("@")
    wrong = "has no @" if not signs else "has more than one @" if signs > 1 else "is not a whole e-mail address"
    return f"“{text[:60]}” {wrong}. Write it as name@firm.example."


def odd(holds: Holds, text: str) -> str:
    """What is odd about a text where a line holds something, though it may be right; mostly nothing."""
    if holds == "phone":
        return _odd_phone(text)
    if holds == "handle" and " " in text.strip() and not _what(text):
        return f"“{text[:60]}” has a space. On most networks an account’s name has none."
    if holds == "page":
        is_page = "." in text and " " not in text.strip() and not _EMAIL.fullmatch(text)
        return "" if is_page else f"“{text[:60]}” is not the address of a page. It looks like www.firm.example/page."
    if holds not in _ASKED or not (what := _what(text)) or (holds == "handle" and what != "an e-mail address"):
        return ""
    return f"“{text[:60]}” is {what}. This asks for {_ASKED[holds]}."


def _odd_phone(text: str) -> str:
    if _EMAIL.fullmatch(text):
        return f"“{text[:60]}” is an e-mail address. This asks for a telephone number."
    if _LETTER.search(_EXTENSION.sub("", text)):
        return f"“{text[:60]}” has letters. This asks for a telephone number."
    few = sum(map(str.isdecimal, text)) < _FEWEST_DIGITS
    return f"“{text[:60]}” is short for a telephone number." if few else ""


def _what(text: str) -> str:
    """What a text plainly is that is no name."""
    text = text.strip()
    if _EMAIL.fullmatch(text):
        return "an e-mail address"
    if _PAGE.fullmatch(text.lower()):
        return "a web address"
    return "a number" if _NUMBER.fullmatch(text) else ""
