"""When a question of a form is to be answered, in words: as many values as can be read are named."""

import pytest

from policygen.answer_form.conditions import MANY, _range, _Words, only_if
from policygen.conditions.model import AnyOf, Condition
from tests.support.answers import known
from tests.support.library import tiny

NAMES = [f"v{number}" for number in range(MANY + 2)]
LIBRARY = tiny(f"ask pace: one_of fact ({' '.join(NAMES)})\nclause rules.a: Ask.")


@pytest.mark.parametrize("count", [1, 2, 12, 13, 14])
def test_twelve_values_are_named_and_that_there_are_more_is_said(count: int) -> None:
    said = _Words(LIBRARY, known(LIBRARY), {}, {}).values("pace", NAMES[:count])
    named = [f"“{name.capitalize()}”" for name in NAMES[: min(count, 12)]]
    assert [name for name in named if name in said] == named
    assert said.count("“") == len(named)
    assert said.endswith("or another of that kind") is (count > 12)


@pytest.mark.parametrize(("numbers", "place"), [({"pace": 7}, "question 7"), ({}, "“What is pace?”")])
def test_a_question_that_is_not_on_the_form_is_named_by_what_it_asks(numbers: dict[str, int], place: str) -> None:
    condition = Condition((AnyOf("pace", ("v0",)),))
    assert only_if(condition, LIBRARY, known(LIBRARY), numbers, {}) == f"{place} says “V0”"


@pytest.mark.parametrize(
    ("at_least", "below", "said"),
    [(10, 50, "10 or more and below 50"), (10, None, "10 or more"), (None, 50, "below 50")],
)
def test_a_range_is_told_by_the_ends_that_it_has(at_least: int | None, below: int | None, said: str) -> None:
    assert _range(at_least, below) == said
