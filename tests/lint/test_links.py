"""Rules over what clauses lead to and rest on, each in a library that breaks it."""

import pytest

from policygen.lint.library_rules import check_library
from tests.lint.checking import DATE, SOURCES, checked, severe, told
from tests.support.library import compiled_with_findings, layer

BASE = "clause rules.base: You must ask first.\n"


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("Ask {{ policy_onwer }}.", "unknown-slot", "Did you mean 'policy_owner'?"),
        ("Ask {{ role.aprover }}.", "unknown-slot", "Did you mean 'approver'?"),
        ("Ask {{ policy_owner.fax }}.", "unknown-slot", ""),
        ("Look at {{ table.platforms }} first.", "unknown-slot", "stands alone"),
        ("{{ table.platfroms }}", "unknown-table", "Did you mean 'platforms'?"),
        ("Ask first (see [](#rules.bsae)).", "unknown-reference", "Did you mean 'rules.base'?"),
        ("[We train everyone.](confirm:trainning)", "unknown-question", "Did you mean 'training'?"),
        ("[We train everyone.](confirm:training=weekly)", "unknown-choice", "yearly"),
        ("You must tell {{ secret }}.", "private-printed", "issued file"),
        ("[We do it.](confirm:secret)", "private-claimed", "never told"),
    ],
)
def test_what_stands_in_a_clause_leads_somewhere(text: str, code: str, hint: str) -> None:
    questions = """
ask training: one_of fact (yearly never)
    neutral: it only serves the tests
ask secret: yes_no fact
    private: true
    neutral: it only serves the tests
"""
    found = checked(f"{questions.strip()}\n{BASE}clause rules.more: {text}")
    assert hint in told(found, code).hint
    assert str(told(found, code).location) == "clauses/sections/rules/more.md:11"


def test_a_reference_to_an_addendum_would_always_vanish() -> None:
    found = checked(
        f"{BASE}clause rules.more: Ask again.\n    under: rules.base\nclause rules.third: Ask (see [](#rules.more))."
    )
    assert "rules.base" in told(found, "reference-to-addendum").hint


@pytest.mark.parametrize(
    "keys",
    [
        "under: rules.bsae",
        "instead_of: rules.bsae\n    binds_at: [US]\n    when: {work_locations: [US]}",
        "rights: rules.bsae",
    ],
    ids=["host", "base", "rights"],
)
def test_clauses_that_others_name_exist(keys: str) -> None:
    found = checked(f"{BASE}clause rules.more: Ask again.\n    sources: [practice, us-act]\n    {keys}")
    assert told(found, "unknown-clause").hint == "Did you mean 'rules.base'?"


@pytest.mark.parametrize("key", ["missing: [rules.bsae]", "present: [rules.bsae]", "stops: [rules.bsae]"])
def test_clauses_that_advisories_name_exist(key: str) -> None:
    found = checked(f"{BASE}advise W-1 block: This is risky.\n    on: selection\n    {key}")
    assert told(found, "unknown-clause").location.file == "clauses/advisories.yaml"


# ---- reach -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "when",
    [
        "{pace: [slow], unless: {pace: [slow]}}",
        "{headcount: {at_least: 25}, unless: {headcount: {at_least: 10}}}",
        "{headcount: {below: 10}, any: [{headcount: {at_least: 20}}, {headcount: {at_least: 30}}]}",
        "{work_locations: [US-NY], unless: {work_locations: [US]}}",
        "{pace: {known: false}, any: [{pace: [slow]}]}",
        "{tools: [none], any: [{tools: [a]}]}",
        "{people_in: {CA-ON: {at_least: 25}}, unless: {work_locations: [CA]}}",
        "{people_in: {CA-ON: {at_least: 25}}, headcount: {below: 20}}",
        "{sub: {known: true}, headcount: {below: 5}}",
        "{gated: [rare], headcount: {below: 5}}",
    ],
    ids=[
        "a value and not the value",
        "a range inside a barred one",
        "ranges that do not meet",
        "a place inside a barred one",
        "unknown and given",
        "none and something",
        "people where nobody works",
        "more people there than anywhere",
        "a question that is not asked",
        "a choice that is not offered",
    ],
)
def test_a_condition_that_nothing_fulfils_is_unreachable(when: str) -> None:
    questions = """
ask tools: many_of fact (a b none!)
    neutral: it only serves the tests
ask sub: text fact
    when: {headcount: {at_least: 10}}
ask gated: one_of fact
    neutral: it only serves the tests
    choices:
      - {value: rare, label: Rare, when: {headcount: {at_least: 50}}}
      - {value: common, label: Common}
"""
    found = checked(f"{questions.strip()}\nclause rules.base: You must ask {{{{ sub }}}}.\n    when: {when}")
    assert told(found, "unreachable").location.line > 1


