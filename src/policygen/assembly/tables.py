"""Tables of records: who, where, what, how often. Each row has a key that outlives its wording."""

from collections.abc import Callable, Mapping, Sequence

from policygen.assembly.terms import Terms, printed, spelled_date
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import FieldValue, Record
from policygen.document.model import Block, Confirm, Exact, Inline, Link, Row, Table, Text
from policygen.errors import InvalidContentError
from policygen.findings import nearest
from policygen.platforms.handles import is_address
from policygen.questions.model import Choice

Cell = tuple[Inline, ...]

ROLE_NAMES = {
    "approver": "Approves content",
    "moderator": "Looks after comments",
    "crisis": "Leads in a crisis",
    "press": "Speaks to reporters",
    "customer_service": "Helps customers",
    "security": "Keeps accounts secure",
    "data_protection": "Looks after personal data",
    "safeguarding": "Safeguarding lead",
    "legal": "Gives legal advice",
    "hr": "People and employment",
    "records": "Keeps the records",
    "monitoring_authoriser": "Agrees before one person's records are looked at",
}


def _cell(value: FieldValue | Record | None) -> Cell:
    """A value as the content of a cell; a dash where there is none, since Word wants every cell filled."""
    return (Exact(str(value)),) if value not in (None, "") else (Text("–"),)


def _account(handle: str, link: str) -> Cell:
    """An account by its name, which leads to its address; a bracket where neither is known."""
    if not handle and not link:
        return (Confirm("accounts", (Text("name of the account"),)),)
    target = link if "://" in link else f"https://{link}"
    return (Link(target, (Exact(handle or link),)),) if is_address(target) else (Exact(handle or link),)


