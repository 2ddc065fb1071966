"""Paragraphs that somebody split or joined: found, and merged by words as one run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from policygen._dataclass import dataclass
from policygen.document.comparison import piece_key
from policygen.document.pieces import Piece, content, is_text, with_content
from policygen.document.words import Word, inlines, words
from policygen.revision.similarity import Keys, contained, keys, likeness
from policygen.revision.word_merge import PARAGRAPH_END, merge_words, rewritten

_GAIN = 0.04
"""How much more like the base two neighbours must be together than the one alone, to be one paragraph split."""
_JOINED = 0.8
"""Share of a paragraph's words that must stand in another, in order, for the two to have been joined."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Neighbouring paragraphs of the base, and what they are on each side."""

    base: range
    theirs: range
    ours: range

    def of(self, side: int) -> range:
        """Its pieces on one side: 0 the base, 1 theirs, 2 ours."""
        return (self.base, self.theirs, self.ours)[side]


Sides = tuple[Sequence[Piece], Sequence[Piece], Sequence[Piece]]
Maps = tuple[Mapping[int, int], Mapping[int, int]]


def regrouped(sides: Sides, maps: Maps) -> tuple[Regrouped, ...]:
    """Every paragraph that they split, or joined to another, and that ours changes; in order, apart from each other.

    `maps` say what each piece of the base became in theirs and in ours.
    """
    found: list[Regrouped] = []
    base, theirs, ours = sides
    of_base, of_theirs = _all_keys(base), _all_keys(theirs)
    for own, place in sorted(maps[0].items()):
        if not (is_text(base[own]) and is_text(theirs[place])) or (found and own < found[-1].base.stop):
            continue
        free = frozenset(range(len(theirs))) - set(maps[0].values())
        split = _split(of_base[own], of_theirs, place, free)
        joined = _joined(of_base, of_theirs[place], own, maps[0])
        if (len(split) > 1) == (len(joined) > 1):
            continue
        mine = [maps[1].get(each, -1) for each in joined]
        if -1 in mine or mine != list(range(mine[0], mine[0] + len(mine))):
            continue
        group = Regrouped(joined, split, range(mine[0], mine[-1] + 1))
        if not all(is_text(piece) for piece in _members(sides, group)):
            continue
        if [piece_key(base[at]) for at in group.base] != [piece_key(ours[at]) for at in group.ours]:
            found.append(group)
    return tuple(found)


def _members(sides: Sides, group: Regrouped) -> Iterator[Piece]:
    for number, side in enumerate(sides):
        yield from (side[at] for at in group.of(number))


def _all_keys(pieces: Sequence[Piece]) -> list[Keys]:
    return [keys(piece) if is_text(piece) else () for piece in pieces]


def _split(base: Keys, theirs: Sequence[Keys], place: int, free: frozenset[int]) -> range:
    """The paragraphs that one of the base was split into, as far as nothing else explains them."""
    first = last = place
    words = theirs[place]
    alike = likeness(base, words)
    while True:
        if last + 1 in free and likeness(base, words + theirs[last + 1]) > alike + _GAIN:
            last += 1
            words += theirs[last]
        elif first - 1 in free and likeness(base, theirs[first - 1] + words) > alike + _GAIN:
            first -= 1
            words = theirs[first] + words
        else:
            return range(first, last + 1)
        alike = likeness(base, words)


def _joined(base: Sequence[Keys], theirs: Keys, own: int, to_theirs: Mapping[int, int]) -> range:
    """The paragraphs of the base that stand in one of theirs."""
    first = last = own
    while last + 1 < len(base) and last + 1 not in to_theirs and contained(base[last + 1], theirs) >= _JOINED:
        last += 1
    while first > 0 and first - 1 not in to_theirs and contained(base[first - 1], theirs) >= _JOINED:
        first -= 1
    return range(first, last + 1)


def merge_regrouped(base: Sequence[Piece], theirs: Sequence[Piece], ours: Sequence[Piece]) -> tuple[Piece, ...] | None:
    """Paragraphs split or joined by their owner with our words in them: as many as theirs; None where that does not go."""
    seen = [tuple(chain.from_iterable(map(keys, side))) for side in (base, theirs, ours)]
    if rewritten(*seen):
        return None
    found = merge_words(_run(base), _run(theirs), _run(ours))
    if found is None or found.clashes:
        return None
    merged = found.words
    starts = [at for at, word in enumerate(merged) if at and word.space == PARAGRAPH_END]
    if len(starts) + 1 != len(theirs):
        return None
    cuts = zip([0, *starts], [*starts, len(merged)], strict=True)
    return tuple(_in_piece(piece, merged[first:last]) for piece, (first, last) in zip(theirs, cuts, strict=True))


def _run(pieces: Sequence[Piece]) -> tuple[Word, ...]:
    """The words of some paragraphs; the first of each but the first says that a paragraph begins."""
    found: list[Word] = []
    for piece in pieces:
        own = words(content(piece))
        if found and own:
            own = (replace(own[0], space=PARAGRAPH_END), *own[1:])
        found.extend(own)
    return tuple(found)


def _in_piece(piece: Piece, found: Sequence[Word]) -> Piece:
    if not found:
        return piece
    made = inlines((replace(found[0], space=""), *found[1:]))
    return with_content(piece, content(piece) if words(content(piece)) == words(made) else made)
