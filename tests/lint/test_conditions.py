"""Rules over conditions and questions, each in a library that breaks it."""

import re
from pathlib import Path

import pytest

import policygen
from policygen.assembly import calendar, frame, owners_tasks
from policygen.assembly.tables import Tables
from policygen.assembly.terms import Terms
from policygen.conditions import evaluate
from policygen.selection import select
from policygen.trades.model import OWN_WORDS
from tests.lint.checking import QUESTIONS, checked, severe, told

GOOD = """
clause rules.base: You must ask first.
    when: {headcount: {at_least: 25}, sectors: [healthcare]}
"""


def test_a_library_with_nothing_wrong_has_no_findings() -> None:
    assert severe(checked(GOOD)) == []


@pytest.mark.parametrize(
    ("when", "code", "hint"),
    [
        ("{headcuont: {at_least: 25}}", "unknown-question", "Did you mean 'headcount'?"),
        ("{unless: {headcuont: {at_least: 25}}}", "unknown-question", "Did you mean 'headcount'?"),
        ("{any: [{sector: [retail]}]}", "unknown-question", "Did you mean 'sectors'?"),
        ("{sectors: [retial]}", "unknown-choice", "Did you mean 'retail'?"),
        ("{pace: [quick]}", "unknown-choice", "Use one of: slow, fast."),
        ("{sectors: {lacks: [retial]}}", "unknown-choice", "Did you mean 'retail'?"),
        ("{organisation_name: {at_least: 3}}", "number-test", "Test a value, or {known: true}."),
        ("{organisation_name: [Example]}", "bad-test", "Test {known: true}, or a number."),
        ("{pace: {lacks: [slow]}}", "bad-test", "Use unless."),
        ("{several_places: [often]}", "bad-test", "Write yes or no."),
        ("{work_locations: [US-NJ]}", "unknown-place", ""),
        ("{people_in: {CA-OM: {at_least: 25}}}", "unknown-place", "Did you mean 'CA-ON'?"),
    ],
)
def test_a_condition_names_only_what_exists_and_tests_it_as_it_can(when: str, code: str, hint: str) -> None:
    found = [
        finding
        for finding in checked(f"clause rules.base: You must ask first.\n    when: {when}")
        if finding.code == code
    ]
    assert found, f"wanted {code}"
    assert hint in found[0].hint
    assert str(found[0].location).startswith("clauses/sections/rules/base.md:")
    assert found[0].location.line > 1


def test_a_condition_on_a_question_renamed_since_is_told_its_name_of_today() -> None:
    found = checked(
        "ask workforce: integer fact\n    formerly: [heads]\nclause rules.base: Ask.\n    when: {heads: {at_least: 25}}"
    )
    assert told(found, "unknown-question").hint == "It is called 'workforce' now."


def test_a_clause_that_tests_depth_is_told_to_use_appears() -> None:
    found = checked(
        "ask depth: one_of choice (short full)\nclause rules.base: You must ask first.\n    when: {depth: [full]}"
    )
    assert "appears" in told(found, "tests-depth").hint


def test_conditions_of_advisories_choices_and_defaults_are_read_as_well() -> None:
    found = checked(
        """
        ask tool: one_of choice (a b)
            neutral: it only serves the tests
            defaults: [{when: {headcuont: {below: 9}}, value: a}]
        clause rules.base: You must ask first.
        advise W-1 high: This is risky.
            when: {pase: fast}
        """
    )
    told_of = sorted(finding.message for finding in found if finding.code == "unknown-question")
    assert [message.split()[1] for message in told_of] == ["advisory", "question"]


@pytest.mark.parametrize(
    "keys", ["binds_at: [US-NJ]", "not_in: [US-NJ]"], ids=["where a clause binds", "where it is unlawful"]
)
def test_places_outside_conditions_are_known_ones(keys: str) -> None:
    assert "unknown-place" in severe(checked(f"clause rules.base: You must ask first.\n    {keys}"))


