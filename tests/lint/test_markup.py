"""What stands among the words of a clause: slots that make bad sentences, markup that would be printed, topics and dates."""

import pytest

from policygen.findings import Severity
from policygen.library.compile import compile_library
from policygen.lint.library_rules import check_packs
from tests.lint.checking import DATE, QUESTIONS, SOURCES, checked, severe, told
from tests.support.library import layer

TOPICS = "topics: [scope, tone, confidentiality, monitoring]\n"
BASE = "clause rules.base: You must ask first."


@pytest.mark.parametrize(
    "text",
    [
        "Ask {{ organisation_name }}'s team.",
        "Ask {{ policy_owner }}’s deputy.",
        "Ask **{{ organisation_name }}**'s team.",
        "Ask *{{ organisation_name }}'s* team.",
        "Ask:\n\n    - {{ organisation_name }}'s team",
    ],
)
def test_a_possessive_on_a_slot_is_told_with_its_line(text: str) -> None:
    found = checked(f"{BASE}\n    detail: |\n      {text.replace(chr(10), chr(10) + '  ')}")
    finding = told(found, "possessive-slot")
    assert finding.severity is Severity.HIGH
    assert finding.location.line > 10


@pytest.mark.parametrize(
    "text", ["Ask ‘{{ organisation_name }}’ first.", "Ask {{ organisation_name }} ’sixties.", "Ask Sam's team."]
)
def test_other_quotes_by_a_slot_are_no_possessive(text: str) -> None:
    assert severe(checked(f"{BASE}\n    detail: {text}")) == []


@pytest.mark.parametrize("slot", ["sectors", "work_locations", "roles", "protected_grounds"])
def test_a_list_in_a_sentence_says_how_it_is_joined(slot: str) -> None:
    finding = told(checked(f"{BASE}\n    detail: Ask in {{{{ {slot} }}}} first."), "unfiltered-list")
    assert (finding.severity, f"{{{{ {slot} | any_of }}}}" in finding.hint) == (Severity.HIGH, True)
    for ending in ("all_of", "any_of", 'count("one", "many")'):
        assert severe(checked(f"{BASE}\n    detail: Ask in {{{{ {slot} | {ending} }}}} first.")) == []


@pytest.mark.parametrize("slot", ["organisation_name", "policy_owner", "policy_owner.email", "role.hr", "pace"])
def test_what_prints_one_thing_needs_no_filter(slot: str) -> None:
    assert severe(checked(f"{BASE}\n    detail: Ask {{{{ {slot} }}}} first.")) == []


@pytest.mark.parametrize("slot", ["role.hr", "policy_owner", "pace", "review_every"])
def test_a_sentence_does_not_begin_with_what_is_made_for_its_middle(slot: str) -> None:
    for text in (f"{{{{ {slot} }}}} must agree.", f"Ask first. **{{{{ {slot} }}}}** must agree."):
        finding = told(checked(f"{BASE}\n    detail: {text}"), "slot-begins-sentence")
        assert (finding.severity, f"'{slot}'" in finding.message) == (Severity.HIGH, True)
    assert severe(checked(f"{BASE}\n    detail: |\n      Ask {{{{ {slot} }}}}, or:\n\n      - {{{{ {slot} }}}}")) == []


def test_a_sentence_may_begin_with_a_name() -> None:
    assert severe(checked(f"{BASE}\n    detail: Ask first. {{{{ organisation_name }}}} must agree.")) == []


@pytest.mark.parametrize("markup", ["{{ organisation_name }}", "<b>now</b>", "**now**", "[now](https://x.example)"])
@pytest.mark.parametrize("key", ["title", "why", "interest"])
def test_markup_in_a_key_of_plain_words_is_told(key: str, markup: str) -> None:
    finding = told(checked(f'{BASE}\n    {key}: "Ask {markup}"'), "printed-markup")
    assert (finding.severity, f"'{key}'" in finding.message) == (Severity.HIGH, True)


def test_markup_in_a_choice_and_in_the_title_of_a_section_is_told() -> None:
    pack = layer("clause own.rule: You must ask us.", name="house", manifest=(
        "adds_choices:\n  roles.role:\n    - {value: brand, label: 'Brand <b>'}\n"
    ))  # fmt: skip
    pack.files["pack.yaml"] = pack.files["pack.yaml"].replace(b"title: Own", b"title: '**Own**'")
    made = compile_library((layer(QUESTIONS, extra={"sources.yaml": SOURCES}), pack), "")
    found = [one for one in check_packs(made.library, DATE, made.locations) if one.code == "printed-markup"]
    assert [(str(one.location), one.message.split("'")[1]) for one in found] == [
        ("house/pack.yaml:5", "brand"), ("house/pack.yaml:7", "own"),
    ]  # fmt: skip


