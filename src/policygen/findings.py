"""What is wrong with content, where, and what to do: the one vocabulary of every check."""

from collections.abc import Iterable, Sequence
from enum import IntEnum

from policygen._dataclass import dataclass


class Severity(IntEnum):
    """How much a finding matters, least first."""

    INFO = 1
    MEDIUM = 2
    HIGH = 3
    BLOCK = 4

    @property
    def word(self) -> str:
        """The name in lower case, as files and messages write it."""
        return self.name.lower()


SEVERITIES = {severity.word: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding lies: a file and a line (from 1), as far as known."""

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell a person."""

    code: str
    """A stable name, such as `unknown-question` or `W-21`."""
    severity: Severity
    message: str
    """What is wrong, one or two sentences."""
    location: Location = Location()
    hint: str = ""
    """What to do about it."""

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location.file else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}{self.severity.word}: {self.message}{hint} [{self.code}]"

    def as_data(self) -> dict[str, object]:
        """The finding for `--json`."""
        return {
            "code": self.code,
            "severity": self.severity.word,
            "message": self.message,
            "file": self.location.file,
            "line": self.location.line,
            "hint": self.hint,
        }


def nearest(name: str, known: Iterable[str], cutoff: float = 0.75) -> str:
    """`Did you mean 'headcount'?` for a slip, or an empty text when nothing is as near as `cutoff` (1: the same)."""
    from difflib import get_close_matches  # only slips need it, and every command loads this module

    names = list(known)
    close = get_close_matches(name, names, n=1, cutoff=cutoff) or [
        other for other in names if sorted(other) == sorted(name)
    ]
    return f"Did you mean '{close[0]}'?" if close else ""


def worst(findings: Sequence[Finding]) -> Severity | None:
    """The highest severity among the findings, or None when there are none."""
    return max((finding.severity for finding in findings), default=None)
