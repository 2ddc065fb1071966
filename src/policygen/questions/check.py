"""Whether what somebody wrote is an answer to a question, and what it comes to."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from policygen.conditions.model import FieldValue, Record, Value
from policygen.conditions.places import Atlas
from policygen.findings import Severity, nearest
from policygen.platforms.model import Registry, fold
from policygen.questions.model import Choice, Field, Question

MAX_TEXT = 300
"""Characters in one answer."""
MAX_ROWS = 500

CONTACT_FIELDS = ("name", "role", "email", "phone")

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PLACE_CODE = re.compile(r"[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong with an answer, at a path inside it."""

    path: tuple[str | int, ...]
    code: str
    severity: Severity
    message: str
    hint: str = ""


@dataclass(slots=True)
class Checker:
    """Reads answers against one registry and atlas, gathering slips."""

    registry: Registry
    atlas: Atlas
    slips: list[Slip] = field(default_factory=list[Slip])

    def slip(
        self, path: Sequence[str | int], code: str, message: str, hint: str = "", *, level: Severity = Severity.BLOCK
    ) -> None:
        """Note something wrong."""
        self.slips.append(Slip(tuple(path), code, level, message, hint))

    # -- texts --

    def text(self, data: Any, path: tuple[str | int, ...]) -> str | None:
        """One line of words, cleaned of what cannot be printed."""
        if isinstance(data, bool) or not isinstance(data, (str, int)):
            self.slip(path, "wrong-type", "This must be a text.", "Put it in quotes on one line.")
            return None
        text = str(data)
        if _CONTROL.search(text):
            self.slip(
                path, "control-characters", "Characters that cannot be printed were left out.", level=Severity.MEDIUM
            )
            text = _CONTROL.sub("", text)
        if _DIRECTION.search(text):
            message = "Hidden marks that turn the direction of writing were left out."
            self.slip(path, "direction-marks", message, level=Severity.MEDIUM)
            text = _DIRECTION.sub("", text)
        text = " ".join(text.split())
        if len(text) > MAX_TEXT:
            hint = f"Shorten it to {MAX_TEXT} characters."
            self.slip(path, "too-long", f"This answer has {len(text):,} characters.", hint)
            return None
        return text or None

    def number(self, data: Any, path: tuple[str | int, ...], least: int | None, most: int | None) -> int | None:
        """A whole number within bounds."""
        value: Any = int(data) if isinstance(data, str) and re.fullmatch(r"\d{1,9}", data.strip()) else data
        if isinstance(value, bool) or not isinstance(value, int):
            self.slip(path, "wrong-type", "This must be a whole number.", "Write digits only, such as 31.")
            return None
        least = least or 0
        if value < least or value > (most if most is not None else 10_000_000):
            upper = f" and at most {most:,}" if most is not None else ""
            self.slip(path, "out-of-range", f"{value:,} must be at least {least}{upper}.")
            return None
        return value

    def day(self, data: Any, path: tuple[str | int, ...]) -> str | None:
        """A date as ISO text."""
        try:
            return date.fromisoformat(str(data)).isoformat()
        except ValueError:
            self.slip(path, "not-a-date", f"'{str(data)[:40]}' is not a date.", "Write it as 2026-11-22.")
            return None

    def yes_no(self, data: Any, path: tuple[str | int, ...]) -> str | None:
        """Yes or no; not sure means unknown."""
        value = ("yes" if data else "no") if isinstance(data, bool) else data
        value = value.strip().lower().replace(" ", "_") if isinstance(value, str) else value
        if value in ("yes", "no"):
            return str(value)
        if value not in ("not_sure", "unknown", None):
            self.slip(path, "unknown-choice", f"'{str(value)[:40]}' is not yes or no.", "Write yes, no or not_sure.")
        return None

    # -- choices --

    def choice(self, data: Any, choices: tuple[Choice, ...], path: tuple[str | int, ...]) -> Choice | None:
        """One of the choices, by its present or a former value."""
        value = ("yes" if data else "no") if isinstance(data, bool) else str(data).strip()
        if isinstance(data, (dict, list)) or data is None:
            self.slip(path, "wrong-type", "This must be one of the choices.", _choices_hint(choices))
            return None
        for choice in choices:
            if value == choice.value or value in choice.formerly:
                return choice
        hint = nearest(value, [choice.value for choice in choices]) or _choices_hint(choices)
        self.slip(path, "unknown-choice", f"'{value[:60]}' is not one of the choices.", hint)
        return None

    def one_of(self, data: Any, choices: tuple[Choice, ...], path: tuple[str | int, ...]) -> str | None:
        """The value of one choice; a choice that says "not sure" means unknown."""
        if isinstance(data, list) and len(data) == 1:
            data = data[0]
        found = self.choice(data, choices, path)
        return None if found is None or found.unknown else found.value

    def many(
        self, data: Any, path: tuple[str | int, ...], read: Callable[[Any, tuple[str | int, ...]], str | None]
    ) -> tuple[str, ...]:
        """Each of a list, once, in the order given; a single value counts as a list of one."""
        if isinstance(data, str) and "," in data and not self.reads(data, read):
            pieces = [piece.strip() for piece in data.split(",") if piece.strip()]
            if all(self.reads(piece, read) for piece in pieces):
                self.slip(path, "not-a-list", "Several answers must be a list.", f"Write [{', '.join(pieces)}].")
                return ()
        items = data if isinstance(data, list) else [data]
        if len(items) > MAX_ROWS:
            self.slip(path, "too-many", f"There are {len(items):,} entries; at most {MAX_ROWS} are read.")
            return ()
        found = [read(item, (*path, index) if isinstance(data, list) else path) for index, item in enumerate(items)]
        return tuple(dict.fromkeys(value for value in found if value is not None))

    def reads(self, data: Any, read: Callable[[Any, tuple[str | int, ...]], str | None]) -> bool:
        """Whether something is read without a slip that needs mending; none is noted."""
        before = len(self.slips)
        read(data, ())
        told = self.slips[before:]
        del self.slips[before:]
        return all(slip.severity is Severity.INFO for slip in told)

    def many_of(self, data: Any, choices: tuple[Choice, ...], path: tuple[str | int, ...]) -> tuple[str, ...] | None:
        """The values of several choices, or None when that says "not sure"."""
        values = self.many(data, path, lambda item, at: c.value if (c := self.choice(item, choices, at)) else None)
        chosen = [choice for choice in choices if choice.value in values]
        alone = next((choice for choice in chosen if choice.exclusive or choice.unknown), None)
        if alone is not None and len(chosen) > 1:
            message = f"'{alone.value}' excludes the other choices."
            self.slip(path, "exclusive-choice", message, f"Keep '{alone.value}', or take it out.")
            return None
        return values if values and not (alone and alone.unknown) else None

    # -- names of lists --

    def platform(self, data: Any, path: tuple[str | int, ...]) -> str | None:
        """The id of a platform by any name, past or present; a name of no list as it was typed."""
        name = self.text(data, path)
        if name is None:
            return None
        found = self.registry.find(name)
        if found is None:
            hint = nearest(fold(name), self.registry.by_name)
            message = f"'{name}' is not in the list of platforms; it will be printed as it is."
            self.slip(path, "unknown-platform", message, hint, level=Severity.MEDIUM)
            return name
        if name != found.id:
            message = f"'{name}' was read as '{found.id}' ({found.name})."
            self.slip(path, "platform-name", message, f"Write {found.id}.", level=Severity.INFO)
        return found.id

    def location(self, data: Any, path: tuple[str | int, ...]) -> str | None:
        """The code of a place by code or name; a place of no list as it was typed."""
        name = self.text(data, path)
        if name is None:
            return None
        if name.upper() in self.atlas.places:
            return name.upper()
        wanted = fold(name)
        for place in self.atlas.places.values():
            if wanted in {fold(place.name), *map(fold, place.aliases)}:
                self.slip(path, "place-name", f"'{name}' was read as {place.code} ({place.name}).", level=Severity.INFO)
                return place.code
        country = name.upper().split("-")[0]
        if _PLACE_CODE.fullmatch(name) and (country not in self.atlas.places or self.atlas.is_coarse(country)):
            hint = nearest(name.upper(), self.atlas.places) or "Use an ISO 3166 code, such as GB-ENG, US-NY or DE."
            self.slip(path, "unknown-place", f"'{name}' is no place we know.", hint)
            return None
        if not _PLACE_CODE.fullmatch(name):
            hint = nearest(name, [place.name for place in self.atlas.places.values()])
            message = (
                f"'{name}' is no place we know; it will be printed as it is, and no law of it is taken into account."
            )
            self.slip(path, "unknown-place", message, hint, level=Severity.MEDIUM)
        return name.upper() if _PLACE_CODE.fullmatch(name) else name

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
        if "email" in person and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", person["email"]):
            self.slip((*path, "email"), "not-an-email", f"'{person['email']}' is not an e-mail address.")
        if not person.keys() & {"name", "role"}:
            self.slip(path, "missing-field", "A person needs a name or a role.")
            return None
        return person

    def record_field(self, field: Field, data: Any, path: tuple[str | int, ...]) -> FieldValue | None:
        """One field of a record."""
        match field.kind:
            case "one_of":
                return self.one_of(data, field.choices, path)
            case "many_of":
                return self.many_of(data, field.choices, path)
            case "integer":
                return self.number(data, path, field.least, field.most)
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
            case _:
                return self.text(data, path)

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
            elif value is not None and (read := self.record_field(fields[key], value, (*path, key))) is not None:
                row[key] = read
        told = {slip.path[: len(path) + 1] for slip in self.slips if slip.severity is Severity.BLOCK}
        for needed in fields.values():
            if needed.required and needed.id not in row and (*path, needed.id) not in told:
                self.slip(path, "missing-field", f"The row has no '{needed.id}'.", f"Write {_row_hint(question)}.")
        return row or None

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
            case "text":
                return self.text(data, ())
            case "integer":
                return self.number(data, (), question.least, question.most)
            case "date":
                return self.day(data, ())
            case "yes_no":
                return self.yes_no(data, ())
            case "one_of":
                return self.one_of(data, question.choices, ())
            case "many_of":
                return self.many_of(data, question.choices, ())
            case "platforms":
                return self.platforms(question, data)
            case "places":
                return self.many(data, (), self.location) or None
            case "texts":
                return self.many(data, (), self.text) or _nothing(data)
            case "contact":
                return self.contact(data, ())
            case "contacts":
                return self.rows(data, (), self.contact) or _nothing(data)
            case "records":
                return self.keyed_rows(question, data) or _nothing(data)

    def platforms(self, question: Question, data: Any) -> tuple[str, ...] | None:
        """A list of platforms; a choice of the question, such as none, may stand alone in their place."""
        special = {choice.value: choice for choice in question.choices}

        def read(item: Any, path: tuple[str | int, ...]) -> str | None:
            return item if isinstance(item, str) and item in special else self.platform(item, path)

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


def _choices_hint(choices: tuple[Choice, ...]) -> str:
    values = [choice.value for choice in choices]
    return f"Choose from: {', '.join(values)}." if len(values) <= 12 else ""


def _row_hint(question: Question) -> str:
    return "{" + ", ".join(f"{field.id}: …" for field in question.fields) + "}"


def _nothing(data: Any) -> tuple[()] | None:
    """No entries: an answer when an empty list says so, else unknown, since what was written could not be read."""
    return () if data == [] else None
