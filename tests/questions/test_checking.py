"""Whether what somebody wrote is an answer: for every kind of question, good values and bad ones."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.conditions.model import Value
from policygen.findings import Severity
from policygen.questions.check import MAX_ROWS, MAX_TEXT, Checker, Slip
from tests.support.hostile import FOREIGN, LONG, MARKUP, UNPRINTABLE
from tests.support.library import tiny

LIBRARY = tiny("""
    ask name: text fact
    ask headcount: integer fact
        least: 1
        most: 5000000
    ask people: integer fact
    ask day: date fact
    ask boss: yes_no fact
    ask pace: one_of choice (slow fast no unsure?)
    ask steps: many_of fact (a b none! unsure?)
    ask owner: contact fact
    ask contacts: contacts fact
    ask work_locations: places fact
    ask titles: texts choice
    ask platforms: platforms fact (none!)
    ask roles: records fact
        key: role
        fields:
          - {id: role, kind: one_of, label: Role, required: true, choices: [{value: press, label: Press}, {value: not_sure, label: Not sure, unknown: true}]}
          - {id: name, kind: text, label: Name, required: true}
          - {id: holder, kind: contact, label: Holder}
          - {id: since, kind: date, label: Since}
          - {id: number, kind: integer, label: Number, least: 0, most: 9}
          - {id: sure, kind: yes_no, label: Sure}
          - {id: where, kind: place, label: Where}
          - {id: network, kind: platform, label: Network}
          - {id: ways, kind: many_of, label: Ways, choices: [{value: a, label: A}, {value: b, label: B}]}
    """)


def read(question: str, data: Any) -> tuple[Value | None, list[Slip]]:
    checker = Checker(LIBRARY.registry, LIBRARY.atlas)
    return checker.answer(LIBRARY.questionnaire.questions[question], data), checker.slips


def good(question: str, data: Any) -> Value | None:
    value, slips = read(question, data)
    assert not slips
    return value


def bad(question: str, data: Any, code: str, *path: str | int) -> Slip:
    _, slips = read(question, data)
    slip = next(slip for slip in slips if slip.code == code)
    assert slip.path == path
    assert slip.severity is Severity.BLOCK
    assert slip.message
    return slip


# ---- texts -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Café", "Café"),
        ("  a  \n b ", "a b"),
        (1, "1"),
        ("no", "no"),
        ("1.10", "1.10"),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_a_text_is_one_line_of_words(written: object, meant: str | None) -> None:
    assert good("name", written) == meant


@pytest.mark.parametrize("data", [["a"], {"a": 1}, True])
def test_a_text_is_nothing_else(data: object) -> None:
    bad("name", data, "wrong-type")


@pytest.mark.parametrize("text", LONG)
def test_a_text_too_long_to_be_an_answer_is_told(text: str) -> None:
    assert str(MAX_TEXT) in bad("name", text, "too-long").hint


@pytest.mark.parametrize("text", [*MARKUP, *FOREIGN])
def test_a_text_of_any_script_or_markup_is_kept_as_it_is(text: str) -> None:
    assert good("name", text) == " ".join(text.split())


@pytest.mark.parametrize("text", UNPRINTABLE)
def test_what_cannot_be_printed_is_left_out(text: str) -> None:
    value, _ = read("name", text)
    assert isinstance(value, str)
    assert value.isprintable()


@pytest.mark.parametrize(("text", "code"), [("a\x00b", "control-characters"), ("\u202eexe.gnp", "direction-marks")])
def test_leaving_something_out_of_a_text_is_told(text: str, code: str) -> None:
    _, (slip,) = read("name", text)
    assert (slip.code, slip.severity) == (code, Severity.MEDIUM)


@given(st.text(max_size=50))
def test_every_kept_text_is_one_printable_line(text: str) -> None:
    value, _ = read("name", text)
    assert value is None or (
        isinstance(value, str)
        and value
        and value == " ".join(value.split())
        and not set(value) & set("\x00\x1b\ufffe\u202e")
    )


# ---- numbers, dates, yes and no ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("written", "meant"), [(31, 31), ("31", 31), (" 31 ", 31), (1, 1), (5_000_000, 5_000_000)])
def test_a_number_is_whole(written: object, meant: int) -> None:
    assert good("headcount", written) == meant


@pytest.mark.parametrize("data", ["many", "1.5", "12e3", True, [3], {"a": 1}, "", "१२x"])
def test_a_number_is_nothing_else(data: object) -> None:
    bad("headcount", data, "wrong-type")


@pytest.mark.parametrize("number", [0, -1, 5_000_001, 10**17])
def test_a_number_lies_within_its_bounds(number: int) -> None:
    bad("headcount", number, "out-of-range")


def test_a_number_without_bounds_is_no_less_than_nothing() -> None:
    assert good("people", 0) == 0
    bad("people", -1, "out-of-range")


@pytest.mark.parametrize("data", ["2026-11-22", "20261122", 20261122])
def test_a_date_is_kept_as_iso(data: object) -> None:
    assert good("day", data) == "2026-11-22"


@pytest.mark.parametrize("data", ["22.11.2026", "2026-02-30", "soon", 5, [1], {}, True, "2026-11-22T10:00"])
def test_a_date_is_nothing_else(data: object) -> None:
    assert "2026-11-22" in bad("day", data, "not-a-date").hint


@pytest.mark.parametrize(
    ("written", "meant"),
    [("yes", "yes"), ("no", "no"), (True, "yes"), (False, "no"), ("not_sure", None), ("unknown", None), (None, None)],
)
def test_yes_no_has_three_answers(written: object, meant: str | None) -> None:
    assert good("boss", written) == meant


@pytest.mark.parametrize("data", ["maybe", 1, ["yes"], {"yes": 1}, [], {}])
def test_yes_no_has_no_fourth_answer(data: object) -> None:
    bad("boss", data, "unknown-choice")


# ---- choices -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"), [("slow", "slow"), (["fast"], "fast"), (False, "no"), ("unsure", None), (" slow ", "slow")]
)
def test_one_of_takes_one_choice(written: object, meant: str | None) -> None:
    assert good("pace", written) == meant


@pytest.mark.parametrize("data", ["quick", ["slow", "fast"], {"slow": 1}, 3, []])
def test_one_of_takes_nothing_else(data: object) -> None:
    _, slips = read("pace", data)
    assert [slip.code for slip in slips] in (["unknown-choice"], ["wrong-type"])


def test_a_slip_in_a_choice_is_answered_with_the_nearest() -> None:
    assert "'slow'" in bad("pace", "slwo", "unknown-choice").hint


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (["a", "b"], ("a", "b")),
        ("a", ("a",)),
        (["b", "a", "b"], ("b", "a")),
        (["none"], ("none",)),
        (["unsure"], None),
        ([], None),
    ],
)
def test_many_of_takes_several_once_each(written: object, meant: object) -> None:
    assert good("steps", written) == meant


@pytest.mark.parametrize("data", [["a", "none"], ["unsure", "b"]])
def test_a_choice_that_excludes_the_others_stands_alone(data: object) -> None:
    value, slips = read("steps", data)
    assert value is None
    assert [slip.code for slip in slips] == ["exclusive-choice"]


def test_the_wrong_one_of_several_is_told_by_its_place() -> None:
    bad("steps", ["a", "c"], "unknown-choice", 1)


@pytest.mark.parametrize("question", ["steps", "titles", "roles", "contacts", "work_locations", "platforms"])
def test_a_list_without_end_is_refused(question: str) -> None:
    bad(question, ["a"] * (MAX_ROWS + 1), "too-many")


# ---- names of lists ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["x", "X", "Twitter", "twitter", "X.com"])
def test_a_platform_is_known_by_every_name_past_and_present(name: str) -> None:
    value, slips = read("platforms", [name])
    assert value == ("x",)
    assert all(slip.severity is Severity.INFO for slip in slips)


def test_a_platform_of_no_list_is_kept_as_typed_and_told() -> None:
    value, (slip,) = read("platforms", ["Our Forum"])
    assert value == ("Our Forum",)
    assert (slip.code, slip.severity) == ("unknown-platform", Severity.MEDIUM)


@pytest.mark.parametrize("data", ["none", ["none"]])
def test_no_platform_at_all_is_an_answer(data: object) -> None:
    assert good("platforms", data) == ("none",)


def test_no_platform_excludes_platforms() -> None:
    bad("platforms", ["x", "none"], "exclusive-choice")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("GB-ENG", "GB-ENG"),
        ("gb-eng", "GB-ENG"),
        ("Ontario", "CA-ON"),
        ("toronto", "CA-ON"),
        ("UK", "GB"),
        ("DE", "DE"),
    ],
)
def test_a_place_is_known_by_code_name_and_city(name: str, code: str) -> None:
    value, slips = read("work_locations", [name])
    assert value == (code,)
    assert all(slip.severity is Severity.INFO for slip in slips)


def test_a_place_of_no_list_is_kept_as_typed_and_told() -> None:
    value, (slip,) = read("work_locations", ["Atlantis"])
    assert value == ("Atlantis",)
    assert (slip.code, slip.severity) == ("unknown-place", Severity.MEDIUM)


def test_a_state_that_does_not_exist_is_refused_with_the_nearest() -> None:
    assert "US-NY" in bad("work_locations", ["US-NX"], "unknown-place", 0).hint


def test_a_part_of_a_country_whose_law_is_one_is_taken_as_given() -> None:
    assert good("work_locations", ["DE-BY"]) == ("DE-BY",)


def test_the_same_place_by_two_names_counts_once() -> None:
    assert read("work_locations", ["Leeds", "GB-ENG"])[0] == ("GB-ENG",)


# ---- people and records ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "meant"),
    [
        ("Sam", {"name": "Sam"}),
        (
            {"name": "Sam", "role": "Owner", "email": "sam@x.example"},
            {"name": "Sam", "role": "Owner", "email": "sam@x.example"},
        ),
        ({"role": "Owner", "phone": 123}, {"role": "Owner", "phone": "123"}),
        ({"name": "Sam", "email": None}, {"name": "Sam"}),
    ],
)
def test_a_contact_is_a_person_or_a_post(data: object, meant: object) -> None:
    assert good("owner", data) == meant


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        (["Sam"], "wrong-type", ()),
        (5, "wrong-type", ()),
        ({}, "missing-field", ()),
        ({"email": "a@b.c"}, "missing-field", ()),
        ({"name": "Sam", "mail": "a@b.c"}, "unknown-field", ("mail",)),
        ({"name": ["Sam"]}, "wrong-type", ("name",)),
        ({"name": "Sam", "email": "sam at x"}, "not-an-email", ("email",)),
    ],
)
def test_a_contact_is_nothing_else(data: object, code: str, path: tuple[str, ...]) -> None:
    bad("owner", data, code, *path)


def test_contacts_may_be_one_or_several() -> None:
    assert good("contacts", [{"name": "A"}, "B"]) == ({"name": "A"}, {"name": "B"})
    assert good("contacts", {"name": "A"}) == ({"name": "A"},)


def test_a_record_is_read_field_by_field() -> None:
    row = {
        "role": "press", "name": "Ann", "holder": {"name": "Bo"}, "since": "2026-01-01", "number": 3, "sure": "yes",
        "where": "Toronto", "network": "Twitter", "ways": ["a", "b"],
    }  # fmt: skip
    assert read("roles", [row])[0] == ({**row, "where": "CA-ON", "network": "x", "ways": ("a", "b")},)


@pytest.mark.parametrize(
    ("row", "code", "path"),
    [
        ("press", "wrong-type", (0,)),
        ({"role": "pres", "name": "A"}, "unknown-choice", (0, "role")),
        ({"role": "press", "name": "A", "nam": "B"}, "unknown-field", (0, "nam")),
        ({"role": "press", "name": "A", "since": "soon"}, "not-a-date", (0, "since")),
        ({"role": "press", "name": "A", "number": 10}, "out-of-range", (0, "number")),
        ({"role": "press", "name": "A", "holder": {"nam": "B"}}, "unknown-field", (0, "holder", "nam")),
        ({"role": "press", "name": "A", "sure": ["yes"]}, "unknown-choice", (0, "sure")),
        ({"role": "press", "name": "A", "ways": ["a", "c"]}, "unknown-choice", (0, "ways", 1)),
    ],
)
def test_a_wrong_field_is_told_by_its_place(row: object, code: str, path: tuple[str | int, ...]) -> None:
    bad("roles", [row], code, *path)


@pytest.mark.parametrize("name", [{}, {"name": None}, {"name": "  "}, {"name": "\x00"}])
def test_a_row_without_a_field_it_needs_is_refused(name: dict[str, object]) -> None:
    bad("roles", [{"role": "press", **name}], "missing-field", 0)


@pytest.mark.parametrize("role", [None, "not_sure"])
def test_not_knowing_a_field_that_is_needed_is_not_enough(role: str | None) -> None:
    bad("roles", [{"role": role, "name": "A"}], "missing-field", 0)


def test_two_rows_with_one_key_are_told() -> None:
    row = {"role": "press", "name": "A"}
    _, (slip,) = read("roles", [row, {**row, "name": "B"}])
    assert slip.code == "duplicate-row"
    assert slip.severity < Severity.BLOCK
