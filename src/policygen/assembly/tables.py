"""Tables of records: who, where, what, how often. Each row has a key that outlives its wording."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from policygen._dataclass import dataclass
from policygen.assembly.terms import Terms, listing, printed
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import FieldValue, Record
from policygen.document.model import Answer, Block, Confirm, Exact, Inline, Link, Row, Table, Text
from policygen.errors import InvalidContentError
from policygen.findings import nearest
from policygen.language.dates import spelled_date
from policygen.platforms.handles import is_address
from policygen.questions.flow import as_called
from policygen.questions.kinds import kind_of
from policygen.questions.model import Choice, Field, Question, Questionnaire

Cell = tuple[Inline, ...]


def _cell(value: FieldValue | Record | None, path: str = "") -> Cell:
    """A value as the content of a cell, from a place in the answers if it is one.

    A dash where there is none, since Word wants every cell filled.
    """
    if value in (None, ""):
        return (Text("–"),)
    return (Answer(str(value), path) if path else Exact(str(value)),)


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A table of records that clauses can print."""

    question: str
    """The question whose answer it prints; without one there is no table."""
    columns: Mapping[str, int]
    """Every column with its relative width; `columns.<table>.<column>` of the wording is its heading."""
    rows: Callable[["Tables"], Iterable[Row]]
    reads: tuple[str, ...] = ()
    """Other questions that its cells print."""
    headings: tuple[str, ...] = ()
    """Of its columns, where the wording has none."""


WIDTHS: Mapping[str, int] = {"yes_no": 2, "integer": 2, "date": 3, "one_of": 3, "place": 3, "platform": 3}
"""How wide a column is that holds answers of a kind, as against 4 for words of any length."""

CONTACTS_APART = {"what": 3, "who": 4}
"""The columns of the table of roles where contacts stand on a sheet of their own."""


