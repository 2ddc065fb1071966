"""How a document differs from the one that was issued, in a few words."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from policygen.app import document_status, replacing
from policygen.app.document_status import differences
from policygen.app.replacing import edited_by_hand
from policygen.document.as_read import ReadDocument, ReadPiece
from policygen.document.model import Paragraph


def holding(*kinds: str) -> ReadDocument:
    return ReadDocument((ReadPiece(Paragraph(()), holds=kinds),))


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        ({}, ()),
        ({"parts": ["edited"]}, ("1 part changed",)),
        ({"parts": ["edited", "edited", "as issued"]}, ("2 parts changed",)),
        ({"parts": ["taken out"]}, ("1 part taken out",)),
        ({"parts": ["taken out", "not found", "taken out"]}, ("3 parts taken out",)),
        ({"added": ["a", "b"]}, ("2 paragraphs added",)),
        ({"formatting": ["white", "hidden"]}, ("words hidden", "words white")),
        ({"holds": ["text-box", "field"]}, ("text box added",)),
        ({"holds": ["hidden"], "formatting": ["hidden"]}, ("words hidden",)),
        ({"holds": ["table-in-table"], "anew": ["table-in-table"]}, ()),
    ],
)
def test_what_somebody_did_is_counted_and_what_nobody_did_is_not_named(
    monkeypatch: pytest.MonkeyPatch, standing: dict[str, Any], told: tuple[str, ...]
) -> None:
    monkeypatch.setattr(document_status, "_written_anew", lambda *_: holding(*standing.get("anew", ())))
    formatting = standing.get("formatting", [])
    parts = [
        SimpleNamespace(status=status, entry=SimpleNamespace(formatting=())) for status in standing.get("parts", [])
    ]
    parts.append(SimpleNamespace(status="as issued", entry=SimpleNamespace(formatting=formatting)))
    found = SimpleNamespace(
        parts=parts, added=standing.get("added", []), issued=SimpleNamespace(theirs=holding(*standing.get("holds", ()))),
    )  # fmt: skip
    assert differences(found) == told  # type: ignore[arg-type]


def test_a_document_is_edited_by_hand_when_it_differs_in_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "open_issued", lambda path: path)
    monkeypatch.setattr(document_status, "status_of", lambda issued: issued)
    for told in ((), ("1 part changed",)):
        monkeypatch.setattr(document_status, "differences", lambda _found, told=told: told)
        assert edited_by_hand(Path("a.docx")) is bool(told)
