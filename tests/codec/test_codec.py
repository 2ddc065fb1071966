"""Dataclasses as data and back: what is read is of the shape and type that the fields say, or is refused."""

import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen._codec import Alone, Apart, Codec, CodecError, Data, Listed, tagged
from policygen._on_use import InParts


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


# ---- what is read when it is asked for ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page(InParts):
    id: str
    number: int = 0
    words: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    pages: Mapping[str, Page]
    notes: Mapping[str, Note] = field(default_factory=dict[str, Note])


class Drawer:
    """A shelf that counts what is taken from it."""

    def __init__(self) -> None:
        self.laid: list[Data] = []
        self.taken: list[int] = []

    def lay(self, data: Data) -> int:
        self.laid.append(data)
        return len(self.laid) - 1

    def take(self, number: Data) -> Data:
        if not isinstance(number, int) or number not in range(len(self.laid)):
            raise CodecError("nothing there")
        self.taken.append(number)
        return self.laid[number]


BOOK = Book(
    {"a": Page("a", 1, "Ask.", ("x",)), "b": Page("b", words="Wait.")}, {"x": Note("First."), "y": Note("Then.", 3)}
)


def kept() -> tuple[Codec, Drawer, Data]:
    """A codec that lays the pages and notes of a book apart, where they lie, and the rest of the book."""
    drawer = Drawer()
    codec = Codec({Page: Apart(drawer, ("id", "number")), Note: Apart(drawer)})
    return codec, drawer, codec.encode(BOOK)


def test_entries_that_lie_apart_are_read_as_the_same_and_compare_from_both_sides() -> None:
    codec, _, data = kept()
    again = codec.decode(Book, json.loads(json.dumps(data)))
    assert again == BOOK
    assert BOOK.pages == again.pages
    assert again.notes != {"x": Note("First.")}
    assert repr(again) == repr(BOOK)


def test_an_entry_is_read_when_it_is_first_asked_for_and_once() -> None:
    codec, drawer, data = kept()
    notes = codec.decode(Book, data).notes
    assert "x" in notes
    assert [*notes] == ["x", "y"]
    assert len(notes) == 2
    assert not drawer.taken
    assert notes["x"] is notes["x"]
    assert len(drawer.taken) == 1


def test_a_key_that_is_none_is_missed_as_in_any_mapping() -> None:
    codec, drawer, data = kept()
    notes = codec.decode(Book, data).notes
    assert notes.get("z") is None
    with pytest.raises(KeyError):
        notes["z"]
    assert not drawer.taken


def test_fields_that_are_not_read_at_once_are_read_when_one_of_them_is_asked_for() -> None:
    codec, drawer, data = kept()
    page = codec.decode(Book, data).pages["a"]
    assert (page.id, page.number) == ("a", 1)
    assert len(drawer.taken) == 1
    assert (page.words, page.notes) == ("Ask.", ("x",))
    assert len(drawer.taken) == 2


def test_fields_at_their_default_are_not_written_and_are_there_when_read() -> None:
    codec, drawer, data = kept()
    assert drawer.laid[data["pages"]["b"]][0] == {"id": "b"}
    page = codec.decode(Book, data).pages["b"]
    assert (page.number, page.notes, page.words) == (0, (), "Wait.")


def test_a_data_class_of_parts_has_no_fields_that_it_does_not_have() -> None:
    codec, _, data = kept()
    for page in (codec.decode(Book, data).pages["a"], Page("a")):
        assert not hasattr(page, "colour")
        with pytest.raises(AttributeError):
            page.number = 5  # type: ignore[misc]


def test_what_is_read_on_use_is_handed_to_another_process_whole() -> None:
    codec, _, data = kept()
    assert pickle.loads(pickle.dumps(codec.decode(Book, data))) == BOOK
    assert replace(codec.decode(Book, data).pages["a"], number=2) == replace(BOOK.pages["a"], number=2)


@pytest.mark.parametrize("data", [5, "a", [], None])
def test_entries_that_are_no_mapping_are_refused_at_once(data: Data) -> None:
    with pytest.raises(CodecError):
        kept()[0].decode(Book, {"pages": data})


@pytest.mark.parametrize("data", [99, -1, "0", None, []])
def test_an_entry_that_lies_nowhere_is_refused_when_it_is_asked_for(data: Data) -> None:
    book = kept()[0].decode(Book, {"pages": {"a": data}})
    with pytest.raises(CodecError):
        book.pages["a"]


@pytest.mark.parametrize(
    "data", [{"id": "a"}, [], [{"id": "a"}], [{}, 0], [{"id": "a", "words": "b"}, 0], [{"id": 5}, 0], [["a"], 0]]
)
def test_an_entry_of_another_shape_is_refused_when_it_is_asked_for(data: Data) -> None:
    codec, drawer, _ = kept()
    book = codec.decode(Book, {"pages": {"a": drawer.lay(data)}})
    with pytest.raises(CodecError):
        book.pages["a"]


@pytest.mark.parametrize("data", [[], {"id": "a"}, {"words": 5}])
def test_further_fields_of_another_shape_are_refused_when_one_is_asked_for(data: Data) -> None:
    codec, drawer, _ = kept()
    page = codec.decode(Book, {"pages": {"a": drawer.lay([{"id": "a"}, drawer.lay(data)])}}).pages["a"]
    with pytest.raises(CodecError):
        page.words  # noqa: B018 -- asking is the point
