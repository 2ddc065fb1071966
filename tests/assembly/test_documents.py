"""The table of documents: what is made when nobody names any, and what each entry of it decides."""

import pytest

from policygen.assembly.assemble import assemble
from policygen.assembly.documents import CARD, DOCUMENTS, HANDBOOK, LOG, NOTES, POLICY, REGISTER, usual_documents
from policygen.library.model import Library
from tests.support.answers import decide, part_ids

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


def test_only_a_full_policy_opens_with_its_control_and_only_a_policy_is_signed(library: Library) -> None:
    selection = decide(library, headcount=400, acknowledgement="signed")
    framed = {id: {"control", "signature"} & {*part_ids(assemble(selection, kind))} for id, kind in PAPERS.items()}
    assert framed == {"policy": {"control", "signature"}, "card": set(), "handbook": set(), "notes": set()}
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
