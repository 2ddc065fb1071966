"""Kinds of several entries: a list of what else is one answer, and rows of fields."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

from policygen.conditions.model import FieldValue, Record, Value
from policygen.findings import Severity, nearest
from policygen.questions.identifiers import made_of
from policygen.questions.kinds.base import NOTHING, Asked, QuestionKind, Schema, list_schema
from policygen.questions.kinds.scalars import FIELD_KINDS, Contact, Place, Platform, Text, Trade
from policygen.questions.model import Choice, Context, Field
from policygen.questions.values import MAX_ROWS, Path, ValueReader

SHOWN = 4
"""Fields of a row that tell it from others."""


class ListOf(QuestionKind):
    """Several entries of the kind it is mixed into, each once and in the order given; one alone counts as a list."""

    many = True

    def read(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
        def read(entry: Any, at: Path) -> Any:
            return self.value(asked, entry, at, reader)

        return (rows(data, path, reader, read) if self.keyed else reader.many(data, path, read)) or nothing(data)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        return list_schema(super().schema(asked, context), asked.choices)

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[Value]:
        yield from (cast("Value", (entry,)) for entry in self.tried)

    def entries(self, asked: Asked, value: Value, context: Context) -> list[str]:
        found = value if isinstance(value, tuple) else ()
        return [words for entry in found for words in super(ListOf, self).entries(asked, entry, context)]


class Texts(ListOf, Text):
    """Several texts."""

    name = "texts"
    example = "one thing and another"


class Contacts(ListOf, Contact):
    """Several people."""

    name = "contacts"
    example = "Sam and Kim"


class Places(ListOf, Place):
    """Several places; no place at all is no answer."""

    name = "places"
    example = "England and Wales"

    def read(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
        return super().read(asked, data, path, reader) or None


class Trades(ListOf, Trade):
    """Several trades, the main one first; none at all is no answer."""

    name = "trades"
    often_missing = True
    example = "dog grooming and dog walking"

    def read(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
        return super().read(asked, data, path, reader) or None


class Platforms(ListOf, Platform):
    """Several networks; a choice of the question, such as none, may stand alone in their place."""

    name = "platforms"
    often_missing = True
    example = "Facebook and Instagram"

    def read(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
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

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[Value]:
        yield from (("instagram", "facebook"), ())


class Records(ListOf):
    """Several rows of fields, each of a kind of its own."""

    name = "records"
    keyed = typed = often_missing = True
    needs = "fields"
    example = "Sam and Kim"

    def read(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
        found = super().read(asked, data, path, reader)
        rows = cast("tuple[Record, ...]", found or ())
        if rows and (made := [field.id for field in asked.fields if field.made]):
            found = rows = tuple(_with_names(rows, made))
        keys = [" ".join(str(row.get(field, "")) for field in asked.key) for row in rows if asked.key]
        for twice in sorted({key for key in keys if keys.count(key) > 1}):
            message = f"Two rows have the same {' and '.join(asked.key)}: '{twice}'."
            reader.slip(path, "duplicate-row", message, "Make them one, or name them apart.", level=Severity.MEDIUM)
        return found

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Record | None:
        hint = f"Write {{{', '.join(f'{field.id}: …' for field in asked.fields if not field.made)}}}."
        if not isinstance(data, Mapping):
            reader.slip(path, "wrong-type", "This must be a row of fields.", hint)
            return None
        fields = {field.id: field for field in asked.fields}
        row: dict[str, FieldValue] = {}
        for key, value in cast("Mapping[str, Any]", data).items():
            if key not in fields:
                near = nearest(key, fields) or f"Use {', '.join(fields)}."
                reader.slip((*path, key), "unknown-field", f"'{key[:40]}' is not a field of '{asked.id}'.", near)
            elif value is not None:
                read = FIELD_KINDS[fields[key].kind].read(fields[key], value, (*path, key), reader)
                row |= {key: cast("FieldValue", read)} if read is not None else {}
        missing = [field.id for field in asked.fields if field.required and field.id not in row]
        told = {slip.path[: len(path) + 1] for slip in reader.slips if slip.severity is Severity.BLOCK}
        for needed in missing:
            at = (*path, needed)
            if at not in told and not reader.told_not_known(at):
                reader.slip(path, "missing-field", f"The row has no '{needed}'.", hint)
        for id in row:
            FIELD_KINDS[fields[id].kind].check_row(fields[id], row, data[id], (*path, id), reader)
        return row if row and not missing else None

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        fields: Schema = {}
        for field in asked.fields:
            value = FIELD_KINDS[field.kind].schema(field, context, needed=field.required)
            fields[field.id] = {"title": field.label, **(value if field.required else {"anyOf": [value, *NOTHING]})}
        row = {
            "type": "object",
            "properties": fields,
            "required": [field.id for field in asked.fields if field.required],
            "additionalProperties": False,
            "minProperties": 1,
        }
        return list_schema(row)

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[Value]:
        key = next((field for field in asked.fields if field.choices and field.required), None)
        row: dict[str, Any] = {
            field.id: FIELD_KINDS[field.kind].in_row(field, facts) for field in asked.fields if field.required
        }
        yield tuple({**row, key.id: choice.value} for choice in key.choices) if key else (row,)

    def entries(self, asked: Asked, value: Value, context: Context) -> list[str]:
        fields = {field.id: field for field in asked.fields if not field.made}
        order = [id for id in dict.fromkeys((*asked.key, *fields)) if id in fields]
        return [
            ", ".join([field_words(fields[id], row[id], context) for id in order if id in row][:SHOWN])
            for row in (value if isinstance(value, tuple) else ())
            if isinstance(row, Mapping)
        ]


def _with_names(rows: Sequence[Record], made: Sequence[str]) -> Iterator[Record]:
    """Rows with the names that nobody is asked for, made of what else stands in them where they have none."""
    taken = {str(row[id]) for row in rows for id in made if id in row}
    for row in rows:
        missing = [id for id in made if id not in row]
        named = {id: made_of(next((str(value) for value in row.values()), ""), taken) for id in missing}
        taken.update(named.values())
        yield {**named, **row}


def field_words(field: Field, value: Any, context: Context) -> str:
    """What stands in one field of a row; of a person the name, or else the role."""
    if isinstance(value, Mapping):
        person = cast("Mapping[str, Any]", value)
        return str(person.get("name") or person.get("role") or "")
    said = tuple(value) if isinstance(value, list) else value
    return ", ".join(FIELD_KINDS[field.kind].entries(field, said, context))


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
