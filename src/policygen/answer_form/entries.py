"""What an answer form asks: the questions that apply, in order, each with its number and what it hangs on."""

from collections.abc import Iterator, Mapping

from policygen._dataclass import dataclass
from policygen.answer_form.conditions import may_apply, only_if
from policygen.conditions.model import Outcome, Value
from policygen.library.model import Library
from policygen.questions.flow import Situation, is_essential, offered, situation
from policygen.questions.model import Choice, Question

NETWORKS = 14
"""Networks that stand on a form to tick; others are written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question on a form."""

    question: Question
    number: int
    choices: tuple[Choice, ...]
    """What is offered to tick, with these answers."""
    value: Value | None
    """What is known already."""
    only_if: str = ""
    """The answers that must come first, in words; empty where the question applies for certain."""


def entries(library: Library, values: Mapping[str, Value], *, essential: bool = False) -> tuple[Entry, ...]:
    """Every question that applies, or may; with `essential` those alone that a quick interview asks, and what is answered."""
    known = situation(library, values)
    outcomes = may_apply(library, known)
    wanted = [
        question
        for question in library.questionnaire.questions.values()
        if question.id in known.given or (outcomes[question.id] is not Outcome.NO and not known.follows(question.id))
        if not essential or is_essential(question, known.facts, library.atlas) or question.id in known.given
    ]
    numbers = {question.id: number for number, question in enumerate(wanted, 1)}

    def waits_for(question: Question) -> str:
        if question.when is None or outcomes[question.id] is not Outcome.UNKNOWN:
            return ""
        return only_if(question.when, library, known, numbers, outcomes)

    return tuple(
        Entry(
            question,
            numbers[question.id],
            tuple(to_tick(library, question, known)),
            known.given.get(question.id),
            waits_for(question),
        )
        for question in wanted
    )


def to_tick(library: Library, question: Question, known: Situation) -> Iterator[Choice]:
    """What a question offers to tick: its choices, those answered among them; of networks the usual ones first."""
    if question.kind == "yes_no":
        yield from YES_NO
    if question.kind == "platforms":
        yield from networks(library, question)
    now = {choice.value for choice in offered(question, known.facts, library.atlas)}
    given = known.given.get(question.id)
    said = given if isinstance(given, tuple) else (given,)
    yield from (choice for choice in question.choices if choice.value in now or choice.value in said)


YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))


def networks(library: Library, question: Question) -> tuple[Choice, ...]:
    """The networks that stand on a form to tick for a question."""
    fitting = [
        platform
        for platform in library.registry.platforms.values()
        if platform.status != "closed" and (not question.categories or platform.category in question.categories)
    ]
    return tuple(Choice(platform.id, platform.name) for platform in fitting[:NETWORKS])


def every_choice(library: Library, question: Question) -> tuple[Choice, ...]:
    """All that a form could ever have offered to tick for a question."""
    if question.kind == "yes_no":
        return YES_NO
    return (*(networks(library, question) if question.kind == "platforms" else ()), *question.choices)
