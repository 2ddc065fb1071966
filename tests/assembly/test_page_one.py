"""Page one: which rules it tells whom, what it says of looking, when it names a number to call."""

from typing import Any

import pytest

from policygen.assembly.assemble import Assembler, assemble
from policygen.assembly.documents import POLICY
from policygen.assembly.page_one import FEWEST_LINES, MOST_IN_BRIEF, MOST_LINES, PageOne, Reading, minutes
from policygen.document.model import Origin, Paragraph, Part, Reference, Table, Text
from policygen.document.walk import plain
from policygen.library.model import Library
from tests.assembly.small import QUESTIONS
from tests.support.answers import decide, part_ids, written
from tests.support.library import tiny

LOOKS = """
    clause rules.looks: We look at posts for us.
        looked_at: [posts in our name]
        not_looked_at: [your own accounts, private messages]
        gist: We look at our posts.
    """
READINGS = tuple(
    Reading(audience, title, (Part(Origin(f"audience:{audience}", "section", title), (Paragraph((Text(title),)),)),))
    for audience, title in (("everyone", "For everyone"), ("account_holders", "For those who post"))
)


def gists(*ids: str, **keys: str) -> str:
    lines = "".join(f"\n        {key}: {value}" for key, value in keys.items())
    return "".join(f"clause {id}: You must ask.\n        gist: Gist of {id}.{lines}\n    " for id in ids)


def page(clauses: str, **said: Any) -> Part | None:
    made = Assembler(decide(tiny(QUESTIONS + clauses), depth="full", **said), POLICY)
    return PageOne(made.filler, made.clauses, made.places).part(READINGS)


def tables(clauses: str, **said: Any) -> dict[str, Table]:
    found = page(clauses, **said)
    return {block.name: block for block in found.blocks if isinstance(block, Table)} if found else {}


def said(clauses: str, **answers: Any) -> str:
    found = page(clauses, **answers)
    assert found is not None
    return " ".join(plain(block.content) for block in found.blocks if isinstance(block, Paragraph))


def test_each_line_is_the_gist_of_a_clause_and_leads_to_its_rule() -> None:
    (row,) = tables(gists("rules.a"))["page-one-everyone"].rows
    gist, rule = row.cells
    assert (row.key, plain(gist)) == ("rules.a", "Gist of rules.a.")
    assert [type(inline) for inline in rule] == [Reference]


def test_a_document_whose_clauses_have_no_gist_has_no_page_one() -> None:
    assert page("clause rules.a: You must ask.") is None


def test_what_is_said_to_those_who_post_stands_apart() -> None:
    found = tables(gists("rules.a") + gists("rules.b", applies_to="[official]"))
    assert [row.key for row in found["page-one-everyone"].rows] == ["rules.a"]
    assert [row.key for row in found["page-one-account_holders"].rows] == ["rules.b"]


def test_a_right_has_its_line_and_weightier_rules_come_before_lighter_ones() -> None:
    many = gists(*(f"rules.{letter}" for letter in "abcdefgh"))
    found = tables(many + gists("rules.z", appears="card") + gists("rules.right", kind="right"))
    keys = [row.key for row in found["page-one-everyone"].rows]
    assert len(keys) == MOST_LINES["everyone"]
    assert keys[-2:] == ["rules.z", "rules.right"]  # in the order of the document, whatever their weight


def test_lines_stand_in_the_order_of_the_document() -> None:
    made = Assembler(decide(tiny(QUESTIONS + gists("rules.a", "rules.b")), depth="full"), POLICY)
    parts = tuple(Part(Origin(id, "clause", id), (Paragraph((Text(id),)),)) for id in ("rules.b", "rules.a"))
    found = PageOne(made.filler, made.clauses, made.places).part([Reading("everyone", "For everyone", parts)])
    assert found is not None
    table = next(block for block in found.blocks if isinstance(block, Table))
    assert [row.key for row in table.rows] == ["rules.b", "rules.a"]


def test_what_is_looked_at_stands_beside_what_is_not() -> None:
    looks = tables(LOOKS)["page-one-looks"]
    assert [[plain(cell) for cell in row.cells] for row in looks.rows] == [
        ["posts in our name", "your own accounts"],
        ["", "private messages"],
    ]


@pytest.mark.parametrize(
    ("places", "number"),
    [(["GB-ENG"], "999"), (["DE"], "112"), (["GB", "DE"], "999 (United Kingdom) or 112 (Germany)"), (["US-NY"], "")],
)
def test_the_number_of_the_place_stands_on_top_where_people_can_come_to_harm(places: list[str], number: str) -> None:
    said_of = {
        kind: said(gists("rules.a"), work_locations=places, organisation_type=kind) for kind in ("charity", "company")
    }
    assert (f"call {number} first" in said_of["charity"]) is bool(number)
    assert "call" not in said_of["company"]


