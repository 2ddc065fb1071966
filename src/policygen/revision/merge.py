"""Three-way merge of one part: paragraphs, then words. Conflicts are data; their words stand.

Laws, for every base b and text x: merge(b, b, x) = x; merge(b, x, b) = x; merge(b, x, x) = x.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from policygen._dataclass import dataclass
from policygen.document.comparison import content_key, piece_key
from policygen.document.model import Table
from policygen.document.pieces import Piece, content, is_text, shape, text, with_content
from policygen.document.words import Marks, Word, inlines, words
from policygen.revision.diff3 import Stretch, matching, stretches, three
from policygen.revision.list_changes import Naming, as_written
from policygen.revision.pairing import pair
from policygen.revision.similarity import keys, likeness
from policygen.revision.tables import merge_tables, row_sources

_SAME_SENTENCE = 0.5
"""Likeness below which a paragraph has been written anew, and merging words into it would make nonsense."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both sides changed the same words in different ways. Theirs stands in the result."""

    base: str
    theirs: str
    ours: str
    piece: int = field(default=-1, compare=False)
    """The piece of theirs that it stands in, or that the first of it stands in; -1 where nothing of theirs is left."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a part becomes."""

    pieces: tuple[Piece, ...]
    sources: tuple[int | None, ...]
    """For each piece the index of the piece of theirs that it continues; None for a piece of ours."""
    conflicts: tuple[Conflict, ...] = ()
    rows: tuple[tuple[int | None, ...], ...] = ()
    """For each piece that is a table the rows of theirs that its rows continue; None for a row of ours."""
    review: bool = False
    """Both sides' words stand in one paragraph, or side by side: a person should read it once."""


def merge(
    base: Sequence[Piece],
    theirs: Sequence[Piece],
    ours: Sequence[Piece],
    pairs: Mapping[int, int] | None = None,
    naming: Naming = as_written,
) -> Merged:
    """One part, three ways. `pairs` says which piece of theirs each piece of the base became, where that is known.

    `naming` tells which rows of a list are of the same thing, however they call it.
    """
    to_theirs = pair(base, theirs) if pairs is None else pairs
    to_ours = pair(base, ours)
    result = _Result(naming)
    for stretch in stretches((len(base), len(theirs), len(ours)), to_theirs, to_ours):
        if stretch.kept:
            at = stretch.theirs[0]
            result.both_kept(base[stretch.base[0]], theirs[at], ours[stretch.ours[0]], at)
        else:
            _merge_stretch(result, stretch, (base, theirs, ours), (to_theirs, to_ours))
    return Merged(
        tuple(result.pieces), tuple(result.sources), tuple(result.conflicts), tuple(result.rows), result.review
    )


