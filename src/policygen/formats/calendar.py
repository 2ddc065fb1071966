"""A calendar file as RFC 5545 wants it: whole days, no clock and no zone."""

import hashlib
from collections.abc import Iterator, Sequence

from policygen.document.calendar import CalendarDay
from policygen.formats.text import clean
from policygen.language.dates import days_later

ENDING = ".ics"
PRODUCER = "-//policygen//policygen//EN"
_WIDEST = 75
"""Octets of a line; what is longer goes on behind a blank in the next."""


def calendar_file(organisation: str, days: Sequence[CalendarDay], made_on: str) -> bytes:
    """Days of an organisation as a file, made on a day (ISO). The same arguments give the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCER}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for day in days:
        lines += _event(organisation, day, made_on)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def is_ours(content: bytes) -> bool:
    """Whether a file is a calendar that we made."""
    return f"PRODID:{PRODUCER}".encode() in content


def _event(organisation: str, day: CalendarDay, made_on: str) -> Iterator[str]:
    mark = hashlib.sha256(f"{organisation}\n{day.id}".encode()).hexdigest()[:32]
    yield "BEGIN:VEVENT"
    yield f"UID:{mark}@policygen"
    yield f"DTSTAMP:{_digits(made_on)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_digits(day.day)}"
    yield f"DTEND;VALUE=DATE:{_digits(days_later(day.day, 1))}"
    yield f"SUMMARY:{_escaped(day.summary)}"
    if day.description:
        yield f"DESCRIPTION:{_escaped(day.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _digits(iso: str) -> str:
    return iso.replace("-", "")


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return clean(text).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most as many octets as a line may have, no character broken."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _WIDEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece
