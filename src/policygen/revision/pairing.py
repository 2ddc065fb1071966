"""Which piece of one text became which piece of another: in order, by likeness, one for one."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from policygen.document.model import Contents, Heading, PageBreak, Paragraph, Table
from policygen.document.pieces import Piece, is_text, shape
from policygen.revision.diff3 import paired
from policygen.revision.similarity import NEAR, Keys, keys, likeness

_OTHER_KIND = 0.9
_TELLING = {"title", "subtitle", "rule", "numbered-rule", "titled-rule", "always", "rights", "statutory"}
"""Roles that a part has once or twice: a paragraph in that role is that paragraph, however reworded."""


def pair(base: Sequence[Piece], other: Sequence[Piece]) -> dict[int, int]:
    """For every piece of the base that the other text still has: its position there. Both ascending."""
    return by_role(base, other, paired(base, other, _best))


def _best(base: Sequence[Piece], other: Sequence[Piece]) -> dict[int, int]:
    """The heaviest set of pairs that do not cross: weight is likeness times length."""
    if not base or not other:
        return {}
    left, right = [keys(piece) for piece in base], [keys(piece) for piece in other]
    weight = [[_weight((b, left[i]), (o, right[j])) for j, o in enumerate(other)] for i, b in enumerate(base)]
    best = [[0.0] * (len(other) + 1) for _ in range(len(base) + 1)]
    for i in range(len(base) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            skip = max(best[i + 1][j], best[i][j + 1])
            taken = best[i + 1][j + 1] + weight[i][j] if weight[i][j] else 0.0
            best[i][j] = max(skip, taken)
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(base) and j < len(other):
        if weight[i][j] and best[i][j] == best[i + 1][j + 1] + weight[i][j]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _weight(base: tuple[Piece, Keys], other: tuple[Piece, Keys]) -> float:
    alike = pair_likeness(base, other)
    return alike * (1 + len(base[1])) if alike >= NEAR else 0.0


def pair_likeness(base: tuple[Piece, Keys], other: tuple[Piece, Keys]) -> float:
    """From 0 to 1: how sure one piece is the other, by kind and words."""
    (piece, words), (candidate, found) = base, other
    match piece, candidate:
        case (Contents(), Contents()) | (PageBreak(), PageBreak()):
            return 1.0
        case Table(), Table():
            if piece.name and piece.name == candidate.name:
                return 1.0
            return likeness(words, found)
        case _:
            if not (is_text(piece) and is_text(candidate)):
                return 0.0
            same_kind = shape(piece) == shape(candidate)
            if not words and not found:
                return 1.0 if same_kind else 0.0
            return likeness(words, found) * (1.0 if same_kind else _OTHER_KIND)


def by_role(base: Sequence[Piece], other: Sequence[Piece], pairs: Mapping[int, int]) -> dict[int, int]:
    """The pairs, and with them pieces wholly reworded that stand between the same neighbours in the same telling role."""
    found = dict(pairs)
    borders = [(-1, -1), *sorted(pairs.items()), (len(base), len(other))]
    for (left, here), (right, there) in pairwise(borders):
        gone = [i for i in range(left + 1, right) if _telling(base[i])]
        new = [j for j in range(here + 1, there) if _telling(other[j])]
        kinds = [shape(base[i]) for i in gone]
        if gone and kinds == [shape(other[j]) for j in new] and len(set(map(repr, kinds))) == len(kinds):
            found.update(zip(gone, new, strict=True))
    return dict(sorted(found.items()))


def _telling(piece: Piece) -> bool:
    return isinstance(piece, Heading) or (isinstance(piece, Paragraph) and piece.role in _TELLING)
