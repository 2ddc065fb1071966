"""What somebody outside asks of such a policy, point by point: a regulator, or a list that others wrote."""

from collections.abc import Mapping
from typing import Literal

from policygen._dataclass import dataclass
from policygen._on_use import InParts
from policygen.conditions.model import Condition
from policygen.findings import Severity

RegimeKind = Literal["regulator", "checklist", "topics"]
REGIME_KINDS: tuple[RegimeKind, ...] = ("regulator", "checklist", "topics")

Reason = Literal["", "another paper", "not about social media", "not at this size", "not written yet"]
REASONS: tuple[Reason, ...] = ("another paper", "not about social media", "not at this size", "not written yet")
"""Why no clause meets a point: each but the empty one, which says that some do. All count as not met."""

FOR_THE_OWNER: frozenset[Reason] = frozenset({"another paper", "not written yet"})
"""The reasons that leave something to do for whoever is bound."""


@dataclass(frozen=True, slots=True)
class RegimePoint:
    """One thing that is asked."""

    id: str
    """Within its regime."""
    asks: str
    """In a sentence of our own."""
    at: str = ""
    """Where the source says it: a section, a paragraph, a number of a list."""
    source: str = ""
    """The source that says it, by id; empty: the first of the regime."""
    severity: Severity = Severity.MEDIUM
    clauses: tuple[str, ...] = ()
    """The clauses that meet it together, by id; `+detail` behind one: what explains it does; `a or b`: one is enough."""
    reason: Reason = ""
    """Why no clause meets it; empty where some do."""
    because: str = ""
    """The reason in words: which other paper, or what is missing."""


@dataclass(frozen=True, slots=True)
class Regime(InParts):
    """A regulator, or a list of somebody's, and what it asks."""

    id: str
    name: str
    kind: RegimeKind
    example: str
    """The example whose printed set it is counted on, by id; empty: all of them together."""
    sources: tuple[str, ...]
    """By id: they say how far the text was read, and when."""
    points: tuple[RegimePoint, ...]
    when: Condition | None = None
    """Who is bound; a list binds nobody."""


@dataclass(frozen=True, slots=True)
class Example:
    """An organisation that nobody is, by its answers file: what coverage is counted on."""

    id: str
    path: str
    """As findings name the file."""
    answers: str
    """The text of the file."""


@dataclass(frozen=True, slots=True)
class Regimes:
    """All of them, and the examples that they name."""

    known: Mapping[str, Regime]
    examples: Mapping[str, Example]
