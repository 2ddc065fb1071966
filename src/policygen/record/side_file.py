"""The working paper beside an issued document: everything an update or a lawyer may want that staff never receive."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from policygen.record.model import digest
from policygen.selection.model import Selection, Status
from policygen.selection.reasons import why, why_raised

NOTICE = (
    "Working paper. Keep it with the document, and do not hand it to staff: it holds answers and warnings that the document "
    "does not. It may have to be disclosed in a dispute."
)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "items"):
        return {key: _plain(inner) for key, inner in value.items()}
    return value


_text = json.JSONEncoder(ensure_ascii=False).encode
"""A value as JSON on one line."""


def _object(members: Mapping[str, str], indent: str = "") -> str:
    """A JSON object of members that are JSON already, a line each: quicker than `json` indents, and shorter to read."""
    lines = ",\n".join(f"{indent} {_text(name)}: {value}" for name, value in members.items())
    return f"{{\n{lines}\n{indent}}}" if members else "{}"


def _array(items: Iterable[str], indent: str) -> str:
    lines = ",\n".join(f"{indent} {item}" for item in items)
    return f"[\n{lines}\n{indent}]" if lines else "[]"


def _values(values: Mapping[str, Any]) -> str:
    return _object({question: _text(_plain(value)) for question, value in values.items()}, " ")


def side_file(selection: Selection, record: bytes, answers_digest: str, answers_file: str = "") -> bytes:
    """The text of the side file of a document with an encoded record, made from answers in a file of this name."""
    clauses = {
        decision.clause: f'{{"status": {_text(decision.status.value)}, "why": {_text(why(selection, decision))}}}'
        for decision in selection.decisions.values()
        if decision.status is not Status.OUT
    }
    advisories = (
        _text(
            {
                "id": raised.advisory.id,
                "severity": raised.advisory.severity.word,
                "says": raised.advisory.says,
                "because": why_raised(selection, raised),
                "accepted": raised.accepted,
            }
        )
        for raised in selection.raised
    )
    members = {
        "notice": _text(NOTICE),
        "policygen": "1",
        "record": _text(digest(record)),
        "answers_digest": _text(answers_digest),
        "answers_file": _text(answers_file),
        "made_on": _text(selection.made_on),
        "layers": _text(selection.library.layers),
        "answers": _values(selection.situation.given),
        "taken_by_default": _values(selection.situation.defaulted),
        "clauses": _object(clauses, " "),
        "advisories": _array(advisories, " "),
        "document": record.decode(),
    }
    # A file name need not be UTF-8; what of it is not stands escaped, as JSON allows.
    return f"{_object(members)}\n".encode(errors="backslashreplace")
