"""Which open questions would change a document most, found by trying answers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from policygen.answers.model import Answers
from policygen.assembly.assemble import assemble
from policygen.conditions.model import FieldValue, Outcome, Value
from policygen.document.model import Document
from policygen.document.walk import block_text
from policygen.library.model import Library
from policygen.questions.flow import Situation, offered
from policygen.questions.model import Field, Question
from policygen.selection.select import select

TRIED = 3
"""Answers tried for a question: more would find little and take long."""

NAME = "Somebody"


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

    A question is open when it is asked of this organisation and nobody answered it; for a choice our default stands meanwhile.
    The length of the policy is left out: it changes every part, and so would always come first.
    """
    known = select(library, answers, date)
    before = _texts(assemble(known))
    found: list[Suggestion] = []
    for question in library.questionnaire.questions.values():
        if (
            question.id in answers.values
            or known.situation.applies[question.id] is Outcome.NO
            or question.id == "depth"
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
    return tuple(value for value in _values(question, known, library) if value != now)[:TRIED]


def _values(question: Question, known: Situation, library: Library) -> Iterator[Value]:
    choices = [c.value for c in offered(question, known.facts, library.atlas) if not c.unknown]
    match question.kind:
        case "yes_no":
            yield from ("yes", "no")
        case "one_of":
            yield from choices
        case "many_of":
            together = tuple(c.value for c in question.choices if c.value in choices and not c.exclusive)
            middle = len(together) // 2
            yield from dict.fromkeys((together[:2], together[middle - 1 : middle + 1] or together, together[-2:]))
        case "text" | "handle":
            yield NAME
        case "texts":
            yield (NAME,)
        case "integer":
            yield from (number for number in (6, 60) if (question.least or 0) <= number <= (question.most or number))
        case "date":
            yield known_day(known)
        case "contact":
            yield {"name": NAME, "role": NAME}
        case "contacts":
            yield ({"name": NAME, "role": NAME},)
        case "records":
            yield tuple(_rows(question, known))
        case "platforms":
            yield ("instagram", "facebook")
            yield ()
        case "places":
            yield from (("GB-ENG",), ("US-NY",), ("DE",))


def known_day(known: Situation) -> str:
    """A day to try: any will do, since only the words around it matter."""
    return str(known.facts.get("effective_date") or "2026-01-01")


def _rows(question: Question, known: Situation) -> Iterator[Mapping[str, FieldValue]]:
    """A row for each choice of the first field that has choices, else one row."""
    key = next((field for field in question.fields if field.choices and field.required), None)
    for value in [choice.value for choice in key.choices] if key else [""]:
        row = {field.id: _field(field, known) for field in question.fields if field.required}
        yield {**row, key.id: value} if key else row


def _field(field: Field, known: Situation) -> FieldValue:
    match field.kind:
        case "integer":
            return max(field.least or 0, 30)
        case "place":
            places = known.facts.get("work_locations")
            return str(places[0]) if isinstance(places, tuple) and places else "GB-ENG"
        case "platform":
            return "instagram"
        case "date":
            return known_day(known)
        case "one_of":
            return field.choices[0].value
        case _:
            return NAME
