"""How single values stand on a form: in words that are read back as the same value."""

from typing import Any

from policygen.answer_form.typed import typed
from policygen.conditions.model import FieldValue, Value
from policygen.findings import Severity
from policygen.library.model import Library
from policygen.questions.kinds import KINDS
from policygen.questions.kinds.base import Asked
from policygen.questions.model import Choice
from policygen.questions.values import ValueReader

EMPTY, TICKED = "☐", "☒"
"""A box, and one that is ticked."""
CELL_CHOICES = 6
"""Choices of a field that stand in its cell as boxes; more are listed above the table, and written."""
WRITTEN_LISTS = frozenset({"places", "platforms", "trades", "texts"})
"""Kinds whose entries are written, one in each row."""


def printed(kind: str, asked: Asked, value: Any, library: Library) -> str:
    """One value of a kind, or one entry of a list, as a person would call it; as it is stored where that is read otherwise."""
    found = KINDS[kind]
    for words in (_label(asked, value), found.shown(str(value), library), found.named(str(value), library)):
        if words and is_read_as(kind, asked, words, value, library):
            return words
    return str(value)


def is_read_as(kind: str, asked: Asked, words: str, value: Any, library: Library) -> bool:
    """Whether words written in answer are read as a value, and as nothing else."""
    reader = ValueReader(library)
    read = KINDS[kind].value(asked, typed(kind, asked, words).data, (), reader)
    return _as_is(read) == _as_is(value) and all(slip.severity < Severity.BLOCK for slip in reader.slips)


def _as_is(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


def _label(asked: Asked, value: Any) -> str:
    return next((choice.label for choice in asked.choices if choice.value == value), "")


def with_description(choice: Choice) -> str:
    """A choice as it stands on a form."""
    return f"{choice.label} – {choice.description}" if choice.description else choice.label


def rows_of(value: Value | FieldValue | None) -> tuple[Any, ...]:
    """The entries of an answer, one alone among them."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
