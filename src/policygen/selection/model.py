"""What a selection decided about each clause."""

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from typing import Literal

from policygen._dataclass import dataclass
from policygen.answers.model import Answerer
from policygen.conditions.model import Verdict
from policygen.document.model import Depth
from policygen.library.model import Advisory, Clause, Library
from policygen.questions.flow import Situation


class Status(Enum):
    """What becomes of a clause."""

    IN = "in"
    NOT_PRINTED = "in, not printed at this depth"
    OUT = "out"
    UNKNOWN = "unknown"


STANDING = frozenset({Status.IN, Status.NOT_PRINTED})
"""What becomes of a clause that holds for the organisation."""

Cause = Literal[
    "always",  # no condition
    "own",  # the organisation's own rule
    "condition",  # its own condition decided
    "trades",  # of its sector only trades are named that have rules of their own instead, or the main trade has its own
    "not-asked",  # it hangs on questions that are not asked of an organisation like this
    "host",  # the clause it stands under is not in
    "replaced",  # a variant binds everybody
    "not-in-force",  # before its first or after its last day
    "forbidden",  # a pack forbids it
    "left-out",  # the organisation does without it
    "stopped",  # an advisory stops it
    "unlawful",  # its wording is not for these places, and nobody works elsewhere
    "depth",  # in, but a longer paper prints it
    "room",  # in, but the paper is full and it is one of those that make room
    "unconfirmed",  # statutory, and in until somebody says that it does not apply
]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one clause, and because of what."""

    clause: str
    status: Status
    cause: Cause
    verdict: Verdict
    other: str = ""
    """The host, variant, pack, advisory or date that the cause speaks of."""
    host: str = ""
    """The clause it is printed under."""
    prefix: str = ""
    """`places` when it binds only some of the places people work in; `elsewhere` when a variant binds the others."""
    is_brief: bool = False
    """What explains it makes room for other clauses."""


@dataclass(frozen=True, slots=True)
class Raised:
    """An advisory that holds."""

    advisory: Advisory
    verdict: Verdict
    accepted: str = ""
    """The reason somebody gave for going on all the same; empty when nobody did, or nobody may."""
    clauses: tuple[str, ...] = ()
    """The missing or present clauses it speaks of."""

    @property
    def stops_build(self) -> bool:
        """Whether nothing may be built."""
        return "build" in self.advisory.stops and not self.accepted


@dataclass(frozen=True, slots=True)
class Selection:
    """Library and answers, decided."""

    library: Library
    situation: Situation
    depth: Depth
    date: str
    """ISO date that law is read against: the effective date, else the day it is made on."""
    made_on: str
    """ISO date of the making."""
    decisions: Mapping[str, Decision]
    """For every clause, in the order of the document."""
    raised: tuple[Raised, ...]
    answerers: Mapping[str, Answerer] = field(default_factory=dict[str, Answerer])
    """By question id: who gave an answer, and when, where that was told."""

    def standing(self) -> tuple[Clause, ...]:
        """The clauses that are in, printed or not, in the order of the document."""
        decided = self.decisions.items()
        return tuple(self.library.clauses[id] for id, decision in decided if decision.status in STANDING)

    def printed(self, clause: str) -> bool:
        """Whether a clause stands in the document."""
        decision = self.decisions.get(clause)
        return decision is not None and decision.status is Status.IN
