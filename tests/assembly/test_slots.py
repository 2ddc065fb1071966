"""What slots and claims print: answers as they read in a sentence, or a visible bracket."""

from typing import Any

import pytest

from policygen.assembly.assemble import assemble
from policygen.assembly.fill import Filler
from policygen.assembly.tables import Tables
from policygen.assembly.terms import Terms, short_name
from policygen.document.model import Answer, Confirm, Item, ItemList, PageBreak, Reference, Table, Text
from policygen.document.walk import all_inlines
from policygen.library.model import Library
from tests.assembly.small import rule, small
from tests.support.answers import decide, known, words, written
from tests.support.library import tiny


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
        ("work_locations | all_of", {"work_locations": ["GB", "CA-ON"]}, "the United Kingdom and Ontario"),
        ("work_locations | all_of", {"work_locations": ["DE-BY"]}, "Germany"),
        ("work_locations | all_of", {"work_locations": ["Atlantis"]}, "Atlantis"),
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
        ("Smith & Co., Inc.", "Smith & Co."),
        ("Smith & Co.", "Smith & Co."),
        ("Brown & Co. Ltd", "Brown & Co."),
        ("Acme Co., Ltd.", "Acme"),
        ("Acme Ltd.", "Acme"),
        ("Coffee Co", "Coffee Co"),
        ("Alder Quay Securities, Inc.", "Alder Quay Securities"),
        ("Ltd", "Ltd"),
        ("A, B, LLC", "A, B"),
        ("Müller GmbH", "Müller"),
        ("X plc", "X"),
    ],
)
def test_a_short_name_leaves_the_legal_form_out(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize("node", [Reference("rules.a", "A"), PageBreak(), "words", ["slot", "name", []]])
def test_what_a_clause_cannot_hold_is_refused_and_never_left_out(node: Any) -> None:
    filler = Filler(Tables(Terms(decide(tiny("clause rules.a: A.")))), {})
    with pytest.raises(AssertionError):
        filler.words((node,))
    with pytest.raises(AssertionError):
        filler.blocks((node,))


@pytest.mark.parametrize(
    ("slot", "said", "printed"),
    [
        ("policy_owner", {"policy_owner": {"role": "Owner"}}, "the Owner"),
        ("policy_owner", {"policy_owner": {"role": "our Owner"}}, "our Owner"),
        ("policy_owner", {"policy_owner": {"role": "A person of trust"}}, "a person of trust"),
        ("policy_owner", {"policy_owner": {"role": "An owner"}}, "an owner"),
        ("policy_owner", {"policy_owner": {"name": "Sam"}, "names_in_policy": "roles_only"}, "Sam"),
        ("policy_owner.email", {"policy_owner": {"name": "Sam", "email": "a@b.example"}}, "a@b.example"),
        ("policy_owner.email", {"policy_owner": {"name": "Sam"}}, "[Confirm: our policy owner]"),
        ("policy_owner.email", {}, "[Confirm: our policy owner]"),
        ("role.press", {"roles": [{"role": "press", "name": "Jo", "job": "Clerk"}]}, "Jo"),
        (
            "role.press",
            {"roles": [{"role": "press", "name": "Jo", "job": "Clerk"}], "names_in_policy": "roles_only"},
            "the Clerk",
        ),
        ("role.press", {"roles": [{"role": "press", "name": "Jo"}], "names_in_policy": "roles_only"}, "Jo"),
        ("role.press", {"roles": [{"role": "other", "name": "Al"}, {"role": "press", "name": "Jo"}]}, "Jo"),
        ("concern_contacts", {"concern_contacts": [{"name": "Jo"}, {"role": "Clerk"}]}, "Jo and the Clerk"),
        ("concern_contact", {"concern_contacts": ["Jo"]}, "Jo"),
        ("roles", {"roles": [{"role": "press", "name": "Jo"}]}, "Jo"),
        ("headcount", {"headcount": 7}, "7"),
        ("document_date", {}, "22 November 2026"),
        ("document_date", {"spelling": "en-US", "effective_date": "2027-01-01"}, "November 22, 2026"),
        ("review_date", {}, "22 November 2027"),
        ("review_date", {"spelling": "en-US"}, "November 22, 2027"),
        ("review_every", {"review_months": 12}, "every year"),
        ("review_every", {"review_months": 13}, "every 13 months"),
        ("steps | all_of", {"steps": ["gather", "build"]}, "gather and build"),
        ("steps | any_of", {"steps": ["build"]}, "build"),
        ("organisation_type", {"organisation_type": "charity"}, "charity"),
    ],
)
def test_people_posts_numbers_and_days_read_inside_a_sentence(slot: str, said: dict[str, Any], printed: str) -> None:
    assert rule(f"clause rules.a: {{{{ {slot} }}}}", **said) == printed


OFTEN = """
    ask posting_frequency: one_of fact (daily several_a_week weekly less never!)
    clause rules.a: Take {{ benchmark_months }} or {{ benchmark_posts }} posts.
    """


@pytest.mark.parametrize(
    ("often", "printed"),
    [
        ("daily", "Take 3 months or 90 posts."),
        ("several_a_week", "Take 3 months or 40 posts."),
        ("weekly", "Take 6 months or 26 posts."),
        ("less", "Take 6 months or 20 posts."),
        (None, "Take [Confirm: our posting frequency] or [Confirm: our posting frequency] posts."),
        ("never", "Take [Confirm: our posting frequency] or [Confirm: our posting frequency] posts."),
    ],
)
def test_a_benchmark_goes_by_how_often_one_posts(often: str | None, printed: str) -> None:
    assert words(written(tiny(OFTEN), posting_frequency=often), "rules.a", titles=False) == printed


def test_the_grounds_of_harassment_are_those_of_the_library() -> None:
    library = tiny("clause rules.a: Of {{ protected_grounds | any_of }}.", manifest="grounds: [age, race, sex]\n")
    assert words(written(library), "rules.a", titles=False) == "Of age, race or sex."


def test_a_comma_parts_the_last_of_several_where_one_has_a_joining_word_of_its_own() -> None:
    library = tiny(
        "clause rules.a: Of {{ protected_grounds | any_of }}.", manifest="grounds: [age, race and colour, sex]\n"
    )
    assert words(written(library), "rules.a", titles=False) == "Of age, race and colour, or sex."


def test_a_comma_parts_two_where_one_has_a_joining_word_of_its_own() -> None:
    library = tiny("clause rules.a: Of {{ protected_grounds | any_of }}.", manifest="grounds: [race and colour, sex]\n")
    assert words(written(library), "rules.a", titles=False) == "Of race and colour, or sex."


def test_what_somebody_gave_bears_its_place_in_the_answers_and_what_nobody_gave_does_not() -> None:
    said = {"platforms": ["x", "instagram"], "policy_owner": {"name": "Sam", "role": "Owner"}, "review_months": 6}
    clauses = "clause rules.a: {{ platforms | all_of }} {{ policy_owner }} {{ role.press }} {{ review_every }}"
    given = {inline.path: inline.value for inline in all_inlines(small(clauses, **said)) if isinstance(inline, Answer)}
    assert given == {
        "platforms.0": "X",
        "platforms.1": "Instagram",
        "policy_owner.name": "Sam",
        "review_months": "every 6 months",
    }
    assert not [inline for inline in all_inlines(small(clauses)) if isinstance(inline, Answer)]
    posts = small(clauses, **said, names_in_policy="roles_only")
    assert Answer("Owner", "policy_owner.role") in all_inlines(posts)


def test_lists_and_tables_of_a_clause_are_filled_cell_by_cell_and_item_by_item() -> None:
    clauses = """clause rules.a: Ask.
        detail: |
          1. first {{ headcount }}
             - inside {{ headcount }}
          2. second

          | Who | How many |
          |---|---|
          | we | {{ headcount }} |
    """
    _, items, table = next(
        part.blocks for part in small(clauses, depth="full", headcount=7).parts if part.origin.id == "rules.a"
    )
    inner = ItemList((Item((Text("inside "), Answer("7", "headcount"))),))
    first = Item((Text("first "), Answer("7", "headcount")), inner)
    assert items == ItemList((first, Item((Text("second"),))), ordered=True)
    assert isinstance(table, Table)
    assert (table.name, table.columns, table.role) == ("table", ("Who", "How many"), "records")
    assert table.rows[0].cells == ((Text("we"),), (Answer("7", "headcount"),))


@pytest.mark.parametrize(
    ("places", "printed"),
    [
        (["GB-ENG"], "Call 999 or Samaritans (116 123)."),
        (["GB-ENG", "GB-SCT"], "Call 999 or Samaritans (116 123)."),
        (["DE"], "Call 112 or a crisis line."),
        (["GB-ENG", "DE"], "Call the emergency services or a crisis line."),
        (None, "Call the emergency services or a crisis line."),
    ],
)
def test_whom_to_call_goes_by_the_place_and_by_words_where_places_differ(
    places: list[str] | None, printed: str
) -> None:
    assert rule("clause rules.a: Call {{ emergency }} or {{ crisis_line }}.", work_locations=places) == printed


@pytest.mark.parametrize(
    ("owner", "row"),
    [
        ({"name": "Sam Okafor", "role": "Owner", "phone": "029 2018 0000"}, "Sam Okafor\t029 2018 0000"),
        ({"name": "Sam Okafor", "role": "Owner"}, "Sam Okafor\t"),
    ],
)
def test_a_number_that_was_given_is_printed_and_else_there_is_a_place_to_write_it_in(
    library: Library, owner: dict[str, str], row: str
) -> None:
    text = words(written(library, headcount=8, policy_owner=owner))
    assert f"Call first.\t{row}" in text
    assert "[Confirm: who owns" not in text


@pytest.mark.parametrize(("names", "row"), [("names_and_roles", "Ann Lee\t0113 496 0000"), ("roles_only", "\t")])
def test_who_hears_a_worry_is_printed_where_names_are_and_else_written_in(
    library: Library, names: str, row: str
) -> None:
    role = {"role": "safeguarding", "name": "Ann Lee", "job": "Deputy head", "phone": "0113 496 0000"}
    said = {"headcount": 8, "sectors": ["education"], "names_in_policy": names, "work_locations": ["GB-ENG"]}
    text = words(
        written(library, **said, roles=[role], policy_owner={"name": "Sam", "role": "Head", "phone": "1234567"})
    )
    (line,) = [line for line in text.split("\n") if line.startswith("Hears a worry")]
    assert line.replace("\xa0", "").endswith(f"at risk: the safeguarding lead\t{row}")
    assert ("1234567" in text) == (names == "names_and_roles")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"headcount": 14}, "tell Sam at once"),
        ({"headcount": 15}, "tell the safeguarding lead at once"),
        ({"headcount": 8, "organisation_type": "school"}, "tell the safeguarding lead at once"),
        (
            {"headcount": 8, "roles": [{"role": "safeguarding", "name": "Ann Lee", "job": "Coach"}]},
            "tell Ann Lee at once",
        ),
    ],
)
def test_where_few_people_work_a_worry_goes_to_the_owner_by_name_until_somebody_was_named(
    library: Library, said: dict[str, Any], told: str
) -> None:
    text = words(written(library, trades=["riding_school"], policy_owner={"name": "Sam", "role": "Owner"}, **said))
    assert told in text


def test_a_document_of_an_earlier_shape_sends_a_worry_to_the_post(library: Library) -> None:
    selection = decide(library, trades=["riding_school"], headcount=8, policy_owner={"name": "Sam", "role": "Owner"})
    assert "tell the safeguarding lead at once" in words(assemble(selection, shape=10))
