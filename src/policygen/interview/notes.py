"""What somebody is told in a conversation."""

from policygen._dataclass import dataclass
from policygen.findings import Severity
from policygen.lint.own_rules import CaughtRule
from policygen.selection.law import CHECK_THERE
from policygen.selection.model import Raised

LEADS = {Severity.BLOCK: "Stop", Severity.HIGH: "Warning", Severity.MEDIUM: "Take care", Severity.INFO: "Note"}


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell a person above the next question."""

    style: str
    """`warn` for what needs care, `quiet` for what only informs."""
    lead: str
    """A word or two that say what kind of note it is; may be empty."""
    text: str
    do: str = ""
    """What to do about it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something typed is no answer."""

    message: str


def advisory_note(raised: Raised) -> Note:
    """A warning, with what to do about it."""
    advisory = raised.advisory
    lead = "Nothing can be written like this" if raised.stops_build else LEADS[advisory.severity]
    return Note("warn", lead, advisory.says, advisory.do)


def law_note(text: str) -> Note:
    """That the law of a place was not considered, with what to do about it."""
    return Note("warn", LEADS[Severity.MEDIUM], text, CHECK_THERE)


def trap_note(caught: CaughtRule) -> Note:
    """That a rule of their own is risky, with words to use instead."""
    stops = caught.severity is Severity.BLOCK
    lead = "Nothing can be written like this" if stops else LEADS[caught.severity]
    accept = f" Or accept {caught.trap.id} in the answers file, under 'accepted:', with a reason." if stops else ""
    return Note("warn", lead, f"“{caught.sentence}” {caught.trap.why}", f"{caught.trap.instead}{accept}")
