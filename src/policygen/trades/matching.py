"""From the words a person says about their work to the trades that may be meant, best first."""

from policygen._dataclass import dataclass
from policygen.language.looking_up import Index
from policygen.trades.model import Trade, TradeList

FITS_WELL = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """A trade that may be meant."""

    trade: Trade
    fit: float
    """0 to 1."""


class Matcher:
    """Finds the trades of one list by words."""

    def __init__(self, listed: TradeList) -> None:
        self.trades = tuple(listed.trades.values())
        self.index = Index((trade.title, trade.id.replace("_", " "), *trade.says) for trade in self.trades)

    def find(self, text: str) -> tuple[Match, ...]:
        """The trades that fit some words, best first; of equal ones the first of the list."""
        return tuple(Match(self.trades[found.at], found.fit) for found in self.index.find(text))

    def sure(self, text: str) -> str:
        """The one trade that fits some words well; empty where none does, or several."""
        well = [match for match in self.find(text) if match.fit >= FITS_WELL]
        return well[0].trade.id if len(well) == 1 else ""
