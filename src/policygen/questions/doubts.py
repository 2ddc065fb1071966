"""What is odd about an answer that may be right all the same: said once, and taken when somebody says it again. Pure."""

from collections.abc import Mapping
from typing import Any

from policygen.questions.kinds.base import Asked
from policygen.questions.kinds.scalars import CONTACT_HOLDS
from policygen.questions.model import Field
from policygen.questions.slipped import Holds, impossible, odd

LARGE = 1_000
"""A number that few mean, of people, months or days."""


def held_by(asked: Asked, part: str = "") -> Holds:
    """What a line of a question or field holds, or a part of a person."""
    if part:
        return CONTACT_HOLDS.get(part, "")
    return "handle" if asked.kind == "handle" else asked.holds


def line_doubt(asked: Asked, text: str, part: str = "") -> str:
    """What is odd about one line typed; empty for most."""
    if asked.kind == "integer":
        digits = "".join(filter(str.isdecimal, text))
        return f"That is {int(digits):,}." if digits and int(digits) >= LARGE else ""
    return odd(held_by(asked, part), text)


def line_slip(asked: Asked, text: str, part: str = "") -> str:
    """Why one line typed cannot be an answer; empty for what can."""
    return impossible(held_by(asked, part), text)


def first_doubt(asked: Asked, data: Any) -> str:
    """What is odd about a whole answer, as an answers file would say it: the first of it, or nothing."""
    return next((found for each, text, part in _lines(asked, data) if (found := line_doubt(each, text, part))), "")


def first_slip(asked: Asked, data: Any) -> str:
    """Why a whole answer cannot be one, by what stands in its lines; empty for what can."""
    return next((found for each, text, part in _lines(asked, data) if (found := line_slip(each, text, part))), "")


def misplaced(asked: Asked, data: Any) -> tuple[tuple[str, str], ...]:
    """Every line of a written answer that holds something else than it asks for, with what is to be said of it."""
    told = (
        (text, line_slip(each, text, part) or odd(held_by(each, part), text))
        for each, text, part in _lines(asked, data)
    )
    return tuple((text, message) for text, message in told if message)


def _lines(asked: Asked, data: Any) -> list[tuple[Asked, str, str]]:
    """Every line of an answer, with the question or field that it answers, and the part of a person that it is."""
    if data is None:
        return []
    if isinstance(data, list):
        return [line for each in data for line in _lines(asked, each)]
    if isinstance(data, Mapping):
        fields: dict[str, Field] = {field.id: field for field in asked.fields}
        return [
            line
            for key, said in data.items()
            for line in (_lines(fields[key], said) if key in fields else [(asked, str(said), str(key))])
            if said is not None and (key in fields or key in CONTACT_HOLDS)
        ]
    return [(asked, str(data), "name" if asked.kind in {"contact", "contacts"} else "")]
