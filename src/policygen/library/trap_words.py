"""The words that traps are written in: classes of wordings, expanded into regular expressions."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from policygen._on_use import regex
from policygen.library.model import Trap

TrapWords = Mapping[str, Sequence[str]]
MOODS = ("forbids", "demands", "does", "allows", "says", "pattern")
"""How a wording must be meant to count, each a key of a trap."""

_CLASS = regex(r"\{([a-z][a-z ]*)\}")
_ESCAPE = regex(r"\\.")
_STROKE = regex(r"\|\s+")
_GAP = r"\W(?:.{0,120}?\W)??"
_FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u2011": "-"})


class UnknownWordsError(ValueError):
    """A wording names a class that there is not; its text is the name."""


def folded(text: str) -> str:
    """A text as traps read it: plain quotes and dashes, single spaces, small letters."""
    return " ".join(text.translate(_FOLDED).split()).lower()


def expanded(wordings: Sequence[str], classes: TrapWords) -> str:
    """One regular expression for some wordings, any of which counts; empty for none.

    A wording begins and ends at whole words.
    Raises: `UnknownWordsError` when one names a class that is not among those given.
    """
    return "|".join(rf"\b(?:{_expanded(wording, classes)})\b" for wording in wordings)


def wording(trap: Trap, key: str, classes: TrapWords) -> str:
    """The regular expression of one key of a trap; empty where the trap has no such key.

    Raises: `UnknownWordsError` when it names a class that is not among those given.
    """
    return _expanded(trap.pattern, classes) if key == "pattern" else expanded(getattr(trap, key), classes)


def _expanded(wording: str, classes: TrapWords) -> str:
    text = _STROKE.sub("|", wording.translate(_FOLDED).strip()).replace(" ... ", _GAP)
    text = text.replace("~", r"\w*")

    def inner(match: re.Match[str]) -> str:
        if match[1] not in classes:
            raise UnknownWordsError(match[1])
        return rf"\b(?:{'|'.join(_expanded(part, classes) for part in classes[match[1]])})\b"

    return _CLASS.sub(inner, text)


@lru_cache(maxsize=2048)
def compiled(pattern: str) -> re.Pattern[str] | None:
    """A pattern ready for folded text; None for one that is empty, or no regular expression, which `library check` reports."""
    # Folded text is in small letters, and reading it whatever the letters costs three times as much.
    has_capitals = any(letter.isupper() for letter in _ESCAPE.sub("", pattern))
    try:
        return re.compile(pattern, re.IGNORECASE if has_capitals else 0) if pattern else None
    except re.error:
        return None


def fault_of_pattern(key: str, pattern: str) -> str:
    """What is wrong with the regular expression under a key, as a sentence; empty when nothing is."""
    try:
        re.compile(pattern)
    except re.error as error:
        return f"'{key}' is not a regular expression: {error}."
    return ""
