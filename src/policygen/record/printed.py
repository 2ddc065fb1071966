"""Which answers can be read in a document itself: those alone may travel with it."""

from collections.abc import Mapping
from typing import Any

from policygen.conditions.model import Value
from policygen.document.model import Document
from policygen.document.walk import block_text
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question, Questionnaire


def text_of(document: Document) -> str:
    """Every word of a document."""
    return "\n".join(block_text(block) for part in document.parts for block in part.blocks)


def _kept(value: Any, text: str) -> Any:
    """The leaves of a value that stand in the text; None when none does."""
    if isinstance(value, Mapping):
        kept = {str(key): inner for key, leaf in value.items() if (inner := _kept(leaf, text)) is not None}
        return kept or None
    if isinstance(value, tuple):
        items = [inner for leaf in value if (inner := _kept(leaf, text)) is not None]
        return items or None
    return value if isinstance(value, str) and value and value in text else None


def _public(question: Question, value: Value) -> Any:
    """An answer without the fields that are private, and without choices."""
    if not question.fields or not isinstance(value, tuple):
        return value
    open_fields = {field.id for field in question.fields if not field.private and kind_of(field).typed}
    return tuple(
        {key: inner for key, inner in row.items() if key in open_fields} for row in value if isinstance(row, Mapping)
    )


def printed_answers(questionnaire: Questionnaire, values: Mapping[str, Value], document: Document) -> dict[str, Any]:
    """The answers, or the parts of them, that a reader of the document sees word for word.

    A choice, number or date is never kept: the document prints other words for it.
    """
    text = text_of(document)
    found: dict[str, Any] = {}
    for id, value in values.items():
        question = questionnaire.questions.get(id)
        if question is None or question.private or not kind_of(question).typed:
            continue
        kept = _kept(_public(question, value), text)
        if kept is not None:
            found[id] = kept
    return found
