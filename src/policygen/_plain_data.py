"""Readers of plain data as `json` gives it: each takes data of one shape and type, and refuses any other."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from types import NoneType
from typing import Any, NoReturn

from policygen._on_use import OnUse

Data = Any
"""Mappings, lists, texts, whole numbers, booleans and None."""

Read = Callable[[Data], Any]


class CodecError(ValueError):
    """Data of another shape or type than what was asked for."""


def refuse(wanted: str) -> NoReturn:
    """Say what was wanted of data that is something else. Raises: `CodecError`."""
    raise CodecError(f"not {wanted}")


def scalar(kind: type, wanted: str) -> Read:
    """Values of one type, as they are."""

    def read(data: Data) -> Any:
        return data if data.__class__ is kind else refuse(wanted)

    return read


text = scalar(str, "a text")

SCALARS: Mapping[type, Read] = {
    str: text,
    int: scalar(int, "a whole number"),
    bool: scalar(bool, "true or false"),
    NoneType: scalar(NoneType, "nothing"),
}


def literal(values: tuple[Any, ...]) -> Read:
    """One of some values."""
    kinds = {value.__class__ for value in values}
    allowed = frozenset(values)

    def read(data: Data) -> Any:
        return data if data.__class__ in kinds and data in allowed else refuse(f"one of {values}")

    return read


def enumerated(kind: type[Enum]) -> Read:
    """The member of an enumeration that has the value."""
    members: dict[Any, Enum] = {member.value: member for member in kind}

    def read(data: Data) -> Any:
        return members[data] if data.__class__ in {str, int} and data in members else refuse(kind.__name__)

    return read


def several(kind: Callable[[Iterable[Any]], Any], read_one: Read) -> Read:
    """A list of any length, as a collection of some kind."""

    def read(data: Data) -> Any:
        return kind(map(read_one, data)) if data.__class__ is list else refuse("a list")

    return read


def row(readers: list[Read]) -> Read:
    """A list of fixed length, each place read in its own way."""

    def read(data: Data) -> Any:
        if data.__class__ is not list or len(data) != len(readers):
            refuse(f"a list of {len(readers)}")
        return tuple(read(value) for read, value in zip(readers, data, strict=True))

    return read


def mapping(read_one: Read) -> Read:
    """A mapping by text, all values read alike."""

    def read(data: Data) -> Any:
        if data.__class__ is not dict:
            refuse("a mapping")
        return {key: read_one(value) for key, value in data.items()}

    return read


def by_tag(readers: Mapping[str, Read]) -> Read:
    """A list that begins with the name of its kind."""

    def read(data: Data) -> Any:
        found = readers.get(data[0]) if data and data[0].__class__ is str else None
        return found(data) if found is not None else refuse("a list with a known name")

    return read


def first_of(readers: Iterable[Read]) -> Read:
    """For members that are written alike: the first that takes the data."""

    def read(data: Data) -> Any:
        for reader in readers:
            try:
                return reader(data)
            except CodecError:
                continue
        return refuse("one of several kinds")

    return read


def on_use(read_one: Read) -> Read:
    """A mapping whose values are read when they are asked for."""

    def read(data: Data) -> Any:
        return OnUse(data, read_one) if data.__class__ is dict else refuse("a mapping")

    return read
