"""Whether what somebody wrote is an answer to a question, and what it comes to."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from policygen.conditions.model import FieldValue, Record, Value
from policygen.findings import Severity, nearest
from policygen.platforms.handles import has_odd_signs, is_address, problems
from policygen.platforms.names import network_of
from policygen.questions.model import Field, Question
from policygen.questions.values import MAX_ROWS, ValueReader

CONTACT_FIELDS = ("name", "role", "email", "phone")
EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s.]+"
"""The form of an e-mail address."""


class Checker(ValueReader):
    """Reads answers against one registry and atlas, gathering slips."""

    # -- people and records --

    def contact(self, data: Any, path: tuple[str | int, ...]) -> Mapping[str, str] | None:
        """A person or a post: name, role, email, phone. One text counts as the name."""
        if isinstance(data, str):
            name = self.text(data, path)
            return {"name": name} if name else None
        if not isinstance(data, Mapping):
            self.slip(path, "wrong-type", "This must be a person.", "Write {name: …, role: …, email: …}.")
            return None
        person: dict[str, str] = {}
        for key, value in cast("Mapping[str, Any]", data).items():
            if key not in CONTACT_FIELDS:
                hint = nearest(key, CONTACT_FIELDS) or f"Use {', '.join(CONTACT_FIELDS)}."
                self.slip((*path, key), "unknown-field", f"'{key[:40]}' is not said of a person.", hint)
            elif value is not None and (text := self.text(value, (*path, key))):
                person[key] = text
        if "email" in person and not re.fullmatch(EMAIL, person["email"]):
            self.slip((*path, "email"), "not-an-email", f"'{person['email']}' is not an e-mail address.")
        if not person.keys() & {"name", "role"}:
            if not self.told_not_known(path):
                self.slip(path, "missing-field", "A person needs a name or a role.")
            return None
        return person

    def told_not_known(self, path: tuple[str | int, ...]) -> bool:
        """Whether something at or inside a path was read as not known."""
        return any(slip.code == "placeholder" and slip.path[: len(path)] == path for slip in self.slips)

    def record(self, question: Question, data: Any, path: tuple[str | int, ...]) -> Record | None:
        """One row of a list of records."""
        if not isinstance(data, Mapping):
            self.slip(path, "wrong-type", "This must be a row of fields.", f"Write {_row_hint(question)}.")
            return None
        fields = {field.id: field for field in question.fields}
        row: dict[str, FieldValue] = {}
        for key, value in cast("Mapping[str, Any]", data).items():
            if key not in fields:
                hint = nearest(key, fields) or f"Use {', '.join(fields)}."
                self.slip((*path, key), "unknown-field", f"'{key[:40]}' is not a field of '{question.id}'.", hint)
            elif value is not None and (read := self.single(fields[key], value, (*path, key))) is not None:
                row[key] = read
        missing = [field for field in fields.values() if field.required and field.id not in row]
        told = {slip.path[: len(path) + 1] for slip in self.slips if slip.severity is Severity.BLOCK}
        for needed in missing:
            at = (*path, needed.id)
            if at not in told and not self.told_not_known(at):
                self.slip(path, "missing-field", f"The row has no '{needed.id}'.", f"Write {_row_hint(question)}.")
        for field in fields.values():
            if field.kind == "handle" and field.id in row:
                self.handle_fits(str(row.get("platform", "")), str(row[field.id]), data[field.id], (*path, field.id))
        return row if row and not missing else None

    def handle_fits(self, platform: str, handle: str, written: Any, path: tuple[str | int, ...]) -> None:
        """Tell a handle that its network does not allow, and an address of another network."""
        network = self.registry.platforms.get(platform)
        if network is None:
            return
        other = network_of(str(written), self.registry) if is_address(str(written)) else None
        if other is not None and other is not network:
            message = f"'{written}' is an address of {other.name}, not of {network.name}."
            self.slip(path, "other-network", message, "Put it in a row of its own.", level=Severity.MEDIUM)
            return
        wrong = problems(handle, network.handle)
        if wrong:
            message = f"'{handle}' does not have the form of a name on {network.name}: {'; '.join(wrong).rstrip('.')}."
            hint = "Write the name as it stands behind the last / of the account's address."
            level = Severity.MEDIUM if has_odd_signs(handle) else Severity.INFO
            self.slip(path, "handle-form", message, hint, level=level)

    def rows(
        self, data: Any, path: tuple[str | int, ...], read: Callable[[Any, tuple[str | int, ...]], Record | None]
    ) -> tuple[Record, ...]:
        """Each row of a list."""
        items = data if isinstance(data, list) else [data]
        if len(items) > MAX_ROWS:
            self.slip(path, "too-many", f"There are {len(items):,} rows; at most {MAX_ROWS} are read.")
            return ()
        found = (read(item, (*path, index) if isinstance(data, list) else path) for index, item in enumerate(items))
        return tuple(row for row in found if row is not None)

    # -- questions --

    def answer(self, question: Question, data: Any) -> Value | None:
        """What an answer comes to, or None when it is unknown or wrong; slips say which."""
        if data is None:
            return None
        match question.kind:
            case "platforms":
                return self.platforms(question, data)
            case "places":
                return self.many(data, (), self.location) or None
            case "texts":
                return self.many(data, (), self.text) or _nothing(data)
            case "contacts":
                return self.rows(data, (), self.contact) or _nothing(data)
            case "records":
                return self.keyed_rows(question, data) or _nothing(data)
            case _:
                return self.single(question, data, ())

    def single(self, asked: Question | Field, data: Any, path: tuple[str | int, ...]) -> FieldValue | None:
        """One value of the kind that a question, or a field of a record, asks for; a blank one is none."""
        if isinstance(data, str) and not data.strip():
            return None
        match asked.kind:
            case "one_of":
                return self.one_of(data, asked.choices, path)
            case "many_of":
                return self.many_of(data, asked.choices, path)
            case "integer":
                return self.number(data, path, asked.least, asked.most)
            case "date":
                return self.day(data, path)
            case "yes_no":
                return self.yes_no(data, path)
            case "contact":
                return self.contact(data, path)
            case "platform":
                return self.platform(data, path)
            case "place":
                return self.location(data, path)
            case "handle":
                return self.handle(data, path)
            case _:
                return self.text(data, path)

    def platforms(self, question: Question, data: Any) -> tuple[str, ...] | None:
        """A list of platforms; a choice of the question, such as none, may stand alone in their place."""
        special = {choice.value: choice for choice in question.choices}

        def read(item: Any, path: tuple[str | int, ...]) -> str | Sequence[str]:
            return item if isinstance(item, str) and item in special else self.networks(item, path)

        values = self.many(data, (), read)
        alone = next((special[value] for value in values if value in special), None)
        if alone is not None and len(values) > 1:
            message = f"'{alone.value}' excludes the other choices."
            self.slip((), "exclusive-choice", message, f"Keep '{alone.value}', or take it out.")
            return None
        if alone is None and not values:
            return _nothing(data)
        return None if alone and alone.unknown else values

    def keyed_rows(self, question: Question, data: Any) -> tuple[Record, ...]:
        """A list of records of which no two have the same key."""
        rows = self.rows(data, (), lambda item, path: self.record(question, item, path))
        keys = [" ".join(str(row.get(field, "")) for field in question.key) for row in rows if question.key]
        for twice in sorted({key for key in keys if keys.count(key) > 1}):
            message = f"Two rows have the same {' and '.join(question.key)}: '{twice}'."
            self.slip((), "duplicate-row", message, "Make them one, or name them apart.", level=Severity.MEDIUM)
        return rows


def _row_hint(question: Question) -> str:
    return "{" + ", ".join(f"{field.id}: …" for field in question.fields) + "}"


def _nothing(data: Any) -> tuple[()] | None:
    """No entries: an answer when an empty list says so, else unknown, since what was written could not be read."""
    return () if data == [] else None
