"""Which open questions would change a document most, found by trying answers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.answers.model import Answers
from policygen.assembly.assemble import assemble
from policygen.conditions.model import Outcome, Value
from policygen.document.model import Document
from policygen.document.walk import block_text
from policygen.library.model import Library
from policygen.questions.flow import Situation, offered
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question
from policygen.selection.select import select
from policygen.trades.model import OWN_WORDS

TRIED = 3
"""Answers tried for a question: more would find little and take long."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An open question and what an answer to it could do."""

    question: str
    ask: str
    words: int
    """Words that come, go or change with the answer that changes most, of those tried."""
    parts: tuple[str, ...]
    """Titles of the parts that come, go or change with that answer."""


Texts = Mapping[str, tuple[str, Counter[str]]]
"""Of each part: its title, and its words."""


def most_effective_questions(library: Library, answers: Answers, date: str, count: int = 5) -> tuple[Suggestion, ...]:
    """The open questions whose answer would change the policy most, the most effective first.

    A question is open when it is asked of this organisation, nobody answered it and its answer follows from no other; for a
    choice our default stands meanwhile.
    The length of the policy is left out: it changes every part, and so would always come first. So are words of
    their own, which change every part too, and the day it starts, which is asked when it is approved.
    """
    known = select(library, answers, date)
    before = _texts(assemble(known))
    found: list[Suggestion] = []
    for question in library.questionnaire.questions.values():
        if (
            question.id in answers.values
            or not known.situation.asks(question)
            or known.situation.applies[question.id] is Outcome.UNKNOWN  # another has to be answered first
            or question.id in {"depth", "effective_date", OWN_WORDS}
        ):
            continue
        effects = [
            _effect(
                before,
                _texts(
                    assemble(select(library, replace(answers, values={**answers.values, question.id: value}), date))
                ),
            )
            for value in trials(question, known.situation, library)
        ]
        words, parts = max(effects, default=(0, ()), key=lambda effect: effect[0])
        if words:
            found.append(Suggestion(question.id, question.ask, words, parts))
    return tuple(sorted(found, key=lambda suggestion: -suggestion.words)[:count])


def _texts(document: Document) -> Texts:
    return {
        part.origin.id: (part.origin.title, Counter(" ".join(block_text(block) for block in part.blocks).split()))
        for part in document.parts
    }


def _effect(before: Texts, after: Texts) -> tuple[int, tuple[str, ...]]:
    """How many words differ, and the titles of the parts they stand in."""
    words = 0
    titles: list[str] = []
    for part in {**before, **after}:
        title, old = before.get(part, ("", Counter[str]()))
        new_title, new = after.get(part, ("", Counter[str]()))
        if old != new:
            words += max((new - old).total(), (old - new).total())
            titles.append(title or new_title)
    return words, tuple(titles)


# ---- answers to try ----------------------------------------------------------------------------------------------------


def trials(question: Question, known: Situation, library: Library) -> tuple[Value, ...]:
    """A few answers to a question that are not what stands now."""
    now = known.defaulted.get(question.id)
    choices = [choice for choice in offered(question, known.facts, library.atlas) if not choice.unknown]
    tried = kind_of(question).trials(question, choices, known.facts)
    return tuple(value for value in tried if value != now)[:TRIED]