@pytest.mark.parametrize(
    "when",
    [
        "{pace: [slow], unless: {pace: [fast]}}",
        "{headcount: {at_least: 25}, unless: {headcount: {at_least: 50}}}",
        "{work_locations: [US], unless: {work_locations: [US-NY]}}",
        "{work_locations: [EU], any: [{work_locations: [DE]}, {work_locations: [FR]}]}",
        "{sectors: [retail], any: [{sectors: [healthcare]}]}",
    ],
)
def test_a_condition_that_something_fulfils_is_reachable(when: str) -> None:
    assert "unreachable" not in severe(checked(f"clause rules.base: You must ask first.\n    when: {when}"))


def test_an_addendum_is_out_when_its_host_always_is() -> None:
    host = "clause rules.base: You must ask first.\n    when: {pace: [slow]}\n"
    found = checked(f"{host}clause rules.more: Ask again.\n    under: rules.base\n    when: {{pace: [fast]}}")
    assert "rules.base is out" in told(found, "unreachable").message


def test_a_clause_that_binds_some_places_prints_only_where_somebody_works_there() -> None:
    found = checked("clause rules.base: You must ask first.\n    binds_at: [DE]\n    when: {work_locations: [EU]}")
    assert "work_locations: [DE]" in told(found, "binds-nobody").hint


def test_a_wording_that_is_unlawful_somewhere_has_a_variant_there() -> None:
    base = "clause rules.base: You must ask first.\n    not_in: [US]\n    when: {pace: [slow, fast]}\n"
    assert "not for US" in told(checked(base), "missing-variant").message
    variant = "clause rules.us: You should ask first.\n    instead_of: rules.base\n    binds_at: [US]\n    when: {work_locations: [US]%s}"
    assert severe(checked(base + variant % "")) == []
    assert severe(checked(base + variant % ", pace: [slow, fast]")) == []
    assert told(checked(base + variant % ", pace: [slow]"), "missing-variant").location.line > 1


def test_a_table_prints_only_where_it_has_rows() -> None:
    text = "clause rules.base: Here is who does what.\n    kind: record\n    detail: '{{ table.roles }}'\n"
    text = text.replace("'{{ table.roles }}'", "|\n      {{ table.roles }}")
    assert "roles: {known: true}" in told(checked(text), "unproven-table").hint
    assert severe(checked(text + "    when: {roles: {known: true}}")) == []


def test_a_list_on_a_short_paper_is_proven_to_have_something_in_it() -> None:
    question = "ask tools: many_of fact (a b)\n"
    clause = "clause rules.base: Use {{ tools | all_of }}.\n    appears: short"
    assert "tools: {known: true}" in told(checked(question + clause), "unproven-slot").hint
    assert severe(checked(question + clause + "\n    when: {tools: [a]}")) == []


# ---- sources -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("sources: [practise]", "unknown-source"),
        ("sources: [us-act]", "source-for-some"),
        ("sources: [practice, us-act]\n    binds_at: [DE]\n    when: {work_locations: [DE]}", "source-outside-extent"),
        ("sources: [practice, us-act]\n    when: {work_locations: [DE]}", "source-outside-extent"),
        ("sources: [us-ny-act]\n    binds_at: [US]\n    when: {work_locations: [US]}", "source-for-some"),
        ("sources: [health]", "source-outside-sector"),
        (
            "sources: [practice, health]\n    when: {sectors: [retail], unless: {sectors: [healthcare]}}",
            "source-outside-sector",
        ),
    ],
    ids=[
        "unknown",
        "one place for everybody",
        "elsewhere",
        "elsewhere by condition",
        "a part for the whole",
        "one sector",
        "never",
    ],
)
def test_a_clause_rests_on_sources_that_hold_where_and_for_whom_it_binds(keys: str, code: str) -> None:
    assert told(checked(f"clause rules.base: You must ask first.\n    {keys}"), code).location.line > 1


