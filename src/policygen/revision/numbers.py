"""Numbers of rules and headings that are gone, or that mean something else now."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from policygen._dataclass import dataclass
from policygen.document.as_read import ReadDocument
from policygen.document.model import Heading, Paragraph, Part
from policygen.document.pieces import ListItem, Piece, open_lists
from policygen.document.walk import NUMBERED, numbered, shown_numbers
from policygen.revision.align import Alignment

_SEVERAL = 3
"""So many numbers gone, and more than are left, are no edits: a program dropped the styles."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What became of the numbers of what still stands."""

    lost: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Those that somebody took away, by part."""
    dropped: int = 0
    """How many went with the styles of the whole document."""
    moved: tuple[tuple[str, str], ...] = ()
    """As issued, and as shown now, by what was taken out, added or put elsewhere before them. In Markdown not known."""


def numbers_of(base: Sequence[Part], document: ReadDocument, alignment: Alignment) -> Numbers:
    """What became of the numbers that the base prints."""
    shown = list(shown_numbers(read.piece for read in document.pieces))
    left: list[tuple[str, str]] = []
    lost: dict[str, list[str]] = {}
    positions: dict[str, int] = {}
    for part, block, number in numbered(base):
        id = part.origin.id
        own = positions.get(id, 0)
        positions[id] = own + len(open_lists((block,)))
        found = alignment.of(id)
        if not number or own not in found.pairs:
            continue
        position = found.pieces[found.pairs[own]]
        if _is_numbered(document.pieces[position].piece):
            left.append((number, shown[position]))
        else:
            lost.setdefault(id, []).append(number)
    total = sum(map(len, lost.values()))
    if total >= _SEVERAL and total > len(left):
        return Numbers(dropped=total)
    is_counted = all(now for _, now in left)  # by rules and headings as we write them
    moved = tuple(each for each in left if each[0] != each[1]) if is_counted and not document.roles_ambiguous else ()
    return Numbers({id: tuple(numbers) for id, numbers in lost.items()}, moved=moved)


def _is_numbered(piece: Piece) -> bool:
    match piece:
        case Heading(numbered=shown) | ListItem(ordered=shown):
            return shown
        case Paragraph(role=role):
            return role in NUMBERED
        case _:
            return False
