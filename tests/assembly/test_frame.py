"""What stands round the clauses: title, control, references, tables, signature."""

import json
from typing import Any

import pytest

from policygen.answers.model import Answers
from policygen.answers.read import read_answers
from policygen.assembly.assemble import assemble
from policygen.assembly.spelling import respell
from policygen.assembly.terms import months_later, short_name, spelled_date
from policygen.document.codec import encode
from policygen.document.model import Confirm, Document, Exact, Heading, Paragraph, Reference, Table, Text
from policygen.document.walk import all_inlines, numbers, plain
from policygen.library.model import Library
from policygen.selection.select import select
from tests.support.answers import TODAY, known, part_ids, words, written
from tests.support.hostile import FOREIGN, LONG, MARKUP
from tests.support.library import layer, the_library, tiny
from tests.support.strategies import sample
from tests.support.trees import check_document, roles_of, stated

QUESTIONS = """
    ask organisation_name: text fact
    ask short_name: text fact
    ask organisation_type: one_of fact (company charity)
    ask headcount: integer fact
    ask work_locations: places fact
    ask platforms: platforms fact (none!)
    ask policy_owner: contact fact
    ask concern_contacts: contacts fact
    ask roles: records fact
        key: role
        fields: [{id: role, kind: text, label: Role, required: true}, {id: name, kind: text, label: Name, required: true}, {id: job, kind: text, label: Job}]
    ask training: one_of fact (none yearly)
    ask steps: many_of fact (gather build)
    ask names_in_policy: one_of choice (names_and_roles roles_only)
    ask spelling: one_of choice (en-GB en-US)
        default: en-GB
    ask depth: one_of choice (auto short full)
        default: auto
    ask acknowledgement: one_of choice (none signed)
    ask effective_date: date fact
    ask review_months: integer choice
        default: 12
    """


def small(clauses: str = "", kind: Any = "policy", **said: Any) -> Document:
    document = written(tiny(QUESTIONS + clauses), kind=kind, **said)
    check_document(document)
    return document


def rule(clauses: str, id: str = "rules.a", **said: Any) -> str:
    return words(small(clauses, **said), id)


# ---- lengths -----------------------------------------------------------------------------------------------------------

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
        "notices",
        "notices.law",
    ]
    assert roles_of(document)[4:] == [
        "meta",
        "heading",
        "numbered-rule",
        "always",
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


def test_a_full_policy_has_sections_of_headed_clauses_with_their_details() -> None:
    document = small(CLAUSES, depth="full")
    assert part_ids(document) == [
        "title",
        "control",
        "contents",
        "section:rules",
        "rules.a",
        "rules.b",
        "rules.c",
        "rules.d",
        "rules.e",
        "section:notices",
        "notices.law",
    ]
    assert words(document, "rules.a") == "A\nAsk first.\nBreaks are yours.\nIt saves trouble."
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
        assert part_ids(small(clauses, depth=depth))[-3:] == ["rules.a", "rules.b", "rules.c"]  # in the order of hosts


def test_an_addendum_stands_with_its_host_though_it_is_listed_elsewhere() -> None:
    clauses = "clause other.b: B.\n        under: rules.a\n    clause other.c: C.\n    clause rules.a: A.\n"
    document = small(clauses, depth="full")
    assert part_ids(document)[3:] == ["section:other", "other.c", "section:rules", "rules.a", "other.b"]


def test_an_addendum_of_a_notice_goes_to_the_notices_with_it() -> None:
    clauses = "clause notices.law: We tell you.\n        statutory: true\n    clause rules.b: And how.\n        under: notices.law\n"
    assert part_ids(small(clauses, depth="short"))[-2:] == ["notices.law", "rules.b"]


def test_a_clause_that_limits_its_places_says_so_first() -> None:
    clauses = "clause rules.a: Ask.\n    clause rules.de: Ask twice.\n        instead_of: rules.a\n        binds_at: [DE]\n        when: {work_locations: [DE]}\n"
    assert rule(clauses, work_locations=["DE", "FR"]) == "Outside Germany. Ask."
    assert rule(clauses, "rules.de", work_locations=["DE", "FR"]) == "In Germany. Ask twice."
    assert rule(clauses, "rules.de", work_locations=["DE"]) == "Ask twice."


# ---- references --------------------------------------------------------------------------------------------------------

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
    assert rule(clauses, depth="full", training="none") == "A\nAsk."


# ---- claims and slots --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ({"training": "yearly"}, "We train."),
        ({"training": "none"}, "[Confirm: We train.]"),
        ({}, "[Confirm: We train.]"),
    ],
)
def test_a_fact_is_stated_when_confirmed_and_bracketed_otherwise(said: dict[str, Any], printed: str) -> None:
    assert rule("clause rules.a: [We train.](confirm:training=yearly)", **said) == printed