def test_who_reads_what_and_for_how_long() -> None:
    rows = tables(gists("rules.a"))["page-one-readers"].rows
    assert [(row.key, plain(row.cells[2])) for row in rows] == [("everyone", "1"), ("account_holders", "1")]
    long = Part(Origin("rules.a", "clause", "A"), (Paragraph((Text("word " * 231),)),))
    assert minutes([long]) == 2


def test_a_short_policy_opens_with_its_rules_in_brief_and_one_with_few_rules_does_not(library: Library) -> None:
    said = {"trades": ["bakery"], "work_locations": ["IE"], "policy_owner": {"name": "Orla"}}
    document = written(library, headcount=6, **said)
    assert document.parts[1].origin.id == "page-one"
    *tables, limits = document.parts[1].blocks
    assert isinstance(limits, Paragraph)
    assert plain(limits.content).startswith("None of these lines stops you from speaking about that")
    rows = [row for table in tables if isinstance(table, Table) for row in table.rows]
    assert FEWEST_LINES <= len(rows) <= MOST_IN_BRIEF
    assert {row.key for row in rows} <= set(part_ids(document))
    sections = [library.clauses[row.key].section for row in rows]
    assert sections[0] == "trade"
    assert "trade" not in sections[sections.count("trade") :]
    assert rows[-1].key == "rights.working-conditions"
    assert "page-one" not in part_ids(written(library, kind="card", headcount=6, **said))


def in_brief(library: Library, **said: Any) -> list[str]:
    page = written(library, headcount=12, work_locations=["GB-ENG"], posting_rule="named_people", **said).parts[1]
    return [row.key for block in page.blocks if isinstance(block, Table) for row in block.rows]


def test_lines_in_brief_say_who_is_kept_safe_whom_to_tell_who_posts_and_what_stays_ours(library: Library) -> None:
    safe = {"sector.sport-two-adults", "conduct.must-tell-risk"}
    lines = in_brief(library, trades=["riding_school"], people_served=["under_16s"])
    assert lines[0] == "sector.sport-two-adults"
    assert safe < set(lines)
    needed = {
        "rights.working-conditions", "images.ask-first", "speaking.named-people", "escalation.tell-at-once",
        "personal.own-views",
    }  # fmt: skip
    assert needed < set(lines)
    assert needed < set(in_brief(library, trades=["removals"], people_served=["general_public"]))


def test_the_trade_has_three_lines_and_two_where_people_are_kept_safe(library: Library) -> None:
    with_children = in_brief(library, trades=["riding_school"], people_served=["under_16s"])
    without = in_brief(library, trades=["removals"], people_served=["general_public"])
    assert [[id.startswith("trade.") for id in lines].count(True) for lines in (with_children, without)] == [2, 3]


def test_lines_in_brief_stand_by_where_they_hold(library: Library) -> None:
    said = {
        "trades": ["removals"],
        "reply_promise": "next_working_day",
        "working_time_use": "brief_and_sensible",
        "platforms": ["x"],
    }
    page = written(library, headcount=12, work_locations=["GB-ENG"], posting_rule="named_people", **said).parts[1]
    tables = {block.columns[0]: [row.key for row in block.rows] for block in page.blocks if isinstance(block, Table)}
    wherever, ours, happened, own = tables.values()
    assert list(tables) == [
        "In brief: wherever you post", "On our accounts", "When something happens", "On your own accounts"
    ]  # fmt: skip
    assert happened == ["escalation.tell-at-once", "conduct.about-owner"]
    assert {"images.ask-first", "confidentiality.kinds"} < set(wherever)
    assert ours == ["speaking.named-people", "community.reply-promise"]
    assert own[0] == "personal.own-views"
    assert "personal.working-time-brief" in own
    assert own[-1] == "rights.working-conditions"


def test_a_document_of_an_earlier_shape_tells_all_in_one_table(library: Library) -> None:
    selection = decide(library, trades=["removals"], headcount=12, posting_rule="named_people")
    (table, limits) = assemble(selection, shape=10).parts[1].blocks
    assert isinstance(table, Table)
    assert table.columns == ("In brief",)
    assert isinstance(limits, Paragraph)
    assert plain(limits.content).startswith("Nothing in these lines stops you")


@pytest.mark.parametrize(
    "rule",
    ["owner_only", "named_people", "any_of_us", "second_pair_of_eyes_for_sensitive", "everything_approved", "workflow"],
)
def test_who_posts_stands_in_brief_whatever_was_chosen(library: Library, rule: str) -> None:
    page = written(library, headcount=12, trades=["removals"], posting_rule=rule).parts[1]
    lines = [row.key for block in page.blocks if isinstance(block, Table) for row in block.rows]
    assert any(id.startswith("speaking.") for id in lines)
