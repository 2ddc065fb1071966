"""What stands round the clauses: control, paper, signature."""

import pytest

from policygen.assembly.assemble import assemble
from policygen.document.model import Answer, Document, Heading, Link, PageBreak, Paragraph, Part, Row, Table, Text
from policygen.document.walk import all_inlines, block_text, plain
from policygen.library.model import Library
from tests.assembly.small import QUESTIONS, small
from tests.support.answers import TODAY, decide, part_ids, words, written
from tests.support.library import the_library, tiny


def test_a_text_without_a_day_is_a_draft_of_the_day_it_was_made() -> None:
    document = small()
    assert "For signature, 22 November 2026" in words(document)
    assert (document.properties.version, document.properties.date) == ("draft", TODAY)


@pytest.mark.parametrize("depth", ["short", "full"])
def test_a_text_that_nobody_issued_is_a_draft_whatever_day_it_is_to_start(depth: str) -> None:
    document = small(depth=depth, effective_date="2027-01-01", approved_by="The board")
    assert "Starts on 1 January 2027, once it is signed · For signature, 22 November 2026" in words(document)
    assert "in force" not in words(document)
    assert (document.properties.version, document.properties.in_force) == ("draft", "")


def test_a_draft_made_on_the_day_it_is_to_start_or_later_names_no_such_day() -> None:
    assert "Starts on" not in words(small(depth="short", effective_date="2026-11-22"))
    assert "Starts on" not in words(small(depth="short"))


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
    sheets = [part for part in small(acknowledgement=chosen).parts if part.origin.id == "signature"]
    tables = [block for part in sheets for block in part.blocks if isinstance(block, Table)]
    assert [table.columns for table in tables] == ([columns] if columns else [])


def test_a_short_policy_is_signed_where_its_rules_end_before_law_notices_and_forms(library: Library) -> None:
    said = {"headcount": 8, "work_locations": ["GB-SCT"], "platforms": ["x"], "policy_owner": {"name": "Sam"}}
    parts = written(library, **said).parts
    ids = [part.origin.id for part in parts]
    signed = ids.index("approval")
    assert ids[signed - 1] not in {"law", "notices", "forms"}
    assert signed < ids.index("law") < ids.index("forms")
    (table,) = parts[signed].blocks
    assert isinstance(table, Table)
    assert [block_text(table)] == ["Approved by\tSignature\tDate\nSam\t\u00a0\t\u00a0"]
    assert "approval" not in part_ids(written(library, depth="standard", **said))
    assert "approval" not in part_ids(written(library, kind="card", **said))
    assert "approval" not in part_ids(assemble(decide(library, **said), shape=10))


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
        ("meta", "For signature, 22 November 2026 · Next review: 22 November 2027"),
        ("meta", "Questions, or a rule that does not work? Ask Sam"),
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
    assert [row.key for row in table.rows] == ["edition", "owner", "second", "approval", "review", "places"]
    assert control(document) == {
        "Edition": "Starts on 31 January 2027, once it is signed · For signature, 22 November 2026",
        "Owner and contact": "Sam",
        "If it is about Sam": "[Confirm: our concern contacts]",
        "For approval by": "The board",
        "Next review": "28 February 2027",
        "Places": "England, United Kingdom",
    }
    assert table.rows[3].cells[1] == (Answer("The board", "approved_by"),)
    assert table.rows[5].cells[1][0] == Answer("England", "work_locations.0")


def test_what_nobody_said_is_a_bracket_in_the_table_of_control_and_an_approver_nobody_named_has_no_row() -> None:
    assert control(small(depth="full")) == {
        "Edition": "For signature, 22 November 2026",
        "Owner and contact": "[Confirm: our policy owner]",
        "If it is about [Confirm: our policy owner]": "[Confirm: our concern contacts]",
        "Next review": "22 November 2027",
        "Places": "[Confirm: our work locations]",
    }


def test_a_policy_whose_next_review_nobody_set_names_none() -> None:
    library = tiny(QUESTIONS.replace("default: 12", "essential: false") + "clause rules.a: Ask.")
    assert lines(written(library), "title")[2] == ("meta", "For signature, 22 November 2026")
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


@pytest.mark.parametrize(
    ("depth", "before", "rows"), [("full", [PageBreak()], 1), ("standard", [], 1), ("short", [], 3)]
)
def test_people_sign_under_a_heading_without_a_number_on_a_page_of_its_own_in_a_full_policy(
    depth: str, before: list[PageBreak], rows: int
) -> None:
    part = small(depth=depth, acknowledgement="signed", headcount=4, policy_owner={"name": "Sam"}).parts[-1]
    blank = (Text("\u00a0"),)
    said = "I have read these rules and could ask about them."
    means = "Signing says no more than this. It takes none of your rights away."
    assert (part.origin.id, part.origin.kind, part.origin.title) == ("signature", "signature", "Acknowledgement")
    assert list(part.blocks) == [
        *before,
        Heading(1, (Text("Acknowledgement"),), numbered=False),
        Paragraph((Text(said), Text(" "), Text(means))),
        Table(
            "signature",
            ("Name", "Signature", "Date"),
            tuple(Row(str(number + 1), (blank, blank, blank)) for number in range(rows)),
            "signature",
        ),
    ]


