"""Answers files as answers: every slip told with file, line and the nearest right name."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen._resources import decode_text, read_text
from policygen.answers.model import Accepted, Answers
from policygen.answers.read import read_answers
from policygen.errors import UnreadableError
from policygen.findings import Finding, Severity
from policygen.library.model import Library
from tests.support.hostile import FOREIGN, MARKUP
from tests.support.library import codes, tiny

LIBRARY = tiny("""
    ask organisation_name: text fact
    ask headcount: integer fact
        formerly: [staff_number, how_many]
    ask pace: one_of choice
        choices: [{value: slow, label: Slow, formerly: [lento]}, {value: fast, label: Fast}]
    ask monitoring: many_of fact (systems none!)
    ask policy_owner: contact fact
    ask platforms: platforms fact (none!)
    ask roles: records fact
        key: role
        fields: [{id: role, kind: text, label: Role, required: true}, {id: name, kind: text, label: Name}]
    advise W-21 high: Risky.
        when: {headcount: {at_least: 5}}
    advise W-99 block: Never.
        when: {headcount: {at_least: 5}}
        acceptable: false
    """)


def read(text: str) -> tuple[Answers, tuple[Finding, ...]]:
    return read_answers(text, "a.yaml", LIBRARY)


def good(text: str) -> Answers:
    answers, findings = read(text)
    assert not findings
    return answers


def fault(text: str) -> Finding:
    _, (finding,) = read(text)
    return finding


@pytest.mark.parametrize("number", [99, 100, 101, 1300])
def test_names_that_are_no_questions_are_told_one_by_one_and_beyond_a_hundred_by_their_number(number: int) -> None:
    _, findings = read("answers:\n" + "".join(f"  zz{index}: 1\n" for index in range(number)))
    one_by_one = [finding for finding in findings if finding.message.startswith("There is no question 'zz")]
    assert len(one_by_one) == min(number, 100)
    more = [finding.message for finding in findings if finding not in one_by_one]
    assert more == ([f"There are {number - 100:,} more names that are no questions."] if number > 100 else [])


def test_an_answers_file_is_read() -> None:
    answers = good('policygen: 1\nlibrary: "2026.11"\nanswers:\n  headcount: 31\n  monitoring: [systems]\n')
    assert answers.values == {"headcount": 31, "monitoring": ("systems",)}
    assert answers.library == "2026.11"


def test_the_format_may_be_left_out() -> None:
    assert good("answers: {headcount: 3}").values == {"headcount": 3}


def test_a_file_without_any_answer_is_a_file() -> None:
    assert good("answers: {}").values == {}


def test_answers_stand_in_the_order_of_the_questionnaire_whatever_the_file_says() -> None:
    assert list(good("answers: {monitoring: [systems], headcount: 3}").values) == ["headcount", "monitoring"]


# ---- names -------------------------------------------------------------------------------------------------------------


def test_a_former_name_of_a_question_is_understood() -> None:
    assert good("answers: {staff_number: 3}").values == {"headcount": 3}


def test_a_former_name_of_a_choice_is_understood() -> None:
    assert good("answers: {pace: lento}").values == {"pace": "slow"}


@pytest.mark.parametrize(
    "text", ["answers: {staff_number: 3, headcount: 4}", "answers: {headcount: 4, staff_number: 3}"]
)
def test_a_former_name_beside_the_present_one_is_told_and_the_present_one_counts(text: str) -> None:
    answers, (finding,) = read(text)
    assert finding.code == "answered-twice"
    assert answers.values == {"headcount": 4}


def test_two_former_names_of_one_question_are_told() -> None:
    answers, (finding,) = read("answers: {staff_number: 3, how_many: 4}")
    assert finding.code == "answered-twice"
    assert answers.values == {"headcount": 3}


def test_an_unknown_question_is_told_with_line_and_nearest_name() -> None:
    finding = fault("answers:\n  headcuont: 3\n")
    assert (finding.code, finding.location.file, finding.location.line) == ("unknown-answer", "a.yaml", 2)
    assert "'headcount'" in finding.hint


def test_an_unknown_key_at_the_top_is_told() -> None:
    finding = fault("answers: {}\naccpeted: []\n")
    assert (finding.code, finding.location.line) == ("unknown-key", 2)
    assert "'accepted'" in finding.hint


def test_an_answer_beside_answers_is_told_where_it_belongs() -> None:
    assert "answers:" in fault("answers: {}\nheadcount: 3\n").hint


def test_a_wrong_value_is_told_with_its_own_line() -> None:
    finding = fault("answers:\n  roles:\n    - {role: a}\n    - {role: b,\n       nam: c}\n")
    assert (finding.code, finding.location.line) == ("unknown-field", 5)
    assert finding.message.startswith("roles: ")


def test_all_slips_are_told_at_once() -> None:
    _, findings = read("answers:\n  headcount: many\n  pace: quick\n  policy_owner: [x]\n  nothing: 1\n")
    assert [finding.location.line for finding in findings] == [2, 3, 4, 5]


def test_a_wrong_answer_counts_for_nothing_and_blocks() -> None:
    answers, findings = read("answers: {headcount: many, pace: slow}")
    assert answers.values == {"pace": "slow"}
    assert codes(findings, Severity.BLOCK) == ["wrong-type"]


def test_a_question_beside_answers_is_told_to_go_under_it() -> None:
    assert "under 'answers:'" in fault("answers: {}\nheadcount: 3\n").hint


def test_a_wrong_choice_is_answered_with_the_nearest_and_with_all() -> None:
    hint = fault("answers: {pace: slwo}").hint
    assert "'slow'" in hint
    assert "slow, fast" in hint


@pytest.mark.parametrize("key", ["classdojo", "size", "glassdoor"])
def test_a_name_that_is_like_none_is_given_no_other(key: str) -> None:
    assert "Did you mean" not in fault(f"answers: {{{key}: 3}}").hint


def test_a_name_with_a_character_that_cannot_be_seen_is_told_as_such() -> None:
    assert "cannot be seen" in fault("answers:\n  head\u200bcount: 3\n").hint


# ---- what a comment cuts short -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "severity", "quoted"),
    [
        ("organisation_name: Workshop #1", Severity.HIGH, '"Workshop #1"'),
        ("organisation_name: Studio #9 Tattoo", Severity.HIGH, '"Studio #9 Tattoo"'),
        ("organisation_name: #1 Tyres", Severity.HIGH, '"#1 Tyres"'),
        ("organisation_name: Workshop   #1", Severity.MEDIUM, '"Workshop   #1"'),
        ("organisation_name: Workshop # 1", Severity.INFO, '"Workshop # 1"'),
        ("policy_owner: {name: Ann, role: Head of #socials\n  }", Severity.HIGH, '"Head of #socials"'),
        ("policy_owner: Ann #2", Severity.HIGH, '"Ann #2"'),
        ("roles:\n    - {role: a}\n    - role: b #c", Severity.HIGH, '"b #c"'),
        ("platforms:\n    - x\n    - Forum #2", Severity.HIGH, '"Forum #2"'),
    ],
)
def test_a_text_that_a_comment_cuts_is_told_with_its_line_and_what_to_quote(
    line: str, severity: Severity, quoted: str
) -> None:
    _, findings = read(f"answers:\n  {line}\n")
    (finding,) = [finding for finding in findings if finding.code == "cut-by-comment"]
    assert finding.severity is severity
    assert finding.location.line == 2 + line.split("#")[0].count("\n")
    assert quoted in finding.hint


@pytest.mark.parametrize(
    "line",
    [
        "headcount: 6  # in summer",
        "headcount: 6 #in summer",
        "headcount: # not yet",
        "organisation_name: Acme  # the firm",
        'organisation_name: "Workshop #1"',
        "organisation_name: 'Workshop' #1",
        "organisation_name: C#",
        "pace: slow #really",
        "monitoring: [systems] #2",
        "#organisation_name: Workshop #1",
    ],
)
def test_a_comment_that_is_one_is_left_alone(line: str) -> None:
    assert "cut-by-comment" not in codes(read(f"answers:\n  accepted: x\n  {line}\n")[1])


def test_a_bracket_that_a_comment_leaves_open_is_told_at_its_own_line() -> None:
    _, (finding,) = read("answers:\n  policy_owner: {name: A #b}\n  headcount: 3\n")
    assert (finding.code, finding.location.line, finding.severity) == ("yaml-comment", 2, Severity.BLOCK)
    assert "quotes" in finding.hint


@pytest.mark.parametrize("name", ["&Co Ltd", "*Star Ltd", "!Bang Ltd"])
def test_a_name_that_begins_with_a_sign_of_yaml_is_answered_with_quotes(name: str) -> None:
    assert "quotes" in read(f"answers:\n  organisation_name: {name}\n")[1][0].hint


# ---- odd blanks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "answers:\n  headcount: 3\n\u00a0 organisation_name: Quay\n",
        "answers:\n\u00a0\u00a0headcount: 3\n\u00a0\u00a0organisation_name: Quay\n",
        "answers:\n  headcount:\u00a03\n  organisation_name:\u202fQuay\n",
    ],
)
def test_a_blank_that_only_looks_like_a_space_is_read_as_one_and_told(text: str) -> None:
    found, (finding,) = read(text)
    assert found.values == {"organisation_name": "Quay", "headcount": 3}
    assert (finding.code, finding.severity) == ("odd-blank", Severity.INFO)
    assert re.search(r"U\+(00A0|202F)", finding.message)
    assert "\u00a0" in text.split("\n")[finding.location.line - 1]


# ---- accepted advisories -----------------------------------------------------------------------------------------------


def test_an_accepted_advisory_is_read_with_its_reason() -> None:
    answers = good("answers: {}\naccepted:\n  - {advisory: W-21, reason: We know, by: Sam, date: 2026-11-22}\n")
    assert answers.accepted == (Accepted("W-21", "We know", "Sam", "2026-11-22"),)


@pytest.mark.parametrize(
    "entry",
    ["{advisory: W-21}", "{reason: x}", "W-21", "[]", "{advisory: W-21, reason: }", "{advisory: W-21, reason: [x]}"],
)
def test_an_accepted_advisory_needs_its_id_and_a_reason(entry: str) -> None:
    answers, findings = read(f"answers: {{}}\naccepted:\n  - {entry}\n")
    assert answers.accepted == ()
    assert "bad-acceptance" in codes(findings, Severity.BLOCK)
    assert {finding.location.line for finding in findings} == {3}


@pytest.mark.parametrize("written", ["W-21", "{advisory: W-21, reason: x}", "true"])
def test_accepted_advisories_stand_in_a_list(written: str) -> None:
    assert fault(f"answers: {{}}\naccepted: {written}\n").code == "bad-acceptance"


def test_an_accepted_advisory_that_there_is_not_is_told() -> None:
    finding = fault("answers: {}\naccepted: [{advisory: W-12, reason: x}]\n")
    assert finding.code == "unknown-advisory"
    assert "W-21" in finding.hint


def test_a_reason_is_cleaned_like_every_text() -> None:
    answers, _ = read('answers: {}\naccepted: [{advisory: W-21, reason: "a\\0b\\e[31m"}]\n')
    assert answers.accepted[0].reason.isprintable()


# ---- files that are none -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-answers"),
        ("# nothing\n", "no-answers"),
        ("- a\n- b\n", "no-answers"),
        ("just words", "no-answers"),
        ("31", "no-answers"),
        ("answers:\n", "no-answers"),
        ("answers: [a]\n", "no-answers"),
        ("policygen: 1\n", "no-answers"),
        ("policygen: 2\nanswers: {}\n", "file-format"),
        ("policygen: one\nanswers: {}\n", "file-format"),
        ("policygen: -1\nanswers: {}\n", "file-format"),
        ("policygen: true\nanswers: {}\n", "file-format"),
        ("policygen: [1]\nanswers: {}\n", "file-format"),
        ("answers: {headcount: 3, headcount: 4}", "yaml-duplicate-key"),
        ("answers: {headcount: &a 3}", "yaml-alias"),
        ("answers: {headcount: !!int 3}", "yaml-tag"),
        ("answers: {headcount: 3", "yaml-syntax"),
        ("PK\x03\x04", "yaml-syntax"),
        ("answers: " + "[" * 10_000, "yaml-depth"),
    ],
)
def test_a_file_that_holds_no_answers_is_told_and_blocks(text: str, code: str) -> None:
    answers, findings = read(text)
    assert codes(findings, Severity.BLOCK)[:1] == [code]
    assert answers.values == {} or code == "yaml-duplicate-key"
    assert findings[0].location.file == "a.yaml"


@pytest.mark.slow
def test_a_file_with_hundreds_of_unknown_names_is_answered_within_seconds() -> None:
    text = "answers:\n" + "".join(f"  headcuont_{n}: 1\n" for n in range(50_000))
    _, findings = read(text)
    assert len(findings) < 1_000
    assert "more" in findings[-1].message


def test_files_of_other_programs_are_read_alike(tmp_path: Path) -> None:
    lawyer = tmp_path / "a.yaml"
    lawyer.write_bytes("\ufeffanswers:\r\n  headcount: 3\r\n  organisation_name: Smith’s Café\r\n".encode())
    assert good(read_text(lawyer)).values == {"organisation_name": "Smith’s Café", "headcount": 3}


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_the_reading_fail(content: bytes) -> None:
    try:
        text = decode_text(content, "a.yaml")
    except UnreadableError:
        return
    read(text)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5) | st.sampled_from((*MARKUP, *FOREIGN)).map(repr),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    (
                        "policygen",
                        "answers",
                        "accepted",
                        "library",
                        "headcount",
                        "roles",
                        "advisory",
                        "reason",
                        "policy_owner",
                    )
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=10,
    )
)
def test_no_yaml_at_all_makes_the_reading_fail(data: object) -> None:
    answers, _ = read(json.dumps({"answers": data} if isinstance(data, dict) else data))
    assert set(answers.values) <= LIBRARY.questionnaire.questions.keys()


def test_every_key_that_hints_name_is_a_key(library: Library) -> None:
    _, findings = read_answers("answers: {headcont: 3, monitorin: [none]}", "a.yaml", library)
    assert [finding.hint for finding in findings] == ["Did you mean 'headcount'?", "Did you mean 'monitoring'?"]


def test_a_question_with_no_name_near_it_leads_to_all_questions() -> None:
    (finding,) = [found for found in read("answers:\n  zzzz_qqqq: 1\n")[1] if found.code == "unknown-answer"]
    assert finding.hint == "For all questions: policygen schema"
