"""Tables of records: who, where, what, how often. Each row has a key that outlives its wording."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from policygen.assembly.terms import Terms, printed
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import FieldValue, Record
from policygen.document.model import Block, Confirm, Exact, Inline, Link, Row, Table, Text
from policygen.errors import InvalidContentError
from policygen.findings import nearest
from policygen.language.dates import spelled_date
from policygen.platforms.handles import is_address
from policygen.questions.model import Choice

Cell = tuple[Inline, ...]


def _cell(value: FieldValue | Record | None) -> Cell:
    """A value as the content of a cell; a dash where there is none, since Word wants every cell filled."""
    return (Exact(str(value)),) if value not in (None, "") else (Text("–"),)


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
        table = self.TABLES.get(name)
        if table is None:
            hint = nearest(name, self.TABLES) or f"There are {', '.join(self.TABLES)}."
            raise InvalidContentError(f"A clause asks for the table '{name}', which does not exist.", hint=hint)
        rows = _keyed(table.rows(self))
        columns = CONTACTS_APART if name == "roles" and self.is_apart else table.columns
        headings = tuple(self.terms.wording.text(f"columns.{name}.{column}") for column in columns)
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
        return next((choice for choice in choices if choice.value == value), None)

    def _choice(self, question: str, field: str, value: FieldValue | None) -> Cell:
        """A choice of a record's field as it stands in a table."""
        choice = self._choice_of(question, field, value)
        return (Text(choice.table or choice.label),) if choice else _cell(value)

    def _reads(self, question: str, field: str, value: FieldValue | None) -> Cell:
        """A choice of a record's field as it reads inside a sentence."""
        choice = self._choice_of(question, field, value)
        return (Text(choice.reads or choice.label),) if choice else _cell(value)

    def _contact(self, value: FieldValue | Record | None, *, reach: bool = False) -> Cell:
        """Somebody with a name and post; with how to reach them where wanted and where people are named at all."""
        if not isinstance(value, Mapping):
            return _cell(value)
        if self.facts.get("names_in_policy") == "roles_only":
            return _cell(value.get("role") or value.get("job") or value.get("name"))
        keys = ("name", "job", "role", "email", "phone") if reach else ("name", "job", "role")
        parts = list(dict.fromkeys(str(value[key]) for key in keys if value.get(key)))
        return _cell(", ".join(parts))

    def _words(self, question: str, value: FieldValue | None) -> Cell:
        """A field of a record in words: ours, spelled as the document is, where nobody gave the record."""
        return self.terms.words(question, str(value)) if value not in (None, "") else _cell(None)

    def _account(self, handle: str, link: str) -> Cell:
        """An account by its name, which leads to its address; a bracket where neither is known."""
        if not handle and not link:
            return (Confirm("accounts", self.terms.wording.inlines("tables.account-name")),)
        target = link if "://" in link else f"https://{link}"
        return (Link(target, (Exact(handle or link),)),) if is_address(target) else (Exact(handle or link),)

    def _platforms(self) -> Iterable[Row]:
        rows: list[Row] = []
        for id in values_of(self.facts.get("platforms", ())):
            platform = self.library.registry.platforms.get(id)
            names = ", ".join(platform.former_names) if platform else ""
            category = platform.category.replace("_", " ") if platform else ""
            rows.append(Row(id, ((Exact(self.library.registry.name(id)),), _cell(category), _cell(names))))
        return rows

    def _platform_rules(self) -> Iterable[Row]:
        rows: list[Row] = []
        for id in values_of(self.facts.get("platforms", ())):
            platform = self.library.registry.platforms.get(id)
            if platform is not None and platform.rule:
                rows.append(Row(id, ((Exact(platform.name),), (Text(platform.rule),))))
        return rows

    def _accounts(self) -> Iterable[Row]:
        rows: list[Row] = []
        for row in self._rows("accounts"):
            platform = str(row.get("platform", ""))
            handle = str(row.get("handle", ""))
            cells = (
                (Exact(self.library.registry.name(platform)),),
                self._account(handle, str(row.get("link", ""))),
                self._contact(row.get("owner")),
                self._contact(row.get("backup")),
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
                self._contact(owner),
                _reach(owner),
                _cell(None),
            )
            rows.append(Row("policy_owner", cells))
        for row in self._rows("roles"):
            role = str(row.get("role"))
            holder = {"name": str(row.get("name", "")), "role": str(row.get("job", ""))}
            cells = (self._choice("roles", "role", role), self._contact(holder), _reach(row), _cell(row.get("deputy")))
            rows.append(Row(role, cells))
        if self.is_apart:
            return [Row(row.key, row.cells[: len(CONTACTS_APART)]) for row in rows]
        return rows

    def _approvals(self) -> Iterable[Row]:
        fields = ("content", "checks", "approves", "within")
        return [
            Row(
                str(row.get("content", number)),
                tuple(self._words("approval_steps", row.get(field)) for field in fields),
            )
            for number, row in enumerate(self._rows("approval_steps"), 1)
        ]

    def _kept(self) -> Cell:
        """How long records are kept: the choice, or the words given in its place."""
        words = self.facts.get("monitoring_retention_words")
        if self.facts.get("monitoring_retention") == "own_words" and words:
            return _cell(str(words))
        return printed(self.terms.term("monitoring_retention"), ())

    def _monitoring(self) -> Iterable[Row]:
        kept = self._kept()
        rows: list[Row] = []
        for number, row in enumerate(self._rows("monitoring_tools"), 1):
            what = str(row.get("tool", number))
            cells = ((Exact(what),), _cell(row.get("collects")), self._how(row), _cell(row.get("purpose")), kept)
            rows.append(Row(what, cells))
        return rows

    def _how(self, row: Record) -> Cell:
        """How and when a record is made: the words given, the pattern, and until when."""
        pieces: list[Cell] = [(Exact(str(row[key]).rstrip(".")),) for key in ("how", "circumstances") if row.get(key)]
        pieces += [
            self._reads("monitoring_tools", field, row[field]) for field in ("pattern", "duration") if row.get(field)
        ]
        if row.get("until"):
            until = spelled_date(str(row["until"]), self.terms.english)
            pieces.append((Text(self.terms.wording.text("tables.until", day=until)),))
        joined = [inline for piece in pieces for inline in (Text("; "), *piece)]
        return tuple(joined[1:]) or _cell(None)

    def _replies(self) -> Iterable[Row]:
        question = self.library.questionnaire.questions.get("ready_replies")
        rows: list[Row] = []
        for value in values_of(self.facts.get("ready_replies", ())):
            choice = question.choice(value) if question else None
            if choice is not None:
                rows.append(Row(value, ((Text(choice.label),), (Text(choice.description or "–"),))))
        return rows

    def _no_photo_areas(self) -> Iterable[Row]:
        fields = ("area", "reason")
        return [
            Row(str(row.get("area", number)), tuple(self._words("no_photo_areas", row.get(field)) for field in fields))
            for number, row in enumerate(self._rows("no_photo_areas"), 1)
        ]

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
        "replies": RecordTable("ready_replies", {"reply": 2, "use": 3}, _replies),
        "no_photo_areas": RecordTable("no_photo_areas", {"area": 1, "reason": 1}, _no_photo_areas),
    }
    """Every table of records by its name."""


def _reach(person: Mapping[str, FieldValue]) -> Cell:
    return _cell(", ".join(str(person[key]) for key in ("email", "phone") if person.get(key)))


def _keyed(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows whose keys are unique."""
    seen: dict[str, int] = {}
    keyed: list[Row] = []
    for row in rows:
        seen[row.key] = seen.get(row.key, 0) + 1
        keyed.append(row if seen[row.key] == 1 else Row(f"{row.key} {seen[row.key]}", row.cells))
    return tuple(keyed)
