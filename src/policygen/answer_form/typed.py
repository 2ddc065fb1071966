"""What people write by hand where a number, a day or a choice is asked, as an answers file would say it."""

import re
from datetime import date
from difflib import get_close_matches
from typing import Any

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Value
from policygen.language.dates import MONTHS
from policygen.library.model import Library
from policygen.platforms.model import fold
from policygen.questions.kinds.base import Asked
from policygen.questions.typed import plain_blanks, whole_number


@dataclass(frozen=True, slots=True)
class Typed:
    """What something written comes to."""

    data: Any
    """As an answers file would say it; the words themselves where they say nothing else."""
    inferred: str = ""
    """How it was read, where that is more than what was written."""


def typed(kind: str, asked: Asked, words: str, *, day_first: bool | None = None) -> Typed:
    """One entry of a kind, as it was written. `day_first`: where people write 1/5/2027 for the first of May."""
    text = " ".join(plain_blanks(words).split())
    match kind:
        case "integer":
            return _number(text)
        case "date":
            return _day(text, day_first)
        case "yes_no":
            return _yes_no(text)
        case "one_of" | "many_of":
            return _choice(asked, text)
        case _:
            return Typed(text)


# ---- numbers -------------------------------------------------------------------------------------------------------------

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORTH = {word: number for number, word in enumerate(_ONES)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_NOT_ONE = regex(
    r"\b(?:between|more|less|fewer|over|under|above|below|up|least|most|max|min|not|or|to|per|half|dozens?|hundreds"
    r"|thousands|about|around|roughly|circa|ca|approx(?:imately)?|nearly|almost|some|maybe|perhaps)\b|[<>≤≥~%/+–-]|\d[.,]\d",
    re.IGNORECASE,
)
"""What makes of a number with words beside it something else than that number."""
_MOST_WORDS = 5
_MYSELF = frozenset({"me", "just me", "only me", "myself", "just myself", "me alone", "i work alone", "on my own"})


def _number(text: str) -> Typed:
    if whole_number(text) is not None:
        return Typed(text)
    spelled = 1 if text.casefold().strip(" .!") in _MYSELF else number_in_words(text)
    if spelled is not None:
        return Typed(spelled, f"“{text}” was read as {spelled}.")
    bare = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    digits = re.findall(r"\d+", bare)
    if len(digits) == 1 and len(digits[0]) <= 9 and len(bare.split()) <= _MOST_WORDS and not _NOT_ONE.search(bare):
        return Typed(int(digits[0]), f"“{text}” was read as {int(digits[0])}.")
    return Typed(text)


def number_in_words(text: str) -> int | None:
    """The number that words spell, up to 999,999: `twelve`, `two hundred and five`; None for anything else."""
    words = [word for word in re.split(r"[\s-]+", text.casefold().strip(" .")) if word != "and"]
    if not words or len(words) > 12:
        return None
    total, part = 0, 0
    for index, word in enumerate(words):
        if word in _WORTH:
            below = part % 100
            if below and not (below % 10 == 0 and below >= 20 and _WORTH[word] < 10):
                return None
            part += _WORTH[word]
        elif (
            word == "a" and index + 1 < len(words) and words[index + 1] in {"hundred", "thousand", "dozen"} and not part
        ):
            part = 1
        elif word == "hundred" and 0 < part < 10:
            part *= 100
        elif word == "dozen" and part == 1 and len(words) <= 2:
            part = 12
        elif word == "thousand" and part and not total:
            total, part = part * 1000, 0
        else:
            return None
    return total + part


# ---- days, which begin with the month in some places ----------------------------------------------------------------------

_WORDY = regex(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?(?P<month>[a-z]{3,9})\.?|(?P<month2>[a-z]{3,9})\.?\s+(?P<day2>\d{1,2})"
    r"(?:st|nd|rd|th)?),?\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_SIGNS = regex(r"(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{2,4})", re.ASCII)


def _day(text: str, day_first: bool | None) -> Typed:  # noqa: FBT001  # three values
    bare = re.sub(r"^(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", "", text, flags=re.IGNORECASE)
    found = _WORDY.fullmatch(bare)
    if found:
        month = _month(found["month"] or found["month2"])
        iso = _iso(int(found["year"]), month, int(found["day"] or found["day2"]))
        return Typed(iso or text)
    signs = _SIGNS.fullmatch(bare)
    if signs and (iso := _in_signs(signs[1], signs[2], signs[3], signs[4], day_first)):
        return Typed(iso, f"“{text}” was read as the day {iso}." if iso != text else "")
    return Typed(text)


PLACES = "work_locations"
"""The question that tells how people write days."""


def days_first(places: Value | None, library: Library) -> bool | None:
    """Whether people in some places write 1/5/2027 for the first of May; None where some do and some do not."""
    english = {library.atlas.spelling_in(place) for place in values_of(places or ())}
    if not english or "en-CA" in english or english > {"en-US"}:
        return None
    return "en-US" not in english


def _month(word: str) -> int:
    wanted = word.casefold()
    names = [name.casefold() for name in MONTHS]
    return next((n for n, name in enumerate(names, 1) if name.startswith(wanted) or (wanted == "sept" and n == 9)), 0)


def _in_signs(first: str, sign: str, second: str, third: str, day_first: bool | None) -> str:  # noqa: FBT001  # three values
    """A day in figures, where only one is meant: `2026/12/1`, `22/11/2026`, `1.12.2026`; empty where it may be two."""
    if len(first) == 4:
        return _iso(int(first), int(second), int(third))
    year, one, two = int(third) + (2000 if len(third) == 2 else 0), int(first), int(second)
    if len(third) not in {2, 4} or len(first) > 2:
        return ""
    if sign == "." or one > 12 or one == two:
        return _iso(year, two, one)
    if two > 12:
        return _iso(year, one, two)
    return "" if day_first is None else _iso(year, two, one) if day_first else _iso(year, one, two)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


# ---- choices -------------------------------------------------------------------------------------------------------------

YES = frozenset({"yes", "y", "yes please", "yep", "yeah", "true", "ok", "correct", "we do"})
NO = frozenset({"no", "n", "nope", "false", "never", "we do not", "we don't"})
_NEAR = 0.86


def _yes_no(text: str) -> Typed:
    words = text.casefold().replace("’", "'").strip(" .!")
    if words in {"yes", "no"}:
        return Typed(words)
    said = "yes" if words in YES else "no" if words in NO else ""
    return Typed(said, f"“{text}” was read as {said}.") if said else Typed(text)


def _choice(asked: Asked, text: str) -> Typed:
    """A choice by its label or value; the nearest label where a slip of a finger lies between."""
    wanted = fold(text)
    for choice in asked.choices:
        if wanted and wanted in {fold(choice.label), fold(choice.value), fold(f"{choice.label}{choice.description}")}:
            return Typed(choice.value)
    labels = {fold(choice.label): choice for choice in asked.choices}
    near = get_close_matches(wanted, labels, n=2, cutoff=_NEAR) if len(wanted) > 3 else []
    if len(near) == 1:
        return Typed(labels[near[0]].value, f"“{text}” was read as “{labels[near[0]].label}”.")
    return Typed(text)
