"""Kinds of one answer, which fields of a record may have too: words, numbers, days, choices, names, people."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, cast

from policygen.conditions.model import AnyOf, Lacks, Number, Record, Test, Value
from policygen.findings import Severity, nearest
from policygen.language.dates import spelled_date
from policygen.platforms.handles import has_odd_signs, is_address, problems
from policygen.platforms.names import network_of
from policygen.questions.kinds.base import SAID, TRIED_NAME, WORDS, Asked, QuestionKind, Schema, list_schema
from policygen.questions.model import Choice, Context
from policygen.questions.slipped import EMAIL, Holds
from policygen.questions.typed import GROUPED
from policygen.questions.values import MAX_NUMBER, MAX_TEXT, YEARS, Path, ValueReader

CONTACT_FIELDS = ("name", "role", "email", "phone")
CONTACT_HOLDS: Mapping[str, Holds] = MappingProxyType(
    {"name": "person", "role": "job", "email": "email", "phone": "phone"}
)
"""What each line of a person holds."""

DAY: Schema = {"type": "string", "format": "date", "pattern": f"^({YEARS.start // 100}|{YEARS[-1] // 100})"}


class Text(QuestionKind):
    """One line of words."""

    name = "text"
    typed = any_words = often_missing = True


class Integer(QuestionKind):
    """A whole number within bounds."""

    name = "integer"
    tests = frozenset({Number})
    example = "12"

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> int | None:
        return reader.number(data, path, asked.least, asked.most)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        bounds = {"minimum": asked.least or 0, "maximum": MAX_NUMBER if asked.most is None else asked.most}
        grouped = GROUPED.replace(r"\d", "[0-9]")
        written = {"type": "string", "pattern": rf"^\s*\+?([0-9]{{1,9}}|{grouped})\s*$"}
        return {"anyOf": [{"type": "integer", **bounds}, written]}

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[int]:
        yield from (number for number in (6, 60) if (asked.least or 0) <= number <= (asked.most or number))

    def in_row(self, asked: Asked, facts: Mapping[str, Value]) -> int:
        return max(asked.least or 0, 30)


class Date(QuestionKind):
    """A day."""

    name = "date"
    example = "1 May 2027"

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> str | None:
        return reader.day(data, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        return DAY

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[str]:
        yield str(facts.get("effective_date") or "2026-01-01")

    def shown(self, text: str, context: Context) -> str:
        return spelled_date(text)

    def in_sentence(self, text: str, context: Context, english: str) -> str:
        return spelled_date(text, english)


class YesNo(QuestionKind):
    """Yes, no, or not sure."""

    name = "yes_no"
    tests = frozenset({AnyOf})
    tried = ("yes", "no")
    example = "yes"

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> str | None:
        return reader.yes_no(data, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        words = r"[Yy][Ee][Ss]|[Nn][Oo]|[Nn][Oo][Tt][ _][Ss][Uu][Rr][Ee]|[Uu][Nn][Kk][Nn][Oo][Ww][Nn]"
        written = {"type": "string", "pattern": rf"^\s*({words})\s*$"}
        return {"anyOf": [{"enum": ["yes", "no", "not_sure", True, False]}, written]}

    def values(self, asked: Asked, context: Context) -> Sequence[str]:
        return ("yes", "no")

    def shown(self, text: str, context: Context) -> str:
        return text.capitalize()


class OneOf(QuestionKind):
    """One of some choices."""

    name = "one_of"
    tests: ClassVar[frozenset[type[Test]]] = frozenset({AnyOf})
    needs = "choices"

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Value | None:
        return reader.one_of(data, asked.choices, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        choice = _choice(tuple(c for c in asked.choices if not (needed and c.unknown)))
        return {"if": {"type": "array"}, "then": {"items": choice, "minItems": 1, "maxItems": 1}, "else": choice}

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[Value]:
        yield from (choice.value for choice in choices)

    def values(self, asked: Asked, context: Context) -> Sequence[str]:
        return [choice.value for choice in asked.choices]

    def placeholder(self, asked: Asked, joining: str) -> str:
        return max(_readings(asked), key=len, default=self.example)


class ManyOf(OneOf):
    """Several of some choices."""

    name = "many_of"
    many = often_missing = True
    tests = frozenset({AnyOf, Lacks})

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> tuple[str, ...] | None:
        return reader.many_of(data, asked.choices, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        return list_schema(_choice(asked.choices), tuple(c for c in asked.choices if c.exclusive or c.unknown))

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[tuple[str, ...]]:
        together = tuple(choice.value for choice in choices if not choice.exclusive)
        middle = len(together) // 2
        yield from dict.fromkeys((together[:2], together[middle - 1 : middle + 1] or together, together[-2:]))

    def placeholder(self, asked: Asked, joining: str) -> str:
        return f" {joining} ".join(_readings(asked)[:2]) or self.example


class Place(QuestionKind):
    """A place by code or by any name."""

    name = "place"
    tried = ("GB-ENG", "US-NY", "DE")
    any_words = True
    tests = frozenset({AnyOf})

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> str | None:
        return reader.location(data, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        atlas = context.atlas
        form = r"^\s*[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?\s*$"
        short = sorted({alias for place in atlas.places.values() for alias in place.aliases if len(alias) == 2})
        whole = sorted(code for code in atlas.places if "-" not in code and not atlas.is_coarse(code))
        known = [
            {"enum": [*sorted(atlas.places), *short]},
            {"not": {"pattern": form}},
            {"pattern": f"^({'|'.join(whole)})-[A-Za-z0-9]{{1,3}}$"},
        ]
        return {**super().schema(asked, context, needed=needed), "anyOf": known}

    def in_row(self, asked: Asked, facts: Mapping[str, Value]) -> Value:
        places = facts.get("work_locations")
        return str(places[0]) if isinstance(places, tuple) and places else super().in_row(asked, facts)

    def values(self, asked: Asked, context: Context) -> Sequence[str]:
        return [*context.atlas.places, *context.atlas.groups]

    def unknown(self, asked: Asked, value: str, context: Context) -> tuple[str, str, str] | None:
        hint = unknown_place(value, context)
        return None if hint is None else ("unknown-place", f"tests for '{value}', which is no place we know.", hint)

    def named(self, text: str, context: Context) -> str:
        return context.atlas.name(text)

    def shown(self, text: str, context: Context) -> str:
        return context.atlas.full_name(text)

    def in_sentence(self, text: str, context: Context, english: str) -> str:
        return context.atlas.in_sentence(text)


class Platform(QuestionKind):
    """A network by any name it has or had."""

    name = "platform"
    tried = ("instagram",)
    any_words = True
    tests = frozenset({AnyOf})

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> str | None:
        return reader.platform(data, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        return {**super().schema(asked, context, needed=needed), "examples": sorted(context.registry.platforms)}

    def values(self, asked: Asked, context: Context) -> Sequence[str]:
        return [*(choice.value for choice in asked.choices), *context.registry.platforms]

    def named(self, text: str, context: Context) -> str:
        return context.registry.name(text)


class Trade(QuestionKind):
    """A trade by id."""

    name = "trade"
    tried = ("dog_grooming",)
    tests = frozenset({AnyOf})
    example = "dog grooming"

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> str | None:
        return reader.trade(data, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        return {**super().schema(asked, context, needed=needed), "examples": sorted(context.trades.trades)}

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[Value]:
        yield from self.tried

    def values(self, asked: Asked, context: Context) -> Sequence[str]:
        return list(context.trades.trades)

    def named(self, text: str, context: Context) -> str:
        return context.trades.name(text)

    def in_sentence(self, text: str, context: Context, english: str) -> str:
        name = context.trades.name(text)
        return name if name[:2].isupper() else name[:1].lower() + name[1:]


class Handle(QuestionKind):
    """The name of an account, by itself or in its address."""

    name = "handle"
    typed = any_words = True

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> str | None:
        return reader.handle(data, path)

    def check_row(self, asked: Asked, row: Record, data: Any, path: Path, reader: ValueReader) -> None:
        registry, handle = reader.context.registry, str(row[asked.id])
        network = registry.platforms.get(str(row.get("platform", "")))
        if network is None:
            return
        other = network_of(str(data), registry) if is_address(str(data)) else None
        if other is not None and other is not network:
            message = f"'{data}' is an address of {other.name}, not of {network.name}."
            reader.slip(path, "other-network", message, "Put it in a row of its own.", level=Severity.MEDIUM)
            return
        wrong = problems(handle, network.handle)
        if wrong:
            message = f"'{handle}' does not have the form of a name on {network.name}: {'; '.join(wrong).rstrip('.')}."
            hint = "Write the name as it stands behind the last / of the account's address."
            level = Severity.MEDIUM if has_odd_signs(handle) else Severity.INFO
            reader.slip(path, "handle-form", message, hint, level=level)


class Contact(QuestionKind):
    """A person or a post: name, role, email, phone."""

    name = "contact"
    keyed = typed = any_words = names_people = True
    parts = CONTACT_FIELDS
    tried = ({"name": TRIED_NAME, "role": TRIED_NAME},)
    example = "Sam"

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Mapping[str, str] | None:
        if isinstance(data, str):
            name = reader.text(data, path)
            return {"name": name} if name else None
        if not isinstance(data, Mapping):
            reader.slip(path, "wrong-type", "This must be a person.", "Write {name: …, role: …, email: …}.")
            return None
        person: dict[str, str] = {}
        for key, value in cast("Mapping[str, Any]", data).items():
            if key not in CONTACT_FIELDS:
                hint = nearest(key, CONTACT_FIELDS) or f"Use {', '.join(CONTACT_FIELDS)}."
                reader.slip((*path, key), "unknown-field", f"'{key[:40]}' is not said of a person.", hint)
            elif value is not None and (text := reader.text(value, (*path, key))):
                person[key] = text
        if "email" in person and not re.fullmatch(EMAIL, person["email"]):
            reader.slip((*path, "email"), "not-an-email", f"'{person['email']}' is not an e-mail address.")
        if not person.keys() & {"name", "role"}:
            if not reader.told_not_known(path):
                reader.slip(path, "missing-field", "A person needs a name or a role.")
            return None
        return person

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        said = {
            "type": "object",
            "properties": {
                **{key: {"anyOf": [WORDS, {"type": "null"}]} for key in CONTACT_FIELDS},
                "email": {"type": ["string", "null"], "pattern": rf"^\s*({EMAIL})?\s*$", "maxLength": MAX_TEXT},
            },
            "additionalProperties": False,
            "anyOf": [{"required": [key], "properties": {key: SAID}} for key in ("name", "role")],
        }
        return {"if": {"type": "object"}, "then": said, "else": {"type": "string", "maxLength": MAX_TEXT}}

    def entries(self, asked: Asked, value: Value, context: Context) -> list[str]:
        person = value if isinstance(value, Mapping) else {}
        return [", ".join(str(person[key]) for key in CONTACT_FIELDS if person.get(key))]


FIELD_KINDS: Mapping[str, QuestionKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Text(),
            OneOf(),
            ManyOf(),
            Date(),
            Contact(),
            Platform(),
            Integer(),
            Place(),
            YesNo(),
            Handle(),
        )
    }
)
"""The kinds that a field of a record may have."""


def unknown_place(place: str, context: Context) -> str | None:
    """A hint for the code of a place that is not known; None for one that is."""
    atlas = context.atlas
    if place in atlas.places or place in atlas.groups:
        return None
    return nearest(place, [*atlas.places, *atlas.groups]) or "Use an ISO 3166 code, such as GB-ENG, US-NY or DE."


def _readings(asked: Asked) -> list[str]:
    return [choice.reads or choice.label.lower() for choice in asked.choices if not choice.unknown]


def _choice(choices: tuple[Choice, ...]) -> Schema:
    found: list[Schema] = []
    for choice in choices:
        found.append({"const": choice.value, "title": choice.label})
        found += [{"const": value, "title": choice.label, "deprecated": True} for value in choice.formerly]
        found += [{"const": choice.value == "yes"}] if choice.value in {"yes", "no"} else []
    return {"oneOf": found}
