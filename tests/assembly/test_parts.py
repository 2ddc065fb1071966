"""What stands where: short and full policies, addenda, places, references."""

from policygen.assembly.assemble import assemble
from policygen.assembly.documents import CARD
from policygen.assembly.shapes import RUN_ON
from policygen.document.model import Reference
from policygen.document.walk import all_inlines, numbers
from tests.assembly.small import QUESTIONS, rule, small
from tests.support.answers import decide, part_ids, words, written
from tests.support.library import layer, tiny
from tests.support.trees import roles_of

# ---- lengths ---------------------------------------------------------------------------------------------------------
CLAUSES = """clause rules.a: Ask first.
        appears: card
        always: Breaks are yours.
        detail: It saves trouble.
    clause rules.b: Ask again.
        under: rules.a
    clause rules.c: Must is a rule.
        kind: meaning
    clause rules.d: You may talk.
        kind: right
    clause rules.e: Only in full.
        appears: full
    clause notices.law: We tell you.
        statutory: true
        detail: In full.
    """


def test_a_short_policy_has_numbered_rules_with_what_limits_them_and_notices_at_the_end() -> None:
    document = small(CLAUSES, depth="short")
    assert part_ids(document) == [
        "title",
        "group:rules",
        "rules.a",
        "rules.b",
        "rules.c",
        "rules.d",
        "approval",
        "notices",
        "notices.law",
    ]
    assert roles_of(document)[4:] == [
        "heading",
        "numbered-rule",
        "always",
        "body",
        "rights",
        "heading",
        "heading",
        "statutory",
        "body",
    ]
    assert "It saves trouble." not in words(document)
    assert numbers(document)["rules.a"] == "1"


def test_what_limits_a_rule_runs_on_in_its_paragraph_but_in_older_shapes_and_on_a_card() -> None:
    selection = decide(tiny(QUESTIONS + CLAUSES), depth="short")
    assert words(assemble(selection), "rules.a") == "A. Ask first. Breaks are yours."
    assert words(assemble(selection, shape=RUN_ON - 1), "rules.a") == "A. Ask first.\nBreaks are yours."
    assert words(assemble(selection, CARD), "rules.a") == "Ask first.\nBreaks are yours."


def test_a_full_policy_has_chapters_of_titled_clauses_with_their_details() -> None:
    document = small(CLAUSES, depth="full")
    assert part_ids(document) == [
        "title",
        "control",
        "contents",
        "audience:everyone",
        "group:rules",
        "rules.a",
        "rules.b",
        "rules.c",
        "rules.d",
        "rules.e",
        "notices",
        "notices.law",
    ]
    assert words(document, "rules.a") == "A. Ask first. Breaks are yours.\nIt saves trouble."
    assert words(document, "rules.b") == "Ask again."
    assert numbers(document)["rules.c"] == "1.2"


def test_a_card_has_the_rules_that_go_on_a_card() -> None:
    document = small(CLAUSES, kind="card", depth="full")
    assert words(document, "rules.a") == "Ask first.\nBreaks are yours."
    assert "rules.e" not in part_ids(document)


def test_each_rule_is_printed_once() -> None:
    for depth in ("short", "full"):
        assert words(small(CLAUSES, depth=depth)).count("Ask first.") == 1


def test_an_addendum_of_an_addendum_is_printed_too() -> None:
    clauses = "clause rules.a: A.\n    clause rules.b: B.\n        under: rules.a\n    clause rules.c: C.\n        under: rules.b\n"
    for depth in ("short", "full"):
        ids = [id for id in part_ids(small(clauses, depth=depth)) if id != "approval"]
        assert ids[-3:] == ["rules.a", "rules.b", "rules.c"]  # in the order of hosts


def test_an_addendum_stands_with_its_host_though_it_is_listed_elsewhere() -> None:
    clauses = "clause other.b: B.\n        under: rules.a\n    clause other.c: C.\n    clause rules.a: A.\n"
    document = small(clauses, depth="full")
    assert part_ids(document)[4:] == ["group:other", "other.c", "group:rules", "rules.a", "other.b"]


def test_an_addendum_of_a_notice_goes_to_the_notices_with_it() -> None:
    clauses = "clause notices.law: We tell you.\n        statutory: true\n    clause rules.b: And how.\n        under: notices.law\n"
    assert part_ids(small(clauses, depth="short"))[-2:] == ["notices.law", "rules.b"]


def test_a_clause_that_limits_its_places_says_so_first() -> None:
    clauses = "clause rules.a: Ask.\n    clause rules.de: Ask twice.\n        instead_of: rules.a\n        binds_at: [DE]\n        when: {work_locations: [DE]}\n"
    assert rule(clauses, work_locations=["DE", "FR"]) == "Outside Germany. Ask."
    assert rule(clauses, "rules.de", work_locations=["DE", "FR"]) == "In Germany. Ask twice."
    assert rule(clauses, "rules.de", work_locations=["DE"]) == "Ask twice."


def test_a_policy_by_a_pack_bears_the_pack_as_its_origin() -> None:
    library = tiny(QUESTIONS + "clause rules.a: A.", layer("clause rules.a: B.", name="client"))
    part = next(part for part in written(library).parts if part.origin.id == "rules.a")
    assert part.origin.layer == "client"


# ---- references ------------------------------------------------------------------------------------------------------
REFERRING = "clause rules.a: Ask (see [](#rules.b)).\n    clause rules.b: B.\n        when: {training: yearly}\n"


def test_a_reference_leads_to_a_printed_part_and_vanishes_whole_without_one() -> None:
    document = small(REFERRING, training="yearly")
    assert Reference("rules.b", "B") in all_inlines(document)
    assert rule(REFERRING, training="none") == "Ask."


def test_a_reference_by_a_former_id_leads_to_the_present_one() -> None:
    clauses = REFERRING.replace("(#rules.b)", "(#rules.old)").replace(
        "when: {training: yearly}", "formerly: [rules.old]"
    )
    assert Reference("rules.b", "B") in all_inlines(small(clauses))


def test_a_reference_to_a_table_without_rows_vanishes() -> None:
    clauses = "clause rules.a: Ask (see [](#rules.b)).\n    clause rules.b:\n        kind: record\n        detail: |\n          {{ table.roles }}\n"
    for depth in ("short", "full"):
        assert rule(clauses, depth=depth).endswith("Ask.")


def test_a_reference_to_an_addendum_is_told_or_vanishes() -> None:
    assert rule("clause rules.a: Ask (see [](#rules.b)).\n    clause rules.b: B.\n        under: rules.a\n") == "Ask."


def test_no_paragraph_is_left_blank_when_a_reference_vanishes() -> None:
    clauses = "clause rules.a: Ask.\n        detail: |\n          (see [](#rules.b))\n    clause rules.b: B.\n        when: {training: yearly}\n"
    assert rule(clauses, depth="full", training="none") == "A. Ask."
