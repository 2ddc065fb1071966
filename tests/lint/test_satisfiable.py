"""Laws of the search for answers that fulfil conditions: what some answers fulfil is possible, and nothing else is."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from policygen.conditions.evaluate import evaluate
from policygen.conditions.model import AnyOf, Condition, Known, Lacks, Number, Outcome, Value
from policygen.lint.satisfiable import Logic
from tests.support.library import tiny

LIBRARY = tiny(
    """
    ask headcount: integer fact
    ask work_locations: places fact
    ask pace: one_of choice (slow fast)
    ask tools: many_of fact (saw plane none!)
    """
)
LOGIC = Logic(LIBRARY)

FACTS: dict[str, tuple[Value | None, ...]] = {
    "headcount": (None, 0, 5, 10),
    "pace": (None, "slow", "fast"),
    "tools": (None, ("saw",), ("plane",), ("saw", "plane"), ("none",)),
    "work_locations": (None, ("DE",), ("FR",), ("US-NY",), ("US-CA",), ("FR", "US-CA"), ("DE", "US-NY")),
}
"""Answers that tell all the conditions below apart."""

WORLDS = [
    {key: value for key, value in zip(FACTS, values, strict=True) if value is not None}
    for values in product(*FACTS.values())
]

tests = st.one_of(
    st.builds(
        lambda values: AnyOf("pace", tuple(values)),
        st.lists(st.sampled_from(("slow", "fast")), min_size=1, unique=True),
    ),
    st.builds(
        lambda values: AnyOf("tools", tuple(values)),
        st.lists(st.sampled_from(("saw", "plane", "none")), min_size=1, unique=True),
    ),
    st.builds(
        lambda values: Lacks("tools", tuple(values)),
        st.lists(st.sampled_from(("saw", "plane", "none")), min_size=1, max_size=2),
    ),
    st.builds(
        lambda values: AnyOf("work_locations", tuple(values)),
        st.lists(st.sampled_from(("DE", "US-NY", "US")), min_size=1, max_size=2),
    ),
    st.sampled_from((Number("headcount", 5, None), Number("headcount", None, 10), Number("headcount", 5, 10))),
    st.builds(Known, st.sampled_from(("pace", "tools", "headcount")), st.booleans()),
)


def _condition(inner: SearchStrategy[Condition] | None, most: int) -> SearchStrategy[Condition]:
    few = st.lists(tests, max_size=most).map(tuple)
    if inner is None:
        return st.builds(Condition, few)
    return st.builds(Condition, few, st.none() | inner, st.lists(inner, max_size=2).map(tuple))


conditions = _condition(_condition(_condition(None, 2), 1), 2)


def _fulfilled(condition: Condition) -> bool:
    return any(evaluate(condition, world, LIBRARY.atlas).outcome is Outcome.YES for world in WORLDS)


@given(conditions)
def test_a_condition_is_possible_exactly_when_some_answers_fulfil_it(condition: Condition) -> None:
    assert LOGIC.possible(condition) is _fulfilled(condition)


@given(conditions)
def test_a_condition_can_fail_exactly_when_some_answers_fail_it(condition: Condition) -> None:
    assert LOGIC.possible(Condition(unless=condition)) is _fulfilled(Condition(unless=condition))


@given(conditions, conditions)
def test_two_conditions_are_possible_together_exactly_when_some_answers_fulfil_both(
    one: Condition, other: Condition
) -> None:
    both = any(
        all(evaluate(condition, world, LIBRARY.atlas).outcome is Outcome.YES for condition in (one, other))
        for world in WORLDS
    )
    assert LOGIC.possible(one, other) is both
