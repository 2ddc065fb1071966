"""Lines fitted to a terminal's width, and dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.interview.dates import read_day
from policygen.interview.notes import Refused
from policygen.language.dates import spelled_date
from policygen.terminal.lines import shortened, width_of, wrap


@given(st.text(), st.integers(4, 100))
def test_no_line_is_wider_than_the_width_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(), st.integers(2, 60))
def test_a_shortened_text_fits(text: str, width: int) -> None:
    assert width_of(shortened(text, width)) <= width


def test_wide_characters_count_twice() -> None:
    assert width_of("日本") == 4
    assert wrap("日本語テスト", 4) == ("日本", "語テ", "スト")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-01", "2026-12-01"),
        ("1 December 2026", "2026-12-01"),
        ("Dec 1, 2026", "2026-12-01"),
        ("1st dec 2026", "2026-12-01"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("7.7.2026", "2026-07-07"),
        ("today", "2026-11-22"),
        ("tomorrow", "2026-11-23"),
        ("3 May 2027", "2027-05-03"),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, day: str) -> None:
    assert read_day(typed, "2026-11-22") == day


@pytest.mark.parametrize(
    "typed", ["1/2/2026", "31 February 2026", "soon", "2026", "99/99/2026", "٣ May", "1 May 10000000"]
)
def test_a_date_that_is_none_or_could_be_two_is_refused_with_the_way_to_write_it(typed: str) -> None:
    refused = read_day(typed, "2026-11-22")
    assert isinstance(refused, Refused)
    assert "1 December 2026" in refused.message


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_shown_reads_back_as_itself(day: date) -> None:
    assert read_day(spelled_date(day.isoformat()), "2026-11-22") == day.isoformat()


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    read_day(text, "2026-11-22")
