"""Which advisories hold."""

from collections.abc import Iterable, Mapping, Sequence

from policygen.answers.model import Accepted
from policygen.conditions.evaluate import evaluate
from policygen.conditions.model import Outcome
from policygen.library.model import Advisory, Library
from policygen.questions.flow import Situation
from policygen.selection.model import Decision, Raised, Status


def in_force(starts: str, ends: str, date: str) -> bool:
    """Whether a day lies within two ISO dates, of which either may be empty."""
    return (not starts or starts <= date) and (not ends or date <= ends)


def _raise(
    advisory: Advisory, library: Library, situation: Situation, date: str, reasons: Mapping[str, str]
) -> Raised | None:
    if not in_force(advisory.starts, advisory.ends, date):
        return None
    verdict = evaluate(advisory.when, situation.facts, library.atlas)
    if verdict.outcome is not Outcome.YES:
        return None
    accepted = reasons.get(advisory.id, "") if advisory.acceptable else ""
    return Raised(advisory, verdict, accepted)


def on_answers(library: Library, situation: Situation, accepted: Sequence[Accepted], date: str) -> tuple[Raised, ...]:
    """The advisories on answers and registry that hold, most severe first."""
    reasons = {entry.advisory: entry.reason for entry in accepted}
    found = (
        _raise(advisory, library, situation, date, reasons)
        for advisory in library.advisories.values()
        if advisory.surface != "selection"
    )
    return sort_by_severity(raised for raised in found if raised is not None)


def on_selection(
    library: Library,
    situation: Situation,
    accepted: Sequence[Accepted],
    date: str,
    decisions: Mapping[str, Decision],
) -> tuple[Raised, ...]:
    """The advisories on missing or present clauses that hold, most severe first."""
    reasons = {entry.advisory: entry.reason for entry in accepted}

    def is_in(clause: str) -> bool:
        decision = decisions.get(library.former_clauses.get(clause, clause))
        if decision is not None and decision.cause == "replaced":
            return is_in(decision.other)
        return decision is not None and decision.status in {Status.IN, Status.NOT_PRINTED}

    found: list[Raised] = []
    for advisory in library.advisories.values():
        if advisory.surface != "selection":
            continue
        concerned = [id for id in advisory.missing if not is_in(id)] + [id for id in advisory.present if is_in(id)]
        raised = _raise(advisory, library, situation, date, reasons) if concerned else None
        if raised is not None:
            found.append(Raised(raised.advisory, raised.verdict, raised.accepted, tuple(concerned)))
    return sort_by_severity(found)


def sort_by_severity(raised: Iterable[Raised]) -> tuple[Raised, ...]:
    """Most severe first, otherwise in the library's order."""
    return tuple(sorted(raised, key=lambda entry: -entry.advisory.severity))