class Tables:
    """The tables of one selection."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.facts = terms.facts
        self.library = terms.library

    def records(self, name: str) -> tuple[Block, ...]:
        """A table by its name; nothing when there are no records for it.

        Raises: `InvalidContentError` when a clause asks for a table that there is not.
        """
        table = record_table(name, self.library.questionnaire)
        if table is None:
            hint = nearest(name, self.TABLES) or f"There are {', '.join(self.TABLES)}."
            raise InvalidContentError(f"A clause asks for the table '{name}', which does not exist.", hint=hint)
        rows = _keyed(table.rows(self))
        columns = CONTACTS_APART if name == "roles" and self.is_apart else table.columns
        headings = table.headings or tuple(self.terms.wording.text(f"columns.{name}.{column}") for column in columns)
        return (Table(name, headings, rows, "records", tuple(columns.values())),) if rows else ()

    @property
    def is_apart(self) -> bool:
        """Whether how to reach people stands on a sheet of its own."""
        return self.facts.get("names_in_policy") == "separate_contact_sheet"

    def _rows(self, question: str) -> tuple[Record, ...]:
        value = self.facts.get(question)
        return tuple(row for row in value if isinstance(row, Mapping)) if isinstance(value, tuple) else ()

    def _choice_of(self, question: str, field: str, value: FieldValue | None) -> Choice | None:
        found = self.library.questionnaire.questions.get(question)
        choices = (choice for one in (found.fields if found else ()) if one.id == field for choice in one.choices)
        known, atlas = self.facts, self.library.atlas
        return next((as_called(choice, known, atlas) for choice in choices if choice.value == value), None)

    def _choice(self, question: str, field: str, value: FieldValue | None) -> Cell:
        """A choice of a record's field as it stands in a table."""
        choice = self._choice_of(question, field, value)
        return (Text(choice.table or choice.label),) if choice else _cell(value)

    def _reads(self, question: str, field: str, value: FieldValue | None) -> Cell:
        """A choice of a record's field as it reads inside a sentence."""
        choice = self._choice_of(question, field, value)
        return (Text(choice.reads or choice.label),) if choice else _cell(value)

    def _contact(self, value: FieldValue | Record | None, path: str) -> Cell:
        """Somebody with a name and post, from a place in the answers; by post alone where nobody is named."""
        if not isinstance(value, Mapping):
            return _cell(value, path)
        if self.facts.get("names_in_policy") == "roles_only":
            key = next((key for key in ("role", "job", "name") if value.get(key)), "")
            return _cell(value.get(key), f"{path}.{key}")
        return _listed(value, ("name", "job", "role"), path)

    def _words(self, path: str, value: FieldValue | None) -> Cell:
        """A field of a record in words: ours, spelled as the document is, where nobody gave the record."""
        return self.terms.words(path, str(value)) if value not in (None, "") else _cell(None)

    def _account(self, handle: str, link: str, path: str) -> Cell:
        """An account by its name, which leads to its address; a bracket where neither is known."""
        if not handle and not link:
            return (Confirm("accounts", self.terms.wording.inlines("tables.account-name")),)
        target = link if "://" in link else f"https://{link}"
        said = Answer(handle or link, f"{path}.{'handle' if handle else 'link'}")
        return (Link(target, (said,)),) if is_address(target) else (said,)

    def _platforms(self) -> Iterable[Row]:
        rows: list[Row] = []
        for number, id in enumerate(values_of(self.facts.get("platforms", ()))):
            platform = self.library.registry.platforms.get(id)
            names = ", ".join(platform.former_names) if platform else ""
            category = platform.category.replace("_", " ") if platform else ""
            name = _cell(self.library.registry.name(id), f"platforms.{number}")
            rows.append(Row(id, (name, _cell(category), _cell(names))))
        return rows

    def _platform_rules(self) -> Iterable[Row]:
        rows: list[Row] = []
        for number, id in enumerate(values_of(self.facts.get("platforms", ()))):
            platform = self.library.registry.platforms.get(id)
            if platform is not None and platform.rule:
                rows.append(Row(id, (_cell(platform.name, f"platforms.{number}"), (Text(platform.rule),))))
        return rows

    def _accounts(self) -> Iterable[Row]:
        rows: list[Row] = []
        for number, row in enumerate(self._rows("accounts")):
            path = f"accounts.{number}"
            platform = str(row.get("platform", ""))
            handle = str(row.get("handle", ""))
            cells = (
                _cell(self.library.registry.name(platform), f"{path}.platform"),
                self._account(handle, str(row.get("link", "")), path),
                self._contact(row.get("owner"), f"{path}.owner"),
                self._contact(row.get("backup"), f"{path}.backup"),
                self._choice("accounts", "comments", row.get("comments")),
            )
            rows.append(Row(f"{platform} {handle}".strip(), cells))
        return rows

    def _roles(self) -> Iterable[Row]:
        owner = self.facts.get("policy_owner")
        rows: list[Row] = []
        if isinstance(owner, Mapping):
            cells = (
                self.terms.wording.inlines("tables.policy-owner"),
                self._contact(owner, "policy_owner"),
                _reach(owner, "policy_owner"),
                _cell(None),
            )
            rows.append(Row("policy_owner", cells))
        for number, row in enumerate(self._rows("roles")):
            role, path = str(row.get("role")), f"roles.{number}"
            holder = {"name": str(row.get("name", "")), "job": str(row.get("job", ""))}
            cells = (
                self._choice("roles", "role", role),
                self._contact(holder, path),
                _reach(row, path),
                _cell(row.get("deputy"), f"{path}.deputy"),
            )
            rows.append(Row(role, cells))
        if self.is_apart:
            return [Row(row.key, row.cells[: len(CONTACTS_APART)]) for row in rows]
        return rows

    def _approvals(self) -> Iterable[Row]:
        fields = ("content", "checks", "approves", "within")
        return [
            Row(
                str(row.get("content", number + 1)),
                tuple(self._words(f"approval_steps.{number}.{field}", row.get(field)) for field in fields),
            )
            for number, row in enumerate(self._rows("approval_steps"))
        ]

    def _kept(self) -> Cell:
        """How long records are kept: the choice, or the words given in its place."""
        words = self.facts.get("monitoring_retention_words")
        if self.facts.get("monitoring_retention") == "own_words" and words:
            return _cell(str(words), "monitoring_retention_words")
        return printed(self.terms.term("monitoring_retention"), ())

    def _monitoring(self) -> Iterable[Row]:
        kept = self._kept()
        rows: list[Row] = []
        for number, row in enumerate(self._rows("monitoring_tools")):
            what, path = str(row.get("tool", number + 1)), f"monitoring_tools.{number}"
            cells = (
                _cell(what, f"{path}.tool"),
                _cell(row.get("collects"), f"{path}.collects"),
                self._how(row, path),
                _cell(row.get("purpose"), f"{path}.purpose"),
                kept,
            )
            rows.append(Row(what, cells))
        return rows

    def _how(self, row: Record, path: str) -> Cell:
        """How and when a record is made: the words given, the pattern, and until when."""
        given = [key for key in ("how", "circumstances") if row.get(key)]
        pieces = [_cell(str(row[key]).rstrip("."), f"{path}.{key}") for key in given]
        pieces += [
            self._reads("monitoring_tools", field, row[field]) for field in ("pattern", "duration") if row.get(field)
        ]
        if row.get("until"):
            until = Answer(spelled_date(str(row["until"]), self.terms.english), f"{path}.until")
            pieces.append(self.terms.wording.inlines("tables.until", day=(until,)))
        joined = [inline for piece in pieces for inline in (Text("; "), *piece)]
        return tuple(joined[1:]) or _cell(None)

    def _replies(self) -> Iterable[Row]:
        question = self.library.questionnaire.questions.get("ready_replies")
        rows: list[Row] = []
        for value in values_of(self.facts.get("ready_replies", ())):
            choice = question.choice(value) if question else None
            if choice is not None:
                rows.append(Row(value, ((Text(choice.table or choice.label),), (Text(choice.description or "–"),))))
        return rows

    def _no_photo_areas(self) -> Iterable[Row]:
        fields = ("area", "reason")
        return [
            Row(
                str(row.get("area", number + 1)),
                tuple(self._words(f"no_photo_areas.{number}.{field}", row.get(field)) for field in fields),
            )
            for number, row in enumerate(self._rows("no_photo_areas"))
        ]

    def of_question(self, question: Question) -> Iterable[Row]:
        """A row for each record of an answer, a cell for each field that may be printed."""
        fields = _printable(question)
        return [
            Row(
                " ".join(str(row.get(key) or "") for key in question.key or (fields[0].id,)).strip() or str(number + 1),
                tuple(self._field(field, row.get(field.id), f"{question.id}.{number}.{field.id}") for field in fields),
            )
            for number, row in enumerate(self._rows(question.id))
        ]

    def _field(self, field: Field, value: FieldValue | Record | None, path: str) -> Cell:
        """What somebody said in a field of any kind."""
        if value in (None, "", ()) or isinstance(value, Mapping):
            return self._contact(value or None, path)
        choices = {choice.value: choice.table or choice.label for choice in field.choices}
        told = (self._in_cell(field, text) for text in values_of(value))
        return listing([(Text(choices[text]),) if text in choices else _cell(words, path) for text, words in told])

    def _in_cell(self, field: Field, text: str) -> tuple[str, str]:
        """A value, and its words where they begin a cell."""
        said = kind_of(field).in_sentence(text, self.library, self.terms.english)
        return text, said if said == text and field.kind != "yes_no" else f"{said[:1].upper()}{said[1:]}"

    TABLES: ClassVar[Mapping[str, RecordTable]] = {
        "platforms": RecordTable("platforms", {"platform": 4, "kind": 3, "former": 4}, _platforms),
        "platform_rules": RecordTable("platforms", {"platform": 1, "rule": 3}, _platform_rules),
        "accounts": RecordTable(
            "accounts", {"platform": 3, "name": 4, "owner": 4, "backup": 4, "comments": 3}, _accounts
        ),
        "roles": RecordTable("roles", {"what": 4, "who": 4, "reach": 5, "deputy": 3}, _roles),
        "approvals": RecordTable("approval_steps", {"content": 4, "checks": 4, "approves": 3, "within": 2}, _approvals),
        "monitoring": RecordTable(
            "monitoring_tools",
            {"what": 3, "records": 4, "how": 5, "purpose": 4, "kept": 3},
            _monitoring,
            ("monitoring_retention", "monitoring_retention_words"),
        ),
        "replies": RecordTable("ready_replies", {"reply": 3, "use": 1}, _replies),
        "no_photo_areas": RecordTable("no_photo_areas", {"area": 1, "reason": 1}, _no_photo_areas),
    }
    """Every table of records by its name."""


