"""Entries to choose from, and which of them answer what somebody types."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, IntEnum
from functools import lru_cache

from policygen._dataclass import dataclass


class OptionKind(Enum):
    """What choosing an entry does."""

    CHOICE = "choice"
    ACTION = "action"  # ends the question, or does something else than answer it
    HEADING = "heading"  # cannot be pointed at
    READING = "reading"  # can be pointed at, to read on, and does nothing


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list."""

    value: str
    label: str
    description: str = ""
    found_by: tuple[str, ...] = ()
    """Other names it is found by, and shown with."""
    words: str = ""
    """Further words it is found by."""
    exclusive: bool = False
    """Cannot be ticked together with others."""
    out_of_use: bool = False
    """Seldom meant: found only by its full name, or where nothing else is found."""
    kind: OptionKind = OptionKind.CHOICE


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Words for comparing: lower case, without accents, signs as spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


class MatchRank(IntEnum):
    """How an entry answers a search, best first."""

    EXACT = 0
    BEGINS = 1  # its label begins with what was typed
    OTHER_BEGINS = 2  # another of its names does
    WORD_BEGINS = 3  # a word of its label does
    OTHER_WORD_BEGINS = 4
    WITHIN = 5
    OTHER_WITHIN = 6
    FURTHER = 7  # a word of its description begins so


CLOSE = frozenset({MatchRank.EXACT, MatchRank.BEGINS, MatchRank.WORD_BEGINS})
"""With one of these found, looser ones only distract."""


def match_of(option: Option, wanted: str) -> tuple[MatchRank, str] | None:
    """How an entry answers a search, and the other name by which it does; None when it does not."""
    best: tuple[MatchRank, str] | None = None
    for index, name in enumerate((option.label, *option.found_by)):
        text, other = folded(name), index > 0
        if text == wanted:
            match = MatchRank.EXACT
        elif text.startswith(wanted):
            match = MatchRank(MatchRank.BEGINS + other)
        elif f" {wanted}" in text:
            match = MatchRank(MatchRank.WORD_BEGINS + other)
        elif wanted in text and len(wanted) > 1:
            match = MatchRank(MatchRank.WITHIN + other)
        else:
            continue
        if best is None or match < best[0]:
            best = (match, name if other else "")
    if best is None and len(wanted) > 2 and f" {wanted}" in f" {folded(option.words)}":
        return (MatchRank.FURTHER, "")
    return best


def found(options: Sequence[Option], wanted: str) -> list[tuple[MatchRank, Option]]:
    """The entries that answer a search, best first; loose answers and what is out of use only where nothing better is.

    What is out of use never stands above what is in use.
    """
    hits = [
        (hit, option) for option in options if (hit := match_of(option, wanted)) and option.kind is OptionKind.CHOICE
    ]
    in_use = [pair for pair in hits if not pair[1].out_of_use]
    if any(match <= MatchRank.BEGINS for (match, _), _ in in_use or hits):
        hits = [(hit, option) for hit, option in hits if hit[0] in CLOSE]
    if in_use:
        hits = [(hit, option) for hit, option in hits if not option.out_of_use or hit[0] is MatchRank.EXACT]
    hits.sort(key=lambda pair: (pair[1].out_of_use, pair[0][0]))
    return [
        (
            match,
            replace(option, label=f"{option.label} ({name})") if name and not _holds(option.label, name) else option,
        )
        for (match, name), option in hits
    ]


def _holds(label: str, name: str) -> bool:
    return folded(name) in folded(label)
