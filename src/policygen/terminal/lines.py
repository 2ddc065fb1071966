"""Lines of styled words, and how they are fitted to a terminal's width. Pure; knows no terminal."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from policygen._visible import visible

Span = tuple[str, str]
"""A style's name and the words in it."""

Line = tuple[Span, ...]

WIDEST = 78
"""Columns of running text: longer lines are hard to read, and a terminal has 80."""


@lru_cache(maxsize=4096)
def character_width(character: str) -> int:
    """The columns that one character takes."""
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def width_of(text: str) -> int:
    """The columns that some words take."""
    return len(text) if text.isascii() else sum(map(character_width, text))


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Words in lines of at most some columns; a word too long for a line is cut. Never without a line."""
    width = max(width, 4)
    lines: list[str] = []
    line = ""
    for word in text.split():
        while width_of(word) > width:
            room = width - width_of(line) - 1 if line else width
            cut = _fitting(word, room) if room > 3 else 0
            if cut:
                lines.append(f"{line} {word[:cut]}" if line else word[:cut])
                word = word[cut:]
            else:
                lines.append(line)
            line = ""
        joined = f"{line} {word}" if line else word
        if width_of(joined) > width:
            lines.append(line)
            line = word
        else:
            line = joined
    return (*lines, line) if line or not lines else tuple(lines)


def _fitting(word: str, width: int) -> int:
    """How many characters of a word fit into some columns."""
    used = 0
    for position, character in enumerate(word):
        used += character_width(character)
        if used > width:
            return position
    return len(word)


def shortened(text: str, width: int) -> str:
    """A text on one line, cut with an ellipsis where it is too long."""
    text = " ".join(text.split())
    return text if width_of(text) <= width else text[: _fitting(text, max(width - 1, 1))].rstrip() + "…"


def paragraph(text: str, width: int, style: str = "", first: str = "", rest: str | None = None) -> list[Line]:
    """Wrapped words as lines, with something before the first line and as much room before the others."""
    indent = " " * width_of(first) if rest is None else rest
    lines = wrap(text, min(width, WIDEST) - width_of(indent))
    return [((style, f"{first if not index else indent}{line}"),) for index, line in enumerate(lines)]


def plain(line: Line) -> str:
    """The words of a line, without trailing space."""
    return "".join(text for _, text in line).rstrip()


def fragments(lines: Iterable[Line]) -> list[Span]:
    """Lines as one run of styled text."""
    found: list[Span] = []
    for index, line in enumerate(lines):
        if index:
            found.append(("", "\n"))
        found.extend((style, visible(text)) for style, text in line)
    return found
