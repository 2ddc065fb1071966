"""What a form says beside the answers that there are: what is new, what is the same, what contradicts."""

from collections.abc import Mapping, Sequence
from typing import Literal

from policygen._dataclass import dataclass
from policygen.answer_form.model import FormRead
from policygen.conditions.model import Record, Value
from policygen.library.model import Library
from policygen.questions.model import Question

Take = Literal["", "form", "file"]
"""Whose answer stands where both say something: nobody said, the form's, the file's."""
_TICKED = frozenset({"many_of", "platforms"})
"""Kinds of which a form does not keep the order."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A question that a form and the answers file answer otherwise."""

    question: Question
    in_file: Value
    in_form: Value | None
    """None: the form says that nobody is sure."""


@dataclass(frozen=True, slots=True)
class Combined:
    """Answers with those of a form among them."""

    values: Mapping[str, Value]
    added: tuple[str, ...]
    """Questions that the form alone answers."""
    replaced: tuple[Contradiction, ...]
    """Contradictions in which the form's answer stands."""
    left: tuple[Contradiction, ...]
    """Contradictions in which the file's answer stands."""
    silent: tuple[str, ...]
    """Questions that the form leaves blank, and the file answers."""


def combine(library: Library, known: Mapping[str, Value], form: FormRead, take: Take = "") -> Combined:
    """The answers that come of a form and of what is known.

    What is known stands where the form does not answer, or only a part of its answer could be read.
    """
    questions = library.questionnaire.questions
    said: dict[str, Value | None] = {**form.values, **dict.fromkeys(form.open)}
    both = [
        Contradiction(questions[id], known[id], _kept_names(questions[id], value, known[id]))
        for id, value in said.items()
        if id in known and not is_same(questions[id], known[id], value)
    ]
    added = tuple(id for id in form.values if id not in known)
    values: dict[str, Value] = {**known, **{id: form.values[id] for id in added}}
    replaced = tuple(each for each in both if take == "form" and each.question.id not in form.partial)
    for each in replaced:
        values.pop(each.question.id)
        if each.in_form is not None:
            values[each.question.id] = each.in_form
    left = tuple(each for each in both if each not in replaced)
    ordered = {id: values[id] for id in questions if id in values}
    return Combined(ordered, added, replaced, left, tuple(id for id in form.silent if id in known))


def is_same(question: Question, one: Value | None, other: Value | None) -> bool:
    """Whether two answers say the same: order counts where it was written, and names that nobody is asked for do not."""
    if question.kind in _TICKED and isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(map(str, one)) == sorted(map(str, other))
    return _bare(question, one) == _bare(question, other)


def _bare(question: Question, value: Value | None) -> object:
    made = {field.id for field in question.fields if field.made}
    if not made or not isinstance(value, tuple):
        return value
    return tuple(_without(row, made) if isinstance(row, Mapping) else row for row in value)


def _without(row: Record, made: set[str]) -> dict[str, object]:
    return {key: said for key, said in row.items() if key not in made}


def _kept_names(question: Question, value: Value | None, known: Value) -> Value | None:
    """Rows of a form with the names that the same rows have in the file; one reworded in its place keeps its name."""
    made = {field.id for field in question.fields if field.made}
    if not made or not isinstance(value, tuple) or not isinstance(known, tuple):
        return value
    before = [row for row in known if isinstance(row, Mapping)]
    rows = [dict(row) for row in value if isinstance(row, Mapping)]
    pairs = _pairs([_without(row, made) for row in before], [_without(row, made) for row in rows])
    for old, new in pairs:
        rows[new].update({id: before[old][id] for id in made if id in before[old]})
    return tuple(rows)


def _pairs(before: Sequence[object], rows: Sequence[object]) -> list[tuple[int, int]]:
    """Which row is which: equal ones first, then those left over in their order, where there are as many on both sides."""
    free = list(range(len(before)))
    found: list[tuple[int, int]] = []
    for new, row in enumerate(rows):
        old = next((index for index in free if before[index] == row), None)
        if old is not None:
            free.remove(old)
            found.append((old, new))
    rest = [new for new in range(len(rows)) if new not in {each[1] for each in found}]
    return [*found, *(zip(free, rest, strict=True) if len(free) == len(rest) else ())]