def record_table(name: str, questionnaire: Questionnaire) -> RecordTable | None:
    """A table by its name: one of ours, or that of a question which asks for rows."""
    question = questionnaire.questions.get(name)
    if name in Tables.TABLES or question is None or not _printable(question):
        return Tables.TABLES.get(name)
    columns = {field.id: WIDTHS.get(field.kind, 4) for field in _printable(question)}
    headings = tuple(field.label for field in _printable(question))
    return RecordTable(name, columns, lambda tables: tables.of_question(question), headings=headings)


def _printable(question: Question) -> tuple[Field, ...]:
    return tuple(field for field in question.fields if not field.private)


def _listed(record: Mapping[str, FieldValue | str], keys: Sequence[str], path: str) -> Cell:
    """Fields of a record, from a place in the answers, with commas between; none twice."""
    words: dict[str, str] = {}
    for key in keys:
        if record.get(key):
            words.setdefault(str(record[key]), key)
    return listing([(Answer(said, f"{path}.{key}"),) for said, key in words.items()]) or _cell(None)


def _reach(person: Mapping[str, FieldValue], path: str) -> Cell:
    return _listed(person, ("email", "phone"), path)


def _keyed(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows whose keys are unique."""
    seen: dict[str, int] = {}
    keyed: list[Row] = []
    for row in rows:
        seen[row.key] = seen.get(row.key, 0) + 1
        keyed.append(row if seen[row.key] == 1 else Row(f"{row.key} {seen[row.key]}", row.cells))
    return tuple(keyed)
