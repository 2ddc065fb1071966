"""Which document a clause goes to, which of its words are printed there, and what is numbered."""

from typing import Any

import pytest

from policygen.document.model import (
    Block,
    Confirm,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Reference,
    Strong,
    Text,
)
from policygen.document.walk import all_inlines, numbers, plain
from tests.assembly.small import QUESTIONS, small
from tests.support.answers import decide, part_ids, words
from tests.support.library import tiny

RULES = """clause rules.ours: Log in at work.
        applies_to: [official]
        detail: |
          Use the safe.

          {{ table.roles }}
        appears: card
    clause rules.list: Keep the list.
        applies_to: [official]
        kind: record
        detail: It hangs by the door.
    clause rules.long: Plan each week.
        applies_to: [official]
        appears: full
    clause rules.both: Be kind.
        applies_to: [official, personal]
        appears: card
    clause rules.theirs: Speak for yourself.
        applies_to: [personal]
        detail: At home too.
    clause rules.never: Never post.
        applies_to: [official]
        when: {training: none}
    """


def clauses_in(document: Document) -> list[str]:
    return [id for id in part_ids(document) if id.startswith("rules.")]


def part(document: Document, id: str) -> tuple[Block, ...]:
    return next(part.blocks for part in document.parts if part.origin.id == id)


# ---- policy, card, handbook --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("depth", ["short", "full"])
def test_the_handbook_holds_every_clause_for_our_accounts_alone_and_no_other(depth: str) -> None:
    handbook = small(RULES, kind="handbook", depth=depth, training="yearly")
    assert clauses_in(handbook) == ["rules.ours", "rules.list", "rules.long"]
    assert "Use the safe." in words(handbook)


def test_the_card_holds_what_goes_on_a_card_and_only_its_short_words() -> None:
    card = small(RULES, kind="card", depth="full", training="yearly")
    assert clauses_in(card) == ["rules.ours", "rules.both"]
    assert "Use the safe." not in words(card)
    assert card.properties.depth == "short"


def test_of_what_is_for_our_accounts_a_full_policy_has_the_rules_alone_and_the_handbook_their_details_and_tables() -> (
    None
):
    said = {"depth": "full", "training": "yearly", "roles": [{"role": "press", "name": "Ann"}]}
    policy, handbook = small(RULES, **said), small(RULES, kind="handbook", **said)
    assert words(policy, "rules.ours") == "Ours. Log in at work."
    assert "press\tAnn" in words(handbook, "rules.ours")
    assert "rules.list" not in part_ids(policy)
    assert "It hangs by the door." in words(handbook, "rules.list")
    assert "At home too." in words(policy, "rules.theirs")
    assert "rules.never" not in part_ids(policy)


def test_a_clause_that_is_too_long_for_a_short_policy_is_in_none_of_its_papers_but_the_handbook() -> None:
    for kind in ("policy", "card"):
        assert "rules.long" not in part_ids(small(RULES, kind=kind, depth="short", training="yearly"))


@pytest.mark.parametrize(
    ("kind", "depth", "parts"),
    [
        ("policy", "short", ["title", "group:rules", "rules.a", "approval", "signature"]),
        (
            "policy",
            "standard",
            [
                "title",
                "control",
                "contents",
                "signature",
                "audience:account_holders",
                "group:rules-account_holders",
                "rules.a",
            ],
        ),
        (
            "policy",
            "full",
            [
                "title",
                "control",
                "contents",
                "audience:account_holders",
                "group:rules-account_holders",
                "rules.a",
                "signature",
            ],
        ),
        ("card", "full", ["title", "group:rules", "rules.a", "control"]),
        (
            "handbook",
            "short",
            ["title", "contents", "audience:account_holders", "group:rules-account_holders", "rules.a"],
        ),
    ],
)
def test_each_document_has_its_own_parts_round_the_clauses(kind: str, depth: str, parts: list[str]) -> None:
    clause = "clause rules.a: Ask.\n        appears: card\n        applies_to: [official]\n"
    assert part_ids(small(clause, kind=kind, depth=depth, acknowledgement="signed")) == parts


@pytest.mark.parametrize(
    ("kind", "title"),
    [("policy", "Social media policy"), ("card", "Social media rules"), ("handbook", "Social media handbook")],
)
def test_each_document_bears_its_name_in_its_title_and_its_properties(kind: str, title: str) -> None:
    named, unnamed = (small(RULES, kind=kind, organisation_name=name) for name in ("Café Ltd", None))
    for document in (named, unnamed):
        assert part(document, "title")[0] == Paragraph((Text(title),), "title")
        assert document.parts[0].origin.title == document.properties.title == title
        assert document.properties.kind == kind
    assert named.properties.subject == f"{title} of Café Ltd"
    assert (named.properties.organisation, unnamed.properties.organisation) == ("Café Ltd", "")
    assert unnamed.properties.subject == title


# ---- the words of a clause ---------------------------------------------------------------------------------------------


WHOLE = """clause rules.a: Ask first.
        applies_to: [personal]
        always: Breaks are yours.
        rights: rules.b
        why: It Helps you.
        detail: |
          Ask by mail.

          {{ table.roles }}
        examples: {inside: [A secret], outside: [A joke, A song]}
    clause rules.b: You may talk.
        kind: right
    """


def test_a_full_clause_is_its_title_and_rule_what_limits_it_an_example_of_each_side_and_detail() -> None:
    assert part(small(WHOLE, depth="full"), "rules.a") == (
        Paragraph(
            (Strong((Text("A."),)), Text(" "), Text("Ask first."), Text(" "), Text("Breaks are yours.")), "titled-rule"
        ),
        Paragraph((Text("This breaks the rule: A secret."), Text(" "), Text("This does not: A joke."))),
        Paragraph((Text("Ask by mail."),)),
    )


def test_a_standard_policy_prints_a_clause_with_an_example_of_each_side_and_tables_and_leaves_its_detail_out() -> None:
    said = words(small(WHOLE, depth="standard", roles=[{"role": "press", "name": "Ann"}]), "rules.a")
    assert "A secret." in said
    assert "A joke." in said
    assert "A song" not in said
    assert "Ann" in said
    assert "Ask by mail." not in said


def test_a_standard_policy_prints_all_that_is_for_account_holders_in_an_annex_on_a_page_of_its_own() -> None:
    policy = small(RULES, depth="standard", training="yearly")
    assert clauses_in(policy) == ["rules.both", "rules.theirs", "rules.ours", "rules.list"]
    assert "Use the safe." not in words(policy, "rules.ours")
    annex = next(part for part in policy.parts if part.origin.id == "audience:account_holders")
    assert annex.blocks[0] == PageBreak()


def test_the_right_that_rules_leave_untouched_is_told_once_under_the_heading_of_their_chapter() -> None:
    twice = WHOLE + "clause rules.c: Ask again.\n        rights: rules.b\n"
    chapter = part(small(twice, depth="full"), "group:rules")
    assert chapter[0] == Heading(2, (Text("Rules"),))
    (line,) = chapter[1:]
    assert isinstance(line, Paragraph)
    assert line.role == "rights"
    assert Reference("rules.b", "B") in line.content


def test_no_rights_line_leads_to_a_right_that_is_not_printed() -> None:
    clauses = """clause rules.a: Ask first.
        rights: rules.b
    clause rules.b: You may talk.
        kind: right
        when: {training: yearly}
    """
    document = small(clauses, depth="full", training="none")
    assert words(document, "group:rules") == "Rules"
    assert words(document, "rules.a") == "A. Ask first."


def test_a_title_that_asks_keeps_its_question_mark() -> None:
    clause = "clause rules.a: Ask.\n        title: In doubt?\n"
    assert words(small(clause, depth="full"), "rules.a") == "In doubt? Ask."


@pytest.mark.parametrize("says", ["kind: meaning", "kind: right"])
def test_what_words_mean_and_rights_are_numbered_as_rules_are(says: str) -> None:
    blocks = part(small(f"clause rules.a: Ask first.\n        {says}\n", depth="full"), "rules.a")
    assert blocks == (Paragraph((Strong((Text("A."),)), Text(" "), Text("Ask first.")), "titled-rule"),)


def test_an_addendum_goes_on_where_its_host_ends_and_has_no_number() -> None:
    clauses = "clause rules.a: Ask.\n    clause rules.b: Wait.\n        under: rules.a\n"
    assert part(small(clauses, depth="full"), "rules.b") == (Paragraph((Text("Wait."),), "rule"),)


