"""What slots and claims print: answers as they read in a sentence, or a visible bracket."""

from typing import Any

import pytest

from policygen.assembly.fill import Filler
from policygen.assembly.tables import Tables
from policygen.assembly.terms import Terms, short_name
from policygen.document.model import Confirm, PageBreak, Reference
from policygen.document.walk import all_inlines
from policygen.library.model import Library
from tests.assembly.small import rule
from tests.support.answers import decide, known, written
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
