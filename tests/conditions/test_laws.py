"""Three-valued conditions: unknown is neither yes nor no, and more knowledge never turns a verdict round."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen._codec import Codec
from policygen.conditions.evaluate import evaluate, people_in
from policygen.conditions.model import (
    FORMS,
    AnyOf,
    Condition,
    Known,
    Lacks,
    Number,
    Outcome,
    PeopleIn,
    Test,
    Value,
)
from policygen.conditions.parse import parse_condition
from tests.support.library import tiny

YES, NO, UNKNOWN = Outcome.YES, Outcome.NO, Outcome.UNKNOWN
ATLAS = tiny("""
    ask headcount: integer fact
    ask work_locations: places fact
    ask markets: places fact
""").atlas


def condition(data: Any) -> Condition:
    """A `when:` mapping without slips."""
    slips: list[object] = []
    found = parse_condition(data, lambda *slip: slips.append(slip))
    assert not slips
    return found


def outcome(data: Any, **facts: Value) -> Outcome:
    return evaluate(condition(data), facts, ATLAS).outcome


# ---- single tests ------------------------------------------------------------------------------------------------------


def test_no_condition_holds_without_asking_anything() -> None:
    assert evaluate(Condition(), {}, ATLAS).outcome is YES


def test_a_list_means_any_of() -> None:
    assert outcome({"a": ["x", "y"]}, a="y") is YES
    assert outcome({"a": ["x", "y"]}, a=("z", "y")) is YES
    assert outcome({"a": ["x", "y"]}, a="z") is NO


def test_several_keys_must_all_hold() -> None:
    assert outcome({"a": "x", "b": "y"}, a="x", b="y") is YES
    assert outcome({"a": "x", "b": "y"}, a="x", b="z") is NO


def test_one_of_any_must_hold() -> None:
    either = {"any": [{"a": "x"}, {"b": "y"}]}
    assert outcome(either, a="z", b="y") is YES
    assert outcome(either, a="z", b="z") is NO
    assert outcome(either, a="z") is UNKNOWN
    assert outcome(either, a="x") is YES


def test_any_stands_beside_other_keys_and_unless() -> None:
    whole = {"c": "x", "any": [{"a": "x"}, {"b": "y"}], "unless": {"d": "x"}}
    assert outcome(whole, c="x", a="x", d="z") is YES
    assert outcome(whole, c="x", a="x", d="x") is NO
    assert outcome(whole, c="z", a="x", d="z") is NO


def test_any_stands_beside_a_single_other_key() -> None:
    whole = {"c": "x", "any": [{"a": "x"}, {"b": "y"}]}
    assert outcome(whole, c="x", a="x") is YES
    assert outcome(whole, c="x", a="z", b="z") is NO
    assert outcome(whole, c="x") is UNKNOWN


@pytest.mark.parametrize(("number", "expected"), [(24, NO), (25, YES), (49, YES), (50, NO)])
def test_numbers_take_a_lower_and_an_upper_bound(number: int, expected: Outcome) -> None:
    assert outcome({"headcount": {"at_least": 25, "below": 50}}, headcount=number) is expected


def test_lacks_holds_only_when_the_question_was_answered() -> None:
    assert outcome({"a": {"lacks": ["x", "y"]}}, a=("z",)) is YES
    assert outcome({"a": {"lacks": ["x", "y"]}}, a=("z", "y")) is NO
    assert outcome({"a": {"lacks": ["x"]}}) is UNKNOWN


def test_known_tells_whether_an_answer_was_given_and_is_never_unknown() -> None:
    assert outcome({"a": {"known": True}}) is NO
    assert outcome({"a": {"known": False}}) is YES
    assert outcome({"a": {"known": True}}, a=()) is YES


def test_a_number_test_on_something_else_is_unknown() -> None:
    assert outcome({"a": {"at_least": 3}}, a="many") is UNKNOWN


def test_yes_and_no_may_be_written_as_truth_values() -> None:
    assert condition({"a": True}) == condition({"a": "yes"})
    assert condition({"a": [False]}) == condition({"a": ["no"]})


# ---- unknown -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "test", [{"a": "x"}, {"a": {"lacks": "x"}}, {"a": {"below": 5}}, {"people_in": {"CA-ON": {"at_least": 25}}}]
)
def test_unknown_satisfies_neither_when_nor_unless(test: dict[str, object]) -> None:
    assert outcome(test) is UNKNOWN
    assert outcome({"unless": test}) is UNKNOWN


def test_what_is_known_to_be_out_needs_no_more_facts() -> None:
    assert outcome({"a": "x", "b": "y"}, a="z") is NO
    assert outcome({"a": "x", "unless": {"b": "y"}}, b="y") is NO


def test_the_reasons_are_the_tests_that_decided() -> None:
    found = evaluate(condition({"a": "x", "b": "y", "c": "z"}), {"a": "x", "b": "no", "c": "no"}, ATLAS)
    assert [reason.test.key for reason in found.reasons] == ["b", "c"]
    unknown = evaluate(condition({"a": "x", "b": "y", "unless": {"c": "z"}}), {"a": "x"}, ATLAS)
    assert [(reason.test.key, reason.negated) for reason in unknown.reasons] == [("b", False), ("c", True)]


# ---- nesting places ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        ("US", "US-NY", YES),
        ("US-NY", "US-NY", YES),
        ("US-NY", "US-CA", NO),
        ("US-NY", "US", UNKNOWN),
        ("EU", "DE", YES),
        ("EU", "DE-BY", YES),
        ("EU", "GB", NO),
        ("EU", "GB-ENG", NO),
        ("DE", "FR", NO),
        ("US", "Atlantis", NO),
        ("U", "US", NO),
    ],
)
def test_places_nest(asked: str, given: str, expected: Outcome) -> None:
    assert outcome({"work_locations": [asked]}, work_locations=(given,)) is expected


def test_one_place_inside_is_enough_and_a_coarse_one_leaves_it_open() -> None:
    assert outcome({"work_locations": ["US-NY"]}, work_locations=("US", "US-NY")) is YES
    assert outcome({"work_locations": ["US-NY"]}, work_locations=("DE", "US")) is UNKNOWN


def test_values_of_other_questions_do_not_nest() -> None:
    assert outcome({"listed_on": ["US"]}, listed_on=("US-NY",)) is NO


# ---- people in a place -------------------------------------------------------------------------------------------------


def rows(**people: int) -> tuple[Mapping[str, str | int], ...]:
    return tuple({"place": place.replace("_", "-"), "employees": number} for place, number in people.items())


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, (None, None)),
        ({"headcount": 31}, (None, 31)),
        ({"headcount": 31, "work_locations": ("CA-ON",)}, (31, 31)),
        ({"headcount": 31, "work_locations": ("DE",)}, (0, 0)),
        ({"work_locations": ("DE",)}, (0, 0)),
        ({"headcount": 31, "work_locations": ("CA",)}, (0, 31)),
        ({"headcount": 31, "work_locations": ("CA-ON", "DE")}, (0, 31)),
        ({"headcount": 31, "work_locations": ("CA-ON", "DE"), "people_by_place": rows(CA_ON=20, DE=11)}, (20, 20)),
        ({"headcount": 31, "work_locations": ("CA-ON", "DE"), "people_by_place": rows(DE=11)}, (0, 31)),
        ({"work_locations": ("CA-ON", "DE"), "people_by_place": rows(CA_ON=20)}, (20, 20)),
        ({"headcount": 105, "work_locations": ("CA", "DE"), "people_by_place": rows(CA=100, DE=5)}, (0, 100)),
        ({"headcount": 130, "work_locations": ("CA", "CA-ON"), "people_by_place": rows(CA=100, CA_ON=30)}, (30, 130)),
    ],
)
def test_people_in_a_place_are_counted_as_far_as_is_known(
    facts: dict[str, Any], expected: tuple[int | None, int | None]
) -> None:
    assert people_in("CA-ON", facts, ATLAS) == expected


def test_people_in_a_country_are_those_in_all_its_parts() -> None:
    facts: dict[str, Any] = {
        "headcount": 90,
        "work_locations": ("CA-ON", "CA-QC", "DE"),
        "people_by_place": rows(CA_ON=20, CA_QC=30, DE=40),
    }
    assert people_in("CA", facts, ATLAS) == (50, 50)
    assert people_in("EU", facts, ATLAS) == (40, 40)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"headcount": 24}, NO),
        ({"headcount": 24, "work_locations": ("CA-ON", "DE")}, NO),
        ({"headcount": 25, "work_locations": ("CA-ON",)}, YES),
        ({"headcount": 80, "work_locations": ("CA-ON", "DE")}, UNKNOWN),
        ({"headcount": 80, "work_locations": ("DE",)}, NO),
        ({"headcount": 80}, UNKNOWN),
        ({"work_locations": ("CA-ON",)}, UNKNOWN),
        ({"work_locations": ("DE",)}, NO),
        ({"headcount": 80, "work_locations": ("CA-ON", "DE"), "people_by_place": rows(CA_ON=25)}, YES),
        ({"headcount": 80, "work_locations": ("CA-ON", "DE"), "people_by_place": rows(CA_ON=24)}, NO),
    ],
)
def test_a_threshold_counts_the_people_there(facts: dict[str, Any], expected: Outcome) -> None:
    assert outcome({"people_in": {"CA-ON": {"at_least": 25}}}, **facts) is expected


def test_people_counted_for_a_place_too_coarse_to_tell_are_not_counted_as_nobody() -> None:
    coarse: dict[str, Any] = {
        "headcount": 105,
        "work_locations": ("CA", "GB-ENG"),
        "people_by_place": rows(CA=100, GB_ENG=5),
    }
    assert outcome({"people_in": {"CA-ON": {"at_least": 25}}}, **coarse) is UNKNOWN
    assert outcome({"people_in": {"CA-ON": {"below": 25}}}, **coarse) is UNKNOWN
    assert outcome({"people_in": {"CA-ON": {"at_least": 101}}}, **coarse) is NO


@pytest.mark.parametrize(
    ("headcount", "expected"), [(20, UNKNOWN), (5, UNKNOWN), (4, NO), (9, UNKNOWN)], ids=lambda value: str(value)
)
def test_a_range_is_open_while_what_is_known_may_lie_on_either_side_of_it(headcount: int, expected: Outcome) -> None:
    facts: dict[str, Any] = {"headcount": headcount, "work_locations": ("CA-ON", "DE")}
    assert outcome({"people_in": {"CA-ON": {"at_least": 5, "below": 10}}}, **facts) is expected


@pytest.mark.parametrize(("counted", "expected"), [(4, NO), (5, YES), (9, YES), (10, NO)])
def test_a_range_counts_its_lower_bound_and_not_its_upper(counted: int, expected: Outcome) -> None:
    facts: dict[str, Any] = {"headcount": 60, "work_locations": ("CA-ON", "DE"), "people_by_place": rows(CA_ON=counted)}
    assert outcome({"people_in": {"CA-ON": {"at_least": 5, "below": 10}}}, **facts) is expected


def test_the_answers_to_any_question_of_places_lie_in_each_other() -> None:
    assert outcome({"markets": ["EU"]}, markets=("DE",)) is YES
    assert outcome({"markets": ["US-NY"]}, markets=("US",)) is UNKNOWN
    assert outcome({"colours": ["EU"]}, colours=("DE",)) is NO


# ---- as laws -----------------------------------------------------------------------------------------------------------

places = st.sampled_from(("US", "US-NY", "US-CA", "CA", "CA-ON", "CA-QC", "DE", "FR", "GB", "GB-ENG"))
regions = st.one_of(places, st.just("EU"))
words = st.sampled_from(("x", "y", "z"))
bounds = st.tuples(st.none() | st.integers(0, 60), st.none() | st.integers(0, 60)).filter(any)
tests: st.SearchStrategy[Test] = st.one_of(
    st.builds(AnyOf, st.sampled_from("abc"), st.lists(words, min_size=1, max_size=2).map(tuple)),
    st.builds(AnyOf, st.just("work_locations"), st.lists(regions, min_size=1, max_size=2).map(tuple)),
    st.builds(Lacks, st.sampled_from("abc"), st.lists(words, min_size=1, max_size=2).map(tuple)),
    bounds.map(lambda found: Number("headcount", *found)),
    st.tuples(regions, bounds).map(lambda found: PeopleIn(found[0], *found[1])),
)
any_test = st.one_of(tests, st.builds(Known, st.sampled_from("abc"), st.booleans()))


def conditions(of: st.SearchStrategy[Test]) -> st.SearchStrategy[Condition]:
    """Conditions of any shape, of which no part asks nothing."""
    leaves = st.builds(Condition, st.lists(of, min_size=1, max_size=3).map(tuple))
    some, none = st.lists(of, min_size=1, max_size=2).map(tuple), st.just(())

    def wider(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(inner, min_size=1, max_size=2).map(tuple)
        return st.one_of(
            st.builds(Condition, some, st.none() | inner, none | several),
            st.builds(Condition, none, inner, none | several),
            st.builds(Condition, none, st.none(), several),
        )

    return st.recursive(leaves, wider, max_leaves=4)


@st.composite
def known_facts(draw: st.DrawFn) -> dict[str, Value]:
    """Facts that agree with each other: the rows add up to the headcount."""
    where = draw(st.lists(places, min_size=1, max_size=3, unique=True))
    people = [draw(st.integers(0, 40)) for _ in where]
    facts: dict[str, Value] = {"headcount": max(sum(people), 1), "work_locations": tuple(where)}
    facts["people_by_place"] = tuple({"place": p, "employees": n} for p, n in zip(where, people, strict=True))
    for key in "abc":
        facts[key] = tuple(draw(st.lists(words, max_size=2, unique=True)))
    return facts


@given(
    conditions(any_test),
    known_facts(),
    st.sets(st.sampled_from(("a", "b", "c", "headcount", "work_locations", "people_by_place"))),
)
def test_not_is_kleene_negation(found: Condition, facts: dict[str, Value], hidden: set[str]) -> None:
    facts = {key: value for key, value in facts.items() if key not in hidden}
    plain, turned = (evaluate(c, facts, ATLAS).outcome for c in (found, Condition(unless=found)))
    assert turned is {YES: NO, NO: YES, UNKNOWN: UNKNOWN}[plain]


@given(conditions(any_test), conditions(any_test), known_facts(), st.sets(st.sampled_from("abc")))
def test_all_and_any_are_kleene_and_and_or(
    one: Condition, other: Condition, facts: dict[str, Value], hidden: set[str]
) -> None:
    facts = {key: value for key, value in facts.items() if key not in hidden}
    order = {NO: 0, UNKNOWN: 1, YES: 2}
    verdicts = [evaluate(c, facts, ATLAS).outcome for c in (one, other)]
    both = Condition(any_of=(Condition(any_of=(one,), unless=Condition(unless=other)),))
    assert evaluate(both, facts, ATLAS).outcome is min(verdicts, key=order.__getitem__)
    assert evaluate(Condition(any_of=(one, other)), facts, ATLAS).outcome is max(verdicts, key=order.__getitem__)


@given(
    conditions(tests),
    known_facts(),
    st.sets(st.sampled_from(("a", "b", "c", "headcount", "work_locations", "people_by_place"))),
)
def test_knowing_less_makes_a_verdict_unknown_and_never_the_opposite(
    found: Condition, facts: dict[str, Value], hidden: set[str]
) -> None:
    less = {key: value for key, value in facts.items() if key not in hidden}
    assert evaluate(found, less, ATLAS).outcome in {UNKNOWN, evaluate(found, facts, ATLAS).outcome}


@given(conditions(any_test), known_facts(), st.sets(st.sampled_from(("a", "b", "c", "headcount"))))
def test_a_verdict_has_the_reasons_that_decided_it(found: Condition, facts: dict[str, Value], hidden: set[str]) -> None:
    facts = {key: value for key, value in facts.items() if key not in hidden}
    verdict = evaluate(found, facts, ATLAS)
    if verdict.outcome is not YES:
        assert verdict.reasons
    turned = {YES: NO, NO: YES, UNKNOWN: UNKNOWN}
    assert all(
        (turned[reason.outcome] if reason.negated else reason.outcome) is verdict.outcome for reason in verdict.reasons
    )


@given(conditions(any_test))
def test_a_condition_is_the_same_after_being_kept_as_data(found: Condition) -> None:
    codec = Codec(FORMS)
    assert codec.decode(Condition, json.loads(json.dumps(codec.encode(found)))) == found


@given(
    conditions(any_test),
    known_facts(),
    st.sampled_from(("a", "b", "c", "headcount", "work_locations", "people_by_place")),
)
def test_only_the_keys_that_a_condition_names_matter_to_it(
    found: Condition, facts: dict[str, Value], hidden: str
) -> None:
    less = {key: value for key, value in facts.items() if key != hidden}
    if hidden not in found.keys():  # noqa: SIM118 -- a method of its own
        assert evaluate(found, less, ATLAS).outcome is evaluate(found, facts, ATLAS).outcome


# ---- slips -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (["a"], ()),
        ("a", ()),
        ({"a": {}}, ("a",)),
        ({"a": []}, ("a",)),
        ({"a": None}, ("a",)),
        ({"a": {"at_least": "x"}}, ("a",)),
        ({"a": {"at_least": True}}, ("a",)),
        ({"a": {"more": 1}}, ("a",)),
        ({"a": {"known": "maybe"}}, ("a",)),
        ({"a": {"lacks": {}}}, ("a",)),
        ({"unless": []}, ("unless",)),
        ({"unless": {}}, ("unless",)),
        ({"any": {}}, ("any",)),
        ({"any": []}, ("any",)),
        ({"any": [{"a": {}}]}, ("any", 0, "a")),
        ({"people_in": 5}, ("people_in",)),
        ({"people_in": {}}, ("people_in",)),
        ({"people_in": {"CA-ON": 25}}, ("people_in", "CA-ON")),
    ],
)
def test_a_slip_in_a_condition_is_told_where_it_is(data: object, path: tuple[str | int, ...]) -> None:
    slips: list[tuple[object, ...]] = []
    parse_condition(data, lambda *slip: slips.append(slip))
    assert slips[0][0] == path
    assert all(slips[0][1:3])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(("a", "any", "unless", "people_in", "at_least", "known", "lacks", "CA-ON")),
                inner,
                max_size=3,
            )
        ),
        max_leaves=8,
    )
)
def test_no_data_at_all_makes_the_reading_of_a_condition_fail(data: object) -> None:
    found = parse_condition(data, lambda *slip: None)
    evaluate(found, {}, ATLAS)
