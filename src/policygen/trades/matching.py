"""From the words a person says about their work to the trades that may be meant, best first."""

import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from math import log

from policygen._dataclass import dataclass
from policygen.trades.model import Trade, TradeList

FITS = 0.5
"""From here a trade is worth offering; 1: each word of one is a word of the other."""
FITS_WELL = 0.75
TYPED_SO = 0.8
"""How near two words are of which one may be mistyped, and the least letters that such a word has."""
LEAST_TYPED = 4

_IDLE = frozenset({
    "a", "an", "and", "at", "business", "by", "company", "do", "firm", "for", "from", "i", "in", "is", "it", "local", "make",
    "mobile", "my", "of", "on", "or", "our", "own", "owner", "people", "run", "sell", "service", "services", "small", "some",
    "that", "the", "their", "them", "to", "us", "visit", "we", "who", "with", "work",
})  # fmt: skip
"""Words that tell no trade from another."""

_ENDINGS = (
    "ologists",
    "ologist",
    "ings",
    "ists",
    "ing",
    "ers",
    "ors",
    "ist",
    "ies",
    "ery",
    "er",
    "or",
    "es",
    "ed",
    "s",
    "y",
)


def _bare(text: str) -> str:
    found = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"['’.]", "", found)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its ending: `groomers`, `grooming` and `groom` are one."""
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), "")
    bare = word.removesuffix(ending)
    doubled = len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "ls"
    return bare[:-1] if doubled else bare.removesuffix("e")


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", _bare(text))
    return frozenset(map(stem, [word for word in words if word not in _IDLE] or words))


@dataclass(frozen=True, slots=True)
class Match:
    """A trade that may be meant."""

    trade: Trade
    fit: float
    """0 to 1."""


class Matcher:
    """Finds the trades of one list by words."""

    def __init__(self, listed: TradeList) -> None:
        self.trades = listed.trades
        self.sayings: dict[str, set[tuple[str, frozenset[str]]]] = {}
        """By each word of theirs: of which trade they are, and all their words."""
        for trade in listed.trades.values():
            for saying in map(_stems, (trade.title, trade.id.replace("_", " "), *trade.says)):
                for word in saying:
                    self.sayings.setdefault(word, set()).add((trade.id, saying))
        used = {word: len({id for id, _ in sayings}) for word, sayings in self.sayings.items()}
        self.weights: Mapping[str, float] = {word: log(1 + len(self.trades) / count) for word, count in used.items()}

    def find(self, text: str) -> tuple[Match, ...]:
        """The trades that fit some words, best first; of equal ones the first of the list."""
        said = frozenset(map(self._typed, _stems(text)))
        fits: dict[str, float] = {}
        for id, saying in {each for word in said for each in self.sayings.get(word, ())}:
            fits[id] = max(fits.get(id, 0), self._likeness(said, saying))
        found = (Match(trade, fits[id]) for id, trade in self.trades.items() if fits.get(id, 0) >= FITS)
        return tuple(sorted(found, key=lambda match: -match.fit))

    def sure(self, text: str) -> str:
        """The one trade that fits some words well; empty where none does, or several."""
        well = [match for match in self.find(text) if match.fit >= FITS_WELL]
        return well[0].trade.id if len(well) == 1 else ""

    def _typed(self, word: str) -> str:
        """The word of a saying that a word was meant to be."""
        if word in self.weights or len(word) < LEAST_TYPED:
            return word
        return next(iter(get_close_matches(word, self.weights, n=1, cutoff=TYPED_SO)), word)

    def _likeness(self, said: frozenset[str], saying: frozenset[str]) -> float:
        shared, of_said, of_saying = (sum(self.weights.get(w, 0) for w in ws) for ws in (said & saying, said, saying))
        return 2 * shared / (of_said + of_saying)
