"""Tables of records: who, where, what, how often. Each row has a key that outlives its wording."""

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from policygen._dataclass import dataclass
from policygen.assembly.cells import Cell, cell_of, fields_of, keyed, places_said, reach_of, telling
from policygen.assembly.shapes import APART, JOINED, SHAPE
from policygen.assembly.terms import Terms, listing, printed
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import FieldValue, Record
from policygen.document.model import Answer, Block, Confirm, Exact, Link, Row, Table, Text
from policygen.errors import InvalidContentError
from policygen.findings import nearest
from policygen.language.dates import spelled_date
from policygen.library.model import Clause
from policygen.library.template import Records
from policygen.platforms.handles import is_address
from policygen.questions.flow import as_called
from policygen.questions.kinds import kind_of
from policygen.questions.model import Choice, Field, Question, Questionnaire


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
    spare: frozenset[str] = frozenset()
    """The columns that are left out where none of their cells says anything."""


WIDTHS: Mapping[str, int] = {"yes_no": 2, "integer": 2, "date": 3, "one_of": 3, "place": 3, "platform": 3}
"""How wide a column is that holds answers of a kind, as against 4 for words of any length."""

MANY_ACCOUNTS = 12
"""More than these stand in a register alone: where none is taken in, their networks do."""
CONTACTS_APART = {"what": 3, "who": 4}
"""The columns of the table of roles where contacts stand on a sheet of their own."""


