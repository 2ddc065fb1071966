"""Nouns of another trade in what a document prints: a school's policy speaks of no customers."""

import re
from collections.abc import Iterator, Mapping, Sequence

from policygen._dataclass import dataclass
from policygen.document.model import Document, Text
from policygen.document.walk import inlines, runs
from policygen.library.model import Library
from policygen.trades.model import BASE, FORMS, TradeList, Words

LOOKED_FOR = ("person", "premises", "schedule", "file")
"""The nouns that tell a trade. What is sold, done and come for has everyday names: a meeting, a visit, a service."""

EVERYDAY = frozenset({
    "base", "booking", "bookings", "branch", "building", "calendar", "calendars", "candidate", "candidates", "car",
    "center", "centre", "child", "children", "club", "community", "council", "families", "family", "field", "follower",
    "contract", "followers", "garden", "gardens", "home", "hotel", "hotels", "kitchen", "library", "member",
    "member of the public", "members", "members of the public", "office", "order", "orders", "owner", "owners",
    "park", "parks", "pool", "practice", "premises", "programme", "reader", "readers", "response", "responses", "school",
    "schools", "service", "set", "site",
    "station", "supporter", "supporters", "user", "users", "vehicle", "visitor", "visitors", "voter", "voters",
    "work", "workplace", "workshop", "yard", "young people", "young person",
})  # fmt: skip
"""Words that some trade has, and that everybody uses in another sense too."""


@dataclass(frozen=True, slots=True)
class ForeignNoun:
    """A noun of another trade, and the part that prints it."""

    part: str
    noun: str


def _forms(words: Words, english: str) -> Iterator[str]:
    for noun in LOOKED_FOR:
        by_english: Mapping[str, Sequence[str]] = words.get(noun, {})
        forms = by_english.get(english) or by_english.get(BASE, ())
        for form, (of, position) in FORMS.items():
            if of == noun and position < len(forms) and not form.startswith(("a_", "at_")):
                yield forms[position].casefold().removeprefix("the ")


def foreign_to(listed: TradeList, english: str, trades: Sequence[str], sectors: Sequence[str]) -> re.Pattern[str]:
    """A pattern whose one group holds every noun that some trade has and none of these; it passes over their own."""
    every = {form for words in listed.sectors.values() for form in _forms(words, english)}
    every |= {form for trade in listed.trades.values() for form in _forms(trade.words or {}, english)}
    every |= set(_forms(listed.general, english))
    mine: set[str] = set()
    for trade in trades or ("",):
        for noun in LOOKED_FOR:
            sector = next(iter(sectors), "")
            mine |= {form.casefold().removeprefix("the ") for form in listed.forms(noun, english, trade, sector)}
    own, foreign = (
        "|".join(map(re.escape, sorted(nouns, key=len, reverse=True))) for nouns in (mine, every - mine - EVERYDAY)
    )
    return re.compile(rf"\b(?:{own})\b|\b({foreign})\b", re.IGNORECASE)


def foreign_nouns(
    library: Library, document: Document, trades: Sequence[str], sectors: Sequence[str] = ()
) -> tuple[ForeignNoun, ...]:
    """Every noun of another trade in our own words; names, answers, backticks, own rules and statutes are exempt."""
    pattern = foreign_to(library.trades, document.properties.language, trades, sectors)
    found: dict[ForeignNoun, None] = {}
    for part in document.parts:
        clause = library.clauses.get(part.origin.id)
        if clause is None or clause.is_law_text:
            continue
        ours = (inline for block in part.blocks for run in runs(block) for inline in inlines(run))
        texts = (inline.value for inline in ours if isinstance(inline, Text))
        found |= dict.fromkeys(
            ForeignNoun(clause.id, noun.casefold()) for text in texts for noun in pattern.findall(text) if noun
        )
    return tuple(found)
