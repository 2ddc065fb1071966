"""Kinds answered by one text, number, day or choice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policygen.conditions.model import AnyOf, FieldValue, Lacks, Number, Value
from policygen.language.dates import spelled_date
from policygen.questions.kinds.base import Asked, Scalar, Schema, list_schema
from policygen.questions.model import Choice, Context, Field
from policygen.questions.typed import GROUPED
from policygen.questions.values import MAX_NUMBER, YEARS, Path, ValueReader

DAY: Schema = {"type": "string", "format": "date", "pattern": f"^({YEARS.start // 100}|{YEARS[-1] // 100})"}


class Text(Scalar):
    """One line of words."""

    name = "text"
    typed = any_words = often_missing = True

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> str | None:
        """Words, cleaned of what cannot be printed."""
        return reader.text(data, path)


class Integer(Scalar):
    """A whole number within bounds."""

    name = "integer"
    tests = frozenset({Number})
    example = "12"

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> int | None:
        """A number, however it is grouped."""
        return reader.number(data, path, asked.least, asked.most)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        """A number, or its digits as words."""
        bounds = {"minimum": asked.least or 0, "maximum": MAX_NUMBER if asked.most is None else asked.most}
        grouped = GROUPED.replace(r"\d", "[0-9]")
        written = {"type": "string", "pattern": rf"^\s*\+?([0-9]{{1,9}}|{grouped})\s*$"}
        return {"anyOf": [{"type": "integer", **bounds}, written]}

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[int]:
        """A small one and a large one."""
        yield from (number for number in (6, 60) if (asked.least or 0) <= number <= (asked.most or number))

    def in_row(self, asked: Field, facts: Mapping[str, Value]) -> int:
        """One that passes most thresholds."""
        return max(asked.least or 0, 30)


class Date(Scalar):
    """A day."""

    name = "date"
    respelled = True
    example = "1 May 2027"

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> str | None:
        """An ISO date."""
        return reader.day(data, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        """An ISO date."""
        return DAY

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[str]:
        """Any day will do, since only the words around it matter."""
        yield str(facts.get("effective_date") or "2026-01-01")

    def shown(self, text: str, context: Context) -> str:
        """As people write a day."""
        return spelled_date(text)

    def in_sentence(self, text: str, context: Context, english: str) -> str:
        """As people write a day in that English."""
        return spelled_date(text, english)


class YesNo(Scalar):
    """Yes, no, or not sure."""

    name = "yes_no"
    tests = frozenset({AnyOf})
    example = "yes"

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> str | None:
        """`yes` or `no`."""
        return reader.yes_no(data, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        """The words for it, in capitals or not."""
        words = r"[Yy][Ee][Ss]|[Nn][Oo]|[Nn][Oo][Tt][ _][Ss][Uu][Rr][Ee]|[Uu][Nn][Kk][Nn][Oo][Ww][Nn]"
        written = {"type": "string", "pattern": rf"^\s*({words})\s*$"}
        return {"anyOf": [{"enum": ["yes", "no", "not_sure", True, False]}, written]}

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[str]:
        """Both."""
        yield from ("yes", "no")

    def values(self, asked: Asked, context: Context) -> Sequence[str]:
        """Both."""
        return ("yes", "no")

    def shown(self, text: str, context: Context) -> str:
        """With a capital."""
        return text.capitalize()


class OneOf(Scalar):
    """One of some choices."""

    name = "one_of"
    tests = frozenset({AnyOf})
    needs = "choices"

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> FieldValue | None:
        """The choice's value."""
        return reader.one_of(data, asked.choices, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        """A choice, or a list of one."""
        choice = _choice(tuple(c for c in asked.choices if not (needed and c.unknown)))
        return {"if": {"type": "array"}, "then": {"items": choice, "minItems": 1, "maxItems": 1}, "else": choice}

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[FieldValue]:
        """Each choice."""
        yield from (choice.value for choice in choices)

    def values(self, asked: Asked, context: Context) -> Sequence[str]:
        """Each choice."""
        return [choice.value for choice in asked.choices]

    def placeholder(self, asked: Asked, joining: str) -> str:
        """The longest choice."""
        return max(_readings(asked), key=len, default=self.example)


class ManyOf(OneOf):
    """Several of some choices."""

    name = "many_of"
    many = often_missing = True
    tests = frozenset({AnyOf, Lacks})

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> tuple[str, ...] | None:
        """The choices' values."""
        return reader.many_of(data, asked.choices, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        """A list of choices, or one in place of it."""
        return list_schema(_choice(asked.choices), tuple(c for c in asked.choices if c.exclusive or c.unknown))

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[tuple[str, ...]]:
        """Two of the first, of the middle and of the last."""
        together = tuple(choice.value for choice in choices if not choice.exclusive)
        middle = len(together) // 2
        yield from dict.fromkeys((together[:2], together[middle - 1 : middle + 1] or together, together[-2:]))

    def placeholder(self, asked: Asked, joining: str) -> str:
        """Two of the choices."""
        return f" {joining} ".join(_readings(asked)[:2]) or self.example


def _readings(asked: Asked) -> list[str]:
    return [choice.reads or choice.label.lower() for choice in asked.choices if not choice.unknown]


def _choice(choices: tuple[Choice, ...]) -> Schema:
    found: list[Schema] = []
    for choice in choices:
        found.append({"const": choice.value, "title": choice.label})
        found += [{"const": value, "title": choice.label, "deprecated": True} for value in choice.formerly]
        found += [{"const": choice.value == "yes"}] if choice.value in {"yes", "no"} else []
    return {"oneOf": found}
