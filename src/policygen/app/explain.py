"""The ledger: every clause and every advisory with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from policygen.assembly.terms import Terms, printed
from policygen.conditions.evaluate import values_of
from policygen.document.walk import plain
from policygen.library.model import Clause, Source
from policygen.selection.model import Decision, Selection, Status
from policygen.selection.reasons import what_it_would_take, why, why_raised


@dataclass(frozen=True, slots=True)
class Entry:
    """One clause in the ledger."""

    clause: Clause
    decision: Decision
    why: str
    would_take: str
    """What would bring it in, or empty."""

    def as_data(self) -> dict[str, object]:
        """The entry for `--json`."""
        return {
            "clause": self.clause.id,
            "title": self.clause.title,
            "section": self.clause.section,
            "status": self.decision.status.value,
            "cause": self.decision.cause,
            "why": self.why,
            "would_take": self.would_take,
            "host": self.decision.host,
            "statutory": self.clause.statutory,
            "layer": self.clause.layer,
        }


@dataclass(frozen=True, slots=True)
class Support:
    """A source of a clause, and whether it holds for this organisation."""

    source: Source
    here: bool

    def as_data(self) -> dict[str, object]:
        """The source for `--json`."""
        source = self.source
        return {
            "id": source.id,
            "title": source.title,
            "here": self.here,
            "extent": list(source.extent),
            "read": source.read,
            "confidence": source.confidence,
            "checked": source.checked,
            "review_by": source.review_by,
            "url": source.url,
            "says": source.says,
        }


def binds_place(selection: Selection, clause: Clause, place: str) -> bool:
    """Whether a clause speaks to the people of a place."""
    holds = selection.library.atlas.holds
    if clause.binds_at and not any(holds(region, place) for region in clause.binds_at):
        return False
    return not any(holds(region, place) for region in clause.not_in)


def _surprise(entry: Entry) -> tuple[int, int]:
    """How far an omission is from what a reasonable reader expects: fewer failed tests and shorter papers first."""
    tests = len(entry.decision.verdict.reasons)
    foreign = any(reason.test.key in {"work_locations", "sectors"} for reason in entry.decision.verdict.reasons)
    order = {"card": 0, "short": 1, "full": 2}[entry.clause.appears]
    return (2 if foreign else 0) + (0 if entry.decision.status is Status.UNKNOWN else 1), order * 10 + tests


def ledger(selection: Selection, place: str = "") -> dict[Status, tuple[Entry, ...]]:
    """Every clause by what became of it; those in stand in the document's order, omissions by how much they may surprise."""
    entries: dict[Status, list[Entry]] = {status: [] for status in Status}
    for decision in selection.decisions.values():
        clause = selection.library.clauses[decision.clause]
        if place and not binds_place(selection, clause, place):
            continue
        entry = Entry(clause, decision, why(selection, decision), what_it_would_take(selection, decision))
        entries[decision.status].append(entry)
    for status in (Status.OUT, Status.UNKNOWN):
        entries[status].sort(key=lambda entry: _surprise(entry))
    return {status: tuple(found) for status, found in entries.items()}


def supports(selection: Selection, clause: Clause) -> tuple[Support, ...]:
    """The sources of a clause; those that hold for this organisation first."""
    places = values_of(selection.situation.facts.get("work_locations", ()))
    sectors = values_of(selection.situation.facts.get("sectors", ()))
    holds = selection.library.atlas.holds

    def here(source: Source) -> bool:
        local = "anywhere" in source.extent or any(holds(region, place) for region in source.extent for place in places)
        return local and (not source.sectors or not set(source.sectors).isdisjoint(sectors))

    known = (selection.library.sources[id] for id in clause.sources if id in selection.library.sources)
    return tuple(sorted((Support(source, here(source)) for source in known), key=lambda support: not support.here))


def keeper(selection: Selection, clause: Clause) -> str:
    """Who keeps a clause's promises, in words; empty when it makes none."""
    return plain(printed(Terms(selection).term(clause.owner), ())) if clause.owner else ""


def advisories(selection: Selection) -> Iterable[dict[str, object]]:
    """The advisories that hold, for people and machines."""
    for raised in selection.raised:
        yield {
            "id": raised.advisory.id,
            "severity": raised.advisory.severity.word,
            "says": raised.advisory.says,
            "do": raised.advisory.do,
            "because": why_raised(selection, raised),
            "accepted": raised.accepted,
            "clauses": list(raised.clauses),
        }
