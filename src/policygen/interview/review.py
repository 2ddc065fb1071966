"""All answers in words, to be looked over before anything is written."""

from collections.abc import Sequence

from policygen._dataclass import dataclass
from policygen.conditions.model import Outcome
from policygen.library.model import Library
from policygen.questions.flow import Situation
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question

NOT_SURE = "not sure yet"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One answer in words."""

    question: Question
    entries: tuple[str, ...]
    """Each entry of it; of a question left open, that it is."""
    ours: bool = False
    """Nobody chose it: the library's default stands."""


def reviewed(library: Library, known: Situation, asked: Sequence[str]) -> tuple[Reviewed, ...]:
    """Every answer that counts: given, taken by default, or left open among the questions asked and the essential ones."""
    found: list[Reviewed] = []
    for id, question in library.questionnaire.questions.items():
        if known.applies[id] is Outcome.NO:
            continue
        value = known.given.get(id, known.defaulted.get(id))
        if value is not None:
            entries = tuple(kind_of(question).entries(question, value, library)) or ("none",)
            found.append(Reviewed(question, entries, ours=id not in known.given))
        elif question.says == "fact" and (id in asked or (question.essential and known.asks(question))):
            found.append(Reviewed(question, (NOT_SURE,)))
    return tuple(found)