def test_a_right_of_a_short_policy_begins_with_its_name() -> None:
    clauses = "clause rules.a: You may talk.\n        kind: right\n        always: At any time.\n"
    blocks = part(small(clauses, depth="short"), "rules.a")
    assert [(plain(block.content), block.role) for block in blocks if isinstance(block, Paragraph)] == [
        ("A. You may talk. At any time.", "rights"),
    ]


def test_a_clause_for_some_places_names_them_as_a_sentence_does() -> None:
    clauses = """clause rules.a: Ask.
    clause rules.gb: Ask twice.
        instead_of: rules.a
        binds_at: [GB, IE]
        when: {training: yearly}
    """
    said: dict[str, Any] = {"work_locations": ["GB-ENG", "IE", "FR", "DE"]}
    for depth in ("short", "full"):
        there = small(clauses, training="yearly", depth=depth, **said)
        assert words(there, "rules.gb").endswith("In England and Ireland. Ask twice.")
        assert words(there, "rules.a").endswith("Outside England and Ireland. Ask.")
        assert words(small(clauses, training="none", depth=depth, **said), "rules.a").endswith("Ask.")
        assert "Outside" not in words(small(clauses, training="none", depth=depth, **said))


def test_a_clause_of_some_places_names_only_those_that_no_variant_takes() -> None:
    clauses = """clause rules.a: Ask.
        binds_at: [DE, FR, IE]
        when: {work_locations: [DE, FR, IE]}
    clause rules.b: Ask twice.
        instead_of: rules.a
        binds_at: [DE]
        when: {work_locations: [DE]}
    """
    everywhere = small(clauses, work_locations=["DE", "FR", "IE", "GB-ENG"])
    assert words(everywhere, "rules.a").endswith("In France and Ireland. Ask.")
    assert words(everywhere, "rules.b").endswith("In Germany. Ask twice.")
    two = small(clauses, work_locations=["DE", "GB-ENG"])
    assert "rules.a" not in {part.origin.id for part in two.parts}
    assert words(small(clauses, work_locations=["FR"]), "rules.a") == "A. Ask."


def test_a_clause_that_is_unlawful_somewhere_stands_outside_that_place() -> None:
    clauses = "clause rules.a: Ask.\n        not_in: [DE]\n"
    assert words(small(clauses, work_locations=["DE", "FR"]), "rules.a") == "A. Outside Germany. Ask."
    assert words(small(clauses, work_locations=["FR"]), "rules.a") == "A. Ask."


def test_a_text_that_a_law_demands_waits_in_a_bracket_for_what_is_not_known() -> None:
    clauses = """clause notices.law: We tell you.
        statutory: true
        when: {work_locations: [CA-ON], training: yearly}
    """
    for depth in ("short", "full"):
        blocks = part(small(clauses, depth=depth, work_locations=["CA-ON"]), "notices.law")
        assert isinstance(blocks[0], Heading)
        bracket = blocks[1]
        assert isinstance(bracket, Paragraph)
        (confirm,) = bracket.content
        assert isinstance(confirm, Confirm)
        assert confirm.question == "training"
        assert plain(confirm.content).startswith("this applies to us (")
        assert plain(confirm.content).count("training") == 1
    known = small(clauses, work_locations=["CA-ON"], training="yearly")
    assert not [
        inline for inline in all_inlines(known) if isinstance(inline, Confirm) and inline.question == "training"
    ]


@pytest.mark.parametrize("depth", ["short", "standard", "full"])
def test_a_notice_is_printed_whole_on_a_page_of_its_own(depth: str) -> None:
    clauses = """clause rules.a: Ask.
    clause notices.law: We tell you.
        statutory: true
        always: In writing.
        detail: Each year.
    """
    document = small(clauses, depth=depth)
    assert part(document, "notices") == (PageBreak(), Heading(1, (Text("Notices"),), numbered=False))
    assert part(document, "notices.law") == (
        Heading(2, (Text("Law"),), numbered=False),
        Paragraph((Text("We tell you."),), "statutory"),
        Paragraph((Text("In writing."),), "always"),
        Paragraph((Text("Each year."),)),
    )
    origins = {part.origin.id: part.origin for part in document.parts}
    assert (origins["notices.law"].kind, origins["notices.law"].statutory) == ("clause", True)
    assert (origins["rules.a"].kind, origins["rules.a"].statutory) == ("clause", False)
    assert "notices" not in part_ids(small("clause rules.a: Ask.", depth=depth))


