"""People, as answers name them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from policygen.conditions.model import Value
from policygen.findings import nearest
from policygen.questions.kinds.base import SAID, TRIED_NAME, WORDS, Asked, Scalar, Schema
from policygen.questions.model import Choice, Context
from policygen.questions.values import MAX_TEXT, Path, ValueReader

CONTACT_FIELDS = ("name", "role", "email", "phone")
EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s.]+"
"""The form of an e-mail address."""


class Contact(Scalar):
    """A person or a post: name, role, email, phone."""

    name = "contact"
    keyed = typed = any_words = names_people = True
    parts = CONTACT_FIELDS
    example = "Sam"

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Mapping[str, str] | None:
        """What is said of a person; one text counts as the name."""
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
        """A name, or what is said of a person."""
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

    def trials(
        self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]
    ) -> Iterator[Mapping[str, str]]:
        """Somebody."""
        yield {"name": TRIED_NAME, "role": TRIED_NAME}

    def entries(self, asked: Asked, value: Value, context: Context) -> list[str]:
        """All that is said of the person."""
        person = value if isinstance(value, Mapping) else {}
        return [", ".join(str(person[key]) for key in CONTACT_FIELDS if person.get(key))]
