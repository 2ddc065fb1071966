"""Laws over the whole questionnaire: no data makes a check fail, and good data is an answer."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from policygen.findings import Severity
from policygen.questions.kinds import read_answer
from tests.support.drawing import few
from tests.support.hostile import LONG, MARKUP, UNPRINTABLE
from tests.support.library import the_library
from tests.support.strategies import data_of_question

_JUNK = (*MARKUP, *UNPRINTABLE, *LONG, "none", "not_sure", "yes", None, True, False, 0, -7, 10**17)
_KEYS = ("name", "role", "platform", "place", "x", "\x00")


@st.composite
def junk(draw: st.DrawFn, depth: int = 3) -> Any:
    """Whatever YAML can say."""
    match draw(st.integers(0, 3)) if depth else 0:
        case 2:
            return [draw(junk(depth - 1)) for _ in range(draw(st.integers(0, 3)))]
        case 3:
            return {key: draw(junk(depth - 1)) for key in draw(st.sets(st.sampled_from(_KEYS), max_size=3))}
        case _:
            return _JUNK[draw(st.integers(0, len(_JUNK) - 1))]


@given(junk(), st.integers(0, 200))
def test_no_data_at_all_makes_the_check_of_any_question_fail(data: Any, number: int) -> None:
    library = the_library()
    questions = tuple(library.questionnaire.questions.values())
    value, slips = read_answer(questions[number % len(questions)], data, library)
    if any(slip.code in {"wrong-type", "unknown-choice"} and not slip.path for slip in slips):
        assert value is None


@few
@given(st.data())
def test_good_data_is_an_answer_to_every_question(data: st.DataObject) -> None:
    library = the_library()
    for question in library.questionnaire.questions.values():
        _, slips = read_answer(question, data.draw(data_of_question(question, library)), library)
        assert not [slip for slip in slips if slip.severity is Severity.BLOCK], question.id


@given(st.data())
def test_what_was_checked_stays_the_same_when_checked_again(data: st.DataObject) -> None:
    library = the_library()
    question = data.draw(st.sampled_from(tuple(library.questionnaire.questions.values())))
    value, _ = read_answer(question, data.draw(data_of_question(question, library)), library)
    assert read_answer(question, list(value) if isinstance(value, tuple) else value, library)[0] == value