@pytest.mark.parametrize("depth", ["short", "full"])
def test_a_notice_that_goes_with_a_clause_stands_among_the_notices_all_the_same(depth: str) -> None:
    clauses = (
        "clause rules.a: Ask.\n    clause notices.law: We tell you.\n        statutory: true\n        under: rules.a\n"
    )
    document = small(clauses, depth=depth)
    ids = [id for id in part_ids(document) if id != "approval"]
    assert ids[-3:] == ["rules.a", "notices", "notices.law"]
    assert next(part.origin.kind for part in document.parts if part.origin.id == "notices.law") == "clause"


def test_headings_alone_print_no_clause_and_no_section() -> None:
    clauses = "clause rules.a: Ask.\n    clause other.b:\n        kind: record\n        detail: |\n          {{ table.roles }}\n"
    for depth in ("short", "full"):
        ids = part_ids(small(clauses, depth=depth))
        assert "other.b" not in ids
        assert "group:other" not in ids
    held = small(clauses, depth="full", roles=[{"role": "press", "name": "Ann"}])
    assert part_ids(held)[-2:] == ["group:other", "other.b"]


def test_a_group_without_clauses_has_no_heading() -> None:
    groups = "groups:\n  - {id: empty, title: Empty}\n  - {id: rules, title: Rules}\n"
    document = small("clause rules.a: Ask.", manifest=groups, depth="short")
    assert part_ids(document) == ["title", "group:rules", "rules.a", "approval"]
    assert part(document, "group:rules") == (Heading(1, (Text("Rules"),), numbered=False),)


# ---- numbers -----------------------------------------------------------------------------------------------------------

NUMBERED = """clause one.a: A.
    clause one.b: B.
        under: one.a
    clause one.c: C.
        kind: meaning
    clause two.d: D.
        kind: right
    clause two.e: E.
    clause two.f: F.
    clause notices.law: We tell you.
        statutory: true
    """


def test_the_rules_of_a_short_policy_are_numbered_through_and_nothing_else_is() -> None:
    assert numbers(small(NUMBERED, depth="short")) == {"one.a": "1", "two.e": "2", "two.f": "3"}


def test_chapters_and_the_clauses_in_them_are_numbered_through_the_document() -> None:
    assert numbers(small(NUMBERED, depth="full", acknowledgement="signed")) == {
        "group:one": "1",
        "one.a": "1.1",
        "one.c": "1.2",
        "group:two": "2",
        "two.d": "2.1",
        "two.e": "2.2",
        "two.f": "2.3",
    }


def test_the_numbers_of_a_handbook_are_its_own() -> None:
    official = NUMBERED.replace("clause two.f: F.", "clause two.f: F.\n        applies_to: [official]")
    assert numbers(small(official, kind="handbook")) == {"group:two-account_holders": "1", "two.f": "1.1"}


def test_a_reference_leads_only_to_what_its_own_document_prints() -> None:
    clauses = """clause rules.a: Ask (see [](#rules.b)).
        applies_to: [official]
    clause rules.b: B.
    """
    assert words(small(clauses, depth="full"), "rules.a") == "A. Ask (see B)."
    assert words(small(clauses, kind="handbook"), "rules.a") == "A. Ask."


def test_a_reference_inside_an_addendum_leads_to_a_clause_and_none_to_an_addendum() -> None:
    clauses = "clause rules.a: Ask.\n    clause rules.b: Wait (see [](#rules.a)).\n        under: rules.a\n"
    assert words(small(clauses, depth="full"), "rules.b") == "Wait (see A)."


def test_what_each_clause_came_to_is_kept_for_every_document() -> None:
    selection = decide(tiny(QUESTIONS + RULES), training="yearly", depth="short")
    assert selection.printed("rules.ours")
    assert not selection.printed("rules.long")
    assert not selection.printed("rules.never")
