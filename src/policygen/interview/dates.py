"""Dates as people type them. Pure."""

import re
from datetime import date, timedelta

from policygen.interview.notes import Refused
from policygen.language.dates import MONTHS

_HOW = "Write it as 1 December 2026 or 2026-12-01."


def read_day(text: str, today: str) -> str | Refused:
    """The ISO date that somebody typed, or why it is none. Numbers alone are refused where two readings are possible."""
    words = text.strip().casefold().rstrip(".")
    if words in {"today", "now", "tomorrow"}:
        day = date.fromisoformat(today) + timedelta(days=words == "tomorrow")
        return day.isoformat()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        return _made(words[:4], words[5:7], words[8:])
    if numbers := re.fullmatch(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})", words):
        first, second, year = numbers.groups()
        if int(first) <= 12 and int(second) <= 12 and first != second:
            return Refused(f"“{text}” can be read in two ways. {_HOW}")
        return _made(year, first, second) if int(second) > 12 else _made(year, second, first)
    month = next((index for index, name in enumerate(MONTHS, 1) if re.search(rf"\b{name[:3].lower()}", words)), 0)
    numbered = re.findall(r"\d+", words)
    if month and len(numbered) == 2 and len(numbered[1]) == 4:
        return _made(numbered[1], str(month), numbered[0])
    return Refused(f"“{text[:40]}” is not a date. {_HOW}")


def _made(year: str, month: str, day: str) -> str | Refused:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return Refused(f"There is no such day. {_HOW}")
