"""Rows of fields, each of a kind of its own."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

from policygen.conditions.model import FieldValue, Record, Value
from policygen.findings import Severity, nearest
from policygen.questions.kinds.base import NOTHING, Asked, Kind, Scalar, Schema, list_schema
from policygen.questions.kinds.lists import nothing, rows
from policygen.questions.kinds.names import Handle, Place, Platform
from policygen.questions.kinds.people import Contact
from policygen.questions.kinds.scalars import Date, Integer, ManyOf, OneOf, Text, YesNo
from policygen.questions.model import Choice, Context, Field
from policygen.questions.values import Path, ValueReader

FIELD_KINDS: Mapping[str, Scalar] = MappingProxyType(
    {
        kind.name: kind
        for kind in (Text(), OneOf(), ManyOf(), Date(), Contact(), Platform(), Integer(), Place(), YesNo(), Handle())
    }
)
"""The kinds that a field of a record may have."""

SHOWN = 4
"""Fields of a row that tell it from others."""


def field_kind(field: Field) -> Scalar:
    """What a field asks for."""
    return FIELD_KINDS[field.kind]


class Records(Kind):
    """Several rows of fields, each of a kind of its own."""

    name = "records"
    many = keyed = typed = often_missing = True
    needs = "fields"
    example = "Sam and Kim"

    def read(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
        """Each row; two of the same key are told."""
        found = rows(data, path, reader, lambda item, at: self.row(asked, item, at, reader))
        keys = [" ".join(str(row.get(field, "")) for field in asked.key) for row in found if asked.key]
        for twice in sorted({key for key in keys if keys.count(key) > 1}):
            message = f"Two rows have the same {' and '.join(asked.key)}: '{twice}'."
            reader.slip(path, "duplicate-row", message, "Make them one, or name them apart.", level=Severity.MEDIUM)
        return found or nothing(data)

    def row(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Record | None:
        """One row."""
        hint = f"Write {{{', '.join(f'{field.id}: …' for field in asked.fields)}}}."
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
                read = field_kind(fields[key]).read(fields[key], value, (*path, key), reader)
                row |= {key: read} if read is not None else {}
        missing = [field.id for field in asked.fields if field.required and field.id not in row]
        told = {slip.path[: len(path) + 1] for slip in reader.slips if slip.severity is Severity.BLOCK}
        for needed in missing:
            at = (*path, needed)
            if at not in told and not reader.told_not_known(at):
                reader.slip(path, "missing-field", f"The row has no '{needed}'.", hint)
        for id in row:
            field_kind(fields[id]).check_row(fields[id], row, data[id], (*path, id), reader)
        return row if row and not missing else None

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        """A list of rows, or one in place of it."""
        fields: Schema = {}
        for field in asked.fields:
            value = field_kind(field).schema(field, context, needed=field.required)
            fields[field.id] = {"title": field.label, **(value if field.required else {"anyOf": [value, *NOTHING]})}
        row = {
            "type": "object",
            "properties": fields,
            "required": [field.id for field in asked.fields if field.required],
            "additionalProperties": False,
            "minProperties": 1,
        }
        return list_schema(row)

    def trials(
        self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]
    ) -> Iterator[tuple[Record, ...]]:
        """A row for each choice of the first field that has choices, else one row."""
        key = next((field for field in asked.fields if field.choices and field.required), None)
        row = {field.id: field_kind(field).in_row(field, facts) for field in asked.fields if field.required}
        yield tuple({**row, key.id: choice.value} for choice in key.choices) if key else (row,)

    def entries(self, asked: Asked, value: Value, context: Context) -> list[str]:
        """Each row by its first fields, those of its key before the others."""
        fields = {field.id: field for field in asked.fields}
        order = [id for id in dict.fromkeys((*asked.key, *fields)) if id in fields]
        return [
            ", ".join([field_words(fields[id], row[id], context) for id in order if id in row][:SHOWN])
            for row in (value if isinstance(value, tuple) else ())
            if isinstance(row, Mapping)
        ]


def field_words(field: Field, value: Any, context: Context) -> str:
    """What stands in one field of a row; of a person the name, or else the role."""
    if isinstance(value, Mapping):
        person = cast("Mapping[str, Any]", value)
        return str(person.get("name") or person.get("role") or "")
    said = tuple(value) if isinstance(value, list) else value
    return ", ".join(field_kind(field).entries(field, said, context))
