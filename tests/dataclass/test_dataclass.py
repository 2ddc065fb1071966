"""Classes of ours behave as the standard library's do: each made both ways, and held side by side."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from typing import Any, ClassVar

import pytest

from policygen._dataclass import dataclass


def written(make: Callable[..., Any]) -> tuple[type, type, type]:
    """A plain class, one that inherits from it and uses all that fields can say, and one without fields."""

    @make(frozen=True, slots=True)
    class Plain:
        """Plain."""

        text: str
        number: int = 7

    @make(frozen=True, slots=True)
    class Rich(Plain):
        """Rich."""

        items: list[str] = field(default_factory=list[str])
        line: int = field(default=0, compare=False)
        hidden: str = field(default="", repr=False)
        length: int = field(init=False, repr=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", len(self.text))

    @make(frozen=True, slots=True)
    class Empty:
        """Empty."""

    return Plain, Rich, Empty


OURS, THEIRS = written(dataclass), written(dataclasses.dataclass)
CALLS: list[tuple[int, tuple[Any, ...], dict[str, Any]]] = [
    (0, ("a",), {}),
    (0, ("a", 8), {}),
    (0, ("b",), {"number": 8}),
    (1, ("a", 7, ["x"], 3), {"hidden": "h"}),
    (1, ("a", 7, ["x"], 4), {"hidden": "h"}),
    (1, ("a",), {}),
    (2, (), {}),
]


def both() -> list[tuple[Any, Any]]:
    """What each call makes of our class and of the standard library's."""
    return [(OURS[kind](*given, **named), THEIRS[kind](*given, **named)) for kind, given, named in CALLS]


@pytest.mark.parametrize("kind", range(3))
def test_a_class_is_called_and_matched_and_slotted_as_the_standard_library_makes_it(kind: int) -> None:
    ours, theirs = OURS[kind], THEIRS[kind]
    assert inspect.signature(ours).parameters.keys() == inspect.signature(theirs).parameters.keys()
    assert ours.__init__.__annotations__ == theirs.__init__.__annotations__
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__slots__ == theirs.__slots__
    assert [each.name for each in dataclasses.fields(ours)] == [each.name for each in dataclasses.fields(theirs)]
    with pytest.raises(TypeError, match="argument"):
        ours(1, 2, 3, 4, 5, 6)


def test_a_value_is_shown_compared_and_hashed_as_the_standard_library_does() -> None:
    made = both()
    for ours, theirs in made:
        assert repr(ours) == repr(theirs)
        assert ours != theirs
        for other, their_other in made:
            assert (ours == other) == (theirs == their_other)
    plain = [ours for ours, _ in made if not hasattr(ours, "items")]
    assert len({*plain, *map(copy.copy, plain)}) == len(plain)
    with pytest.raises(TypeError, match="unhashable"):
        hash(made[3][0])


def test_only_what_is_frozen_and_slotted_is_made_the_quick_way() -> None:
    assert OURS[0].__repr__ is OURS[2].__repr__, "functions are shared, not compiled for each class"
    loose = dataclass(frozen=True)(type("Loose", (), {}))
    assert loose.__repr__ is not OURS[0].__repr__


@pytest.mark.parametrize("make", [dataclass, dataclasses.dataclass])
def test_the_standard_library_knows_our_classes_and_goes_on_from_them(make: Callable[..., Any]) -> None:
    plain, _, _ = written(make)

    @dataclasses.dataclass(frozen=True)
    class Further(plain):  # type: ignore[misc, valid-type]
        more: str = "x"
        shared: ClassVar[int] = 3

    assert dataclasses.is_dataclass(plain)
    assert dataclasses.asdict(Further("a")) == {"text": "a", "number": 7, "more": "x"}
    with pytest.raises(TypeError, match="frozen"):
        dataclasses.dataclass(type("Loose", (plain,), {}))


def test_what_all_values_of_a_class_share_is_no_field() -> None:
    @dataclass(frozen=True, slots=True)
    class Shared:
        text: str
        shared: ClassVar[tuple[int, ...]] = (3,)

    assert [each.name for each in dataclasses.fields(Shared)] == ["text"]
    assert Shared("a").shared is Shared.shared


def test_a_class_can_be_made_of_one_that_has_made_no_value_yet() -> None:
    plain, _, _ = written(dataclass)

    class Kind(plain):  # type: ignore[misc, valid-type]
        def __init__(self) -> None:
            super().__init__("a", number=3)

    assert (Kind().text, Kind().number) == ("a", 3)
    assert type(plain("b")) is plain
    assert (plain("b").text, plain("b").number) == ("b", 7)


def test_each_value_has_a_list_of_its_own() -> None:
    assert OURS[1]("a").items is not OURS[1]("a").items


def test_nothing_of_a_value_can_be_set_or_deleted() -> None:
    value = OURS[1]("a")
    for name in ("text", "length", "new"):
        with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
            setattr(value, name, 1)
        with pytest.raises(FrozenInstanceError, match=f"cannot delete field '{name}'"):
            delattr(value, name)


def test_a_changed_copy_is_a_new_value() -> None:
    value = OURS[1]("a", items=["x"], line=2)
    changed = dataclasses.replace(value, text="abc")
    assert (changed.text, changed.items, changed.line, changed.length) == ("abc", ["x"], 2, 3)
    assert (value.text, value.length) == ("a", 1)


@dataclass(frozen=True, slots=True)
class Sent:
    """A value for another process."""

    text: str
    more: tuple["Sent", ...] = ()


def test_a_value_goes_to_another_process_and_back() -> None:
    value = Sent("a", (Sent("b"),))
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.deepcopy(value) == value


def test_what_is_not_frozen_is_the_standard_librarys() -> None:
    @dataclass(slots=True)
    class Open:
        text: str

    value = Open("a")
    value.text = "b"
    assert value == Open("b")