class _Result:
    """A merge in the making."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self.pieces: list[Piece] = []
        self.sources: list[int | None] = []
        self.rows: list[tuple[int | None, ...]] = []
        self.conflicts: list[Conflict] = []
        self.review = False

    def add(self, piece: Piece, source: int | None, rows: tuple[int | None, ...] = ()) -> None:
        self.pieces.append(piece)
        self.sources.append(source)
        self.rows.append(rows)

    def both_kept(self, base: Piece, theirs: Piece, ours: Piece, source: int) -> None:
        """A piece that stands on both sides, changed or not."""
        if theirs in (base, ours):
            self.add(ours, source, _rows(theirs, ours))
            return
        if ours == base:
            self.add(theirs, source, _rows(theirs, theirs))
            return
        if isinstance(base, Table) and isinstance(theirs, Table) and isinstance(ours, Table):
            if content_key(theirs) == content_key(base):
                self.add(ours, source, _rows(theirs, ours))
                return
            table = merge_tables(base, theirs, ours, self._naming)
            self.add(table.table, source, table.sources)
            self.conflicts.extend(Conflict(c.base, c.theirs, c.ours, source) for c in table.conflicts)
            self.review = self.review or table.review
            return
        if not (is_text(base) and is_text(theirs) and is_text(ours)):
            self.add(theirs, source)
            self.conflicts.append(Conflict(text(base), text(theirs), text(ours), source))
            return
        self._text(base, theirs, ours, source)

    def _text(self, base: Piece, theirs: Piece, ours: Piece, source: int) -> None:
        frame = three(shape(base), shape(theirs), shape(ours))
        merged = None
        if not _rewritten(base, theirs, ours):
            merged = merge_words(words(content(base)), words(content(theirs)), words(content(ours)))
        if merged is None:
            self.add(with_content(frame, content(theirs)), source)
            self.conflicts.append(Conflict(text(base), text(theirs), text(ours), source))
            return
        found = inlines(merged)
        for side in (content(theirs), content(ours)):
            found = side if words(side) == words(found) else found
        self.add(with_content(frame, found), source)
        changed = [_text_view(side) != _text_view(base) for side in (theirs, ours)]
        self.review = self.review or (all(changed) and _text_view(theirs) != _text_view(ours))


def _rows(theirs: Piece, result: Piece) -> tuple[int | None, ...]:
    if isinstance(theirs, Table) and isinstance(result, Table):
        return row_sources(theirs, result)
    return ()


def _rewritten(base: Piece, theirs: Piece, ours: Piece) -> bool:
    """Whether both changed the text and one of them so much that the words they share are chance."""
    was, left, right = keys(base), keys(theirs), keys(ours)
    if was in (left, right) or left == right:
        return False
    return min(likeness(was, left), likeness(was, right)) < _SAME_SENTENCE


def _text_view(piece: Piece) -> object:
    return tuple(word.key for word in words(content(piece)) if word.key)


def merge_words(base: Sequence[Word], theirs: Sequence[Word], ours: Sequence[Word]) -> tuple[Word, ...] | None:
    """Words of both sides together, or None when both changed the same place in different ways."""
    keys = [[word.key for word in side] for side in (base, theirs, ours)]
    merged: list[Word] = []
    for stretch in stretches(
        (len(base), len(theirs), len(ours)), matching(keys[0], keys[1]), matching(keys[0], keys[2])
    ):
        was = [base[i] for i in stretch.base]
        left = [theirs[i] for i in stretch.theirs]
        right = [ours[i] for i in stretch.ours]
        if stretch.kept:
            merged.append(_three_words(was[0], left[0], right[0]))
        elif _same(left, was):
            merged.extend(right)
        elif _same(right, was) or _same(left, right):
            merged.extend(left)
        else:
            return None
    return tuple(merged)


def _same(left: Sequence[Word], right: Sequence[Word]) -> bool:
    return [word.key for word in left] == [word.key for word in right]


def _three_words(base: Word, theirs: Word, ours: Word) -> Word:
    """The same word on all sides: its spelling, space and dress are decided each by itself."""
    marks = Marks(
        strong=three(base.marks.strong, theirs.marks.strong, ours.marks.strong),
        emphasis=three(base.marks.emphasis, theirs.marks.emphasis, ours.marks.emphasis),
        address=three(base.marks.address, theirs.marks.address, ours.marks.address),
        confirm=three(base.marks.confirm, theirs.marks.confirm, ours.marks.confirm),
        exact=three(base.marks.exact, theirs.marks.exact, ours.marks.exact),
        answer=three(base.marks.answer, theirs.marks.answer, ours.marks.answer),
    )
    return replace(
        theirs,
        text=three(base.text, theirs.text, ours.text),
        space=three(base.space, theirs.space, ours.space),
        marks=marks,
    )


# ---- a stretch that at least one side changed --------------------------------------------------------------------------

Sides = tuple[Sequence[Piece], Sequence[Piece], Sequence[Piece]]
Maps = tuple[Mapping[int, int], Mapping[int, int]]


def _merge_stretch(result: _Result, stretch: Stretch, sides: Sides, maps: Maps) -> None:
    base, theirs, ours = sides
    left, right = [theirs[i] for i in stretch.theirs], [ours[i] for i in stretch.ours]
    was = [base[i] for i in stretch.base]
    untouched = left == was or (_views(left) == _views(was) and _views(left) != _views(right))
    if untouched:
        for piece in right:
            result.add(piece, None)
    elif _views(left) == _views(right) or _views(right) == _views(was):
        for position in stretch.theirs:
            result.add(theirs[position], position, _rows(theirs[position], theirs[position]))
    elif _collide(stretch, sides, maps):
        for position in stretch.theirs:
            result.add(theirs[position], position, _rows(theirs[position], theirs[position]))
        at = stretch.theirs.start if stretch.theirs else stretch.theirs.start - 1
        result.conflicts.append(Conflict(_lines(was), _lines(left), _lines(right), at))
    else:
        _interleave(result, stretch, sides, maps)


def _views(pieces: Sequence[Piece]) -> list[object]:
    return [piece_key(piece) for piece in pieces]


def _lines(pieces: Sequence[Piece]) -> str:
    return "\n".join(text(piece) for piece in pieces)


def _new(positions: range, kept: Mapping[int, int]) -> list[int]:
    """Members of a side's stretch that stand for no member of the base."""
    taken = set(kept.values())
    return [position for position in positions if position not in taken]


def _collide(stretch: Stretch, sides: Sides, maps: Maps) -> bool:
    """Whether one side changed what the other took out, or both put something else in the same place."""
    base, theirs, ours = sides
    to_theirs, to_ours = maps
    for position in stretch.base:
        if (
            position not in to_theirs
            and position in to_ours
            and piece_key(ours[to_ours[position]]) != piece_key(base[position])
        ):
            return True
        if (
            position not in to_ours
            and position in to_theirs
            and piece_key(theirs[to_theirs[position]]) != piece_key(base[position])
        ):
            return True
    both_gone = any(position not in to_theirs and position not in to_ours for position in stretch.base)
    return both_gone and bool(_new(stretch.theirs, to_theirs)) and bool(_new(stretch.ours, to_ours))


def _interleave(result: _Result, stretch: Stretch, sides: Sides, maps: Maps) -> None:
    """Both sides' changes, which touch different members: theirs first where both add at one place."""
    _, theirs, ours = sides
    to_theirs, to_ours = maps
    left, right = stretch.theirs.start, stretch.ours.start
    added = 0
    for position in (*stretch.base, None):
        next_left = stretch.theirs.stop if position is None else to_theirs.get(position)
        next_right = stretch.ours.stop if position is None else to_ours.get(position)
        until_left = left if next_left is None else next_left
        until_right = right if next_right is None else next_right
        for at in range(left, until_left):
            result.add(theirs[at], at, _rows(theirs[at], theirs[at]))
        for at in range(right, until_right):
            result.add(ours[at], None)
        added += (until_left > left) + (until_right > right)
        left = until_left + (position is not None and next_left is not None)
        right = until_right + (position is not None and next_right is not None)
    result.review = result.review or added > 1
