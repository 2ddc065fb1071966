"""Places, networks and trades as entries of a list, found by every name people use for them. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from policygen.conditions.places import Atlas
from policygen.interview.search import Option
from policygen.platforms.model import USES, Platform, Registry
from policygen.questions.model import Choice, Context, Question
from policygen.trades.model import TradeList

PLACE_TYPED = "Use “{}” as typed; no law of it is taken into account"
PLATFORM_TYPED = "Add “{}”, which is not in our list"
TRADE_TYPED = "Keep “{}” as your words for it; the line of work is asked next"

TRADE_IN_WORDS = "trade"
"""The question that keeps what people do in their own words; it selects nothing."""


def place_options(atlas: Atlas, codes: Sequence[str] = ()) -> tuple[Option, ...]:
    """Places as entries: those named, or all, the larger first."""
    wanted = codes or sorted(atlas.places, key=lambda code: "-" in code)
    return tuple(_place(atlas, code) for code in wanted)


def _place(atlas: Atlas, code: str) -> Option:
    place = atlas.places.get(code)
    return Option(code, atlas.full_name(code), found_by=(*place.aliases, code) if place else ())


def part_options(atlas: Atlas, country: str) -> tuple[Option, ...]:
    """The states, provinces or nations of a country as entries, by name."""
    codes = sorted((code for code in atlas.places if code.startswith(f"{country}-")), key=atlas.name)
    return tuple(replace(_place(atlas, code), label=atlas.name(code)) for code in codes)


def platform_options(
    registry: Registry, categories: Sequence[str] = (), first: Sequence[str] = ()
) -> tuple[Option, ...]:
    """Networks as entries: some first, then those that most use, those that have closed last; else in the registry's order."""
    offered = [p for p in registry.platforms.values() if not categories or p.category in categories or p.id in first]
    unknown = [Option(name, name) for name in first if name not in registry.platforms]
    offered.sort(key=lambda p: (p.id not in first, p.status == "closed", USES.index(p.use)))
    return (*unknown, *(_platform(platform) for platform in offered))


def trade_options(listed: TradeList, first: Sequence[str] = ()) -> tuple[Option, ...]:
    """Trades as entries: some first, the others by title."""
    others = sorted((id for id in listed.trades if id not in first), key=listed.name)
    return tuple(Option(id, listed.name(id), found_by=listed.trades[id].says) for id in (*first, *others))


def own_words(context: Context, known: Mapping[str, Any], *, fit: bool, was_walked: bool) -> str:
    """Words for a trade that stand among the trades as an entry of their own: those typed there, which fit none of the list.

    `fit`: one of the list is meant by them. `was_walked`: a question of its own asks for the words, and comes first.
    """
    keeps = TRADE_IN_WORDS in context.questionnaire.questions
    return "" if fit or was_walked or not keeps else str(known.get(TRADE_IN_WORDS) or "")


def with_own_words(context: Context, question: Question, said: Any, shown: str = "") -> list[tuple[Question, Any]]:
    """What was said to a question, as answers one after the other: words for a trade of no list are an answer of their own.

    Those that were `shown` among the trades and are not said any more go.
    """
    keeps = context.questionnaire.questions.get(TRADE_IN_WORDS)
    if question.kind != "trades" or keeps is None:
        return [(question, said)]
    entries: list[Any] = said if isinstance(said, list) else []
    words = ", ".join(str(entry) for entry in entries if entry not in context.trades.trades)
    listed = [entry for entry in entries if entry in context.trades.trades]
    return [*([(keeps, words or None)] if words or shown else []), (question, listed or None)]


def _platform(platform: Platform) -> Option:
    closed = platform.status == "closed"
    label = f"{platform.name} (closed)" if closed else platform.name
    names = (platform.name, *platform.aliases, *platform.former_names)
    return Option(platform.id, label, found_by=names, words=platform.found_by, out_of_use=closed)


def choice_options(choices: Sequence[Choice], further: Mapping[str, Sequence[str]] | None = None) -> list[Option]:
    """Choices as entries, found by what they describe too, and by further words for some of their values."""
    return [_choice(choice, (further or {}).get(choice.value, ())) for choice in choices if not choice.unknown]


def _choice(choice: Choice, further: Sequence[str]) -> Option:
    described = (part for part in re.split(r"[,;:.]\s*|\band\b", choice.description) if part)
    words = (*choice.found_by, *described, *further)
    return Option(
        choice.value,
        choice.label,
        choice.description,
        words=words,
        otherwise=choice.otherwise,
        exclusive=choice.exclusive,
    )


def words_of_sectors(listed: TradeList) -> dict[str, list[str]]:
    """By sector, what people say who are of its trades."""
    found: dict[str, list[str]] = {}
    for trade in listed.trades.values():
        found.setdefault(trade.sector, []).extend((trade.title, *trade.says))
    return found
