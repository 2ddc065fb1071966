"""A library while its layers are laid over each other."""

from collections.abc import Mapping
from copy import copy
from dataclasses import field, fields
from typing import Generic, TypeVar

from policygen._dataclass import dataclass
from policygen.conditions.model import Condition
from policygen.conditions.places import Atlas, PlaceName
from policygen.findings import Finding, Location, Severity
from policygen.library.expectations import Contradiction, Expected
from policygen.library.locations import EntryLocation
from policygen.library.model import (
    Advisory,
    Chapter,
    Clause,
    Layer,
    Section,
    ShortGroup,
    Source,
    Spelling,
    Trap,
)
from policygen.library.regimes import Example, Regime
from policygen.library.template import Words
from policygen.platforms.model import Platform
from policygen.questions.model import Group, Question
from policygen.trades.model import Trade
from policygen.trades.model import Words as TradeWords

_T = TypeVar("_T")


class Table(Generic[_T]):
    """Entries of one kind by id, those of a later layer over those of an earlier one."""

    def __init__(self) -> None:
        self.values: dict[str, _T] = {}
        self.entries: dict[str, EntryLocation] = {}
        self._layers: dict[str, Layer] = {}

    def below(self, id: str, layer: Layer) -> _T | None:
        """What another layer gave under an id, over which this one lays something."""
        return self.values.get(id) if self._layers.get(id) is not layer else None

    def __copy__(self) -> "Table[_T]":
        new = Table[_T]()
        new.values, new.entries, new._layers = dict(self.values), dict(self.entries), dict(self._layers)
        return new

    def put(self, id: str, value: _T, entry: EntryLocation, layer: Layer) -> Location | None:
        """Lay an entry over what stands there. Where the same layer gave the id before: the place of that."""
        before = self.entries[id].location() if self._layers.get(id) is layer else None
        self.values[id] = value
        self.entries[id] = entry
        self._layers[id] = layer
        return before


@dataclass(slots=True)
class LibraryDraft:
    """What the layers read so far come to, and everything wrong with their form."""

    layers: list[Layer] = field(default_factory=list[Layer])
    """The last is the one that is being laid."""
    findings: list[Finding] = field(default_factory=list[Finding])
    clauses: Table[Clause] = field(default_factory=Table[Clause])
    questions: Table[Question] = field(default_factory=Table[Question])
    sources: Table[Source] = field(default_factory=Table[Source])
    platforms: Table[Platform] = field(default_factory=Table[Platform])
    advisories: Table[Advisory] = field(default_factory=Table[Advisory])
    traps: Table[Trap] = field(default_factory=Table[Trap])
    places: Table[PlaceName] = field(default_factory=Table[PlaceName])
    trades: Table[Trade] = field(default_factory=Table[Trade])
    sector_words: dict[str, TradeWords] = field(default_factory=dict[str, TradeWords])
    general_words: TradeWords = field(default_factory=dict[str, dict[str, tuple[str, ...]]])
    expected: Table[Expected] = field(default_factory=Table[Expected])
    regimes: Table[Regime] = field(default_factory=Table[Regime])
    examples: dict[str, Example] = field(default_factory=dict[str, Example])
    wording: Table[Words] = field(default_factory=Table[Words])
    contradictions: list[tuple[Contradiction, EntryLocation]] = field(
        default_factory=list[tuple[Contradiction, EntryLocation]]
    )
    sections: Table[Section] = field(default_factory=Table[Section])
    groups: dict[str, Group] = field(default_factory=dict[str, Group])
    short_groups: list[ShortGroup] = field(default_factory=list[ShortGroup])
    audience_titles: dict[str, str] = field(default_factory=dict[str, str])
    chapters: Table[Chapter] = field(default_factory=Table[Chapter])
    listed: dict[str, Location] = field(default_factory=dict[str, Location])
    """Where each clause is listed first."""
    forbidden: dict[str, tuple[Layer, EntryLocation]] = field(default_factory=dict[str, tuple[Layer, EntryLocation]])
    """Clauses that a pack forbids: which pack, and where it says so."""
    added_choices: dict[str, EntryLocation] = field(default_factory=dict[str, EntryLocation])
    """Where a pack adds a choice, by question (and field) and value with dots between."""
    replaced: dict[str, Clause] = field(default_factory=dict[str, Clause])
    """Clauses that a later layer lies over, as the first one says them."""
    atlas: Atlas = field(default_factory=lambda: Atlas({}, {}, frozenset(), {}, {}))
    emergency_when: Condition | None = None
    """Without its places."""
    spelling: Spelling = field(default_factory=lambda: Spelling({}, frozenset(), frozenset(), frozenset()))
    trap_words: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    grounds: tuple[str, ...] = ()
    fair: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def copy(self) -> "LibraryDraft":
        """A draft that says the same, and may be laid over without changing this one."""
        return LibraryDraft(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})

    @property
    def layer(self) -> Layer:
        """The layer that is being laid."""
        return self.layers[-1]

    def report(
        self, code: str, message: str, location: Location, hint: str = "", severity: Severity = Severity.BLOCK
    ) -> None:
        """Note something that is wrong; by default so wrong that the library cannot be used."""
        self.findings.append(Finding(code, severity, message, location, hint))

    def put(self, table: Table[_T], what: str, id: str, value: _T, entry: EntryLocation) -> None:
        """Lay an entry of the present layer over what stands there."""
        if before := table.put(id, value, entry, self.layer):
            self.report(
                "duplicate-id", f"The {what} '{id}' is given twice; the other is in {before}.", entry.location()
            )

    def locations(self) -> dict[str, Mapping[str, EntryLocation]]:
        """Where everything stands."""
        return {
            "clause": self.clauses.entries,
            "question": self.questions.entries,
            "choice": self.added_choices,
            "source": self.sources.entries,
            "platform": self.platforms.entries,
            "advisory": self.advisories.entries,
            "trap": self.traps.entries,
            "place": self.places.entries,
            "trade": self.trades.entries,
            "wording": self.wording.entries,
            "expected": self.expected.entries,
            "regime": self.regimes.entries,
            "section": self.sections.entries,
            "chapter": self.chapters.entries,
            "forbidden": {id: entry for id, (_, entry) in self.forbidden.items()},
        }
