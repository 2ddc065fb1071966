"""What is known of each trade, and the words it has for what every policy speaks of."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import cast

from policygen._dataclass import dataclass

NOUNS: Mapping[str, tuple[str, ...]] = {
    "person": ("person", "a_person", "people"),
    "offer": ("offer", "offers"),
    "premises": ("premises", "at_premises"),
    "schedule": ("schedule", "schedules"),
    "stint": ("stint", "a_stint"),
    "file": ("file", "files"),
    "visit": ("visit", "a_visit"),
    "workers": ("workers",),
}
"""What trades have words of their own for, and the forms of each, in the order that files give them. Forms are stored, never
made: no rule of English knows that it is `a nurse` and `an NHS nurse`, or `on site` and `in the shop`.

person: one of those served. offer: what is sold or done for them. premises: the workplace as its people call it. schedule: who
works when. stint: one turn of work. file: what is kept about those served. visit: what they come for. workers: all who work
here.
"""

FORMS: Mapping[str, tuple[str, int]] = {
    form: (noun, position) for noun, forms in NOUNS.items() for position, form in enumerate(forms)
}
"""Every form by the name that a slot gives it, behind `word.`: its noun, and where it stands among that noun's forms."""

ANYWHERE = "anywhere"
"""Stands for every place that is not named beside it."""

BASE = "en-GB"
"""The English that every word is stored in; another one is given where its word differs."""

OWN_WORDS = "words"
"""The question that their own words, by form, stand under."""
NO_WORDS: Mapping[str, str] = {}

Words = Mapping[str, Mapping[str, tuple[str, ...]]]
"""For each noun, by English, its forms."""


def own_words(facts: Mapping[str, object]) -> Mapping[str, str]:
    """Their own words among some facts, by form."""
    found = facts.get(OWN_WORDS)
    return cast("Mapping[str, str]", found) if isinstance(found, Mapping) else NO_WORDS


@dataclass(frozen=True, slots=True)
class Trade:
    """One trade."""

    id: str
    title: str
    sector: str
    says: tuple[str, ...] = ()
    """What people say they do, or are."""
    words: Words | None = None
    """Where they differ from those of its sector."""
    nearest: str = ""
    """The trade whose rules print for it; empty: its own, or its sector's."""
    shares: tuple[str, ...] | None = None
    """Clauses of its sector that are true for it, where it has rules of its own; None: all of them."""
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """By place, or `anywhere`: all the special rules (choices of `sector_rules`) that whoever is in it works under there."""


@dataclass(frozen=True, slots=True)
class TradeList:
    """Every trade by id, and the words of each sector and of anybody."""

    trades: Mapping[str, Trade]
    sectors: Mapping[str, Words]
    general: Words

    def forms(self, noun: str, english: str, trade: str = "", sector: str = "") -> tuple[str, ...]:
        """The forms of a noun in an English: the trade's, else the sector's, else those that anybody uses."""
        known = self.trades.get(trade)
        sector = known.sector if known else sector
        for words in (known.words if known else None, self.sectors.get(sector), self.general):
            if words and (by_english := words.get(noun)):
                return by_english.get(english) or by_english[BASE]
        return ()

    def word(
        self,
        form: str,
        english: str,
        trades: Sequence[str] = (),
        sectors: Sequence[str] = (),
        own: Mapping[str, str] = NO_WORDS,
    ) -> str:
        """One form: their own word, else that of the first trade, else of the first sector; empty for no form of `FORMS`."""
        noun, position = FORMS.get(form, ("", 0))
        if noun and form in own:
            return own[form]
        forms = self.forms(noun, english, next(iter(trades), ""), next(iter(sectors), ""))
        return forms[position] if position < len(forms) else ""

    def every_word(self, form: str) -> frozenset[str]:
        """All that any trade, sector or anybody says for one form, in every English."""
        noun, position = FORMS.get(form, ("", 0))
        lists = (self.general, *self.sectors.values(), *(trade.words or {} for trade in self.trades.values()))
        every = (said for words in lists for said in words.get(noun, {}).values())
        return frozenset(said[position] for said in every if position < len(said))

    def with_nearest(self, trades: Sequence[str]) -> tuple[str, ...]:
        """Some trades, and behind them those whose rules print for them."""
        nearest = (known.nearest for trade in trades if (known := self.trades.get(trade)))
        return tuple(dict.fromkeys((*trades, *filter(None, nearest))))

    def sectors_sharing(self, clause: str, trades: Sequence[str], sectors: Sequence[str]) -> tuple[str, ...]:
        """The sectors in whose name a clause prints: not those of which each trade has rules of its own instead."""
        sharing: dict[str, bool] = {}
        for trade in filter(None, map(self.trades.get, trades)):
            nearest = self.trades.get(trade.nearest, trade)
            shares = nearest.shares if trade.shares is None else trade.shares
            sharing[trade.sector] = sharing.get(trade.sector, False) or shares is None or clause in shares
        return tuple(sector for sector in sectors if sharing.get(sector, True))

    def name(self, trade: str) -> str:
        """What a trade is called; one of no list as it was typed."""
        found = self.trades.get(trade)
        return found.title if found else trade
