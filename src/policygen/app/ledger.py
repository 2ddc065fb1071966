"""The ledger as a person reads it: how many clauses and why, grouped by what a reader may want to change."""

from collections.abc import Mapping, Sequence

from policygen._dataclass import dataclass
from policygen.app.explain import LedgerEntry
from policygen.conditions.evaluate import values_of
from policygen.library.model import Clause
from policygen.library.template import Slot
from policygen.selection.model import Selection, Status
from policygen.selection.reasons import ReasonFormatter

ELSEWHERE = {
    "work_locations": "for places where nobody of yours works",
    "people_by_place": "for places where nobody of yours works",
    "sectors": "for other lines of work",
    "trades": "for other lines of work",
}
"""Omissions that no reader of this organisation misses, by the question that decides them."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Clauses that wait for one answer."""

    question: str
    """By id."""
    label: str
    ask: str
    entries: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True)
class Default:
    """A choice that nobody made."""

    question: str
    """By id."""
    label: str
    value: str
    """What is taken, in words."""
    clauses: tuple[str, ...]
    """The printed clauses that rest on it, by id."""


def waiting(selection: Selection, entries: Sequence[LedgerEntry]) -> tuple[Waiting, ...]:
    """What is not known, by the question it hangs on; those that most hangs on first."""
    questions = selection.library.questionnaire.questions
    found: dict[str, list[LedgerEntry]] = {}
    for entry in entries:
        reasons = entry.decision.verdict.reasons
        found.setdefault(reasons[0].test.key if reasons else "", []).append(entry)
    formatter = ReasonFormatter(selection.library, selection.situation)
    groups = [
        Waiting(key, formatter.label(key), questions[key].ask if key in questions else "", tuple(members))
        for key, members in found.items()
    ]
    return tuple(sorted(groups, key=lambda group: -len(group.entries)))


def left_out(entries: Sequence[LedgerEntry]) -> Mapping[str, tuple[LedgerEntry, ...]]:
    """What is out, by why a reader may care: first what their own choices leave out, then what is for others."""
    found: dict[str, list[LedgerEntry]] = {"because of your answers": []}
    for entry in entries:
        keys = {reason.test.key for reason in entry.decision.verdict.reasons}
        foreign = next((words for key, words in ELSEWHERE.items() if key in keys), "")
        if entry.decision.cause == "not-asked":
            foreign = foreign or "not asked of an organisation like yours"
        found.setdefault(foreign or "because of your answers", []).append(entry)
    return {words: tuple(members) for words, members in found.items() if members}


def _prints(clause: Clause, question: str) -> bool:
    """Whether the words of a clause print the answer to a question."""
    return any(isinstance(node, Slot) and node.path.partition(".")[0] == question for node in clause.nodes())


def defaults(selection: Selection) -> tuple[Default, ...]:
    """The choices nobody made, as the library makes them, and the printed clauses that rest on each."""
    from policygen.app.explain import ledger

    formatter = ReasonFormatter(selection.library, selection.situation)
    printed = ledger(selection)[Status.IN]
    questions = selection.library.questionnaire.questions
    return tuple(
        Default(
            id,
            questions[id].label,
            formatter.values(id, values_of(value), "and") or formatter.answer(id),
            tuple(entry.clause.id for entry in printed if id in entry.by_default or _prints(entry.clause, id)),
        )
        for id, value in selection.situation.defaulted.items()
    )
