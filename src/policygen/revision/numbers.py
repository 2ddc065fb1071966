"""Numbers of rules and headings that are gone: by a change of style, which says nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policygen.document.as_read import ReadDocument
from policygen.document.model import Heading, Paragraph, Part
from policygen.document.pieces import ListItem, Piece, open_lists
from policygen.document.walk import numbered
from policygen.revision.align import Alignment

_SEVERAL = 3
"""So many numbers gone, and more than are left, are no edits: a program dropped the styles."""


@dataclass(frozen=True, slots=True)
class LostNumbers:
    """The numbers that were printed and are not shown any more, though their words still stand."""

    by_part: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Those that somebody took away, by part."""
    everywhere: int = 0
    """How many went with the styles of the whole document."""


def lost_numbers(base: Sequence[Part], document: ReadDocument, alignment: Alignment) -> LostNumbers:
    """The numbers of the base that the document has lost."""
    left = 0
    lost: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    for part, block, number in numbered(base):
        id = part.origin.id
        own = places.get(id, 0)
        places[id] = own + len(open_lists((block,)))
        found = alignment.of(id)
        if not number or own not in found.pairs:
            continue
        if _is_numbered(document.pieces[found.pieces[found.pairs[own]]].piece):
            left += 1
        else:
            lost.setdefault(id, []).append(number)
    total = sum(map(len, lost.values()))
    if total >= _SEVERAL and total > left:
        return LostNumbers(everywhere=total)
    return LostNumbers({id: tuple(numbers) for id, numbers in lost.items()})


def _is_numbered(piece: Piece) -> bool:
    match piece:
        case Heading(numbered=shown) | ListItem(ordered=shown):
            return shown
        case Paragraph(role=role):
            return role == "numbered-rule"
        case _:
            return False