# ---- questions ---------------------------------------------------------------------------------------------------------


def test_a_question_that_nothing_looks_at_is_dead() -> None:
    found = told(checked(f"ask colour: text fact\n{GOOD.strip()}"), "dead-question")
    assert "'colour'" in found.message
    assert found.location.file == "clauses/questions/all.yaml"
    assert found.location.line > 1


@pytest.mark.parametrize(
    "reader",
    [
        "clause rules.more: Write {{ colour }} in front.",
        "clause rules.more: You must ask first.\n    when: {colour: {known: true}}",
        "advise W-1 high: This is risky.\n    when: {colour: {known: true}}",
        "ask shade: text fact\n    when: {colour: {known: true}}\n    neutral: it only serves the tests",
    ],
    ids=["a slot", "a clause", "an advisory", "a question"],
)
def test_a_question_that_something_looks_at_is_alive(reader: str) -> None:
    assert "dead-question" not in severe(checked(f"ask colour: text fact\n{GOOD.strip()}\n{reader}"))


def test_a_choice_that_changes_nothing_is_dead_unless_it_says_why() -> None:
    dead = """
    ask tools: many_of fact (a b none!)
    clause rules.base: You must ask first.
        when: {tools: [a, none]}
    """
    assert "'b' of 'tools'" in told(checked(dead), "dead-choice").message
    neutral = dead.replace("(a b none!)", "(a b none!)\n        neutral: it only serves the tests")
    assert "dead-choice" not in severe(checked(neutral))
    printed = dead + "\n    clause rules.list: Use {{ tools | all_of }}."
    assert "dead-choice" not in severe(checked(printed))


def test_a_choice_that_only_a_signal_reads_is_alive() -> None:
    found = checked(
        """
        ask platforms: platforms fact
        ask account_safety: many_of fact (company_sign_in two_administrators mfa tidy none!)
        clause rules.base: You must ask first.
            when: {any: [{any_account_without_mfa: yes}, {any_account_in_personal_name: yes}, {any_account_single_administrator: yes}, {platforms: {known: true}}]}
        """
    )
    assert "'tidy'" in told(found, "dead-choice").message


def test_a_default_is_one_of_the_choices() -> None:
    found = checked(
        "ask tool: one_of choice (plane saw)\n    default: swa\n    neutral: it only serves the tests\nclause rules.base: You must ask."
    )
    assert told(found, "unknown-choice").hint == "Did you mean 'saw'?"


def test_a_question_never_hangs_on_a_later_one() -> None:
    found = checked(
        """
        ask first: text fact
            when: {second: {known: true}}
        ask second: text fact
        clause rules.base: Write {{ first }}.
        """
    )
    assert "'second', which is asked later" in told(found, "asked-too-early").message


_LOOKED_AT = re.compile(r"""(?:facts\.get|self\._rows|self\.terms\.term)\(\s*"(\w+)\"""")


def looked_at(*rooms: str) -> set[str]:
    """The questions whose answers the modules of some rooms look at by name."""
    package = Path(policygen.__file__).parent
    modules = (path for room in rooms for path in sorted(package.glob(room)))
    return {question for path in modules for question in _LOOKED_AT.findall(path.read_text(encoding="utf-8"))}


def test_the_questions_said_to_be_read_by_code_are_those_that_the_engine_looks_at() -> None:
    printed = {question for table in Tables.TABLES.values() for question in (table.question, *table.reads)}
    printed |= {question for slot in Terms.SLOTS.values() for question in slot.reads}
    assert looked_at("conditions/evaluate.py") == evaluate.READS
    assert looked_at("selection/select.py") == select.READS
    # Their own words are looked up in `trades`, whose words they take the place of.
    assert looked_at("assembly/*.py") | {OWN_WORDS} == frame.READS | owners_tasks.READS | calendar.READS | printed


def test_the_questions_of_tiny_libraries_serve_their_purpose() -> None:
    assert severe(checked("clause rules.base: You must ask first.", questions=QUESTIONS)) == []
