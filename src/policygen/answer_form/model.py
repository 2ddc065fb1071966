"""What a form that came back says."""

from collections.abc import Mapping
from dataclasses import field

from policygen._dataclass import dataclass
from policygen.conditions.model import Value


@dataclass(frozen=True, slots=True)
class Told:
    """Something a person should know about one place of a form."""

    question: str
    """The id of the question it stands at; empty where it stands at none."""
    place: str
    """Where it stands, as a person would find it."""
    text: str
    """The words as they stand there."""
    message: str
    """What was made of them, or why nothing was."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FormRead:
    """What a form says. What is in none of the three lists was read as it stands."""

    values: Mapping[str, Value]
    """Answers by question id, in the order of the questionnaire."""
    open: tuple[str, ...] = ()
    """Questions for which the form says that nobody is sure yet."""
    silent: tuple[str, ...] = ()
    """Questions that stand on the form without an answer."""
    inferred: tuple[Told, ...] = ()
    """What was read by inference, with how."""
    noticed: tuple[Told, ...] = ()
    """What is to be known about answers that were read."""
    unread: tuple[Told, ...] = ()
    """What could not be read: nothing of it is in an answer."""
    partial: frozenset[str] = frozenset()
    """Questions of whose answer only a part could be read: too little to stand in the place of another."""
    by: str = ""
    """Who filled it in, as they wrote it."""
    on: str = ""
    """The ISO date that they wrote; empty where they wrote none that can be read."""


@dataclass(slots=True)
class Gathered:
    """What is told while a form is read."""

    inferred: list[Told] = field(default_factory=list[Told])
    noticed: list[Told] = field(default_factory=list[Told])
    unread: list[Told] = field(default_factory=list[Told])