class Tables:
    """The tables of one selection."""

    def __init__(self, terms: Terms, joined: frozenset[str] = frozenset(), *, shape: int = SHAPE) -> None:
        self.terms = terms
        self.joined = joined
        """The tables that the one of the networks takes in."""
        self.shape = shape
        self.facts = terms.facts
        self.library = terms.library

    def records(self, name: str) -> tuple[Block, ...]:
        """A table by its name; nothing when there are no records for it.

        Raises: `InvalidContentError` when a clause asks for a table that there is not.
        """
        if self.shape < JOINED:
            name = APART.get(name, name)
        table = record_table(name, self.library.questionnaire)
        if table is None:
            hint = nearest(name, self.TABLES) or f"There are {', '.join(self.TABLES)}."
            raise InvalidContentError(f"A clause asks for the table '{name}', which does not exist.", hint=hint)
        rows = keyed(table.rows(self))
        columns = CONTACTS_APART if name == "roles" and self.is_apart else table.columns
        said = places_said(columns, table.spare, rows)
        rows = tuple(Row(row.key, tuple(row.cells[place] for place in said)) for row in rows)
        rows = telling(rows) if table.spare and len(said) == len(columns) - len(table.spare) else rows
        headings = table.headings or tuple(self.terms.wording.text(f"columns.{name}.{column}") for column in columns)
        widths = tuple(columns.values())
        shown = tuple(headings[place] for place in said)
        return (Table(name, shown, rows, "records", tuple(widths[place] for place in said)),) if rows else ()

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
        return (Text(choice.table or choice.label),) if choice else cell_of(value)

    def _reads(self, question: str, field: str, value: FieldValue | None) -> Cell:
        """A choice of a record's field as it reads inside a sentence."""
        choice = self._choice_of(question, field, value)
        return (Text(choice.reads or choice.label),) if choice else cell_of(value)

    def _contact(self, value: FieldValue | Record | None, path: str) -> Cell:
        """Somebody with a name and post, from a place in the answers; by post alone where nobody is named."""
        if not isinstance(value, Mapping):
            return cell_of(value, path)
        if self.facts.get("names_in_policy") == "roles_only":
            key = next((key for key in ("role", "job", "name") if value.get(key)), "")
            return cell_of(value.get(key), f"{path}.{key}")
        return fields_of(value, ("name", "job", "role"), path)

    def _words(self, path: str, value: FieldValue | None) -> Cell:
        """A field of a record in words: ours, spelled as the document is, where nobody gave the record."""
        return self.terms.words(path, str(value)) if value not in (None, "") else cell_of(None)

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
            name = cell_of(self.library.registry.name(id), f"platforms.{number}")
            rows.append(Row(id, (name, cell_of(category), cell_of(names))))
        return rows

    def _platform_rules(self) -> Iterable[Row]:
        rows: list[Row] = []
        for number, id in enumerate(values_of(self.facts.get("platforms", ()))):
            platform = self.library.registry.platforms.get(id)
            if platform is not None and platform.rule:
                rows.append(Row(id, (cell_of(platform.name, f"platforms.{number}"), (Text(platform.rule),))))
        return rows

    def _networks(self) -> Iterable[Row]:
        """A row for each network, and one for each further account there: what is ours, whose care it is in, what to mind."""
        accounts: dict[str, list[int]] = {}
        told = self._rows("accounts")
        if "accounts" not in self.joined and len(told) > MANY_ACCOUNTS:
            told = ()
        for number, row in enumerate(told):
            accounts.setdefault(str(row.get("platform", "")), []).append(number)
        listed = values_of(self.facts.get("platforms", ()))
        paths = {id: f"platforms.{number}" for number, id in enumerate(listed)}
        for id in dict.fromkeys([*listed, *accounts]):
            numbers = accounts.get(id, [])
            path = paths.get(id) or f"accounts.{numbers[0]}.platform"
            first = numbers[0] if numbers else None
            yield Row(id, (self._network(id, path), *self._looked_after(first), self._to_mind(id, first)))
            for number in numbers[1:]:
                handle = str(self._rows("accounts")[number].get("handle", ""))
                name = cell_of(self.library.registry.name(id), f"accounts.{number}.platform")
                to_mind = self._to_mind("", number, self.terms.wording.inlines("tables.as-above"))
                yield Row(f"{id} {handle}".strip(), (name, *self._looked_after(number), to_mind))

    def _network(self, id: str, path: str) -> Cell:
        """A network by today's name; with those it had before, where a table of these is taken in."""
        platform, name = self.library.registry.platforms.get(id), cell_of(self.library.registry.name(id), path)
        if platform is None or not platform.former_names or "platforms" not in self.joined:
            return name
        names = listing([(Exact(former),) for former in platform.former_names])
        return (*name, Text(" "), *self.terms.wording.inlines("tables.formerly", names=names))

    def _looked_after(self, number: int | None) -> tuple[Cell, ...]:
        """An account, who looks after it, and who steps in where a register is taken in."""
        if number is None:
            return (cell_of(None),) * 3
        row, path, is_register = self._rows("accounts")[number], f"accounts.{number}", "accounts" in self.joined
        handle, link = str(row.get("handle", "")), str(row.get("link", ""))
        return (
            self._account(handle, link, path) if handle or link or is_register else cell_of(None),
            self._contact(row.get("owner"), f"{path}.owner"),
            self._contact(row.get("backup") if is_register else None, f"{path}.backup"),
        )

    def _to_mind(self, id: str, number: int | None, else_: Cell = ()) -> Cell:
        """What to mind on a network, and whether people may comment on an account where a register is taken in."""
        platform = self.library.registry.platforms.get(id)
        said = (Text(platform.rule),) if platform is not None and platform.rule else else_
        row = {} if number is None or "accounts" not in self.joined else self._rows("accounts")[number]
        if comments := row.get("comments"):
            reads = self._reads("accounts", "comments", comments)
            told = self.terms.wording.inlines("tables.comments-are", comments=reads)
            return (*said, *((Text(" "),) if said else ()), *told)
        return said or cell_of(None)

    def _accounts(self) -> Iterable[Row]:
        rows: list[Row] = []
        for number, row in enumerate(self._rows("accounts")):
            path = f"accounts.{number}"
            platform = str(row.get("platform", ""))
            handle = str(row.get("handle", ""))
            cells = (
                cell_of(self.library.registry.name(platform), f"{path}.platform"),
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
                reach_of(owner, "policy_owner"),
                cell_of(None),
            )
            rows.append(Row("policy_owner", cells))
        for number, row in enumerate(self._rows("roles")):
            role, path = str(row.get("role")), f"roles.{number}"
            holder = {"name": str(row.get("name", "")), "job": str(row.get("job", ""))}
            cells = (
                self._choice("roles", "role", role),
                self._contact(holder, path),
                reach_of(row, path),
                cell_of(row.get("deputy"), f"{path}.deputy"),
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
                tuple(self._held(f"approval_steps.{number}.{field}", row.get(field)) for field in fields),
            )
            for number, row in enumerate(self._rows("approval_steps"))
        ]

    def _held(self, path: str, value: FieldValue | None) -> Cell:
        """A field in words; where ours name the approver, whoever holds that role."""
        is_ours = "approval_steps" in self.terms.selection.situation.defaulted
        if is_ours and str(value).endswith(f" {self.terms.post('approver')}"):
            return printed(self.terms.term("role.approver"), ())
        return self._words(path, value)

    def _kept(self) -> Cell:
        """How long records are kept: the choice, or the words given in its place."""
        words = self.facts.get("monitoring_retention_words")
        if self.facts.get("monitoring_retention") == "own_words" and words:
            return cell_of(str(words), "monitoring_retention_words")
        return printed(self.terms.term("monitoring_retention"), ())

    def _monitoring(self) -> Iterable[Row]:
        kept = self._kept()
        rows: list[Row] = []
        for number, row in enumerate(self._rows("monitoring_tools")):
            what, path = str(row.get("tool", number + 1)), f"monitoring_tools.{number}"
            cells = (
                cell_of(what, f"{path}.tool"),
                cell_of(row.get("collects"), f"{path}.collects"),
                self._how(row, path),
                cell_of(row.get("purpose"), f"{path}.purpose"),
                kept,
            )
            rows.append(Row(what, cells))
        return rows

    def _how(self, row: Record, path: str) -> Cell:
        """How and when a record is made: the words given, the pattern, and until when."""
        given = [key for key in ("how", "circumstances") if row.get(key)]
        pieces = [cell_of(str(row[key]).rstrip("."), f"{path}.{key}") for key in given]
        pieces += [
            self._reads("monitoring_tools", field, row[field]) for field in ("pattern", "duration") if row.get(field)
        ]
        if row.get("until"):
            until = Answer(spelled_date(str(row["until"]), self.terms.english), f"{path}.until")
            pieces.append(self.terms.wording.inlines("tables.until", day=(until,)))
        joined = [inline for piece in pieces for inline in (Text("; "), *piece)]
        return tuple(joined[1:]) or cell_of(None)

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
        return listing([(Text(choices[text]),) if text in choices else cell_of(words, path) for text, words in told])

    def _in_cell(self, field: Field, text: str) -> tuple[str, str]:
        """A value, and its words where they begin a cell."""
        said = kind_of(field).in_sentence(text, self.library, self.terms.english)
        return text, said if said == text and field.kind != "yes_no" else f"{said[:1].upper()}{said[1:]}"

    TABLES: ClassVar[Mapping[str, RecordTable]] = {
        "platforms": RecordTable("platforms", {"platform": 4, "kind": 3, "former": 4}, _platforms),
        "platform_rules": RecordTable("platforms", {"platform": 1, "rule": 3}, _platform_rules),
        "networks": RecordTable(
            "platforms",
            {"platform": 3, "account": 4, "owner": 4, "backup": 4, "rule": 6},
            _networks,
            ("accounts",),
            spare=frozenset({"account", "owner", "backup"}),
        ),
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


def tables_of(clauses: Iterable[Clause]) -> frozenset[str]:
    """The names of the tables that clauses print."""
    return frozenset(node.table for clause in clauses for node in clause.nodes() if isinstance(node, Records))


def _printable(question: Question) -> tuple[Field, ...]:
    return tuple(field for field in question.fields if not field.private)
