"""Entries to choose from, and which of them answer what somebody types."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, IntEnum
from functools import lru_cache

from policygen._dataclass import dataclass
from policygen.language.looking_up import Index, folded


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
    words: tuple[str, ...] = ()
    """Further words it is found by, and not shown with."""
    otherwise: bool = False
    """Offered where a search finds nothing."""
    exclusive: bool = False
    """Cannot be ticked together with others."""
    out_of_use: bool = False
    """Seldom meant: found only by its full name, or where nothing else is found."""
    kind: OptionKind = OptionKind.CHOICE


class MatchRank(IntEnum):
    """How an entry answers a search, best first."""

    EXACT = 0
    SAME = 1  # one of its names has the same words in other forms, or further words of it are these
    BEGINS = 2  # its label begins with what was typed
    OTHER_BEGINS = 3  # another of its names does
    WORD_BEGINS = 4  # a word of its label does
    OTHER_WORD_BEGINS = 5
    LIKE = 6  # has most of the words, or was mistyped
    WITHIN = 7
    OTHER_WITHIN = 8
    FURTHER = 9  # a further word begins so


KNOWN = MatchRank.BEGINS
"""So far somebody has typed what is on the list, or the beginning of it."""
CLOSE = frozenset({MatchRank.EXACT, MatchRank.SAME, MatchRank.BEGINS, MatchRank.WORD_BEGINS})
"""With one of these found, looser ones only distract."""


@dataclass(frozen=True, slots=True)
class Hit:
    """How an entry answers a search."""

    rank: MatchRank
    name: str = ""
    """The other name by which it does."""
    fit: float = 0
    """Of equal ranks the greater comes first."""


def match_of(option: Option, wanted: str) -> Hit | None:
    """How an entry answers a search by the letters of its names; None when it does not."""
    best: Hit | None = None
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
        if best is None or match < best.rank:
            best = Hit(match, name if other else "")
    if best is None and len(wanted) > 2 and any(f" {wanted}" in f" {folded(words)}" for words in option.words):
        return Hit(MatchRank.FURTHER)
    return best


@lru_cache(maxsize=16)
def _index(options: tuple[Option, ...]) -> Index:
    return Index((option.label, *option.found_by, *option.words) for option in options)


def _by_words(options: tuple[Option, ...], wanted: str, *, slips: bool) -> dict[int, Hit]:
    """By place in the list: how entries answer a search by their words, in whatever form."""
    found: dict[int, Hit] = {}
    for fit in _index(options).find(wanted, slips=slips):
        option = options[fit.at]
        further = fit.name in option.words
        same = fit.fit > 0.99 and not fit.slips and not fit.is_part
        rank = MatchRank.SAME if same else MatchRank.LIKE
        found[fit.at] = Hit(rank, "" if further or fit.name == option.label else fit.name, fit.fit)
    return found


@lru_cache(maxsize=64)
def _found(options: tuple[Option, ...], wanted: str) -> tuple[tuple[MatchRank, Option], ...]:
    by_letters = {at: hit for at, option in enumerate(options) if (hit := match_of(option, wanted))}
    by_words = _by_words(options, wanted, slips=not by_letters)
    hits: list[tuple[Hit, Option]] = []
    for at, option in enumerate(options):
        both = [hit for hit in (by_letters.get(at), by_words.get(at)) if hit]
        if both and option.kind is OptionKind.CHOICE:
            hits.append((min(both, key=lambda hit: hit.rank), option))
    if not hits:
        return tuple((MatchRank.FURTHER, option) for option in options if option.otherwise)
    in_use = [pair for pair in hits if not pair[1].out_of_use]
    if any(hit.rank <= MatchRank.BEGINS for hit, _ in in_use or hits):
        hits = [(hit, option) for hit, option in hits if hit.rank in CLOSE]
    if in_use:
        hits = [(hit, option) for hit, option in hits if not option.out_of_use or hit.rank is MatchRank.EXACT]
    hits.sort(key=lambda pair: (pair[1].out_of_use, pair[0].rank, -pair[0].fit))
    return tuple((hit.rank, _named(option, hit.name)) for hit, option in hits)


def found(options: Sequence[Option], wanted: str) -> list[tuple[MatchRank, Option]]:
    """The entries that answer a search, best first; loose answers and what is out of use only where nothing better is.

    What is out of use never stands above what is in use.
    """
    return list(_found(tuple(options), folded(wanted)))


def _named(option: Option, name: str) -> Option:
    """An entry that shows the other name it was found by."""
    return replace(option, label=f"{option.label} ({name})") if name and not _holds(option.label, name) else option


def _holds(label: str, name: str) -> bool:
    return folded(name) in folded(label)
