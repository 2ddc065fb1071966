"""How far a part reaches in the document, once it is known where it stands."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from policygen._dataclass import dataclass
from policygen.document.as_read import ReadPiece
from policygen.document.pieces import Piece
from policygen.revision.chains import Chain
from policygen.revision.pairing import by_role, pair
from policygen.revision.similarity import Keys, likeness

_SPLIT_GAIN = 0.04
"""How much more like the base two neighbours must be together than the one alone, to be one paragraph split."""
_REACH = 3
"""Pieces beyond a part's last known one that may still be it, reworded in the same role."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A part's ground: every piece from its first to its last, and which of them are the base's."""

    positions: tuple[int, ...]
    pairs: dict[int, int]
    """Index in the part → index in the document."""
    split: bool


def extent_of(
    base: Sequence[Piece],
    words: Sequence[Keys],
    chain: Chain,
    theirs: tuple[Sequence[ReadPiece], Sequence[Keys]],
    barriers: Collection[int],
) -> Extent:
    """From a part's run to its whole ground, never onto another's."""
    pieces, found = theirs
    foreign = set(barriers) - set(chain.positions)
    first = _reach(chain.positions[0], -1, foreign, pieces)
    last = _reach(chain.positions[-1], 1, foreign, pieces)
    pairs = {match.own: match.position for match in chain.matches}
    window = list(range(first, last + 1))
    local = {own: position - first for own, position in pairs.items()}
    grown = by_role(base, [pieces[position].piece for position in window], local)
    pairs = {own: position + first for own, position in grown.items()}
    pairs = _fill(base, pieces, pairs)
    low, high = min(pairs.values()), max(pairs.values())
    low, high, split = _split(words, found, pairs, (low, high), foreign)
    return Extent(tuple(range(low, high + 1)), dict(sorted(pairs.items())), split)


def _reach(start: int, step: int, foreign: Collection[int], pieces: Sequence[ReadPiece]) -> int:
    """A few pieces on from the start, as far as nobody else's ground or anchor."""
    at = start
    for _ in range(_REACH):
        beyond = at + step
        if not 0 <= beyond < len(pieces) or beyond in foreign or pieces[beyond].anchors:
            break
        at = beyond
    return at


def _fill(base: Sequence[Piece], pieces: Sequence[ReadPiece], pairs: dict[int, int]) -> dict[int, int]:
    """Pairs between two known ones that the search at large did not see, such as short or repeated paragraphs."""
    known = sorted(pairs.items())
    filled = dict(known)
    for (own, position), (next_own, next_position) in pairwise(known):
        if next_own - own > 1 and next_position - position > 1:
            inner = pair(base[own + 1 : next_own], [read.piece for read in pieces[position + 1 : next_position]])
            filled.update({own + 1 + left: position + 1 + right for left, right in inner.items()})
    return filled


def _split(
    words: Sequence[Keys],
    found: Sequence[Keys],
    pairs: dict[int, int],
    span: tuple[int, int],
    foreign: Collection[int],
) -> tuple[int, int, bool]:
    """The span, taking in a neighbour that was split off the first or last paragraph."""
    low, high = span
    split = False
    used = set(pairs.values())
    for own, position in sorted(pairs.items()):
        for beside in (position + 1, position - 1):
            if not 0 <= beside < len(found) or beside in used or beside in foreign or not found[beside]:
                continue
            both = found[position] + found[beside] if beside > position else found[beside] + found[position]
            if likeness(words[own], both) > likeness(words[own], found[position]) + _SPLIT_GAIN:
                low, high, split = min(low, beside), max(high, beside), True
    return low, high, split
