"""Answers of many organisations as one table of text (CSV): a row for each, a column for each question or part of an answer.

The first column is the answers file. A person takes a column for each of name, role, e-mail and phone: `policy_owner.name`;
their own words one for each form: `words.people`;
rows of fields a column for each field of each row, from 1: `accounts.handle.2`, `accounts.owner.name.2`. Lists stand in
one cell, parted by `;`.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.answer_form.checked import checked
from policygen.answer_form.model import FormRead, Gathered, Told
from policygen.answer_form.printed import WRITTEN_LISTS, rows_of
from policygen.answer_form.typed import PLACES, days_first, typed
from policygen.answer_form.write import shown_fields
from policygen.conditions.model import Value
from policygen.errors import UnreadableError
from policygen.findings import nearest
from policygen.library.model import Library
from policygen.questions.kinds.base import Asked
from policygen.questions.kinds.scalars import CONTACT_FIELDS
from policygen.questions.model import Question
from policygen.trades.model import FORMS

FILE = "file"
"""The column that names the answers file."""
NONE, NOT_SURE = "[]", "not sure"
"""Cells that say that there are none, and that nobody is sure. An empty cell says nothing."""
PARTS: Mapping[str, Iterable[str]] = {"contact": CONTACT_FIELDS, "words": FORMS}
"""The kinds whose answers take a column for each of their parts."""
MAX_CLIENTS = 10_000
MAX_COLUMNS = 5_000
_MARK = "\ufeff"
_FORMULA = regex(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet might take for a formula, or that was kept from it."""
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class ClientRow:
    """What one row of a table says."""

    name: str
    """Of the answers file, as the row names it; may be empty."""
    line: int
    """Of the row, from 1."""
    form: FormRead


# ---- written -------------------------------------------------------------------------------------------------------------


def sheet_text(clients: Sequence[tuple[str, Mapping[str, Value]]], library: Library) -> str:
    """The table of some organisations, each with the name of its answers file: UTF-8 as Excel knows it, safe to open there."""
    rows = [dict(_cells(values, library)) for _, values in clients]
    columns = list(_columns(library, rows))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([FILE, *columns])
    for (name, _), row in zip(clients, rows, strict=True):
        writer.writerow([_safe(name), *(_safe(row.get(column, "")) for column in columns)])
    return _MARK + text.getvalue()


