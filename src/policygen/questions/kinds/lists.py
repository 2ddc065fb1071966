"""Kinds answered by several entries of another kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from policygen.conditions.model import AnyOf, Record, Value
from policygen.questions.kinds.base import Asked, Kind, Scalar, Schema, list_schema
from policygen.questions.kinds.names import Place, Platform
from policygen.questions.kinds.people import Contact
from policygen.questions.kinds.scalars import Text
from policygen.questions.model import Choice, Context
from policygen.questions.values import MAX_ROWS, Path, ValueReader


class ListOf(Kind):
    """Several entries of one kind."""

    item: ClassVar[Scalar]
    many = True

    def read(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
        """Each entry, once, in the order given; a single one counts as a list of one."""

        def read(entry: Any, at: Path) -> str | None:
            found = self.item.read(asked, entry, at, reader)
            return found if isinstance(found, str) else None

        return reader.many(data, path, read) or nothing(data)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        """A list of entries, or one in place of it."""
        return list_schema(self.item.schema(asked, context), asked.choices)

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[Any]:
        """A list of one entry."""
        yield from ((entry,) for entry in self.item.trials(asked, choices, facts))

    def values(self, asked: Asked, context: Context) -> Sequence[str] | None:
        """Those of an entry."""
        return self.item.values(asked, context)

    def unknown(self, asked: Asked, value: str, context: Context) -> tuple[str, str, str] | None:
        """Why no entry can be it."""
        return self.item.unknown(asked, value, context)

    def named(self, text: str, context: Context) -> str:
        """One entry."""
        return self.item.named(text, context)

    def shown(self, text: str, context: Context) -> str:
        """One entry."""
        return self.item.shown(text, context)

    def in_sentence(self, text: str, context: Context, english: str) -> str:
        """One entry."""
        return self.item.in_sentence(text, context, english)


class Texts(ListOf):
    """Several texts."""

    name = "texts"
    item = Text()
    typed = any_words = often_missing = True
    example = "one thing and another"


class Places(ListOf):
    """Several places; no place at all is no answer."""

    name = "places"
    item = Place()
    any_words = True
    tests = frozenset({AnyOf})
    example = "England and Wales"

    def read(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
        """Their codes."""
        return super().read(asked, data, path, reader) or None


class Platforms(ListOf):
    """Several networks; a choice of the question, such as none, may stand alone in their place."""

    name = "platforms"
    item = Platform()
    any_words = often_missing = True
    tests = frozenset({AnyOf})
    example = "Facebook and Instagram"

    def read(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
        """Their ids; one entry may name several."""
        special = {choice.value: choice for choice in asked.choices}

        def read(item: Any, path: Path) -> str | Sequence[str]:
            return item if isinstance(item, str) and item in special else reader.networks(item, path)

        values = reader.many(data, path, read)
        alone = next((special[value] for value in values if value in special), None)
        if alone is not None and len(values) > 1:
            message = f"'{alone.value}' excludes the other choices."
            reader.slip(path, "exclusive-choice", message, f"Keep '{alone.value}', or take it out.")
            return None
        if alone is None and not values:
            return nothing(data)
        return None if alone and alone.unknown else values

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[tuple[str, ...]]:
        """Two that most use, and none."""
        yield from (("instagram", "facebook"), ())


class Contacts(ListOf):
    """Several people."""

    name = "contacts"
    item = Contact()
    keyed = typed = any_words = names_people = True
    example = "Sam and Kim"

    def read(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
        """Each person."""

        def read(entry: Any, at: Path) -> Record | None:
            found = self.item.read(asked, entry, at, reader)
            return found if isinstance(found, Mapping) else None

        return rows(data, path, reader, read) or nothing(data)

    def entries(self, asked: Asked, value: Value, context: Context) -> list[str]:
        """All that is said of each person."""
        people = value if isinstance(value, tuple) else ()
        return [words for person in people for words in self.item.entries(asked, person, context)]


def rows(data: Any, path: Path, reader: ValueReader, read: Callable[[Any, Path], Record | None]) -> tuple[Record, ...]:
    """Each row of a list; a single one counts as a list of one."""
    items = data if isinstance(data, list) else [data]
    if len(items) > MAX_ROWS:
        reader.slip(path, "too-many", f"There are {len(items):,} rows; at most {MAX_ROWS} are read.")
        return ()
    found = (read(item, (*path, index) if isinstance(data, list) else path) for index, item in enumerate(items))
    return tuple(row for row in found if row is not None)


def nothing(data: Any) -> tuple[()] | None:
    """No entries: an answer when an empty list says so, else unknown, since what was written could not be read."""
    return () if data == [] else None
