"""Clauses that say opposite things and must never stand in one policy."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from policygen.conditions.model import Condition
from policygen.findings import Finding, Severity
from policygen.library.model import Clause, Library
from policygen.lint.link_rules import place_condition
from policygen.lint.satisfiable import Logic
from policygen.lint.where import Where


@dataclass(frozen=True, slots=True)
class Opposites:
    """Clauses of which each speaks against every other."""

    because: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """A promise, and the clauses that would break it."""

    because: str
    promise: str
    breaks: tuple[str, ...]


EXCLUSIVE: tuple[Opposites, ...] = (
    Opposites(
        "each says in its own way who may post",
        (
            "speaking.owner-only",
            "speaking.named-people",
            "speaking.second-pair-of-eyes",
            "speaking.everything-approved",
            "speaking.workflow",
        ),
    ),
    Opposites(
        "each allows something else in working time",
        ("personal.working-time-breaks", "personal.working-time-brief", "personal.working-time-job"),
    ),
    Opposites(
        "each allows something else in working time",
        ("personal.working-time-breaks-de", "personal.working-time-brief", "personal.working-time-job-de"),
    ),
    Opposites("one lists accounts and the other has none to list", ("accounts.listed", "accounts.ask-first")),
    Opposites(
        "one names who holds the roles and the other says that nobody does",
        ("speaking.roles", "speaking.roles-not-listed"),
    ),
    Opposites("one forbids the phone that the other allows", ("security.our-devices", "security.own-phones")),
    Opposites("one names a time for answers and the other none", ("community.reply-promise", "community.no-promise")),
    Opposites(
        "one says that somebody is on duty and the other that nobody is", ("community.hours", "community.no-set-hours")
    ),
    Opposites(
        "each says something else about who helps a customer",
        ("community.pass-on", "community.simple-questions", "community.full-service"),
    ),
    Opposites(
        "one shares what customers made and the other does not", ("content.user-content", "content.no-user-content")
    ),
    Opposites("one invites entries that the other does not show", ("content.campaigns", "content.no-user-content")),
    Opposites(
        "one lets accounts carry the news first and the other does not",
        ("content.results-us", "content.results-announced"),
    ),
    Opposites("each is the whole list of what is secret", ("confidentiality.base", "confidentiality.kinds")),
    Opposites(
        "each counts the levels in its own way",
        ("escalation.levels-small", "escalation.levels", "escalation.levels-large"),
    ),
    Opposites(
        "one publishes stories and the other never does",
        ("sector.patient-stories-never", "sector.patient-stories-agreed"),
    ),
    Opposites(
        "one chats with young people in groups and the other not at all",
        ("sector.youth-messages-none", "sector.youth-messages-group"),
    ),
    Opposites(
        "each says something else about checks on applicants",
        ("monitoring.candidates-none", "monitoring.candidates-trained", "monitoring.candidates-vendor"),
    ),
    Opposites("each says for how long", ("monitoring.how-long", "monitoring.how-long-words")),
    Opposites(
        "one looks at everybody's posts and the other at those of some roles",
        ("monitoring.public-review", "monitoring.public-review-all"),
    ),
    Opposites(
        "each asks for something else as proof of reading",
        ("governance.acknowledgement-none", "governance.acknowledgement-read", "governance.acknowledgement-signed"),
    ),
    Opposites(
        "one makes this part of the contract and the other does not",
        ("purpose.not-contract", "purpose.part-of-contract"),
    ),
    Opposites(
        "one leaves sharing free and the other expects it",
        ("speaking.advocacy-voluntary", "speaking.advocacy-expected"),
    ),
)
"""Rules of which one policy can hold but one."""

PROMISES: tuple[Against, ...] = (
    Against(
        "the first says that nobody looks at personal social media",
        "monitoring.none",
        (
            "monitoring.reactive",
            "monitoring.concern",
            "monitoring.public-review",
            "monitoring.public-review-all",
            "notices.ca-on-reactive",
        ),
    ),
    Against(
        "the first says that personal accounts are not checked",
        "monitoring.reactive",
        ("monitoring.public-review", "monitoring.public-review-all", "monitoring.concern"),
    ),
    Against(
        "the first promises that nobody is checked in secret", "monitoring.never-secret", ("monitoring.secret-checks",)
    ),
    Against("the first promises that not everybody is screened", "monitoring.eu", ("monitoring.public-review-all",)),
    Against(
        "the first says that nobody is monitored electronically",
        "notices.ca-on-no-monitoring",
        ("notices.ca-on-monitoring", "notices.ca-on-records", "monitoring.systems", "monitoring.managed-accounts"),
    ),
    Against(
        "comments are closed",
        "community.closed",
        ("community.house-rules", "community.reviewed-first", "community.off-subject"),
    ),
    Against(
        "the first allows only the reasons in its own list", "community.us-public-body", ("community.off-subject",)
    ),
)
"""The hard-no list, and what would break each line of it."""


def pairs() -> Iterator[tuple[str, str, str]]:
    """Every two clauses that contradict each other, and why."""
    for group in EXCLUSIVE:
        for one, other in combinations(group.clauses, 2):
            yield one, other, group.because
    for entry in PROMISES:
        for other in entry.breaks:
            yield entry.promise, other, entry.because


def check_contradictions(library: Library, where: Where) -> Iterator[Finding]:
    """Pairs of opposite clauses that some answers bring in together."""
    logic = Logic(library)
    for one, other, because in pairs():
        first, second = library.clauses.get(one), library.clauses.get(other)
        if first is not None and second is not None and together(library, logic, first, second):
            message = f"'{one}' and '{other}' can stand in one policy, but {because}."
            hint = "Make their conditions exclude each other."
            yield Finding("contradiction", Severity.BLOCK, message, where.clause(first, "when"), hint)


def together(library: Library, logic: Logic, first: Clause, second: Clause) -> bool:
    """Whether some answers bring in both clauses for the same people."""
    demands: list[Condition | None] = [first.when, second.when]
    for clause in (first, second):
        demands += [place_condition(clause.binds_at)] if clause.binds_at else []
        host = library.clauses.get(clause.under[0]) if len(clause.under) == 1 else None
        demands += [host.when] if host is not None else []
    return logic.possible(*demands)
