"""Texts that a comment cut short: in YAML all that follows ` #` is a comment, `Workshop #1` is `Workshop`."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from policygen._yaml import Path, YamlFile, scalar
from policygen.findings import Finding, Severity
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question


def cut_short(file: YamlFile, question: Question, prefix: Sequence[str | int]) -> Iterator[Finding]:
    """The texts in one answer that a comment follows which may have been meant as part of them.

    A comment that touches its `#` behind one blank (`Workshop #1`) is hardly meant as one; one behind more blanks, or
    set off by one (`Acme # the firm`), may be; one set off on both sides (`Acme  # the firm`) is.
    """
    for path, comment in file.comments.items():
        if path[: len(prefix)] == tuple(prefix) and _takes_words(question, path[len(prefix) :]):
            value = _value(file.data, path)
            severity = _severity(value, comment)
            if severity is not None:
                read = f"'{value}' was read" if value is not None else "Nothing was read"
                message = f"{question.id}: {read}; '{comment.strip()}' behind it is a comment."
                whole = f"{value or ''}{comment}".strip()
                hint = f"If it belongs to the answer, put quotes round the whole: {scalar(_unbracketed(whole))}."
                yield Finding("cut-by-comment", severity, message, file.location(*path), hint)


def _takes_words(question: Question, inside: Path) -> bool:
    """Whether what stands at a path inside an answer may be any words."""
    asked = [field for field in question.fields if field.id in inside] if question.fields else [question]
    return any(kind_of(each).any_words for each in asked)


def _value(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def _severity(value: object, comment: str) -> Severity | None:
    """How likely a comment was meant as part of the text before it; None when it was not."""
    touches, blanks = re.match(r"\s*#+\S", comment) is not None, len(comment) - len(comment.lstrip())
    if value is None:
        return Severity.HIGH if touches else None
    if not isinstance(value, str):
        return None
    if touches:
        return Severity.HIGH if blanks == 1 else Severity.MEDIUM
    return Severity.INFO if blanks == 1 else None


def _unbracketed(text: str) -> str:
    """A text without the end of the list or mapping it stood in."""
    return text.rstrip("]}, ") if text.count("[") + text.count("{") < text.count("]") + text.count("}") else text
