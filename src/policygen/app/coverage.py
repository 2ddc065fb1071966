"""What regulators and lists of others ask, point by point, counted on the documents of examples or of one organisation."""

from collections.abc import Mapping
from typing import Any, Literal

from policygen._dataclass import dataclass
from policygen.answers.model import Answers
from policygen.assembly.documents import printed_in_set
from policygen.assembly.regimes import HeldPoint, held
from policygen.conditions.model import Outcome
from policygen.document.model import Depth
from policygen.findings import Finding
from policygen.library.model import Library, Source
from policygen.library.regimes import Regime
from policygen.lint.coverage import BY_THE_TOOL, POINTS, coverage
from policygen.lint.examples import example_sets
from policygen.selection.regimes import binding
from policygen.selection.select import select


@dataclass(frozen=True, slots=True)
class Counted:
    """A regime, counted on the documents of somebody."""

    regime: Regime
    depth: Depth | Literal[""]
    """Of the policy it is counted on; empty: of several."""
    points: tuple[HeldPoint, ...]
    sources: tuple[Source, ...]
    """The texts its points are from, and how far we read each."""

    @property
    def met(self) -> int:
        """How many points have clauses that are printed."""
        return sum(each.is_met for each in self.points)

    def not_met(self) -> Mapping[str, int]:
        """How many points have none, by status."""
        found: dict[str, int] = {}
        for each in self.points:
            if not each.is_met:
                found[each.status] = found.get(each.status, 0) + 1
        return found

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        regime = self.regime
        return {
            "id": regime.id,
            "name": regime.name,
            "kind": regime.kind,
            "example": regime.example,
            "depth": self.depth,
            "points": len(self.points),
            "in_these_documents": self.met,
            "sources": [
                {"id": source.id, "title": source.title, "read": source.read, "checked": source.checked}
                for source in self.sources
            ],
            "lines": [_line(each, regime) for each in self.points],
        }


def _line(held_point: HeldPoint, regime: Regime) -> dict[str, Any]:
    point = held_point.point
    return {
        "id": point.id,
        "asks": point.asks,
        "source": point.source or regime.sources[0],
        "at": point.at,
        "severity": point.severity.word,
        "status": held_point.status,
        "clauses": list(point.clauses),
        "missing": list(held_point.missing),
        "because": point.because,
    }


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """All that was counted."""

    counted: tuple[Counted, ...]
    may_bind: tuple[Regime, ...] = ()
    """Regimes that bind the organisation by an answer nobody gave."""
    topics: Mapping[str, int] | None = None
    """By topic of the library, how many clauses about it the examples print; None when one organisation was asked for."""
    article: Mapping[str, int] | None = None
    """The same by point of the founding article; those that the tool itself meets are left out."""
    findings: tuple[Finding, ...] = ()

    def empty(self) -> tuple[str, ...]:
        """The lines that hold nothing: points without clauses or reason, or whose clauses are not printed, topics, points."""
        lines = [
            f"{one.regime.id}.{each.point.id}"
            for one in self.counted
            for each in one.points
            if each.status == "not-printed"
        ]
        counts = [*(self.topics or {}).items(), *(self.article or {}).items()]
        return (*lines, *(name for name, number in counts if not number))


def _counted(library: Library, regime: Regime, depth: Depth | Literal[""], printed: frozenset[str]) -> Counted:
    points = held(regime, printed)
    ids = dict.fromkeys((*regime.sources, *(each.point.source for each in points if each.point.source)))
    return Counted(regime, depth, points, tuple(library.sources[id] for id in ids if id in library.sources))


def coverage_of_examples(library: Library, date: str, chosen: Regime | None = None) -> CoverageReport:
    """Each regime, or one, on the documents of its example on an ISO date; topics and the article on all of them."""
    sets = example_sets(library, date, chosen.example if chosen else "")
    regimes = [chosen] if chosen else library.regimes.known.values()
    counted = tuple(
        _counted(library, regime, sets.known[regime.example].depth if regime.example else "", printed)
        for regime in regimes
        if (printed := sets.printed_for(regime)) is not None
    )
    if chosen:
        return CoverageReport(counted, findings=sets.findings)
    clauses = [library.clauses[id] for id in sets.clauses]
    topics = {topic: sum(topic in clause.topics for clause in clauses) for topic in library.topics}
    article = {
        point: len(sets.clauses.intersection(meeting))
        for point, meeting in coverage(library).items()
        if point in POINTS and point not in BY_THE_TOOL
    }
    return CoverageReport(counted, (), topics, article, sets.findings)


def coverage_of_answers(library: Library, answers: Answers, date: str, chosen: Regime | None = None) -> CoverageReport:
    """The regimes that bind an organisation, or one, on the documents that its answers come to on an ISO date."""
    selection = select(library, answers, date)
    printed = printed_in_set(selection)
    regimes = (chosen,) if chosen else tuple(binding(selection))
    counted = tuple(_counted(library, regime, selection.depth, printed) for regime in regimes)
    return CoverageReport(counted, () if chosen else tuple(binding(selection, Outcome.UNKNOWN)))
