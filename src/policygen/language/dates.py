"""Dates: an ISO date in words, and some months or days later."""

from calendar import monthrange
from datetime import date, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def parsed_date(iso: str) -> date | None:
    """The date that an ISO text names, or None."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def day_first(day: date) -> str:
    """`22 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_first(day: date) -> str:
    """`November 22, 2026`."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def spelled_date(iso: str, english: str = "en-GB") -> str:
    """An ISO date as people write it: `22 November 2026`, `November 22, 2026` in the US; other text as it is."""
    day = parsed_date(iso)
    if day is None:
        return iso
    return month_first(day) if english.endswith("-US") else day_first(day)


def months_later(iso: str, months: int) -> str:
    """The ISO date some months after another, at most the last day of its month; empty where there is none."""
    start = parsed_date(iso)
    if start is None:
        return ""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return ""
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).isoformat()


def days_later(iso: str, days: int) -> str:
    """The ISO date some days after another, or before it where `days` is negative; empty where there is none."""
    start = parsed_date(iso)
    try:
        return (start + timedelta(days=days)).isoformat() if start is not None else ""
    except OverflowError:
        return ""
