"""Dataclasses as data and back: what is read is of the shape and type that the fields say, or is refused."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen._codec import Alone, Codec, CodecError, Listed, tagged


class Weight(IntEnum):
    LIGHT = 1
    HEAVY = 2


@dataclass(frozen=True, slots=True)
class Word:
    value: str


@dataclass(frozen=True, slots=True)
class Box:
    content: tuple["Word | Box", ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Pair:
    first: int
    second: str


@dataclass(frozen=True, slots=True)
class Thing:
    id: str
    size: Literal["small", "large"] = "small"
    weight: Weight = Weight.LIGHT
    is_new: bool = False
    most: int | None = None
    content: tuple[Word | Box, ...] = ()
    pair: Pair | None = None
    names: frozenset[str] = frozenset()
    both: tuple[str, int] = ("", 0)
    value: str | int | tuple[str, ...] | tuple[Mapping[str, str], ...] = ""
    inner: Mapping[str, "Thing"] = field(default_factory=dict[str, "Thing"])
    worked_out: str = field(default="", init=False)


CODEC = Codec({Word: Alone("value"), Pair: Listed(("second", "first")), **tagged(Box)})

boxes = st.recursive(
    st.builds(Word, st.text(max_size=5)),
    lambda inner: st.builds(Box, st.lists(inner, max_size=3).map(tuple), st.integers(0, 9)),
    max_leaves=5,
)
things = st.recursive(
    st.builds(
        Thing,
        st.text(max_size=5),
        st.sampled_from(("small", "large")),
        st.sampled_from(Weight),
        st.booleans(),
        st.none() | st.integers(),
        st.lists(boxes, max_size=3).map(tuple),
        st.none() | st.builds(Pair, st.integers(), st.text(max_size=3)),
        st.frozensets(st.text(max_size=3), max_size=3),
        st.tuples(st.text(max_size=3), st.integers()),
        st.text(max_size=3)
        | st.integers()
        | st.lists(st.text(max_size=3), max_size=2).map(tuple)
        | st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=3)), min_size=1, max_size=2).map(tuple),
    ),
    lambda inner: st.builds(Thing, st.text(max_size=3), inner=st.dictionaries(st.text(max_size=3), inner, max_size=2)),
    max_leaves=4,
)


@given(things)
def test_what_is_written_is_read_as_the_same(thing: Thing) -> None:
    assert CODEC.decode(Thing, json.loads(json.dumps(CODEC.encode(thing)))) == thing


def test_what_holds_its_default_is_left_out_and_what_is_worked_out_is_never_written() -> None:
    assert CODEC.encode(Thing("a", most=3)) == {"id": "a", "most": 3, "inner": {}}


def test_a_member_of_a_union_is_a_list_that_begins_with_its_name() -> None:
    assert CODEC.encode(Box((Word("a"), Box((), 2)))) == ["box", ["a", ["box", [], 2]], 0]


def test_a_form_says_in_which_order_fields_are_written() -> None:
    assert CODEC.encode(Pair(1, "a")) == ["a", 1]
    assert CODEC.decode(Pair, ["a", 1]) == Pair(1, "a")


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "a",
        {},
        {"size": "small"},
        {"id": None},
        {"id": 5},
        {"id": "a", "colour": "red"},
        {"id": "a", "worked_out": "x"},
        {"id": "a", "size": "medium"},
        {"id": "a", "size": ["small"]},
        {"id": "a", "weight": 3},
        {"id": "a", "weight": "heavy"},
        {"id": "a", "weight": []},
        {"id": "a", "is_new": 1},
        {"id": "a", "is_new": "yes"},
        {"id": "a", "most": True},
        {"id": "a", "most": 1.5},
        {"id": "a", "most": "3"},
        {"id": "a", "content": "a"},
        {"id": "a", "content": [5]},
        {"id": "a", "content": [[]]},
        {"id": "a", "content": [["bag", [], 0]]},
        {"id": "a", "content": [["box", []]]},
        {"id": "a", "content": [["box", [], 0, 0]]},
        {"id": "a", "content": [["box", [None], 0]]},
        {"id": "a", "content": [[["box"], [], 0]]},
        {"id": "a", "pair": ["a"]},
        {"id": "a", "pair": {"first": 1, "second": "a"}},
        {"id": "a", "names": ["a", 5]},
        {"id": "a", "names": {"a": "b"}},
        {"id": "a", "both": ["a"]},
        {"id": "a", "both": ["a", 1, 2]},
        {"id": "a", "value": [{"a": 5}]},
        {"id": "a", "value": ["a", {}]},
        {"id": "a", "inner": []},
        {"id": "a", "inner": {"b": {}}},
    ],
)
def test_data_of_another_shape_or_type_is_refused(data: Any) -> None:
    with pytest.raises(CodecError):
        CODEC.decode(Thing, data)


def test_a_value_that_no_form_covers_is_not_written() -> None:
    with pytest.raises(CodecError):
        CODEC.encode(object())
