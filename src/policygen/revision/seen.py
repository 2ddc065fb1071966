"""What a colleague would mention about a document before changing it: comments, other places, other styles."""

from collections.abc import Iterable, Iterator, Sequence

from policygen.document.as_read import Comment
from policygen.document.pieces import is_text
from policygen.findings import Finding, Location, Severity
from policygen.language.lists import counted, listed
from policygen.revision.diff3 import matching
from policygen.revision.entry import PlanEntry
from policygen.revision.plan import Plan

_FIRST = 3
"""How many parts are named where there are many."""
_QUOTED = 80
"""Characters of a comment that are quoted."""


def seen_in(plan: Plan) -> Iterator[Finding]:
    """Comments of colleagues on what is about to change, parts put elsewhere, and parts of another look."""
    if plan.alignment.unrelated:
        return
    yield from _commented(plan)
    yield from _moved(plan)
    yield from _restyled(plan)


def comments_on(entry: PlanEntry, plan: Plan) -> tuple[Comment, ...]:
    """What colleagues wrote beside a part."""
    return tuple(comment for comment in plan.document.comments if comment.piece in entry.extent)


def _commented(plan: Plan) -> Iterator[Finding]:
    for entry in plan.entries:
        found = comments_on(entry, plan)
        if not found or (entry.theirs == entry.after and not entry.conflicts):
            continue
        said = listed([f"{comment.author or 'somebody'}: “{_short(comment.text)}”" for comment in found])
        message = f"“{entry.origin.title}” is about to change, and somebody wrote beside it. {said}."
        hint = "The comment stays. Answer it before you accept our change."
        yield Finding("commented", Severity.MEDIUM, message, Location(entry.origin.id), hint)


def _short(words: str) -> str:
    whole = " ".join(words.split())
    return whole if len(whole) <= _QUOTED else f"{whole[:_QUOTED].rstrip()}…"


def _moved(plan: Plan) -> Iterator[Finding]:
    """The parts that stand elsewhere than as issued, told once. Their place is kept."""
    starts = [(found.pieces[0], found.part) for found in plan.alignment.parts if found.pieces]
    before = [part for _, part in starts]
    stayed = matching(before, [part for _, part in sorted(starts)])
    titles = {entry.issued_as or entry.origin.id: entry.origin.title for entry in plan.entries}
    moved = [titles.get(part, part) for at, part in enumerate(before) if at not in stayed]
    if moved:
        stand = "stands" if len(moved) == 1 else "stand"
        message = f"{_named(moved)} {stand} elsewhere than when this was issued."
        yield Finding(
            "moved", Severity.INFO, message, hint="Nothing is moved back, and what is new goes by where they stand."
        )


def _restyled(plan: Plan) -> Iterator[Finding]:
    """The parts that were given another style, told once: their look is kept."""
    found = [entry.origin.title for entry in plan.entries if entry.restyled and any(map(is_text, entry.standing))]
    there = sum(1 for entry in plan.entries if entry.extent)
    if not found:
        return
    if 2 * len(found) > there:
        message = f"Most of the document ({counted(len(found), 'part')}) has other styles than when this was issued."
        yield Finding("restyled", Severity.INFO, message, hint="A program may have changed them. They are kept.")
        return
    has = "has another style" if len(found) == 1 else "have other styles"
    message = f"{_named(found)} {has} than when this was issued."
    yield Finding("restyled", Severity.INFO, message, hint="The look is yours and is kept.")


def _named(titles: Sequence[str] | Iterable[str]) -> str:
    every = [f"“{title}”" for title in titles]
    more = [f"{len(every) - _FIRST} more"] if len(every) > _FIRST else []
    return listed([*every[:_FIRST], *more])
