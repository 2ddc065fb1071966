"""A draft that is issued reads as the text would that is made as a version at once."""

from typing import Any

import pytest

from policygen.assembly.assemble import assemble
from policygen.assembly.documents import DOCUMENTS
from policygen.assembly.edition import Standing
from policygen.assembly.stamping import stamped
from policygen.assembly.wording import Wording
from policygen.document.model import Document
from policygen.document.walk import block_text
from policygen.errors import UsageError
from policygen.language.dates import months_later
from policygen.record.model import Version
from tests.assembly.small import QUESTIONS
from tests.support.answers import decide, words
from tests.support.library import tiny

FIRST = Version("1", "2027-01-04", "The board")
SECOND = Version("2", "2028-01-10", "The *board*", "Threads is a network of ours.")
THIRD = Version("3", "2028-03-01", "Sam", "A rule on keys.")


def drafted(standing: Standing, **said: Any) -> Document:
    selection = decide(tiny(f"{QUESTIONS}\n    clause rules.a: You should ask."), **said)
    return assemble(selection, DOCUMENTS["policy"], standing)


def issued(draft: Document, *history: Version, review: str = "") -> Document:
    library = tiny(QUESTIONS)
    return stamped(draft, Standing(history, is_issued=True), Wording(library.wording), review).document


@pytest.mark.parametrize("history", [(FIRST,), (FIRST, SECOND), (FIRST, SECOND, THIRD)])
@pytest.mark.parametrize("depth", ["short", "standard", "full"])
@pytest.mark.parametrize("approved_by", [None, "Somebody else"])
@pytest.mark.parametrize("spelling", ["en-GB", "en-US"])
def test_a_stamped_draft_is_the_text_as_it_is_made_as_a_version(
    history: tuple[Version, ...], depth: str, approved_by: str | None, spelling: str
) -> None:
    said: dict[str, Any] = {"depth": depth, "spelling": spelling, "organisation_name": "Harbour Ltd"}
    said["approved_by"] = approved_by
    day = history[-1].in_force
    draft = drafted(Standing(history[:-1]), **said, effective_date=day)
    again = drafted(Standing(history[:-1], is_issued=len(history) > 1), **said, effective_date=day)

    as_made = drafted(Standing(history, is_issued=True), **said, effective_date=day)
    for text in (draft, again):  # a new draft, and a version that somebody wrote in since
        found = issued(text, *history, review=months_later(day, 12))
        assert [[block_text(block) for block in part.blocks] for part in found.parts] == [
            [block_text(block) for block in part.blocks] for part in as_made.parts
        ]
        assert found.properties == as_made.properties


def test_a_version_says_the_same_number_and_day_under_its_title_and_in_its_properties() -> None:
    document = issued(drafted(Standing()), FIRST)

    assert "Version 1, in force from 4 January 2027 · Approved by The board" in words(document, "title")
    properties = document.properties
    assert (properties.version, properties.in_force) == ("1", "2027-01-04")
    assert properties.edition == "Version 1, in force from 4 January 2027"


def test_document_control_has_a_row_for_every_version() -> None:
    text = words(issued(drafted(Standing((FIRST,)), depth="full"), FIRST, SECOND), "control")

    assert "Version 1\tIn force from 4 January 2027, approved by The board: first issue" in text
    assert "Version 2\tIn force from 10 January 2028, approved by The *board*: Threads is a network of ours." in text
    assert "Approved by\tThe *board*" in text


def test_a_draft_after_a_version_says_which_one_it_is_a_draft_of_and_keeps_the_history() -> None:
    draft = drafted(Standing((FIRST,)), depth="full")

    assert "Version 2 for signature, 22 November 2026" in words(draft, "control")
    assert "Version 1\tIn force from 4 January 2027" in words(draft, "control")
    assert draft.properties.version == "draft"


@pytest.mark.parametrize(("last", "next_one"), [("1", "2"), ("2.1", "3"), ("10", "11")])
def test_the_next_number_follows_the_whole_of_the_last(last: str, next_one: str) -> None:
    assert Standing((Version(last, "2027-01-04"),)).next_number == next_one


def test_after_a_version_without_a_number_somebody_has_to_name_one() -> None:
    with pytest.raises(UsageError, match="spring"):
        _ = Standing((Version("spring", "2027-01-04"),)).next_number