class Tables:
    """The tables of one selection."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.facts = terms.facts
        self.library = terms.library
        self.makers: Mapping[str, Callable[[], tuple[Block, ...]]] = {
            "platforms": self._platforms,
            "platform_rules": self._platform_rules,
            "accounts": self._accounts,
            "roles": self._roles,
            "approvals": self._approvals,
            "monitoring": self._monitoring,
            "replies": self._replies,
            "no_photo_areas": self._no_photo_areas,
        }

    def records(self, name: str) -> tuple[Block, ...]:
        """A table by its name; nothing when there are no records for it.

        Raises: `InvalidContentError` when a clause asks for a table that there is not.
        """
        if name not in self.makers:
            hint = nearest(name, self.makers) or f"There are {', '.join(self.makers)}."
            raise InvalidContentError(f"A clause asks for the table '{name}', which does not exist.", hint=hint)
        return self.makers[name]()

    def _rows(self, question: str) -> tuple[Record, ...]:
        value = self.facts.get(question)
        return tuple(row for row in value if isinstance(row, Mapping)) if isinstance(value, tuple) else ()

    def _choice_of(self, question: str, field: str, value: FieldValue | None) -> Choice | None:
        found = self.library.questionnaire.questions.get(question)
        choices = (choice for one in (found.fields if found else ()) if one.id == field for choice in one.choices)
        return next((choice for choice in choices if choice.value == value), None)

    def _choice(self, question: str, field: str, value: FieldValue | None) -> Cell:
        """A choice of a record's field by its label."""
        choice = self._choice_of(question, field, value)
        return (Text(choice.label),) if choice else _cell(value)

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

    def _platforms(self) -> tuple[Block, ...]:
        rows: list[Row] = []
        for id in values_of(self.facts.get("platforms", ())):
            platform = self.library.registry.platforms.get(id)
            names = ", ".join(platform.former_names) if platform else ""
            category = platform.category.replace("_", " ") if platform else ""
            rows.append(Row(id, ((Exact(self.library.registry.name(id)),), _cell(category), _cell(names))))
        return _table("platforms", ("Platform", "Kind", "Earlier names"), rows, (4, 3, 4))

    def _platform_rules(self) -> tuple[Block, ...]:
        rows: list[Row] = []
        for id in values_of(self.facts.get("platforms", ())):
            platform = self.library.registry.platforms.get(id)
            if platform is not None and platform.rule:
                rows.append(Row(id, ((Exact(platform.name),), (Text(platform.rule),))))
        return _table("platform_rules", ("Platform", "What to mind there"), rows, (1, 3))

    def _accounts(self) -> tuple[Block, ...]:
        rows: list[Row] = []
        for row in self._rows("accounts"):
            platform = str(row.get("platform", ""))
            handle = str(row.get("handle", ""))
            cells = (
                (Exact(self.library.registry.name(platform)),),
                _account(handle, str(row.get("link", ""))),
                self._contact(row.get("owner")),
                self._contact(row.get("backup")),
                self._choice("accounts", "comments", row.get("comments")),
            )
            rows.append(Row(f"{platform} {handle}".strip(), cells))
        return _table("accounts", ("Platform", "Name", "Owner", "Backup", "Comments"), rows, (3, 4, 4, 4, 3))

    def _roles(self) -> tuple[Block, ...]:
        owner = self.facts.get("policy_owner")
        rows: list[Row] = []
        if isinstance(owner, Mapping):
            cells = ((Text("Owns this policy"),), self._contact(owner), _reach(owner), _cell(None))
            rows.append(Row("policy_owner", cells))
        for row in self._rows("roles"):
            role = str(row.get("role"))
            holder = {"name": str(row.get("name", "")), "role": str(row.get("job", ""))}
            cells = ((Text(ROLE_NAMES.get(role, role)),), self._contact(holder), _reach(row), _cell(row.get("deputy")))
            rows.append(Row(role, cells))
        if self.facts.get("names_in_policy") == "separate_contact_sheet":
            trimmed = [Row(row.key, (row.cells[0], row.cells[1])) for row in rows]
            return _table("roles", ("What", "Who"), trimmed, (3, 4))
        return _table("roles", ("What", "Who", "How to reach them", "Deputy"), rows, (4, 4, 5, 3))

    def _approvals(self) -> tuple[Block, ...]:
        fields = ("content", "checks", "approves", "within")
        rows = [
            Row(
                str(row.get("content", number)),
                tuple(self._words("approval_steps", row.get(field)) for field in fields),
            )
            for number, row in enumerate(self._rows("approval_steps"), 1)
        ]
        return _table("approvals", ("What", "Who checks", "Who approves", "Within"), rows, (4, 4, 3, 2))

    def _kept(self) -> Cell:
        """How long records are kept: the choice, or the words given in its place."""
        words = self.facts.get("monitoring_retention_words")
        if self.facts.get("monitoring_retention") == "own_words" and words:
            return _cell(str(words))
        return printed(self.terms.term("monitoring_retention"), ())

    def _monitoring(self) -> tuple[Block, ...]:
        kept = self._kept()
        rows: list[Row] = []
        for number, row in enumerate(self._rows("monitoring_tools"), 1):
            what = str(row.get("tool", number))
            cells = ((Exact(what),), _cell(row.get("collects")), self._how(row), _cell(row.get("purpose")), kept)
            rows.append(Row(what, cells))
        return _table("monitoring", ("What", "What it records", "How and when", "Why", "Kept"), rows, (3, 4, 5, 4, 3))

    def _how(self, row: Record) -> Cell:
        """How and when a record is made: the words given, the pattern, and until when."""
        pieces: list[Cell] = [(Exact(str(row[key]).rstrip(".")),) for key in ("how", "circumstances") if row.get(key)]
        pieces += [
            self._reads("monitoring_tools", field, row[field]) for field in ("pattern", "duration") if row.get(field)
        ]
        if row.get("until"):
            pieces.append((Text(f"until {spelled_date(str(row['until']), self.terms.english)}"),))
        joined = [inline for piece in pieces for inline in (Text("; "), *piece)]
        return tuple(joined[1:]) or _cell(None)

    def _replies(self) -> tuple[Block, ...]:
        question = self.library.questionnaire.questions.get("ready_replies")
        rows: list[Row] = []
        for value in values_of(self.facts.get("ready_replies", ())):
            choice = question.choice(value) if question else None
            if choice is not None:
                rows.append(Row(value, ((Text(choice.label),), (Text(choice.description or "–"),))))
        return _table("replies", ("Reply", "Use it when"), rows, (2, 3))

    def _no_photo_areas(self) -> tuple[Block, ...]:
        fields = ("area", "reason")
        rows = [
            Row(str(row.get("area", number)), tuple(self._words("no_photo_areas", row.get(field)) for field in fields))
            for number, row in enumerate(self._rows("no_photo_areas"), 1)
        ]
        return _table("no_photo_areas", ("Where", "Why"), rows, (1, 1))


def _reach(person: Mapping[str, FieldValue]) -> Cell:
    return _cell(", ".join(str(person[key]) for key in ("email", "phone") if person.get(key)))


def _table(name: str, columns: tuple[str, ...], rows: Sequence[Row], widths: tuple[int, ...]) -> tuple[Block, ...]:
    """A table whose row keys are unique; nothing without rows."""
    seen: dict[str, int] = {}
    keyed: list[Row] = []
    for row in rows:
        seen[row.key] = seen.get(row.key, 0) + 1
        keyed.append(row if seen[row.key] == 1 else Row(f"{row.key} {seen[row.key]}", row.cells))
    return (Table(name, columns, tuple(keyed), "records", widths),) if keyed else ()
