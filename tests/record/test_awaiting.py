"""A record of a document in which changes of ours wait: what they make of each part, and what a decision makes of them."""

from dataclasses import replace

import pytest

from policygen.document.model import Document, Origin, Paragraph, Part, Properties, Text
from policygen.record.awaiting import decided, proposed, waiting
from policygen.record.model import Record


def part(id: str, words: str) -> Part:
    return Part(Origin(id, "clause", id), (Paragraph((Text(words),)),) if words else ())


def record(*pending: Part) -> Record:
    properties = Properties("Policy", "", "Quay", "en-GB", "a4", "policy", "full", "1.0", "2026-11-22")
    document = Document(properties, (part("a", "Old a."), part("b", "Old b."), part("c", "Old c.")))
    made = Record(document, ())
    return replace(made, pending=pending, pending_date="2027-01-04" if pending else "")


PENDING = (part("a", ""), part("b", "New b."), part("d", "New d."))
"""What waits: `a` stays, `b` is reworded, `c` goes, `d` comes."""


def said(parts: tuple[Part, ...]) -> list[str]:
    return [block.content[0].value for part in parts for block in part.blocks]  # type: ignore[union-attr]


def test_without_changes_that_wait_nothing_is_proposed_but_the_text_as_issued() -> None:
    assert proposed(record()) == record().document.parts
    assert waiting(record()) == ()
    assert decided(record(), ()) == record()


def test_what_is_proposed_is_what_is_new_and_of_what_stays_the_old() -> None:
    assert said(proposed(record(*PENDING))) == ["Old a.", "New b.", "New d."]
    assert waiting(record(*PENDING)) == ("b", "d", "c")


@pytest.mark.parametrize(
    ("open_parts", "text"),
    [
        ((), ["Old a.", "New b.", "New d."]),
        (("b",), ["Old a.", "Old b.", "New d."]),
        (("c",), ["Old a.", "New b.", "Old c.", "New d."]),
        (("d",), ["Old a.", "New b."]),
        (("b", "c", "d"), ["Old a.", "Old b.", "Old c."]),
    ],
)
def test_parts_on_which_nobody_decided_have_the_old_text_and_all_others_the_new(
    open_parts: tuple[str, ...], text: list[str]
) -> None:
    found = decided(record(*PENDING), open_parts)
    assert said(found.document.parts) == text
    assert bool(found.pending) is bool(open_parts)
    assert found.document.properties.date == ("2026-11-22" if open_parts else "2027-01-04")
