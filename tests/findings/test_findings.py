"""What a person is told of a finding, and of a name that is nearly right."""

import pytest

from policygen._visible import visible
from policygen.findings import Finding, Location, Severity, nearest, worst

SLIP = Finding("bad-number", Severity.HIGH, "headcount: 'x' is no number.", Location("answers.yaml", 3), "Write 12.")


@pytest.mark.parametrize(
    ("location", "hint", "told"),
    [
        (Location("a.yaml", 3), "Do that.", "a.yaml:3: high: It is so. Do that. [code]"),
        (Location("a.yaml"), "Do that.", "a.yaml: high: It is so. Do that. [code]"),
        (Location("a.yaml", 3), "", "a.yaml:3: high: It is so. [code]"),
        (Location(), "", "high: It is so. [code]"),
    ],
)
def test_a_finding_says_where_what_and_what_to_do_as_far_as_known(location: Location, hint: str, told: str) -> None:
    assert str(Finding("code", Severity.HIGH, "It is so.", location, hint)) == told


def test_a_finding_as_data_has_every_part_by_name() -> None:
    assert SLIP.as_data() == {
        "code": "bad-number", "severity": "high", "message": "headcount: 'x' is no number.",
        "file": "answers.yaml", "line": 3, "hint": "Write 12.",
    }  # fmt: skip


def test_the_worst_of_some_findings_is_the_most_severe_and_of_none_there_is_none() -> None:
    others = [Finding("a", severity, "") for severity in (Severity.INFO, Severity.MEDIUM)]
    assert worst([others[0], SLIP, others[1]]) is Severity.HIGH
    assert worst([]) is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [("headcuont", "headcount"), ("headcounts", "headcount"), ("ecap", "pace"), ("zebra", ""), ("", "")],
)
def test_a_slip_is_answered_with_the_name_it_is_nearest_to(name: str, meant: str) -> None:
    assert nearest(name, ["pace", "headcount"]) == (f"Did you mean '{meant}'?" if meant else "")


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u2069"])
def test_what_would_steer_a_terminal_is_shown_as_a_mark(sign: str) -> None:
    assert visible(f"a{sign}b\tc\n") == "a\N{REPLACEMENT CHARACTER}b\tc\n"
