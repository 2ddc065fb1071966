"""The working paper beside an issued document: everything an update or a lawyer may want that staff never receive."""

import json
from typing import Any

from policygen.record.model import Record, digest, encode_record
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


def side_file(selection: Selection, record: Record, answers_digest: str) -> bytes:
    """The text of the side file."""
    content = encode_record(record)
    data = {
        "notice": NOTICE,
        "policygen": 1,
        "record": digest(content),
        "answers_digest": answers_digest,
        "made_on": selection.made_on,
        "layers": [list(layer) for layer in record.layers],
        "answers": _plain(selection.situation.given),
        "taken_by_default": _plain(selection.situation.defaulted),
        "clauses": {
            decision.clause: {"status": decision.status.value, "why": why(selection, decision)}
            for decision in selection.decisions.values()
            if decision.status is not Status.OUT
        },
        "advisories": [
            {
                "id": raised.advisory.id,
                "severity": raised.advisory.severity.word,
                "says": raised.advisory.says,
                "because": why_raised(selection, raised),
                "accepted": raised.accepted,
            }
            for raised in selection.raised
        ],
        "document": json.loads(content),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
