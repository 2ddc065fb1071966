"""The ledger: every clause and every advisory with its reason."""

from collections.abc import Iterable, Iterator

from policygen._dataclass import dataclass
from policygen.answers.model import Answerer
from policygen.app.finding_clauses import Named
from policygen.assembly.assemble import assemble
from policygen.assembly.fill import Filler
from policygen.assembly.promises import Promise, asked_behind, promises
from policygen.assembly.tables import Tables
from policygen.assembly.terms import Terms, printed
from policygen.conditions.evaluate import values_of
from policygen.document.walk import block_text, numbers, plain
from policygen.library.model import APPEARS, Clause, Source
from policygen.selection.model import Decision, Selection, Status
from policygen.selection.reasons import ReasonFormatter, defaults_behind, what_it_would_take, why, why_raised


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One clause in the ledger."""

    clause: Clause
    decision: Decision
    why: str
    would_take: str
    """What would bring it in, or empty."""
    by_default: tuple[str, ...]
    """The questions nobody was asked that the decision rests on, by id."""

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
            "by_default": list(self.by_default),
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
            "citation": source.citation,
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


def omission_rank(entry: LedgerEntry) -> tuple[int, int]:
    """How far an omission is from what a reasonable reader expects: fewer failed tests and shorter papers first."""
    tests = len(entry.decision.verdict.reasons)
    foreign = any(reason.test.key in {"work_locations", "sectors"} for reason in entry.decision.verdict.reasons)
    order = APPEARS.index(entry.clause.appears)
    return (2 if foreign else 0) + (0 if entry.decision.status is Status.UNKNOWN else 1), order * 10 + tests


def entry_of(selection: Selection, decision: Decision) -> LedgerEntry:
    """One decision with its reasons in words."""
    return LedgerEntry(
        selection.library.clauses[decision.clause],
        decision,
        why(selection, decision),
        what_it_would_take(selection, decision),
        defaults_behind(selection, decision),
    )


def ledger(selection: Selection, place: str = "") -> dict[Status, tuple[LedgerEntry, ...]]:
    """Every clause by what became of it; those in stand in the document's order, omissions by how much they may surprise."""
    entries: dict[Status, list[LedgerEntry]] = {status: [] for status in Status}
    for decision in selection.decisions.values():
        clause = selection.library.clauses[decision.clause]
        if place and not binds_place(selection, clause, place):
            continue
        entries[decision.status].append(entry_of(selection, decision))
    for status in (Status.OUT, Status.UNKNOWN):
        entries[status].sort(key=omission_rank)
    return {status: tuple(found) for status, found in entries.items()}


def clause_sources(selection: Selection, clause: Clause) -> tuple[Support, ...]:
    """The sources of a clause; those that hold for this organisation first."""
    places = values_of(selection.situation.facts.get("work_locations", ()))
    sectors = values_of(selection.situation.facts.get("sectors", ()))
    holds = selection.library.atlas.holds

    def here(source: Source) -> bool:
        local = "anywhere" in source.extent or any(holds(region, place) for region in source.extent for place in places)
        return local and (not source.sectors or not set(source.sectors).isdisjoint(sectors))

    known = (selection.library.sources[id] for id in clause.sources if id in selection.library.sources)
    return tuple(sorted((Support(source, here(source)) for source in known), key=lambda support: not support.here))


def promise_owner(selection: Selection, clause: Clause) -> str:
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


def promises_at(selection: Selection, place: str) -> tuple[Promise, ...]:
    """The promises and rights of a policy; with the code of a place, those that speak to people there."""
    clauses = selection.library.clauses
    made = promises(selection)
    return tuple(each for each in made if not place or binds_place(selection, clauses[each.clause], place))


def people_work_in(selection: Selection, place: str) -> bool:
    """Whether anybody works in a place, in a part of it, or in the whole it is part of."""
    holds = selection.library.atlas.holds
    locations = values_of(selection.situation.facts.get("work_locations", ()))
    return any(holds(place, location) is not False or holds(location, place) for location in locations)


def named_clauses(selection: Selection) -> dict[str, Named]:
    """Every clause by id, with what a reader of the policy knows it by."""
    document = assemble(selection)
    shown = numbers(document)
    words = {part.origin.id: "\n".join(map(block_text, part.blocks)) for part in document.parts}
    return {
        clause.id: Named(
            clause.id, clause.title, shown.get(clause.id, ""), words.get(clause.id, ""), clause.id in words
        )
        for clause in selection.library.clauses.values()
    }


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of which it is known who gave it."""

    question: str
    label: str
    answerer: Answerer

    def as_data(self) -> dict[str, object]:
        """The answer for `--json`."""
        return {"question": self.question, "by": self.answerer.by, "on": self.answerer.on}


@dataclass(frozen=True, slots=True)
class InDepth:
    """All that a lawyer asks first about one clause."""

    words: str
    """As the policy prints them; of a clause that is not printed, its rule and what always goes with it."""
    test: str
    """What must hold for it to be in."""
    owner: str
    layer: str
    """The library or pack it comes from, and its version."""
    sources: tuple[Support, ...]
    answered: tuple[Answered, ...] = ()
    """Of the answers that it hangs on or prints, those of which it is known who gave them."""


def _answered(selection: Selection, clause: Clause) -> Iterator[Answered]:
    questions = selection.library.questionnaire.questions
    for id in asked_behind(selection, clause):
        if answerer := selection.answerers.get(id):
            yield Answered(id, questions[id].label, answerer)


def clause_in_depth(selection: Selection, clause: Clause) -> InDepth:
    """One clause with its words, its test and what it rests on."""
    formatter = ReasonFormatter(selection.library, selection.situation)
    versions = {layer[0]: layer[1] for layer in selection.library.editions}
    layer = f"{clause.layer} {versions.get(clause.layer, '')}".strip()
    return InDepth(
        named_clauses(selection)[clause.id].words or _unprinted(selection, clause),
        formatter.condition(clause.when) if clause.when else "none: it is for every organisation",
        promise_owner(selection, clause),
        layer,
        clause_sources(selection, clause),
        tuple(_answered(selection, clause)),
    )


@dataclass(frozen=True, slots=True)
class AboutClause:
    """One clause of the ledger, and all that a lawyer asks first about it."""

    entry: LedgerEntry
    depth: InDepth

    def as_data(self) -> dict[str, object]:
        """The clause for `--json`."""
        clause, depth = self.entry.clause, self.depth
        return {
            **self.entry.as_data(),
            "words": depth.words,
            "test": depth.test,
            "reason": clause.why,
            "owner": depth.owner,
            "sources": [source.as_data() for source in depth.sources],
            "edited": clause.edited,
            "answered": [answered.as_data() for answered in depth.answered],
        }


def about_clause(selection: Selection, id: str) -> AboutClause:
    """All about one clause of the library, by its id."""
    entry = entry_of(selection, selection.decisions[id])
    return AboutClause(entry, clause_in_depth(selection, entry.clause))


def _unprinted(selection: Selection, clause: Clause) -> str:
    filler = Filler(Tables(Terms(selection)), {})
    return "\n".join(block_text(block) for block in filler.blocks([*clause.rule, *clause.always]))
