"""Cells and rows of tables of answers."""

from collections.abc import Iterable, Mapping, Sequence

from policygen.assembly.terms import listing
from policygen.conditions.model import FieldValue, Record
from policygen.document.model import Answer, Exact, Inline, Row, Text

Cell = tuple[Inline, ...]


def cell_of(value: FieldValue | Record | None, path: str = "") -> Cell:
    """A value as the content of a cell, from a place in the answers if it is one.

    A dash where there is none, since Word wants every cell filled.
    """
    if value in (None, ""):
        return (Text("–"),)
    return (Answer(str(value), path) if path else Exact(str(value)),)


def fields_of(record: Mapping[str, FieldValue | str], keys: Sequence[str], path: str) -> Cell:
    """Fields of a record, from a place in the answers, with commas between; none twice."""
    words: dict[str, str] = {}
    for key in keys:
        if record.get(key):
            words.setdefault(str(record[key]), key)
    return listing([(Answer(said, f"{path}.{key}"),) for said, key in words.items()]) or cell_of(None)


def reach_of(person: Mapping[str, FieldValue], path: str) -> Cell:
    """How somebody is reached, from a place in the answers."""
    return fields_of(person, ("email", "phone"), path)


def keyed(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows whose keys are unique."""
    seen: dict[str, int] = {}
    keyed: list[Row] = []
    for row in rows:
        seen[row.key] = seen.get(row.key, 0) + 1
        keyed.append(row if seen[row.key] == 1 else Row(f"{row.key} {seen[row.key]}", row.cells))
    return tuple(keyed)


def telling(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that tell something of what they are about; all where none does."""
    nothing = cell_of(None)
    return tuple(row for row in rows if any(cell != nothing for cell in row.cells[1:])) or tuple(rows)


def places_said(columns: Iterable[str], spare: frozenset[str], rows: Sequence[Row]) -> list[int]:
    """The places of the columns that are printed: all but spare ones without a word."""
    nothing = cell_of(None)
    return [
        place
        for place, column in enumerate(columns)
        if column not in spare or any(row.cells[place] != nothing for row in rows)
    ]
