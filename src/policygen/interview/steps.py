"""What an interview may come to next: one step of it, as a person is shown it, and what they can do then."""

from policygen._dataclass import dataclass
from policygen.assembly.promises import Promise
from policygen.conditions.model import Value
from policygen.interview.notes import Note
from policygen.interview.outside_changes import Clash
from policygen.interview.review import Reviewed
from policygen.questions.model import Question
from policygen.questions.session import GroupProgress, Progress


@dataclass(frozen=True, slots=True)
class AskStep:
    """A question is to be answered: `answer`, or `go_back`."""

    question: Question
    progress: Progress
    notes: tuple[Note, ...]
    earlier: Value | None
    """What was said before."""
    can_go_back: bool
    was_left_open: bool
    """It was put before, and left open on purpose."""


@dataclass(frozen=True, slots=True)
class WarnStep:
    """Warnings that the last answer raised are to be read: `go_on`, or `go_back` to change it."""

    warnings: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """Every answer is to be looked over: `go_on` when all is right, `change` one, or `go_back`."""

    answers: tuple[Reviewed, ...]
    notes: tuple[Note, ...]
    warnings: tuple[Note, ...]
    can_go_back: bool


@dataclass(frozen=True, slots=True)
class PromiseStep:
    """The promises that a policy will make are to be agreed to: `go_on`, or `go_back` to the review."""

    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class ClashStep:
    """Somebody else answered the same questions otherwise meanwhile: `settle` says whose answers stand."""

    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class GroupsStep:
    """The groups of a thorough interview are to choose from: `go_to` one, on `in_order`, `finish_early`, or `go_back`."""

    groups: tuple[GroupProgress, ...]
    left: int
    """How many questions are to come, as far as is known."""


Step = AskStep | WarnStep | ReviewStep | PromiseStep | ClashStep | GroupsStep