def test_a_claim_with_an_open_slot_is_one_bracket() -> None:
    assert (
        rule("clause rules.a: [We train {{ policy_owner }} **now**.](confirm:training=yearly)")
        == "[Confirm: We train our policy owner now.]"
    )


def test_a_tick_in_a_list_confirms_its_fact() -> None:
    clauses = "clause rules.a: [We build.](confirm:steps=build)"
    assert rule(clauses, steps=["gather", "build"]) == "We build."
    assert rule(clauses, steps=["gather"]) == "[Confirm: We build.]"


@pytest.mark.parametrize(
    ("slot", "said", "printed"),
    [
        ("organisation_name", {}, "[Confirm: our organisation name]"),
        ("organisation_name", {"organisation_name": "Café Ltd"}, "Café Ltd"),
        ("short_name", {"organisation_name": "Café Ltd"}, "Café"),
        ("short_name", {"organisation_name": "Café Ltd", "short_name": "The Café"}, "The Café"),
        ("short_name", {}, "[Confirm: our organisation name]"),
        ("policy_owner", {"policy_owner": {"name": "Sam", "role": "Owner"}}, "Sam"),
        (
            "policy_owner",
            {"policy_owner": {"name": "Sam", "role": "Owner"}, "names_in_policy": "roles_only"},
            "the Owner",
        ),
        ("policy_owner", {"policy_owner": {"role": "the Owner"}}, "the Owner"),
        ("policy_owner", {}, "[Confirm: our policy owner]"),
        ("role.press", {"policy_owner": "Sam"}, "Sam"),
        ("role.press", {"policy_owner": "Sam", "roles": [{"role": "press", "name": "Jo"}]}, "Jo"),
        ("role.press", {}, "[Confirm: our policy owner]"),
        ("concern_contact", {"policy_owner": "Sam", "concern_contacts": ["Sam", "Jo"]}, "Jo"),
        ("concern_contact", {"policy_owner": "Sam", "concern_contacts": ["SAM"]}, "[Confirm: our concern contacts]"),
        ("platforms | all_of", {"platforms": ["x", "instagram"]}, "X and Instagram"),
        ("platforms | any_of", {"platforms": ["x", "instagram", "tiktok"]}, "X, Instagram or TikTok"),
        ('platforms | count("account", "accounts")', {"platforms": ["x"]}, "account"),
        ('platforms | count("account", "accounts")', {"platforms": ["x", "instagram"]}, "accounts"),
        ('platforms | count("account", "accounts")', {}, "[Confirm: our platforms]"),
        ("places | all_of", {"work_locations": ["GB", "CA-ON"]}, "the United Kingdom and Ontario"),
        ("places | all_of", {"work_locations": ["DE-BY"]}, "Germany"),
        ("places | all_of", {"work_locations": ["Atlantis"]}, "Atlantis"),
        ("training", {"training": "yearly"}, "yearly"),
        ("review_every", {}, "every year"),
        ("review_every", {"review_months": 6}, "every 6 months"),
        ("review_every", {"review_months": 24}, "every 2 years"),
        ("review_every", {"review_months": 1}, "every month"),
        ("review_date", {"effective_date": "2026-01-31", "review_months": 1}, "28 February 2026"),
        ("effective_date", {"effective_date": "2026-11-02"}, "2 November 2026"),
        ("effective_date", {"effective_date": "2026-11-02", "spelling": "en-US"}, "November 2, 2026"),
        ("effective_date", {}, "[Confirm: our effective date]"),
        ("nobody_knows", {}, "[Confirm: nobody knows]"),
    ],
)
def test_a_slot_prints_the_answer_as_it_reads_in_a_sentence_or_a_bracket(
    slot: str, said: dict[str, Any], printed: str
) -> None:
    assert rule(f"clause rules.a: {{{{ {slot} }}}}", **said) == printed


