"""The working paper beside an issued document: everything an update or a lawyer may want that staff never receive."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from policygen._dataclass import dataclass
from policygen.answers.model import Answerer
from policygen.record.model import Layers, NewerRecordError, RecordError, canonical, digest, layers_of
from policygen.selection.model import Selection, Status
from policygen.selection.reasons import why, why_raised

ENDING = ".policygen.json"
"""How the name of a working paper ends; what stands before it is the document's."""

FORMAT = 2

NOTICE = (
    "Working paper. Keep it with the document, and do not hand it to staff: it holds answers and warnings that the document "
    "does not. It may have to be disclosed in a dispute."
)


@dataclass(frozen=True, slots=True)
class ClauseReason:
    """What became of a clause when the document was made, and why, in words."""

    status: str
    why: str


@dataclass(frozen=True, slots=True)
class WorkingPaper:
    """What is known about the making of one document."""

    record_digest: str
    """Of the record that the document carries: what makes it this document's paper and no other's."""
    answers: Mapping[str, Any]
    """As plain data, by question."""
    defaults: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Choices that nobody made, as they were taken."""
    answers_file: str = ""
    """Where the answers lay, as seen from the document's folder, with `/` between names. Format 1 kept the name alone."""
    answers_digest: str = ""
    made_on: str = ""
    """ISO date."""
    layers: Layers = ()
    clauses: Mapping[str, ClauseReason] = field(default_factory=dict[str, ClauseReason])
    """Every clause that was not out, by id."""
    advisories: tuple[Mapping[str, Any], ...] = ()
    said: Mapping[str, Answerer] = field(default_factory=dict[str, Answerer])
    """Who gave which answer, by question, as far as that is known."""
    record: bytes | None = None
    """The whole record, for a document that lost it."""
    left_out: Mapping[str, str] = field(default_factory=dict[str, str])
    """Clauses that the organisation does without, and why."""
    changed: str = ""
    """What the last review says that the next version changes, in a line; until that is issued."""
    answers_before: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """While changes of ours wait in the document: the answers behind the text that they change."""


def describe(
    selection: Selection,
    record: bytes,
    answers_digest: str,
    answers_file: str = "",
    said: Mapping[str, Answerer] | None = None,
) -> WorkingPaper:
    """The working paper of a document with an encoded record, made from answers in a file of this name.

    `said`: who gave which of them, where the file tells.
    """
    return WorkingPaper(
        digest(record),
        _plain(selection.situation.given),
        _plain(selection.situation.defaulted),
        answers_file,
        answers_digest,
        selection.made_on,
        selection.library.editions,
        {
            decision.clause: ClauseReason(decision.status.value, why(selection, decision))
            for decision in selection.decisions.values()
            if decision.status is not Status.OUT
        },
        tuple(
            {
                "id": raised.advisory.id,
                "severity": raised.advisory.severity.word,
                "says": raised.advisory.says,
                "because": why_raised(selection, raised),
                "accepted": raised.accepted,
            }
            for raised in selection.raised
        ),
        said=dict(said or {}),
        record=record,
        left_out={
            decision.clause: decision.other for decision in selection.decisions.values() if decision.cause == "left-out"
        },
    )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "items"):
        return {key: _plain(inner) for key, inner in value.items()}
    return value


# ---- writing -----------------------------------------------------------------------------------------------------------

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
    return _object({question: _text(value) for question, value in values.items()}, " ")


def encode_paper(paper: WorkingPaper) -> bytes:
    """A working paper as the text of its file."""
    members = {
        "notice": _text(NOTICE),
        "policygen": _text(FORMAT),
        "record": _text(paper.record_digest),
        "answers_digest": _text(paper.answers_digest),
        "answers_file": _text(paper.answers_file),
        "made_on": _text(paper.made_on),
        "layers": _text(paper.layers),
        "answers": _values(paper.answers),
        "taken_by_default": _values(paper.defaults),
        "clauses": _values({id: {"status": found.status, "why": found.why} for id, found in paper.clauses.items()}),
        "advisories": _array(map(_text, paper.advisories), " "),
    }
    if paper.said:
        members["said"] = _values({id: {"by": said.by, "on": said.on} for id, said in paper.said.items()})
    if paper.left_out:
        members["left_out"] = _values(paper.left_out)
    if paper.changed:
        members["changed"] = _text(paper.changed)
    if paper.answers_before:
        members["answers_before"] = _values(paper.answers_before)
    if paper.record is not None:
        members["document"] = paper.record.decode()
    # A file name need not be UTF-8; what of it is not stands escaped, as JSON allows.
    return f"{_object(members)}\n".encode(errors="backslashreplace")


# ---- reading -----------------------------------------------------------------------------------------------------------


def decode_paper(content: bytes | str) -> WorkingPaper:
    """The working paper of a text, in any format that was ever written.

    Raises: `RecordError` when it is none, `NewerRecordError` when a newer policygen made it.
    """
    try:
        return _paper(json.loads(content))
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, RecordError) else RecordError("it is not a working paper") from error


def _paper(data: Any) -> WorkingPaper:
    match data:
        case {"policygen": int(version)} if version > FORMAT:
            raise NewerRecordError(f"it was made by a newer policygen (format {version}; this one reads {FORMAT})")
        case {"policygen": 1 | 2, "record": str(record_digest), "answers": dict(answers)}:
            pass
        case _:
            raise RecordError("it is not a working paper")
    kept = data.get("document")
    return WorkingPaper(
        record_digest,
        answers,
        _mapping(data, "taken_by_default"),
        _words(data, "answers_file"),
        _words(data, "answers_digest"),
        _words(data, "made_on"),
        layers_of(data.get("layers", [])),
        {
            id: ClauseReason(_words(found, "status"), _words(found, "why"))
            for id, found in _mapping(data, "clauses").items()
        },
        tuple(advisory for advisory in _list(data, "advisories") if isinstance(advisory, dict)),
        {id: Answerer(_words(found, "by"), _words(found, "on")) for id, found in _mapping(data, "said").items()},
        canonical(kept) if isinstance(kept, dict) else None,
        {id: why for id, why in _mapping(data, "left_out").items() if isinstance(why, str)},
        _words(data, "changed"),
        _mapping(data, "answers_before"),
    )


def _of(data: Any, key: str, kind: type, empty: Any) -> Any:
    found = data.get(key, empty) if isinstance(data, dict) else None
    if not isinstance(found, kind):
        raise RecordError(f"it is not a working paper: '{key}' is of the wrong kind")
    return found


def _words(data: Any, key: str) -> str:
    return str(_of(data, key, str, ""))


def _mapping(data: Any, key: str) -> dict[str, Any]:
    return dict(_of(data, key, dict, {}))


def _list(data: Any, key: str) -> list[Any]:
    return list(_of(data, key, list, []))