def _columns(library: Library, rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Every question in order, with as many rows of fields as anybody has, one at the least."""
    for question in library.questionnaire.questions.values():
        if question.kind in PARTS:
            yield from (f"{question.id}.{key}" for key in PARTS[question.kind])
        elif question.kind in {"contacts", "records"}:
            used = [int(key.rsplit(".", 1)[1]) for row in rows for key in row if key.startswith(f"{question.id}.")]
            for number in range(1, max(used, default=1) + 1):
                yield from (f"{question.id}.{part}.{number}" for part in _parts(question))
        else:
            yield question.id


def _parts(question: Question) -> Iterator[str]:
    """The columns of one row of an answer."""
    if question.kind == "contacts":
        yield from CONTACT_FIELDS
    for field in shown_fields(question):
        yield from (f"{field.id}.{key}" for key in CONTACT_FIELDS) if field.kind == "contact" else (field.id,)


def _cells(values: Mapping[str, Value], library: Library) -> Iterator[tuple[str, str]]:
    for id, value in values.items():
        question = library.questionnaire.questions[id]
        if question.kind in {"contacts", "records"} and value:
            made = {field.id for field in question.fields if field.made}
            for number, row in enumerate(rows_of(value), 1):
                for part, cell in _flat(row, made):
                    yield f"{id}.{part}.{number}", cell
        elif question.kind in {"contacts", "records"}:
            yield f"{id}.{next(_parts(question))}.1", NONE
        elif isinstance(value, Mapping):
            yield from ((f"{id}.{key}", str(inner)) for key, inner in value.items())
        else:
            yield id, _listed(value)


def _flat(row: Mapping[str, Any], made: Iterable[str]) -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        if isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", str(said)) for inner, said in value.items())
        elif key not in made:
            yield key, _listed(value)


def _listed(value: Any) -> str:
    """An answer in one cell; entries that hold a `;` or a quote stand in quotes."""
    if not isinstance(value, tuple):
        return str(value)
    return "; ".join(_quoted(str(entry)) for entry in value) if value else NONE


def _quoted(entry: str) -> str:
    return '"' + entry.replace('"', '""') + '"' if ";" in entry or entry.startswith('"') else entry


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `_said` undoes it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _said(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell


# ---- read ----------------------------------------------------------------------------------------------------------------


def read_sheet(text: str, library: Library) -> tuple[ClientRow, ...]:
    """What each row of a table says. Columns may stand in any order, and any may be missing.

    Raises: `UnreadableError` when it is no such table, or one of more rows or columns than we read.
    """
    rows = _rows(text.removeprefix(_MARK))
    header = next((cells for _, cells in rows), [])
    names = [" ".join(cell.split()) for cell in header]
    questions = library.questionnaire.questions
    if not any(name.split(".")[0] in {FILE, *questions, *library.questionnaire.former} for name in names):
        hint = "Its first line names the questions: organisation_name, headcount … To begin one: --format csv"
        raise UnreadableError("This is no table of answers.", hint=hint)
    if len(names) > MAX_COLUMNS or len(rows) > MAX_CLIENTS:
        raise UnreadableError(f"The table has more than {MAX_CLIENTS:,} rows or {MAX_COLUMNS:,} columns.")
    twice = next((name for name in names if name and names.count(name) > 1), "")
    if twice:
        raise UnreadableError(
            f"The column '{twice}' stands twice.", hint="Make them one, so that it is clear what it says."
        )
    return tuple(_Row(library, line, names, cells).read() for line, cells in rows[1:])


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that say something, with their lines; parted as the first line is: Excel takes what its country does."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    if found := re.match(r"sep=(.)\s*$", first):
        text, separator = text.lstrip("\r\n").split("\n", 1)[1] if "\n" in text else "", found[1]
    else:
        separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise UnreadableError(f"The table cannot be read: {error} (line {reader.line_num}).") from error


class _Row:
    """Reads one row."""

    def __init__(self, library: Library, line: int, names: Sequence[str], cells: Sequence[str]) -> None:
        self.library, self.line = library, line
        self.questions, self.former = library.questionnaire.questions, library.questionnaire.former
        self.said = [(name, _said(cell.strip())) for name, cell in zip(names, cells, strict=False) if cell.strip()]
        self.more = [cell for cell in cells[len(names) :] if cell.strip()]
        self.told = Gathered()
        self.day_first: bool | None = None
        self.partial: set[str] = set()

    def tell(self, kind: list[Told], column: str, text: str, message: str, hint: str = "") -> None:
        kind.append(
            Told(column.split(".")[0], f"line {self.line}, {column or 'behind the last column'}", text, message, hint)
        )

    def read(self) -> ClientRow:
        data: dict[str, Any] = {}
        unsure: list[str] = []
        for column, cell in self.said:
            id, *path = column.split(".")
            id = self.former.get(id, id)
            if id == FILE:
                continue
            if id not in self.questions:
                hint = nearest(id, self.questions)
                self.tell(self.told.unread, column, cell, "No question is called so.", hint)
            elif cell.casefold().replace("_", " ") in {NOT_SURE, "not sure yet"}:
                unsure += [id]
            else:
                self.put(data, self.questions[id], path, column, cell)
        for cell in self.more:
            self.tell(self.told.unread, "", cell, "It stands behind the last column.")
        values = dict(self.checked(data))
        told = self.told
        open_ = tuple(dict.fromkeys(id for id in unsure if id not in values))
        form = FormRead(
            {id: values[id] for id in self.questions if id in values},
            open_,
            (),
            tuple(told.inferred),
            tuple(told.noticed),
            tuple(told.unread),
            frozenset(self.partial),
        )
        return ClientRow(next((cell for name, cell in self.said if name == FILE), ""), self.line, form)

    def put(self, data: dict[str, Any], question: Question, path: Sequence[str], column: str, cell: str) -> None:
        """A cell at its place in the answers."""
        number = next((part for part in path if part.isdigit()), "")
        parts = [part for part in path if not part.isdigit()]
        if question.kind in {"contacts", "records"} and cell == NONE:
            data.setdefault(question.id, {})
        elif question.kind in {"contacts", "records"} and parts and len(number) <= 4:
            row = data.setdefault(question.id, {}).setdefault(int(number or 1), {})
            field = next((field for field in question.fields if field.id == parts[0]), None)
            if len(parts) > 1:
                row.setdefault(parts[0], {})[parts[1]] = cell
            else:
                row[parts[0]] = cell if field is None else self.value(field, field.kind, column, cell)
        elif question.kind == "contact" or (question.kind == "words" and parts):
            said = data.setdefault(question.id, {})
            said[parts[0] if parts else "name"] = cell
        elif path or question.kind in {"contacts", "records"}:
            hint = f"Write {question.id}.{next(_parts(question), '')}.1 and so on."
            self.tell(self.told.unread, column, cell, "The column has no such part.", hint)
        else:
            data[question.id] = self.value(question, question.kind, column, cell)
            if question.id == PLACES:
                self.day_first = days_first(checked(question, data[PLACES], self.library).value, self.library)

    def value(self, asked: Asked, kind: str, column: str, cell: str) -> Any:
        """What one cell says, as an answers file would."""
        if cell == NONE:
            return []
        if kind in WRITTEN_LISTS or kind == "many_of":
            (entries,) = csv.reader([cell.replace("\n", " ").replace("\r", " ")], delimiter=";", skipinitialspace=True)
            return [self.single(asked, kind, column, entry.strip()) for entry in entries if entry.strip()]
        return self.single(asked, kind, column, cell)

    def single(self, asked: Asked, kind: str, column: str, words: str) -> Any:
        found = typed(kind, asked, words, day_first=self.day_first)
        if found.inferred:
            self.tell(self.told.inferred, column, words, found.inferred)
        return found.data

    def checked(self, data: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
        """Answers as their kinds read them; what stops one is told with its words."""
        for id, said in data.items():
            question = self.questions[id]
            entries = [said[number] for number in sorted(said)] if question.kind in {"contacts", "records"} else said
            found = checked(question, entries, self.library)
            for words, slip in found.stopped:
                self.tell(self.told.unread, id, words, slip.message, slip.hint)
                self.partial.add(id)
            for words, slip in found.noted:
                self.tell(self.told.noticed, id, words, slip.message, slip.hint)
            if found.value is not None:
                yield id, found.value