def test_a_second_contact_that_is_known_is_one_that_is_printed(library: Library) -> None:
    owners = ({"name": "Sam", "role": "Owner"}, {"role": "Owner"}, {"name": "Sam", "email": "a@b.example"})
    others = (
        {"name": "sam "},
        {"name": "Jo", "role": "Owner"},
        {"role": "owner"},
        {"role": "Accountant"},
        {"name": "Jo", "email": "A@b.example"},
        {"name": "Owner"},
    )
    for owner in owners:
        for other in others:
            document = written(
                library, policy_owner=owner, concern_contacts=[other], organisation_name="X", headcount=5
            )
            brackets = [inline.question for inline in all_inlines(document) if isinstance(inline, Confirm)]
            signal = known(library, policy_owner=owner, concern_contacts=[other]).facts["second_contact_known"]
            assert ("concern_contacts" in brackets) <= (signal == "no"), (owner, other)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Harbour Street Café Ltd", "Harbour Street Café"),
        ("Smith & Co., Inc.", "Smith &"),
        ("Ltd", "Ltd"),
        ("A, B, LLC", "A, B"),
        ("Müller GmbH", "Müller"),
        ("X plc", "X"),
    ],
)
def test_a_short_name_leaves_the_legal_form_out(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-15", 12, "2027-12-15"),
        ("9999-12-01", 1, ""),
        ("soon", 1, ""),
    ],
)
def test_months_are_added_to_a_day_of_a_month_that_has_it(day: str, months: int, later: str) -> None:
    assert months_later(day, months) == later


def test_a_text_that_is_no_date_is_printed_as_it_is() -> None:
    assert spelled_date("soon", "en-GB") == "soon"


# ---- control and signature ---------------------------------------------------------------------------------------------


def test_a_text_without_a_day_is_a_draft_of_the_day_it_was_made() -> None:
    document = small()
    assert "Draft of 22 November 2026" in words(document)
    assert (document.properties.version, document.properties.date) == ("draft", TODAY)
    assert "in force from 1 January 2027" in words(small(effective_date="2027-01-01"))


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (None, "No local law has been taken into account, since no place was named."),
        (["US"], "Only the law common to the whole of the United States has been taken into account."),
        (["Atlantis"], "No law of Atlantis has been taken into account."),
        (
            ["US", "Atlantis"],
            "Only the law common to the whole of the United States has been taken into account. No law of Atlantis has been taken into account.",
        ),
        (["JP"], "No law of Japan has been taken into account."),
        (["GB-ENG", "DE", "CA-ON"], ""),
    ],
)
@pytest.mark.parametrize("depth", ["short", "full"])
def test_the_policy_says_of_which_places_no_law_was_taken_into_account(
    library: Library, places: list[str] | None, told: str, depth: str
) -> None:
    text = words(written(library, work_locations=places, depth=depth))
    assert (told in text) if told else "taken into account" not in text


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


# ---- spelling ----------------------------------------------------------------------------------------------------------

WORDS = {"colour": "color", "organise": "organize"}


@pytest.mark.parametrize(
    ("text", "american"),
    [
        ("Colour the colour COLOUR.", "Color the color COLOR."),
        ("discolour colours", "discolour colours"),
        ("Organise", "Organize"),
        ("A colour-organise", "A color-organize"),
    ],
)
def test_words_are_respelled_whole_and_keep_their_capitals(text: str, american: str) -> None:
    assert respell(text, WORDS) == american


SPELLED = """clause rules.a: Colour `colour` {{ organisation_name }} **colour** [colour](https://colour.example).
        detail: |
          - colour

          | Colour | House |
          |---|---|
          | colour | `colour` |
        examples: {inside: [colour], outside: [colour]}
    clause notices.law: The colour of law.
        statutory: true
        verbatim: true
        always: Its colour.
        detail: |
          - All colour.
    """


def test_american_reaches_every_word_of_ours_and_no_exact_one() -> None:
    document = small(SPELLED, organisation_name="Colour House", spelling="en-US", depth="full")
    assert (
        words(document, "rules.a")
        == "A\nColor colour Colour House color color.\ncolor\nColor\tHouse\ncolor\tcolour\nThis breaks the rule:\ncolor\nThis does not:\ncolor"
    )
    assert document.properties.organisation == "Colour House"


@pytest.mark.parametrize("depth", ["short", "full"])
def test_words_that_a_law_dictates_are_not_respelled(depth: str) -> None:
    text = words(small(SPELLED, spelling="en-US", depth=depth), "notices.law")
    assert "color" not in text
    assert text.count("colour") == 3


def test_respelling_touches_no_exact_text_of_any_sample(library: Library) -> None:
    for name in ("tidewise-software", "thornmere-county-council"):
        british, american = (
            assemble(select(library, Answers({**sample(name).values, "spelling": english}), TODAY))
            for english in ("en-GB", "en-US")
        )
        exact = [
            [inline.value for inline in all_inlines(document) if isinstance(inline, Exact)]
            for document in (british, american)
        ]
        assert exact[0] == exact[1]


# ---- tables ------------------------------------------------------------------------------------------------------------


def table(library: Library, name: str, **said: Any) -> Table:
    document = written(library, depth="full", organisation_name="X", headcount=60, **said)
    check_document(document)
    return next(
        block for part in document.parts for block in part.blocks if isinstance(block, Table) and block.name == name
    )


