"""The version that a draft becomes: its number, first day and approver, by what is said and by what was issued before."""

from collections.abc import Mapping, Sequence

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.assembly.edition import Standing
from policygen.errors import UsageError
from policygen.record.model import Version

_NUMBER = regex(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}")


@dataclass(frozen=True, slots=True)
class IssueTerms:
    """What whoever issues a document says of it. What is empty is as the document and its answers have it."""

    today: str
    """ISO date."""
    approved_by: str = ""
    in_force: str = ""
    """ISO date."""
    version: str = ""
    changed: str = ""
    accept_open: bool = False


def new_version(
    answers: Mapping[str, object], history: tuple[Version, ...], terms: IssueTerms, reviewed: str = ""
) -> Version:
    """The version behind those of a history, by its terms and for the rest by its review and the answers.

    Raises: `UsageError` for a number that is none or was given already, or a first day before that of an earlier version.
    """
    number = terms.version.strip() or Standing(history).next_number
    if not _NUMBER.fullmatch(number):
        hint = "Write letters, digits, dots and hyphens, twenty at most, such as 2, 2.1 or 2027-1."
        raise UsageError(f"'{number[:60]}' is no number of a version.", hint=hint)
    if number in {version.number for version in history}:
        hint = "Leave --version out for the next one."
        raise UsageError(f"Version {number} was issued already, and is never written over.", hint=hint)
    approved_by = terms.approved_by.strip() or _approver(answers)
    earliest = history[-1].in_force if history else ""
    in_force = terms.in_force or _first_day(answers, history) or max(terms.today, earliest)
    if in_force < earliest:
        message = f"{in_force} is before the first day of version {history[-1].number} ({earliest})."
        raise UsageError(message, hint="Name the day this version starts with --in-force.")
    changed = terms.changed.strip() or (reviewed if history else "")
    return Version(number, in_force, approved_by, changed)


def _approver(answers: Mapping[str, object]) -> str:
    """Who approves by the answers: whoever was named for it, else the owner of the policy."""
    owner = answers.get("policy_owner")
    named = answers.get("approved_by") or (owner.get("name") or owner.get("role") if isinstance(owner, Mapping) else "")
    return str(named or "")


def _first_day(answers: Mapping[str, object], history: Sequence[Version]) -> str:
    """The first day by the answers, unless that is the day of an earlier version."""
    day = str(answers.get("effective_date") or "")
    return "" if history and day <= history[-1].in_force else day
