"""Where a new part goes in somebody's file: where both its neighbours and the heading of its chapter say."""

from collections.abc import Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.document.as_read import ReadDocument
from policygen.document.model import Heading, Paragraph, PartKind
from policygen.revision.entry import PlanEntry

_CHAPTERS: frozenset[PartKind] = frozenset({"section", "notices", "law", "forms"})
"""Parts that begin what stands under them."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where the parts stand that are there."""

    starts: dict[str, int]
    ends: dict[str, int]
    taken: frozenset[int]
    """Every piece of a part."""
    stays: frozenset[int]
    """Those of parts that we do not take out: the others stand between nothing."""
    chapters: tuple[int, ...]
    """Where chapters begin, in order."""
    opened: dict[str, tuple[int, bool]]
    """Where chapters that are new themselves go: what is new in them goes there too."""


def place_new(entries: Sequence[PlanEntry], order: Sequence[str], document: ReadDocument) -> list[PlanEntry]:
    """The entries, each new part with its place. `order` are the ids of the new text in its order."""
    there = [entry for entry in entries if entry.extent]
    ground = _Ground(
        {entry.origin.id: entry.extent[0] for entry in there},
        {entry.origin.id: entry.extent[-1] for entry in there},
        frozenset(place for entry in there for place in entry.extent),
        frozenset(place for entry in there if entry.decision != "removed-by-us" for place in entry.extent),
        tuple(sorted(entry.extent[0] for entry in there if entry.origin.kind in _CHAPTERS)),
        {},
    )
    kinds: dict[str, PartKind] = {entry.origin.id: entry.origin.kind for entry in entries}
    found: list[PlanEntry] = []
    for entry in entries:
        if entry.decision == "new":
            at = order.index(entry.origin.id)
            after, is_sure = _place(order[:at], order[at + 1 :], kinds, ground, document)
            if entry.origin.kind in _CHAPTERS:
                ground.opened[entry.origin.id] = after, is_sure
            entry = replace(entry, after_piece=after, place_is_sure=is_sure)
        found.append(entry)
    return found


def _place(
    earlier: Sequence[str], later: Sequence[str], kinds: dict[str, PartKind], ground: _Ground, document: ReadDocument
) -> tuple[int, bool]:
    """The piece behind which a part goes, and whether what stands around it agrees."""
    before = next((ground.ends[part] for part in reversed(earlier) if part in ground.ends), None)
    behind = next((ground.starts[part] for part in later if part in ground.starts), None)
    if before is None:
        return (behind - 1 if behind is not None else len(document.pieces) - 1), True
    after = _past_owner(before, ground.taken, document)
    if behind is None or (before < behind and not ground.stays & set(range(before + 1, behind))):
        return after, True
    chapter = next((part for part in reversed(earlier) if kinds.get(part) in _CHAPTERS), None)
    if chapter in ground.opened:
        return ground.opened[chapter]
    if chapter is None or chapter not in ground.starts:
        return after, False
    first = ground.starts[chapter]
    last = next((start for start in ground.chapters if start > first), len(document.pieces))
    for candidate in (after, behind - 1):
        if first <= candidate < last:
            return candidate, True
    return last - 1, True


def _past_owner(position: int, taken: frozenset[int], document: ReadDocument) -> int:
    """Past the paragraphs the owner added behind a part, up to a title of theirs: they stay with it."""
    while position + 1 < len(document.pieces) and position + 1 not in taken:
        piece = document.pieces[position + 1].piece
        if isinstance(piece, Heading) or (isinstance(piece, Paragraph) and piece.role == "titled-rule"):
            break
        position += 1
    return position
