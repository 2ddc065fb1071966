"""The spreadsheets that a policy asks for, begun from its answers: the register of accounts and the measurement log."""

from collections.abc import Callable, Mapping

from policygen.assembly.documents import LOG, REGISTER, DocumentKind
from policygen.assembly.terms import Terms
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import FieldValue, Record
from policygen.document.sheet import Column, ColumnKind, Sheet
from policygen.language.spelling import respell
from policygen.questions.model import Field, Question
from policygen.selection.model import Selection

ACCOUNTS = "accounts"
"""The question whose rows the register begins with, private fields and all: it is for the owner alone."""
KINDS: Mapping[str, ColumnKind] = {"integer": "number", "date": "day"}
ADDED: Mapping[str, ColumnKind] = {"checked": "day", "to-do": "text"}
"""Columns of the register that no answer fills."""
LOGGED: Mapping[str, ColumnKind] = {
    "posted": "day",
    "account": "text",
    "kind": "text",
    "about": "text",
    "campaign": "text",
    "link": "text",
    "counted": "day",
    "reached": "number",
    "reactions": "number",
    "comments": "number",
    "shares": "number",
    "clicks": "number",
    "special": "text",
}
"""The columns of the log."""
WIDE = {"about", "special", "to-do"}
POSTS = ("text", "picture", "film", "story", "live", "link", "shared")
"""Kinds of post to pick from."""


class Sheets:
    """Makes the spreadsheets of one selection."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.library = selection.library
        self.facts = selection.situation.facts
        self.terms = Terms(selection)
        self.words = self.library.spelling.words.get(self.terms.english, {})

    def say(self, id: str) -> str:
        """Words of the library, spelled as the document is."""
        return respell(self.terms.wording.text(id), self.words)

    def sheet(self, kind: DocumentKind, columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...] = ()) -> Sheet:
        """A spreadsheet of a kind."""
        name = str(self.facts.get("organisation_name", ""))
        note = self.say(f"sheet.{kind.id}.note")
        return Sheet(self.say(f"title.{kind.id}"), name, note, self.selection.made_on, columns, rows)

    def register(self) -> Sheet:
        """Every account with who looks after it and how it is guarded."""
        question = self.library.questionnaire.questions.get(ACCOUNTS)
        fields = question.fields if question else ()
        said = tuple(
            Column(respell(field.label, self.words), KINDS.get(field.kind, "text"), _choices(field)) for field in fields
        )
        added = tuple(Column(self.say(f"sheet.register.{id}"), kind, wide=id in WIDE) for id, kind in ADDED.items())
        rows = tuple(
            (*(self.cell(field, row.get(field.id)) for field in fields), *("" for _ in added))
            for row in self.accounts(question)
        )
        return self.sheet(REGISTER, (*said, *added), rows)

    def accounts(self, question: Question | None) -> tuple[Record, ...]:
        """The accounts that the answers name; else a row for each network."""
        given = self.facts.get(ACCOUNTS) if question else None
        if isinstance(given, tuple) and given:
            return tuple(row for row in given if isinstance(row, Mapping))
        return tuple({"platform": id} for id in self.networks())

    def networks(self) -> tuple[str, ...]:
        """The networks in use."""
        return tuple(id for id in values_of(self.facts.get("platforms", ())) if id != "none")

    def cell(self, field: Field, value: FieldValue | Record | None) -> str:
        """What somebody said in a field."""
        if isinstance(value, Mapping):
            return ", ".join(
                dict.fromkeys(str(value[key]) for key in ("name", "role", "email", "phone") if value.get(key))
            )
        if value in (None, ""):
            return ""
        if field.kind == "platform":
            return self.library.registry.name(str(value))
        return next((choice.label for choice in field.choices if choice.value == value), str(value))

    def log(self) -> Sheet:
        """A row for each post, with its figures."""
        choices = {"account": self.account_names(), "kind": tuple(self.say(f"sheet.log.kind-{each}") for each in POSTS)}
        columns = (
            Column(self.say(f"sheet.log.{id}"), kind, choices.get(id, ()), wide=id in WIDE)
            for id, kind in LOGGED.items()
        )
        return self.sheet(LOG, tuple(columns))

    def account_names(self) -> tuple[str, ...]:
        """The accounts by network and name, to pick from."""
        rows = self.accounts(self.library.questionnaire.questions.get(ACCOUNTS))
        named = (
            f"{self.library.registry.name(str(row.get('platform', '')))} {row.get('handle') or ''}".strip()
            for row in rows
        )
        return tuple(dict.fromkeys(named))


def _choices(field: Field) -> tuple[str, ...]:
    return tuple(choice.label for choice in field.choices)


_MADE: Mapping[str, Callable[[Sheets], Sheet]] = {REGISTER.id: Sheets.register, LOG.id: Sheets.log}


def spreadsheet(selection: Selection, kind: DocumentKind) -> Sheet:
    """The spreadsheet of a kind that a selection begins."""
    return _MADE[kind.id](Sheets(selection))
