"""Unanswered questions on which a duty hangs: silence is never consent, so each is told."""

from policygen._dataclass import dataclass
from policygen.conditions.evaluate import evaluate
from policygen.conditions.model import Outcome, PeopleIn, Reason
from policygen.questions.model import Question
from policygen.questions.signals import SIGNALS
from policygen.selection.advise import in_force
from policygen.selection.model import Selection, Status


@dataclass(frozen=True, slots=True)
class WaitingDuty:
    """A question that nobody answered, and what hangs on it."""

    question: Question
    clauses: tuple[str, ...]
    """The clauses that come in or stay out with the answer, by id."""
    advisories: tuple[str, ...]
    """The warnings that may hold, by id."""


def waiting_duties(selection: Selection) -> tuple[WaitingDuty, ...]:
    """The questions that decide whether a duty is theirs, that are asked of them, and that nobody answered."""
    known, questions = selection.situation, selection.library.questionnaire.questions
    open_ones = [
        question
        for id, question in questions.items()
        if question.duty and id not in known.given and known.applies[id] is Outcome.YES
    ]
    clauses: dict[str, list[str]] = {}
    for decision in selection.decisions.values():
        if decision.status is Status.UNKNOWN or decision.cause == "unconfirmed":
            for id in _open_keys(decision.verdict.reasons):
                clauses.setdefault(id, []).append(decision.clause)
    warnings: dict[str, list[str]] = {}
    for advisory in selection.library.advisories.values() if open_ones else ():
        verdict = evaluate(advisory.when, known.facts, selection.library.atlas)
        if verdict.outcome is Outcome.UNKNOWN and in_force(advisory.starts, advisory.ends, selection.date):
            for id in _open_keys(verdict.reasons):
                warnings.setdefault(id, []).append(advisory.id)
    found = (
        WaitingDuty(question, tuple(clauses.get(question.id, ())), tuple(warnings.get(question.id, ())))
        for question in open_ones
    )
    return tuple(each for each in found if each.clauses or each.advisories)


def _open_keys(reasons: tuple[Reason, ...]) -> frozenset[str]:
    """The questions that some reasons wait for."""
    keys: set[str] = set()
    for reason in reasons:
        if reason.outcome is Outcome.UNKNOWN:
            key = "people_by_place" if isinstance(reason.test, PeopleIn) else reason.test.key
            keys |= SIGNALS[key].reads if key in SIGNALS else {key}
    return frozenset(keys)
