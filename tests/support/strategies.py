"""Generated answers for the whole questionnaire of a library.

`values_of_question` gives checked values of one question, `answers` checked answers to any of them, `samples` the answers
files under `samples/`. Strategies are deferred: nothing is loaded before an example is drawn.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from policygen.answers.model import Answers
from policygen.answers.read import read_answers
from policygen.conditions.model import Value
from policygen.library.model import Library
from policygen.questions.kinds import read_answer
from policygen.questions.model import Choice, Field, Question
from policygen.questions.values import YEARS
from policygen.trades.model import FORMS
from tests.support.hostile import FOREIGN, MARKUP
from tests.support.library import the_library

SAMPLES = Path(__file__).parents[2] / "samples"

LAWFUL_PLACES = (
    "GB", "GB-ENG", "GB-SCT", "GB-WLS", "US", "US-NY", "US-CA", "US-CT", "US-DE", "US-TX", "CA", "CA-ON", "CA-QC",
    "AU", "AU-NSW", "AU-ACT", "AU-VIC", "DE", "FR", "IE", "NL", "NZ", "ZA", "SG", "IN", "JP",
)  # fmt: skip
"""Places that the library has law for, and one it has none for."""

texts = st.one_of(
    st.sampled_from(
        ("Sam Okafor", "the policy owner", "Harbour Street Café Ltd", "Owner", "HR", "Alles klar", "no", "1.10")
    ),
    st.sampled_from((*MARKUP, *FOREIGN)),
    st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40).filter(str.strip),
)
"""What people type, what attackers type, and anything else on one line."""

days = st.dates(date(YEARS.start, 1, 1), date(YEARS.stop - 1, 12, 31)).map(lambda day: day.isoformat())


def _places(library: Library) -> SearchStrategy[str]:
    law = st.sampled_from(
        [place for place in LAWFUL_PLACES if place in library.atlas.places] or list(library.atlas.places)
    )
    return st.one_of(law, law, st.sampled_from(list(library.atlas.places)), st.just("Atlantis"))


def _platforms(library: Library) -> SearchStrategy[str]:
    return st.one_of(st.sampled_from(list(library.registry.platforms)), st.just("A forum of ours"))


def _contacts() -> SearchStrategy[dict[str, str]]:
    who = st.fixed_dictionaries(
        {"name": texts}, optional={"role": texts, "email": st.just("a@b.example"), "phone": texts}
    )
    post = st.fixed_dictionaries({"role": texts}, optional={"email": st.just("c@d.example")})
    return st.one_of(who, post)


def _numbers(least: int | None, most: int | None) -> SearchStrategy[int]:
    low, high = least or 0, most if most is not None else 5_000
    near = [number for number in (low, 9, 10, 24, 25, 49, 50, 250, high) if low <= number <= high]
    return st.one_of(st.sampled_from(near), st.integers(low, high))


def _one(choices: tuple[Choice, ...]) -> SearchStrategy[str]:
    return st.sampled_from([choice.value for choice in choices])


def _many(choices: tuple[Choice, ...]) -> SearchStrategy[list[str]]:
    alone = [[choice.value] for choice in choices if choice.exclusive or choice.unknown]
    several = st.lists(
        st.sampled_from([choice.value for choice in choices if not (choice.exclusive or choice.unknown)]),
        min_size=1, max_size=4, unique=True,
    )  # fmt: skip
    return st.one_of(several, several, st.sampled_from(alone)) if alone else several


def _field(field: Field, library: Library) -> SearchStrategy[Any]:
    match field.kind:
        case "one_of":
            return _one(field.choices)
        case "many_of":
            return _many(field.choices)
        case "integer":
            return _numbers(field.least, field.most)
        case "date":
            return days
        case "yes_no":
            return st.sampled_from(("yes", "no"))
        case "contact":
            return _contacts()
        case "platform":
            return _platforms(library)
        case "place":
            return _places(library)
        case _:
            return texts


def _row(question: Question, library: Library) -> SearchStrategy[dict[str, Any]]:
    required = {field.id: _field(field, library) for field in question.fields if field.required}
    optional = {field.id: _field(field, library) for field in question.fields if not field.required}
    return st.fixed_dictionaries(required, optional=optional)


SIMPLE: dict[str, SearchStrategy[Any]] = {
    "text": texts,
    "handle": texts,
    "date": days,
    "yes_no": st.sampled_from(("yes", "no", "not_sure")),
    "words": st.dictionaries(st.sampled_from(sorted(FORMS)), st.text("abc é", min_size=1, max_size=9), min_size=1),
}
"""Of kinds whose questions differ in nothing else."""


def data_of_question(question: Question, library: Library) -> SearchStrategy[Any]:
    """What a file may say in answer to a question: good data, though texts may be of any kind."""
    if question.kind in SIMPLE:
        return SIMPLE[question.kind]
    match question.kind:
        case "integer":
            return _numbers(question.least, question.most)
        case "one_of":
            return _one(question.choices)
        case "many_of":
            return _many(question.choices)
        case "platforms":
            some = st.lists(_platforms(library), min_size=1, max_size=5, unique=True)
            alone = [[choice.value] for choice in question.choices]
            return st.one_of(some, some, st.sampled_from(alone)) if alone else some
        case "places":
            return st.lists(_places(library), min_size=1, max_size=3, unique=True)
        case "trades":
            return st.lists(st.sampled_from(sorted(library.trades.trades)), min_size=1, max_size=3, unique=True)
        case "texts":
            return st.lists(texts, min_size=1, max_size=3)
        case "contact":
            return _contacts()
        case "contacts":
            return st.lists(_contacts(), min_size=1, max_size=2)
        case "records":
            return st.lists(_row(question, library), max_size=3)


def checked(question: Question, data: Any, library: Library) -> Value | None:
    """What some data comes to as an answer."""
    return read_answer(question, data, library)[0]


def values_of_question(question: Question, library: Library) -> SearchStrategy[Value | None]:
    """Checked values of one question; None where a choice says that nothing is known."""
    return data_of_question(question, library).map(lambda data: checked(question, data, library))


@cache
def _strategy_of(id: str) -> SearchStrategy[Value | None]:
    library = the_library()
    return values_of_question(library.questionnaire.questions[id], library)


@st.composite
def values_for(draw: st.DrawFn) -> dict[str, Value]:
    """Checked values for some of the questions of the library as shipped: few, half, most or all of them."""
    questions = list(the_library().questionnaire.questions)
    size = len(questions) // 8 + 1
    one, other = (int.from_bytes(draw(st.binary(min_size=size, max_size=size)), "big") for _ in range(2))
    mask = draw(st.sampled_from((one & other, one, one | other, -1)))
    found = {id: draw(_strategy_of(id)) for number, id in enumerate(questions) if mask >> number & 1}
    return {id: value for id, value in found.items() if value is not None}


values = values_for()
"""Checked values for any of the questions of the library as shipped."""

answers = values.map(Answers)
"""The same as answers."""


@cache
def sample_names() -> tuple[str, ...]:
    """The samples that our library alone is for: without the one that lays a pack over it."""
    names = (path.parent.name for path in SAMPLES.glob("*/answers.yaml") if not [*path.parent.glob("*/pack.yaml")])
    return tuple(sorted(names))


@cache
def sample(name: str) -> Answers:
    """The answers of a sample."""
    path = SAMPLES / name / "answers.yaml"
    return read_answers(path.read_text(encoding="utf-8"), str(path), the_library())[0]


def without_facts(given: Answers, library: Library) -> Answers:
    """Answers with every fact left out: only choices and promises remain."""
    questions = library.questionnaire.questions
    return Answers({id: value for id, value in given.values.items() if questions[id].says != "fact"})