def cells(found: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row.cells] for row in found.rows]


def monitored(**row: Any) -> list[str]:
    found = table(
        the_library(),
        "monitoring",
        work_locations=["GB-ENG"],
        monitoring=["systems"],
        monitoring_tools=[{"tool": "Log", "collects": "Times", **row}],
    )
    return cells(found)[0]


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ({}, "–"),
        ({"how": "By itself.", "circumstances": "All day."}, "By itself; All day"),
        ({"pattern": "continuous"}, "continuous"),
        (
            {"how": "By itself", "pattern": "continuous", "duration": "limited", "until": "2027-01-01"},
            "By itself; continuous; for a limited time; until 1 January 2027",
        ),
        ({"until": "2027-01-01"}, "until 1 January 2027"),
    ],
)
def test_how_and_when_something_is_recorded_reads_as_one(row: dict[str, Any], printed: str) -> None:
    assert monitored(**row)[2] == printed


def test_how_long_records_are_kept_stands_in_the_table_in_the_words_given(library: Library) -> None:
    said = {
        "work_locations": ["GB-ENG"],
        "monitoring": ["systems"],
        "monitoring_tools": [{"tool": "Log", "collects": "Times"}],
    }
    assert cells(table(library, "monitoring", **said))[0][4].startswith("[Confirm: ")
    assert cells(table(library, "monitoring", **said, monitoring_retention="12_months"))[0][4] == "for twelve months"
    own = {"monitoring_retention": "own_words", "monitoring_retention_words": "for three years"}
    assert cells(table(library, "monitoring", **said, **own))[0][4] == "for three years"


def test_rows_keep_their_keys_when_their_words_change(library: Library) -> None:
    one, other = (
        table(library, "roles", roles=[{"role": "press", "name": name}], policy_owner="Sam") for name in ("Ann", "Bo")
    )
    assert [row.key for row in one.rows] == [row.key for row in other.rows] == ["policy_owner", "press"]


def test_two_rows_with_one_key_are_told_apart(library: Library) -> None:
    found = table(
        library, "roles", roles=[{"role": "press", "name": "Ann"}, {"role": "press", "name": "Bo"}], policy_owner="Sam"
    )
    assert [row.key for row in found.rows] == ["policy_owner", "press", "press 2"]


# ---- hostile words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [*MARKUP, *FOREIGN])
@pytest.mark.parametrize("name", ["lakeshore-dental", "alder-quay-securities"])
def test_hostile_words_change_nothing_but_the_words_themselves(library: Library, name: str, text: str) -> None:
    text = " ".join(text.split()).rstrip(" .")  # a full stop of theirs takes the place of ours
    plain_data, hostile_data = (
        json.dumps(encode(_with(library, name, word)), ensure_ascii=False) for word in ("Ordinary", text)
    )
    assert hostile_data.replace(json.dumps(text, ensure_ascii=False)[1:-1], "Ordinary") == plain_data
    assert text in hostile_data.replace('\\"', '"').replace("\\\\", "\\")


def _with(library: Library, name: str, word: str) -> Document:
    said = sample(name).values
    person = {"name": word, "role": word}
    changed = {
        **said, "organisation_name": word, "short_name": word, "policy_owner": person, "concern_contacts": ({"name": f"{word} 2"},),
        "brand_handle": word, "management_tool": word, "approved_by": word, "extra_care_roles": (word,), "monitoring_access": (word,),
        "roles": tuple({**row, "name": word, "job": word} for row in said["roles"]),  # type: ignore[dict-item,union-attr]
    }  # fmt: skip
    return assemble(select(library, Answers(changed), TODAY))


@pytest.mark.parametrize("text", LONG)
def test_words_without_end_come_to_a_clear_finding_and_a_bracket(library: Library, text: str) -> None:
    answers, (finding,) = read_answers(f"answers: {{organisation_name: '{text}'}}", "a.yaml", library)
    assert finding.code == "too-long"
    assert "[Confirm: our full legal name]" in words(assemble(select(library, answers, TODAY)))


def test_a_policy_by_a_pack_bears_the_pack_as_its_origin() -> None:
    library = tiny(QUESTIONS + "clause rules.a: A.", layer("clause rules.a: B.", name="client"))
    part = next(part for part in written(library).parts if part.origin.id == "rules.a")
    assert part.origin.layer == "client"


def test_headings_and_first_words_are_ours() -> None:
    document = small(CLAUSES, depth="full")
    assert isinstance(document.parts[4].blocks[0], Heading)
    assert document.parts[4].blocks[1] == Paragraph((Text("Ask first."),), "rule")
    assert "Ask first." in stated(document)
