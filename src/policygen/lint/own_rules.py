"""Traps over the rules that an organisation adds itself. Their style is theirs, and nobody's business."""

from collections.abc import Iterator, Mapping, Sequence

from policygen._dataclass import dataclass
from policygen.conditions.model import Value
from policygen.findings import Severity
from policygen.language.sentences import split_sentences
from policygen.library.model import Library, Trap
from policygen.lint.traps import Traps, severity_in


@dataclass(frozen=True, slots=True)
class CaughtRule:
    """A rule of an organisation's own that a trap catches."""

    row: int
    """Its place among them, from 0."""
    rule: str
    sentence: str
    trap: Trap
    severity: Severity
    """Where these people work; `block` only where the wording is unlawful on its face."""


def caught_rules(library: Library, rules: Value | None, places: Sequence[str]) -> Iterator[CaughtRule]:
    """Every own rule that a trap set in one of the places catches, once for each trap; no places: anywhere."""
    rows = [row for row in rules if isinstance(row, Mapping)] if isinstance(rules, tuple) else []
    traps = Traps(library) if rows else None
    for number, row in enumerate(rows if traps else ()):
        rule = str(row.get("rule", ""))
        told: set[str] = set()
        for _, sentence in split_sentences(rule):
            for trap in traps.caught(sentence, places=places) if traps else ():
                if trap.id not in told:
                    told.add(trap.id)
                    yield CaughtRule(number, rule, sentence, trap, severity_in(library, trap, places))
