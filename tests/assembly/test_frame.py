"""What stands round the clauses: control, paper, signature."""

import pytest

from policygen.document.model import Table
from policygen.library.model import Library
from tests.assembly.small import small
from tests.support.answers import TODAY, words, written


def test_a_text_without_a_day_is_a_draft_of_the_day_it_was_made() -> None:
    document = small()
    assert "Draft of 22 November 2026" in words(document)
    assert (document.properties.version, document.properties.date) == ("draft", TODAY)
    assert "in force from 1 January 2027" in words(small(effective_date="2027-01-01"))


@pytest.mark.parametrize("places", [None, ["US"], ["Atlantis"], ["JP"], ["NO"], ["GB-ENG", "DE"]])
@pytest.mark.parametrize("depth", ["short", "full"])
def test_what_law_was_not_considered_is_for_the_owner_and_not_in_the_text(
    library: Library, places: list[str] | None, depth: str
) -> None:
    text = words(written(library, work_locations=places, depth=depth))
    assert "taken into account" not in text
    assert "was considered" not in text


@pytest.mark.parametrize(
    ("chosen", "columns"), [("signed", ("Name", "Signature", "Date")), ("none", None), (None, None)]
)
def test_people_sign_where_that_was_chosen(chosen: str | None, columns: tuple[str, ...] | None) -> None:
    tables = [
        block for part in small(acknowledgement=chosen).parts for block in part.blocks if isinstance(block, Table)
    ]
    assert [table.columns for table in tables] == ([columns] if columns else [])


@pytest.mark.parametrize(
    ("places", "paper", "language"),
    [
        (["US-NY"], "letter", "en-US"),
        (["CA-ON"], "letter", "en-CA"),
        (["GB-ENG"], "a4", "en-GB"),
        (["Atlantis"], "a4", "en-GB"),
        (None, "a4", "en-GB"),
        (["DE", "US-NY"], "a4", "en-GB"),
    ],
)
def test_paper_and_language_are_those_of_the_first_place(
    library: Library, places: list[str] | None, paper: str, language: str
) -> None:
    properties = written(library, work_locations=places).properties
    assert (properties.paper, properties.language) == (paper, language)
