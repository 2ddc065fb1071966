"""Sentences that nobody should go on using: found in a document that was issued with them and still has them."""

import pytest

from policygen.app.withdrawn import withdrawn_sentences
from policygen.document.model import Origin, Paragraph, Part, Text
from policygen.findings import Location, Severity
from tests.support.library import tiny

CLAUSE = """
    clause rules.new: Ask first.
        formerly: [rules.old]
        withdrawn:
          - {date: 2026-11-29, words: "We look at … and delete it.", why: It cannot be kept., instead: We look at it., severity: high, places: [US]}
    """
LIBRARY = tiny(CLAUSE)


def found(
    text: str, issued: str = "We look at the post and delete it.", part: str = "rules.old", *places: str
) -> list[str]:
    parts = [Part(Origin(part, "clause", "Old"), (Paragraph((Text(issued),)),))]
    told = [*withdrawn_sentences(parts, text, places or ("US-NY",), LIBRARY, Location("a.docx"))]
    assert all((finding.severity, finding.hint) == (Severity.HIGH, "We look at it.") for finding in told)
    return [finding.code for finding in told]


def test_a_sentence_is_told_with_what_to_write_whatever_its_slot_printed() -> None:
    assert found("1 We look at that one post,\nand more, and delete it. Then we rest.") == ["withdrawn"]


def test_one_that_its_owner_took_out_or_reworded_is_not_told() -> None:
    assert found("We look at the post and keep it.") == []


def test_the_same_words_in_another_clause_are_nobody_elses_business() -> None:
    assert found("We look at the post and delete it.", part="rules.other") == []
    assert found("We look at the post and delete it.", issued="Ask first.") == []


@pytest.mark.parametrize(("place", "told"), [("US-NY", 1), ("US", 1), ("DE", 0)])
def test_it_is_told_where_it_binds(place: str, told: int) -> None:
    text = "We look at the post and delete it."
    assert len(found(text, text, "rules.old", place)) == told


def test_where_nobody_knows_the_places_it_is_told() -> None:
    parts = [Part(Origin("rules.old", "clause", "Old"), (Paragraph((Text("We look at it and delete it."),)),))]
    told = withdrawn_sentences(parts, "We look at it and delete it.", (), LIBRARY, Location("a.docx"))
    assert [finding.code for finding in told] == ["withdrawn"]