# ---- topics and dates --------------------------------------------------------------------------------------------------


def test_a_topic_like_one_that_demands_an_always_is_high_and_another_one_is_medium() -> None:
    finding = told(checked(f"{BASE}\n    topics: [tone, confidentialty]", manifest=TOPICS), "unknown-topic")
    assert (finding.severity, finding.location.line) == (Severity.HIGH, 9)
    assert finding.hint.startswith("Did you mean 'confidentiality'?")
    finding = told(checked(f"{BASE}\n    topics: [tagging]", manifest=TOPICS), "unknown-topic")
    assert finding.severity is Severity.MEDIUM
    assert "topics: [tagging]" in finding.hint


def test_a_pack_lists_topics_of_its_own() -> None:
    pack = layer(
        "clause own.rule: You must ask us.\n    topics: [tagging]", name="house", manifest="topics: [tagging]\n"
    )
    made = compile_library((layer(QUESTIONS, extra={"sources.yaml": SOURCES}, manifest=TOPICS), pack), "")
    assert list(check_packs(made.library, DATE, made.locations)) == []


def test_the_topics_that_rules_know_are_the_librarys() -> None:
    from policygen.lint.clause_rules import DEMANDS_ALWAYS
    from tests.support.library import the_library

    library = the_library()
    known = set(library.topics)
    assert known >= DEMANDS_ALWAYS
    assert known >= {id for id, expected in library.expected.items() if not expected.do}


def test_a_clause_that_ends_before_it_begins_is_never_in_force() -> None:
    finding = told(checked(f"{BASE}\n    from: 2027-02-01\n    until: 2027-01-01"), "never-in-force")
    assert finding.severity is Severity.HIGH
    assert severe(checked(f"{BASE}\n    from: 2027-01-01\n    until: 2027-02-01")) == []


# ---- the same in a pack ------------------------------------------------------------------------------------------------

WRONG = [
    "You shall ask first.",
    "You will ask first.",
    f"You must {'word ' * 30}first.",
    f"You must {'word ' * 20}first. You must {'word ' * 20}first.",
    "Ask {{ nobody }}.",
    "Ask {{ role.aprover }}.",
    "Ask {{ organisation_name }}'s team in {{ sectors }}.",
    "Ask first (see [](#rules.bsae)).",
    "[We train everyone.](confirm:trainning)",
    "{{ table.platfroms }}",
    "Our accounts have two-step sign-in.",
    "We will ask you.",
    "You give your consent.",
    "The law requires it.",
    "You must not be unprofessional.\n    applies_to: [personal]",
    "You must ask.\n    topics: [confidentialty]",
    "You must ask.\n    topics: [confidentiality]",
    "You must ask.\n    title: '{{ pace }}'",
    "You must ask.\n    why: <b>",
    "You must ask.\n    sources: [practise]",
    "You must ask.\n    sources: [us-act]",
    "You must ask.\n    points: [P99]",
    "You must ask.\n    owner: role.aprover",
    "You must ask.\n    statutory: true",
    "You must ask.\n    rights: rules.gone",
    "You must ask.\n    binds_at: [US]\n    sources: [us-act]",
    "You must ask.\n    not_in: [US]",
    "You must ask.\n    states: [pace]",
    "You must ask.\n    when: {paec: slow}",
    "You must ask.\n    when: {pace: slw}",
    "You must ask.\n    when: {pace: slow, unless: {pace: slow}}",
    "You must ask.\n    from: 2027-02-01\n    until: 2027-01-01",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_in_the_library_is_as_wrong_in_a_pack(text: str) -> None:
    clause = f"clause rules.own: {text}"
    ours = {(one.code, one.severity) for one in checked(f"{BASE}\n{clause}", manifest=TOPICS)}
    assert ours, "nothing is wrong with it"
    below = layer(f"{QUESTIONS.strip()}\n{BASE}", extra={"sources.yaml": SOURCES}, manifest=TOPICS)
    made = compile_library((below, layer(clause, name="house")), "")
    told_of_pack = check_packs(made.library, DATE, made.locations)
    assert {(one.code, one.severity) for one in told_of_pack} == ours
    assert {one.location.file for one in told_of_pack if one.location.file} <= {
        "house/sections/rules/own.md",
        "house/pack.yaml",
    }
