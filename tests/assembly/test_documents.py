"""The table of documents: what is made when nobody names any, and what each entry of it decides."""

import pytest

from policygen.assembly.assemble import assemble
from policygen.assembly.documents import CARD, DOCUMENTS, HANDBOOK, LOG, NOTES, POLICY, REGISTER, usual_documents
from policygen.document.model import Table
from policygen.document.walk import plain, runs
from policygen.library.model import Library
from tests.support.answers import decide, part_ids, words

PAPERS = {id: kind for id, kind in DOCUMENTS.items() if not kind.is_sheet}
SIZES = {"short": 12, "full": 400}


@pytest.mark.parametrize(("depth", "made"), [("short", (POLICY, NOTES)), ("full", (POLICY, HANDBOOK, NOTES))])
def test_a_handbook_is_made_beside_a_full_policy_and_no_card_unasked(
    library: Library, depth: str, made: tuple[object, ...]
) -> None:
    assert usual_documents(decide(library, headcount=SIZES[depth])) == made


@pytest.mark.parametrize(
    ("headcount", "platforms", "made"),
    [(400, ["x"], True), (400, ["none"], False), (400, None, False), (60, ["x"], False), (12, ["x"], False)],
)
def test_register_and_log_go_with_a_full_policy_of_those_who_have_accounts(
    library: Library, headcount: int, platforms: list[str] | None, made: bool
) -> None:
    usual = usual_documents(decide(library, headcount=headcount, platforms=platforms))
    assert (REGISTER in usual, LOG in usual) == (made, made)


@pytest.mark.parametrize("depth", SIZES)
def test_every_document_bears_its_title_and_its_own_depth(library: Library, depth: str) -> None:
    selection = decide(library, headcount=SIZES[depth])
    made = {id: assemble(selection, kind).properties for id, kind in PAPERS.items()}
    assert {id: properties.kind for id, properties in made.items()} == {id: id for id in PAPERS}
    assert len({properties.title for properties in made.values()}) == len(PAPERS)
    assert [properties.depth for properties in made.values()] == [depth, "short", "full", "short"]


def test_a_full_policy_opens_with_its_control_a_card_closes_with_it_and_only_a_policy_is_signed(
    library: Library,
) -> None:
    selection = decide(library, headcount=400, acknowledgement="signed")
    framed = {id: {"control", "signature"} & {*part_ids(assemble(selection, kind))} for id, kind in PAPERS.items()}
    assert framed == {"policy": {"control", "signature"}, "card": {"control"}, "handbook": set(), "notes": set()}
    short = decide(library, headcount=12, acknowledgement="signed")
    assert {"control", "signature"} & {*part_ids(assemble(short))} == {"signature"}


def test_a_card_holds_what_appears_on_it_and_a_handbook_what_only_account_holders_are_bound_by(
    library: Library,
) -> None:
    selection = decide(library, headcount=400, monitoring=["reactive"])
    clauses = library.clauses
    on_card = [id for id in part_ids(assemble(selection, CARD)) if id in clauses]
    in_handbook = [id for id in part_ids(assemble(selection, HANDBOOK)) if id in clauses]
    assert on_card
    assert {clauses[id].appears for id in on_card} == {"card"}
    assert in_handbook
    assert {clauses[id].audience for id in in_handbook} == {"account_holders"}


def test_a_card_closes_with_whom_to_tell_what_we_look_at_and_where_the_rules_are(library: Library) -> None:
    owner = {"name": "Sam Okafor", "role": "Owner", "email": "sam@harbour.example"}
    selection = decide(library, headcount=60, monitoring=["reactive", "systems"], policy_owner=owner)
    card = assemble(selection, CARD)
    (table,) = [block for block in card.parts[-1].blocks if isinstance(block, Table)]
    rows = {row.key: plain(row.cells[1]) for row in table.rows}
    assert rows["owner"] == "Sam Okafor, Owner, sam@harbour.example"
    assert "second" in rows  # a bracket, since nobody said who it is
    assert "Use of our devices, networks and accounts" in rows["looked-at"]
    assert rows["policy"].startswith("Social media policy")
    assert "sam@harbour.example" not in " ".join(plain(run) for block in card.parts[0].blocks for run in runs(block))


def test_a_small_firm_writes_in_who_stands_in_and_has_no_bracket_for_it(library: Library) -> None:
    said = {"headcount": 20, "policy_owner": {"name": "Sam", "role": "Owner"}, "organisation_name": "Quay"}
    selection = decide(library, **said)
    text = words(assemble(selection))
    assert "Stands in, with access to every account." in text
    assert "If it is about Sam, go to whoever stands in, or to one of those outside." in text
    assert "one other person" not in text
    assert "one other person" in words(assemble(selection, shape=7), "title")


@pytest.mark.parametrize(("people", "has_table"), [(6, True), (49, True), (50, False)])
@pytest.mark.parametrize("depth", ["short", "standard", "full"])
def test_the_table_of_who_does_what_is_to_be_filled_in_only_where_it_is_printed(
    library: Library, people: int, has_table: bool, depth: str
) -> None:
    said = words(assemble(decide(library, headcount=people, depth=depth)))
    assert ("the sheet of who does what" in said, "Call first." in said) == (has_table, has_table)
    assert "A rule binds you from when you were shown it." in said


def test_the_front_of_a_full_policy_is_its_control_its_contents_and_page_one(library: Library) -> None:
    full, standard = (part_ids(assemble(decide(library, headcount=size))) for size in (400, 60))
    assert full[:4] == ["title", "control", "contents", "page-one"]
    assert standard[:4] == ["title", "page-one", "control", "contents"]
