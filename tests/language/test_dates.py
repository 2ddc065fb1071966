"""Dates in words, and months later."""

import pytest

from policygen.language.dates import months_later, spelled_date


def test_dates_are_spelled_as_people_write_them_there() -> None:
    assert spelled_date("2026-11-22", "en-GB") == "22 November 2026"
    assert spelled_date("2026-11-02", "en-US") == "November 2, 2026"
    assert spelled_date("next year", "en-US") == "next year"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-15", 12, "2027-12-15"),
        ("9999-12-01", 1, ""),
        ("soon", 1, ""),
    ],
)
def test_months_are_added_to_a_day_of_a_month_that_has_it(day: str, months: int, later: str) -> None:
    assert months_later(day, months) == later
