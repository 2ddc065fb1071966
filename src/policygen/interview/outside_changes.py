"""What becomes of answers that somebody else changed while an interview went on: none is lost, and none wins unasked."""

from collections.abc import Iterable, Mapping
from typing import Literal

from policygen._dataclass import dataclass
from policygen.conditions.model import Value
from policygen.language.lists import listed
from policygen.library.model import Library
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question

Choice = Literal["mine", "file", "both"]


@dataclass(frozen=True, slots=True)
class Clash:
    """A question answered in this interview, to which somebody else gave another answer meanwhile."""

    question: Question
    mine: str
    """In words; a question left open says so."""
    in_file: str


@dataclass(frozen=True, slots=True)
class OutsideChanges:
    """How answers in a file differ from those that were last kept there."""

    values: Mapping[str, Value]
    """This interview's answers, with those taken over that only somebody else changed."""
    taken: tuple[str, ...]
    """Questions whose answers were taken over, by label."""
    clashes: tuple[Clash, ...]


def compare(
    library: Library,
    kept: Mapping[str, Value],
    in_file: Mapping[str, Value],
    mine: Mapping[str, Value],
    asked: Iterable[str],
) -> OutsideChanges:
    """Answers as last kept, as they stand now, and as this interview has them; `asked` names what it asked."""
    asked = set(asked)
    values, taken, clashes = dict(mine), list[str](), list[Clash]()
    for id, question in library.questionnaire.questions.items():
        other = in_file.get(id)
        if other in (kept.get(id), mine.get(id)):
            continue
        if id in asked:
            clashes.append(Clash(question, _words(question, mine.get(id), library), _words(question, other, library)))
            continue
        taken.append(question.label)
        values.pop(id, None)
        if other is not None:
            values[id] = other
    return OutsideChanges(values, tuple(taken), tuple(clashes))


def _words(question: Question, value: Value | None, library: Library) -> str:
    return "not known" if value is None else listed(list(kind_of(question).entries(question, value, library))) or "none"
