"""What an answer form asks: the questions that apply, in order, each with its number and what it hangs on."""

from collections.abc import Iterator, Mapping

from policygen._dataclass import dataclass
from policygen.answer_form.conditions import may_apply, only_if
from policygen.conditions.model import Condition, Number, Outcome, Value
from policygen.library.model import Library
from policygen.platforms.model import USES
from policygen.questions.flow import HEADCOUNT, Situation, is_essential, offered, situation
from policygen.questions.model import Choice, Question

NETWORKS = 16
"""Networks that stand on a form to tick, most used first; others are written."""
STAFF = Condition((Number(HEADCOUNT, 2, None),))
"""What a question about staff waits for."""


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
        if question.id in known.given
        or not (outcomes[question.id] is Outcome.NO or known.follows(question.id) or known.is_alone(question))
        if not essential or is_essential(question, known.facts, library.atlas) or question.id in known.given
    ]
    numbers = {question.id: number for number, question in enumerate(wanted, 1)}

    def waits_for(question: Question) -> str:
        says_it = question.when is not None and HEADCOUNT in question.when.keys()  # noqa: SIM118  # no mapping
        staff = STAFF if question.of_staff and HEADCOUNT not in known.facts and not says_it else None
        open_ = question.when if outcomes[question.id] is Outcome.UNKNOWN else None
        said = (only_if(each, library, known, numbers, outcomes) for each in (staff, open_) if each is not None)
        return ", and ".join(dict.fromkeys(said))

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
    fitting.sort(key=lambda platform: USES.index(platform.use))
    return tuple(Choice(platform.id, platform.name) for platform in fitting[:NETWORKS])


def every_choice(library: Library, question: Question) -> tuple[Choice, ...]:
    """All that a form could ever have offered to tick for a question."""
    if question.kind == "yes_no":
        return YES_NO
    return (*(networks(library, question) if question.kind == "platforms" else ()), *question.choices)
