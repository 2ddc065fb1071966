"""Rules of an organisation's own: printed in their words at every depth, kept apart, and never more than words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.assembly.assemble import assemble
from policygen.document.model import Answer, Document
from policygen.document.walk import all_inlines
from policygen.library.model import Library
from policygen.questions.kinds import read_answer
from policygen.selection.model import Selection, Status
from policygen.selection.own_rules import LAYER, with_own_rules
from policygen.selection.reasons import why
from policygen.selection.select import MAIN_TRADES_OWN
from tests.support.answers import decide, part_ids, words, written
from tests.support.library import tiny

KEYS = {"rule": "Never post a customer's keys"}
ID = "own:never-post-a-customers"


def rows(library: Library, data: Any) -> list[dict[str, Any]]:
    value, slips = read_answer(library.questionnaire.questions["own_rules"], data, library)
    assert not slips
    assert isinstance(value, tuple)
    return [dict(row) for row in value if not isinstance(row, str)]


def test_a_rule_gets_a_name_from_its_words_when_it_is_first_read_and_keeps_it(library: Library) -> None:
    (first,) = rows(library, KEYS)
    assert first == {"id": "never-post-a-customers", **KEYS}
    (reworded,) = rows(library, {**first, "rule": "Show no keys"})
    assert reworded["id"] == first["id"]


def test_rules_that_begin_alike_have_names_of_their_own_and_one_in_another_script_has_one(library: Library) -> None:
    found = rows(library, [KEYS, {"rule": "Never post a customer's address"}, {"rule": "鍵の写真を投稿しない"}])
    names = [row["id"] for row in found]
    assert len({*names}) == 3
    assert names[1] == "never-post-a-customers-2"
    assert names[2].startswith("rule-")


@pytest.mark.parametrize("kind", ["policy", "card"])
@pytest.mark.parametrize("depth", ["short", "full"])
def test_it_is_printed_on_every_paper_at_every_depth_in_its_own_words(library: Library, kind: str, depth: str) -> None:
    document = written(library, kind=kind, depth=depth, own_rules=[KEYS])
    assert "Never post a customer's keys." in words(document, ID)


def test_it_stands_in_the_section_it_names_else_with_what_posts_are_to_be(library: Library) -> None:
    said = [KEYS, {"rule": "No selfies in uniform", "where": "images"}]
    selection = decide(library, sectors=["personal_services"], own_rules=said)
    ids = part_ids(assemble(selection))
    assert ids.index("own:no-selfies-in-uniform") == ids.index("images.ask-parent") + 1
    assert (
        ids.index("group:posting") < ids.index(ID) < ids.index("group:replying")
    )  # too little for a heading of its own


def test_it_is_their_own_in_the_ledger_and_takes_the_place_of_none_of_ours(library: Library) -> None:
    without, selection = decide(library), decide(library, own_rules=[KEYS])
    decision = selection.decisions[ID]
    assert selection.library.clauses[ID].layer == LAYER
    assert (decision.status, why(selection, decision)) == (Status.IN, "a rule of your own")
    assert {id: made for id, made in selection.decisions.items() if id != ID} == without.decisions


def test_every_section_of_rules_can_be_named(library: Library) -> None:
    (where,) = (f for f in library.questionnaire.questions["own_rules"].fields if f.id == "where")
    assert {choice.value for choice in where.choices} == {section.id for section in library.sections} - {
        "notices",
        "forms",
        "law",
        *MAIN_TRADES_OWN,
    }


def test_rules_of_other_answers_do_not_stay_in_a_library(library: Library) -> None:
    once = decide(library, own_rules=[KEYS]).library
    assert ID in once.clauses
    again = with_own_rules(once, None)
    assert (again.clauses, again.sections) == (library.clauses, library.sections)


def printed(document: Document) -> list[str]:
    found = (inline for inline in all_inlines(document) if isinstance(inline, Answer))
    return [inline.value for inline in found if inline.path.startswith("own_rules.")]


SMALL = tiny("""
    clause rules.base: You must ask first.
    ask own_rules: records choice
        key: id
        fields:
          - {id: id, kind: text, label: Name, made: true}
          - {id: rule, kind: text, label: Rule, required: true}
""")


@given(st.text("*_{}<>[]()&#`|\\!abc \n", min_size=3, max_size=60).map(lambda text: f"Rule {text}"))
def test_what_looks_like_markup_or_a_slot_is_only_words(rule: str) -> None:
    selection: Selection = decide(SMALL, own_rules=[{"rule": rule}])
    assert printed(assemble(selection)) == [" ".join(rule.split())]


def test_a_rule_of_a_line_of_work_stands_for_those_who_named_no_trade(library: Library) -> None:
    replaced = [
        clause.id
        for clause in library.clauses.values()
        if clause.section == "sector"
        and clause.when is not None
        and clause.when.unless is not None
        and {test.key for test in clause.when.unless.tests} == {"trades"}
        and {test.key for test in clause.when.tests} == {"sectors"}
    ]
    assert replaced
    sectors = ["personal_services", "healthcare", "education", "property", "trades", "creative", "hospitality"]
    decisions = decide(library, sectors=sectors).decisions
    assert {decisions[id].status for id in replaced} <= {Status.IN, Status.NOT_PRINTED}
