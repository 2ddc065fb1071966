"""A calendar file is what RFC 5545 asks for, whatever stands in it."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from policygen.document.calendar import CalendarDay
from policygen.formats.calendar import calendar_file, is_ours

TODAY = "2026-11-22"
REVIEW = CalendarDay("review", "2027-12-31", "Look; at it, \\ again\nsoon", "The rules.")


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_a_day_is_a_whole_day_that_makes_nobody_busy() -> None:
    lines = unfolded(calendar_file("Harbour", [REVIEW], TODAY))

    assert lines[:5] == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//policygen//policygen//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    ]  # fmt: skip
    assert "DTSTART;VALUE=DATE:20271231" in lines
    assert "DTEND;VALUE=DATE:20280101" in lines
    assert "DTSTAMP:20261122T000000Z" in lines
    assert "TRANSP:TRANSPARENT" in lines
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_signs_that_mean_something_in_a_calendar_are_escaped() -> None:
    assert r"SUMMARY:Look\; at it\, \\ again\nsoon" in unfolded(calendar_file("Harbour", [REVIEW], TODAY))


def test_the_same_thing_keeps_its_name_and_another_organisations_has_another() -> None:
    def names(organisation: str, *days: CalendarDay) -> list[str]:
        return [line for line in unfolded(calendar_file(organisation, days, TODAY)) if line.startswith("UID:")]

    moved = CalendarDay("review", "2029-01-01", "Other words")
    assert names("Harbour", REVIEW) == names("Harbour", moved)
    assert names("Harbour", REVIEW) != names("Quay", REVIEW)
    assert len(set(names("Harbour", REVIEW, CalendarDay("start", TODAY, "It starts")))) == 2


@given(st.text(max_size=300), st.text(max_size=300), st.dates(max_value=date(9998, 12, 31)))
def test_whatever_is_written_no_line_is_too_long_and_no_words_leave_their_line(one: str, other: str, day: date) -> None:
    content = calendar_file(one, [CalendarDay("a", day.isoformat(), one, other)], TODAY)

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    known = re.compile(
        r"(BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|UID|DTSTAMP|DTSTART|DTEND|SUMMARY|DESCRIPTION|TRANSP)[:;]|$"
    )
    assert all(known.match(line) for line in unfolded(content))
    assert content.count(b"BEGIN:VEVENT\r\n") == 1
    assert is_ours(content)


def test_a_calendar_of_somebody_else_is_not_ours() -> None:
    assert not is_ours(b"BEGIN:VCALENDAR\r\nPRODID:-//Example//EN\r\nEND:VCALENDAR\r\n")
