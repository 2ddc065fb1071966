"""What stands round the clauses: control, paper, signature."""

import pytest

from policygen.document.model import Answer, Document, Heading, Link, PageBreak, Paragraph, Row, Table, Text
from policygen.document.walk import all_inlines, plain
from policygen.library.model import Library
from tests.assembly.small import QUESTIONS, small
from tests.support.answers import TODAY, words, written
from tests.support.library import tiny


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


# ---- title and control, word for word ----------------------------------------------------------------------------------


def lines(document: Document, part: str) -> list[tuple[str, str]]:
    """The paragraphs of a part: what they are, and what they say."""
    blocks = next(found.blocks for found in document.parts if found.origin.id == part)
    return [(block.role, plain(block.content)) for block in blocks if isinstance(block, Paragraph)]


def control(document: Document) -> dict[str, str]:
    """The rows of the control table by their labels."""
    (table,) = next(part.blocks for part in document.parts if part.origin.id == "control")
    assert isinstance(table, Table)
    return {plain(label): plain(value) for label, value in (row.cells for row in table.rows)}


def test_a_short_policy_says_under_its_title_whose_it_is_how_old_and_whom_to_ask() -> None:
    document = small(organisation_name="Harbour Street Café Ltd", short_name="Harbour", policy_owner={"name": "Sam"})
    assert lines(document, "title") == [
        ("title", "Social media policy"),
        ("subtitle", "Harbour Street Café Ltd (Harbour)"),
        ("meta", "Draft of 22 November 2026 · Next review: 22 November 2027"),
        ("meta", "Questions, or something that does not work: Sam"),
    ]


def test_a_full_policy_says_it_in_a_table_of_control_instead() -> None:
    document = small(
        depth="full",
        organisation_name="Café Ltd",
        policy_owner={"name": "Sam"},
        work_locations=["GB-ENG", "GB"],
        approved_by="The board",
        effective_date="2027-01-31",
        review_months=1,
    )
    assert lines(document, "title") == [("title", "Social media policy"), ("subtitle", "Café Ltd")]
    (table,) = document.parts[1].blocks
    assert isinstance(table, Table)
    assert (table.name, table.role, table.columns, table.widths) == ("control", "control", ("", ""), (1, 3))
    assert [row.key for row in table.rows] == ["edition", "owner", "approval", "review", "places"]
    assert control(document) == {
        "Edition": "Version 1, in force from 31 January 2027",
        "Owner and contact": "Sam",
        "For approval by": "The board",
        "Next review": "28 February 2027",
        "Places": "England, United Kingdom",
    }
    assert table.rows[2].cells[1] == (Answer("The board", "approved_by"),)
    assert table.rows[4].cells[1][0] == Answer("England", "work_locations.0")


def test_what_nobody_said_is_a_bracket_in_the_table_of_control_and_an_approver_nobody_named_has_no_row() -> None:
    assert control(small(depth="full")) == {
        "Edition": "Draft of 22 November 2026",
        "Owner and contact": "[Confirm: our policy owner]",
        "Next review": "22 November 2027",
        "Places": "[Confirm: our work locations]",
    }


def test_a_policy_whose_next_review_nobody_set_names_none() -> None:
    library = tiny(QUESTIONS.replace("default: 12", "essential: false") + "clause rules.a: Ask.")
    assert lines(written(library), "title")[2] == ("meta", "Draft of 22 November 2026")
    assert control(written(library, depth="full"))["Next review"] == "–"


def test_the_review_is_reckoned_from_the_day_the_policy_is_in_force_else_from_the_day_it_is_made() -> None:
    assert control(small(depth="full", review_months=24))["Next review"] == "22 November 2028"
    assert control(small(depth="full", effective_date="2027-03-01"))["Next review"] == "1 March 2028"
    american = small(depth="full", effective_date="2027-03-01", spelling="en-US")
    assert control(american)["Next review"] == "March 1, 2028"


SAM = {"name": "Sam", "role": "Owner", "email": "sam@x.example"}


@pytest.mark.parametrize(
    ("names", "person", "printed"),
    [
        (None, SAM, "Sam, sam@x.example"),
        ("names_and_roles", SAM, "Sam, Owner, sam@x.example"),
        ("names_and_roles", {"name": "Sam"}, "Sam"),
        ("names_and_roles", {"role": "Owner"}, "the Owner"),
        ("roles_only", SAM, "the Owner"),
    ],
)
def test_the_owner_stands_there_as_the_policy_names_people(
    names: str | None, person: dict[str, str], printed: str
) -> None:
    document = small(depth="full", names_in_policy=names, policy_owner=person)
    assert control(document)["Owner and contact"] == printed
    links = [inline for inline in all_inlines(document) if isinstance(inline, Link)]
    mail = Link("mailto:sam@x.example", (Answer("sam@x.example", "policy_owner.email"),))
    assert links == ([mail] if "@" in printed else [])


@pytest.mark.parametrize(("depth", "before"), [("full", [PageBreak()]), ("short", [])])
def test_people_sign_under_a_heading_without_a_number_on_a_page_of_its_own_in_a_full_policy(
    depth: str, before: list[PageBreak]
) -> None:
    part = small(depth=depth, acknowledgement="signed").parts[-1]
    blank = (Text("\u00a0"),)
    assert (part.origin.id, part.origin.kind, part.origin.title) == ("signature", "signature", "Acknowledgement")
    assert list(part.blocks) == [
        *before,
        Heading(1, (Text("Acknowledgement"),), numbered=False),
        Paragraph((Text("I have received and read this policy. I know whom to ask about it."),)),
        Table("signature", ("Name", "Signature", "Date"), (Row("1", (blank, blank, blank)),), "signature"),
    ]


def test_who_only_confirms_signs_nothing() -> None:
    library = tiny(QUESTIONS.replace("(none signed)", "(none read_and_understood)") + "clause rules.a: Ask.")
    table = written(library, acknowledgement="read_and_understood").parts[-1].blocks[-1]
    assert isinstance(table, Table)
    assert table.columns == ("Name", "Date")
    assert len(table.rows[0].cells) == 2


def test_properties_say_which_text_it_is() -> None:
    draft, issued = small().properties, small(effective_date="2027-01-01").properties
    assert (draft.edition, draft.version, draft.date) == ("Draft", "draft", TODAY)
    assert (issued.edition, issued.version, issued.date) == ("Version 1", "1", TODAY)
    assert "not legal advice" in draft.description
