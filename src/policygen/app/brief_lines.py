"""Lines of page one that sum up a rule which its owner reworded or took out: they state it no more."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from policygen.document.model import Block, Part, Table
from policygen.document.pieces import Piece, content, is_text, open_lists
from policygen.document.walk import Run, plain
from policygen.document.words import Word, fold, words
from policygen.findings import Finding, Location, Severity
from policygen.revision.diff3 import matching
from policygen.revision.entry import PlanEntry
from policygen.revision.plan import Plan

PAGE_ONE = "page-one"
_TAKEN_OUT = {"deleted-by-user", "statutory-missing"}
_REWORDED = {"keep-theirs", "merged", "conflict"}


def rules_reworded(plan: Plan, base: Sequence[Part]) -> frozenset[str]:
    """The clauses whose words their owner changed or took out, by id; an answer in the place of another is no such change."""
    issued = {part.origin.id: part for part in base}
    return frozenset(entry.origin.id for entry in plan.entries if _is_their_own(issued.get(entry.origin.id), entry))


def _is_their_own(part: Part | None, entry: PlanEntry) -> bool:
    if entry.joined or "joined" in entry.destroyed:  # its words stand in another paragraph
        return False
    return entry.decision in _TAKEN_OUT or (entry.decision in _REWORDED and _is_reworded(part, entry))


def _is_reworded(part: Part | None, entry: PlanEntry) -> bool:
    was = _words(open_lists(part.blocks)) if part is not None else []
    now = _words(entry.standing)
    kept = matching([word.key for word in was], [word.key for word in now])
    gone = [word for at, word in enumerate(was) if at not in kept]
    if gone:
        return not all(word.marks.answer for word in gone)
    return _says_more_inside(entry, set(kept.values()))


def _says_more_inside(entry: PlanEntry, kept: set[int]) -> bool:
    """Whether words were put in between ours: what stands behind our last word, or apart, says something of its own."""
    start = 0
    for piece in entry.standing:
        stop = start + len(_words([piece]))
        ours = [at for at in range(start, stop) if at in kept]
        if ours and any(at not in kept for at in range(start, ours[-1])):
            return True
        start = stop
    return False


def _words(pieces: Sequence[Piece]) -> list[Word]:
    return [word for piece in pieces if is_text(piece) for word in words(content(piece))]


def lines_of(page: Part) -> Iterator[str]:
    """The rules that page one has a line on, by id."""
    yield from (row.key for block in page.blocks if isinstance(block, Table) for row in block.rows if row.key)


def without_lines(parts: Sequence[Part], rules: Collection[str]) -> tuple[Part, ...]:
    """Parts of which page one has no line for some rules, by their ids."""
    return tuple(
        replace(part, blocks=tuple(left for block in part.blocks for left in _without(block, rules)))
        if part.origin.id == PAGE_ONE
        else part
        for part in parts
    )


def _without(block: Block, rules: Collection[str]) -> Iterator[Block]:
    """A block without those lines: no table where it has no line left."""
    if not isinstance(block, Table) or not any(row.key in rules for row in block.rows):
        yield block
    elif rows := tuple(row for row in block.rows if row.key not in rules):
        yield replace(block, rows=rows)


def lines_left(plan: Plan, base: Sequence[Part], location: Location) -> Iterator[Finding]:
    """A finding for each line that stands on page one as issued, though its rule is its owner's by now."""
    rules = rules_reworded(plan, base)
    titles = {part.origin.id: part.origin.title for part in base}
    page = next((part for part in base if part.origin.id == PAGE_ONE), None)
    entry = next((entry for entry in plan.entries if entry.origin.id == PAGE_ONE), None)
    if page is None or entry is None or not rules:
        return
    stand = {_line(row.cells) for piece in entry.standing if isinstance(piece, Table) for row in piece.rows}
    for row in (row for block in page.blocks if isinstance(block, Table) for row in block.rows):
        if row.key in rules and _line(row.cells) in stand:
            line = plain(row.cells[0])
            message = f"“{line}” stands on page one, and you have other words for its rule, “{titles[row.key]}”."
            hint = "Take the line out, or let it say what your rule says. An update takes it out."
            yield Finding("line-of-other-rule", Severity.HIGH, message, location, hint)


def _line(cells: Sequence[Run]) -> str:
    return fold(plain(cells[0])) if cells else ""