@pytest.mark.parametrize(
    "keys",
    [
        "sources: [practice, us-act]",
        "sources: [us-act]\n    binds_at: [US-NY]\n    when: {work_locations: [US-NY]}",
        "sources: [us-act, us-ny-act]\n    binds_at: [US]\n    when: {work_locations: [US]}",
        "sources: [health]\n    when: {sectors: [healthcare]}",
        "sources: [practice, health]\n    when: {sectors: [retail, healthcare]}",
    ],
)
def test_sources_that_hold_are_left_in_peace(keys: str) -> None:
    assert severe(checked(f"clause rules.base: You must ask first.\n    {keys}")) == []


def test_a_source_says_where_it_holds_and_is_looked_at_in_time() -> None:
    sources = """
practice: {title: Good, kind: practice, says: It works., extent: [anywhere], read: none, confidence: unverified, review_by: 2026-11-21}
law: {title: An act, kind: law, says: It holds., read: none, confidence: unverified}
"""
    found = checked("clause rules.base: You must ask first.", extra={"sources.yaml": sources})
    assert told(found, "review-overdue").location.line == 2
    assert told(found, "no-extent").location.line == 3
    before = checked("clause rules.base: You must ask first.", extra={"sources.yaml": sources}, date="2026-11-21")
    assert "review-overdue" not in severe(before)


OPPOSITES = {
    "contradictions.yaml": """
- because: each says who may post
  clauses: [speaking.owner-only, speaking.named-people]
"""
}


def posting(one: str, other: str) -> str:
    return (
        f"clause speaking.owner-only: Only the owner must post.\n    when: {one}\n"
        f"clause speaking.named-people: Named people must ask.\n    when: {other}"
    )


def test_two_clauses_that_contradict_each_other_never_stand_together() -> None:
    found = told(checked(posting("{pace: [slow]}", "{headcount: {below: 9}}"), extra=OPPOSITES), "contradiction")
    assert "but each says who may post" in found.message
    assert severe(checked(posting("{pace: [slow]}", "{pace: [fast]}"), extra=OPPOSITES)) == []


def test_a_contradiction_that_names_no_clause_or_a_former_id_is_told_with_its_line() -> None:
    opposites = """
- because: each says who may post
  clauses: [speaking.ownr-only, speaking.named]
"""
    clauses = posting("{pace: [slow]}", "{pace: [fast]}") + "\n    formerly: [speaking.named]"
    library, found = compiled_with_findings(layer(clauses, extra={"contradictions.yaml": opposites}))
    unknown, former = (told(found, code) for code in ("unknown-clause", "former-id"))
    assert str(unknown.location) == str(former.location) == "clauses/contradictions.yaml:3"
    assert unknown.hint == "Did you mean 'speaking.owner-only'?"
    assert former.hint == "Write 'speaking.named-people'."
    assert list(library.contradictions[0].pairs()) == [("speaking.ownr-only", "speaking.named-people")]


def test_a_pack_adds_contradictions_of_its_own() -> None:
    ours = layer(posting("{pace: [slow]}", "{headcount: {below: 9}}"), extra={"sources.yaml": SOURCES})
    pack = layer("", name="firm", extra={"contradictions.yaml": "- " + OPPOSITES["contradictions.yaml"].strip()[2:]})
    library, _ = compiled_with_findings(ours, pack)
    assert "contradiction" in [finding.code for finding in check_library(library, DATE)]


def test_a_promise_and_what_breaks_it_never_stand_together() -> None:
    stances = "ask monitoring: many_of choice (none! reactive public_review)\n    neutral: it only serves the tests\n"
    none = "clause monitoring.none: You must not worry.\n    when: {monitoring: [none]}\n"
    some = "clause monitoring.reactive: You must ask.\n    when: {monitoring: [%s]}"
    promise = {
        "contradictions.yaml": "- {because: nobody looks, clauses: [monitoring.none], against: [monitoring.reactive]}\n"
    }
    assert severe(checked(stances + none + some % "reactive", extra=promise)) == []
    assert told(checked(stances + none + some % "none", extra=promise), "contradiction").location.line > 1