def signed(depth: str, headcount: int | None = None, clauses: str = "clause rules.a: Ask.") -> Part:
    library = tiny(QUESTIONS.replace("(none signed)", "(none read_and_understood)") + clauses)
    document = written(library, acknowledgement="read_and_understood", depth=depth, headcount=headcount)
    return next(part for part in document.parts if part.origin.id == "signature")


def test_who_only_confirms_signs_nothing_but_a_small_firm_has_a_sheet_for_all() -> None:
    slip, sheet = (signed(depth).blocks[-1] for depth in ("standard", "short"))
    assert isinstance(slip, Table)
    assert isinstance(sheet, Table)
    assert (slip.columns, len(slip.rows)) == (("Name", "Date"), 1)
    assert sheet.columns == ("Name", "Signature", "Date")


@pytest.mark.parametrize(("headcount", "rows"), [(2, 3), (7, 6), (10, 9), (48, 10), (None, 10)])
def test_the_sheet_of_a_small_firm_has_a_row_for_each_beside_the_owner_within_three_and_ten(
    headcount: int | None, rows: int
) -> None:
    table = signed("short", headcount).blocks[-1]
    assert isinstance(table, Table)
    assert len(table.rows) == rows
    assert {cell for row in table.rows for cell in row.cells} == {(Text("\u00a0"),)}


def test_who_signs_is_bound_to_nothing_by_it_and_names_the_notices_where_there_are_any() -> None:
    without, notices = (
        signed("short"),
        signed("short", clauses="clause notices.law: You know.\n        statutory: true\n"),
    )
    said = [
        " ".join(block_text(block) for block in part.blocks if isinstance(block, Paragraph))
        for part in (without, notices)
    ]
    assert [("notices" in text, "none of your rights" in text) for text in said] == [(False, True), (True, True)]
    assert not any(word in text for text in said for word in ("agree", "bound", "consent", "comply"))


@pytest.mark.parametrize(("headcount", "chosen"), [(1, "none"), (2, "read_and_understood"), (9, "read_and_understood")])
def test_nobody_signs_for_themselves_alone_and_all_others_have_a_sheet_unasked(
    library: Library, headcount: int, chosen: str
) -> None:
    assert decide(library, headcount=headcount).situation.facts["acknowledgement"] == chosen


def test_properties_say_which_text_it_is() -> None:
    draft = small(effective_date="2027-01-01").properties
    assert (draft.edition, draft.version, draft.date) == ("For signature, 22 November 2026", "draft", TODAY)
    assert "not legal advice" in draft.description


def with_roles(**said: object) -> Document:
    return written(
        the_library(),
        trades=["care_home"],
        headcount=80,
        people_served=["adults_at_risk"],
        policy_owner=SAM,
        names_in_policy="names_and_roles",
        **said,
    )


def test_the_roles_that_a_longer_policy_sends_people_to_fall_to_its_owner_until_somebody_is_named() -> None:
    rows = control(with_roles())
    assert rows["If it is about Sam"] == "[Confirm: one other person staff can go to]"
    (posts,) = (label for label, value in rows.items() if value == "Sam, until somebody else is named")
    assert posts.startswith("Safeguarding lead, ")
    assert "the safeguarding lead" in words(with_roles())


def test_a_document_of_an_earlier_shape_keeps_its_brackets_and_the_words_of_its_edition() -> None:
    said = {"trades": ["care_home"], "headcount": 80, "people_served": ["adults_at_risk"], "policy_owner": SAM}
    rows = control(assemble(decide(the_library(), effective_date="2027-01-01", **said), shape=8))
    assert rows["Safeguarding lead"] == "[Confirm: who this is, and how to reach them]"
    assert rows["Edition"] == "For signature, 22 November 2026, to start on 1 January 2027"


def test_whoever_holds_a_role_stands_at_the_head_and_in_the_rules() -> None:
    document = with_roles(
        roles=[{"role": "safeguarding", "name": "Ann Roe", "job": "Deputy", "email": "ann@x.example"}],
        concern_contacts=["Jo Day"],
    )
    rows = control(document)
    assert rows["If it is about Sam"] == "Jo Day"
    assert rows["Safeguarding lead"] == "Ann Roe, Deputy, ann@x.example"
    assert "the safeguarding lead" not in words(document)


def test_in_a_short_policy_the_owner_of_the_policy_does_what_nobody_else_was_named_for() -> None:
    assert "safeguarding lead" not in words(with_roles(depth="short"))
