"""Answers written and read back are the same, and a file that a person keeps stays theirs."""

from typing import Any

import pytest
from hypothesis import given

from policygen.answers.migrate import FORMAT, STEPS, migrate
from policygen.answers.read import read_answers
from policygen.answers.write import changed_text, new_text, plain
from policygen.conditions.model import Value
from policygen.findings import Severity
from policygen.library.model import Library
from tests.support.answers import answers
from tests.support.drawing import few
from tests.support.library import codes, the_library, tiny
from tests.support.strategies import sample, sample_names, values

LIBRARY = tiny("""
    ask organisation_name: text fact
    ask headcount: integer fact
        formerly: [staff_number]
    ask pace: one_of choice (slow fast)
    ask policy_owner: contact fact
    ask platforms: platforms fact (none!)
    ask roles: records fact
        key: role
        fields: [{id: role, kind: text, label: Role, required: true}, {id: holder, kind: contact, label: Holder}]
    """)


def read_back(text: str, library: Library = LIBRARY) -> dict[str, Value]:
    found, findings = read_answers(text, "a.yaml", library)
    assert set(codes(findings, Severity.HIGH)) <= {"platform-closed"}, findings
    return dict(found.values)


def said(**values: Any) -> dict[str, Value]:
    return dict(answers(LIBRARY, **values).values)


# ---- new ---------------------------------------------------------------------------------------------------------------


def test_a_new_file_says_format_library_and_answers_with_each_question_above() -> None:
    text = new_text(said(headcount=31), LIBRARY)
    assert f"policygen: {FORMAT}\n" in text
    assert 'library: "1"\n' in text
    assert "  # What is headcount?\n  headcount: 31\n" in text


def test_records_stand_one_to_a_line() -> None:
    text = new_text(said(roles=[{"role": "a", "holder": {"name": "Ann"}}, {"role": "b"}]), LIBRARY)
    assert "  roles:\n    - {role: a, holder: {name: Ann}}\n    - {role: b}\n" in text


def test_a_file_without_answers_is_one_that_can_be_read() -> None:
    assert read_back(new_text({}, LIBRARY)) == {}


@few
@given(values)
def test_answers_written_and_read_back_are_the_same(given: dict[str, Value]) -> None:
    library = the_library()
    assert read_back(new_text(given, library), library) == given


@given(values)
def test_written_answers_hold_nothing_but_lists_mappings_texts_and_numbers(given: dict[str, Value]) -> None:
    def is_plain(value: object) -> bool:
        if isinstance(value, list):
            return all(is_plain(item) for item in value)
        if isinstance(value, dict):
            return all(isinstance(key, str) and is_plain(item) for key, item in value.items())
        return isinstance(value, (str, int))

    assert all(is_plain(plain(value)) for value in given.values())


# ---- changed -----------------------------------------------------------------------------------------------------------

FILE = """\
# ours
policygen: 1
answers:
  headcount: 6  # with Sam
  # as agreed on Monday
  pace: slow
"""


def test_a_changed_answer_changes_its_line_alone() -> None:
    before = read_back(FILE)
    assert changed_text(FILE, before, {**before, "pace": "fast"}) == FILE.replace("slow", "fast")


def test_an_unchanged_answer_keeps_its_lines_however_they_are_written() -> None:
    text = "answers:\n  roles:\n  - role: a\n    holder: Ann\n  headcount: 6\n"
    before = read_back(text)
    assert changed_text(text, before, {**before, "headcount": 7}) == text.replace("6", "7")


def test_an_answer_taken_back_takes_its_line_with_it() -> None:
    before = read_back(FILE)
    after = {key: value for key, value in before.items() if key != "headcount"}
    text = changed_text(FILE, before, after)
    assert read_back(text) == after
    assert "# as agreed on Monday" in text


def test_an_answer_given_under_a_former_name_is_changed_and_not_doubled() -> None:
    text = "answers:\n  staff_number: 6\n  pace: slow\n"
    changed = changed_text(text, {"headcount": 6, "pace": "slow"}, {"headcount": 7, "pace": "slow"}, ["staff_number"])
    assert read_back(changed) == {"headcount": 7, "pace": "slow"}
    assert "staff_number" not in changed


def test_an_answer_given_under_a_former_name_and_taken_back_is_gone() -> None:
    text = "answers:\n  staff_number: 6\n  pace: slow\n"
    changed = changed_text(text, {"headcount": 6, "pace": "slow"}, {"pace": "slow"}, ["staff_number"])
    assert read_back(changed) == {"pace": "slow"}


@few
@given(values, values)
def test_a_changed_file_says_what_was_asked(before: dict[str, Value], after: dict[str, Value]) -> None:
    library = the_library()
    text = new_text(before, library) + "# a note of mine\naccepted: []\n"
    changed = changed_text(text, before, after)
    assert read_back(changed, library) == {id: after[id] for id in library.questionnaire.questions if id in after}
    assert "# a note of mine\naccepted: []\n" in changed


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", sample_names())
def test_a_sample_can_be_changed_in_one_answer_and_loses_no_comment(library: Library, name: str) -> None:
    file = sample(name).file
    assert file is not None
    with open(file.name, encoding="utf-8") as lines:  # noqa: PTH123 -- the file as it was named
        text = lines.read()
    before = dict(sample(name).values)
    changed = changed_text(text, before, {**before, "headcount": 77})
    assert [line for line in text.split("\n") if line not in changed.split("\n")] == [
        f"  headcount: {before['headcount']}"
    ]
    assert read_back(changed, library) == {**before, "headcount": 77}


# ---- earlier formats ---------------------------------------------------------------------------------------------------


def test_there_is_a_step_from_every_earlier_format() -> None:
    assert len(STEPS) == FORMAT
    assert all(step.__doc__ for step in STEPS)


def test_bare_answers_of_format_0_are_read() -> None:
    assert read_back("headcount: 31\npace: slow\n") == {"headcount": 31, "pace": "slow"}
    assert read_back("policygen: 0\nheadcount: 31\n") == {"headcount": 31}


def test_bare_answers_become_an_answers_file_of_the_next_format() -> None:
    assert migrate({"headcount": 6}) == ({"policygen": 1, "answers": {"headcount": 6}}, True, "")


def test_slips_in_bare_answers_have_their_lines() -> None:
    _, (finding,) = read_answers("pace: slow\nheadcuont: 3\n", "a.yaml", LIBRARY)
    assert (finding.code, finding.location.line) == ("unknown-answer", 2)


def test_bare_answers_stay_readable_when_one_is_changed() -> None:
    text = "# ours\nheadcount: 31  # of us\npace: slow\n"
    changed = changed_text(
        text, {"headcount": 31, "pace": "slow"}, {"headcount": 32, "pace": "slow", "organisation_name": "X"}
    )
    assert read_back(changed) == {"headcount": 32, "pace": "slow", "organisation_name": "X"}
    assert "# ours" in changed


def test_data_of_the_present_format_is_left_alone() -> None:
    data = {"policygen": FORMAT, "answers": {"a": 1}}
    assert migrate(data) == (data, False, "")


def test_data_of_a_later_format_is_not_read() -> None:
    assert "later" in migrate({"policygen": FORMAT + 1, "answers": {}})[2]
