"""Three-way merge of one part: paragraphs, then words. Conflicts are data; their words stand.

Laws, for every base b and text x: merge(b, b, x) = x; merge(b, x, b) = x; merge(b, x, x) = x.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from policygen._dataclass import dataclass
from policygen.document.comparison import block_keys, content_key, piece_key
from policygen.document.model import Block, Table
from policygen.document.pieces import Piece, close_lists, content, is_text, open_lists, shape, text, with_content
from policygen.document.walk import plain
from policygen.document.words import inlines, words
from policygen.revision.diff3 import Stretch, stretches, three
from policygen.revision.list_changes import Naming, as_written
from policygen.revision.pairing import pair
from policygen.revision.regrouping import Maps, Regrouped, Sides, merge_regrouped, regrouped
from policygen.revision.similarity import keys
from policygen.revision.tables import merge_tables, row_sources
from policygen.revision.word_merge import merge_inlines


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both sides changed the same words in different ways. Theirs stands in the result."""

    base: str
    theirs: str
    ours: str
    piece: int = field(default=-1, compare=False)
    """The piece of theirs that it stands in, or that the first of it stands in; -1 where nothing of theirs is left."""
    instead: Piece | None = field(default=None, compare=False)
    """The paragraph with our words in the place of theirs, where it is in one paragraph."""
    row: str = field(default="", compare=False)
    """In a table, the first cell of the row that it is in."""
    column: str = field(default="", compare=False)
    """In a table, the heading of the column that it is in; empty where it is the whole row."""


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
    maps = (pair(base, theirs) if pairs is None else pairs, pair(base, ours))
    whole = (base, theirs, ours)
    groups = regrouped(whole, maps)
    places = [_places(len(side), [group.of(number) for group in groups]) for number, side in enumerate(whole)]
    was, left, right = ([side[at] for at in kept.first] for side, kept in zip(whole, places, strict=True))
    sides = (was, left, right)
    to_theirs, to_ours = (
        {places[0].now[own]: places[number].now[at] for own, at in found.items()}
        for number, found in enumerate(maps, 1)
    )
    at_once = {places[0].now[group.base.start]: group for group in groups}
    result = _Result(naming, places[1].first)
    for stretch in stretches((len(was), len(left), len(right)), to_theirs, to_ours):
        if stretch.kept and stretch.base[0] in at_once:
            result.regrouped(at_once[stretch.base[0]], whole)
        elif stretch.kept:
            at = stretch.theirs[0]
            result.both_kept(was[stretch.base[0]], left[at], right[stretch.ours[0]], at)
        else:
            _merge_stretch(result, stretch, sides, (to_theirs, to_ours))
    return Merged(
        tuple(result.pieces), tuple(result.sources), tuple(result.conflicts), tuple(result.rows), result.review
    )


def carried_over(then: Sequence[Block], issued: tuple[Block, ...], now: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks as issued, with what `now` says otherwise than `then`; those of `now` where both changed the same words."""
    if block_keys(then) == block_keys(now):
        return issued
    pieces = open_lists(issued)
    merged = merge(open_lists(then), pieces, open_lists(now))
    return now if merged.conflicts else close_lists(_keyed_as(pieces, merged))


def _keyed_as(issued: Sequence[Piece], merged: Merged) -> tuple[Piece, ...]:
    """The pieces of a merge, each row that goes on one of `issued` under the key it had there: it is no row of an owner."""

    def keyed(piece: Piece, source: int | None, rows: Sequence[int | None]) -> Piece:
        was = None if source is None else issued[source]
        if not (isinstance(piece, Table) and isinstance(was, Table)):
            return piece
        known = zip(piece.rows, rows, strict=True)
        return replace(
            piece, rows=tuple(row if at is None else replace(row, key=was.rows[at].key) for row, at in known)
        )

    return tuple(map(keyed, merged.pieces, merged.sources, merged.rows))


@dataclass(frozen=True, slots=True)
class _Places:
    """The pieces of one side, those that were split or joined counted as one."""

    first: tuple[int, ...]
    """For each so counted the index of its first piece."""
    now: Mapping[int, int]
    """For each piece its number so counted."""


def _places(length: int, together: Sequence[range]) -> _Places:
    first: list[int] = []
    now: dict[int, int] = {}
    behind = {at for run in together for at in run[1:]}
    for at in range(length):
        if at not in behind:
            first.append(at)
        now[at] = len(first) - 1
    return _Places(tuple(first), now)


class _Result:
    """A merge in the making."""

    def __init__(self, naming: Naming, places: Sequence[int]) -> None:
        self._naming = naming
        self._places = places
        self.pieces: list[Piece] = []
        self.sources: list[int | None] = []
        self.rows: list[tuple[int | None, ...]] = []
        self.conflicts: list[Conflict] = []
        self.review = False

    def add(self, piece: Piece, source: int | None, rows: tuple[int | None, ...] = ()) -> None:
        self.pieces.append(piece)
        self.sources.append(None if source is None else self._places[source])
        self.rows.append(rows)

    def conflict(self, base: str, theirs: str, ours: str, at: int, instead: Piece | None = None) -> None:
        """That both changed the same; `at` is the piece of theirs, or the one before it: -1 for none."""
        self.conflicts.append(Conflict(base, theirs, ours, self._places[at] if at >= 0 else at, instead))

    def regrouped(self, group: Regrouped, sides: Sides) -> None:
        """Paragraphs that they split or joined, and that ours changes."""
        base, theirs, ours = ([side[at] for at in group.of(number)] for number, side in enumerate(sides))
        merged = merge_regrouped(base, theirs, ours)
        self.pieces.extend(theirs if merged is None else merged)
        self.sources.extend(group.theirs)
        self.rows.extend(() for _ in group.theirs)
        if merged is None:
            self.conflicts.append(Conflict(_lines(base), _lines(theirs), _lines(ours), group.theirs.start))
        else:
            was, left, right = (_words_of(side) for side in (base, theirs, ours))
            self.review = self.review or was not in (left, right)

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
            names = {row.key: plain(row.cells[0]) for each in (base, table.table) for row in each.rows if row.cells}
            for found in table.conflicts:
                row = names.get(found.key, "")
                clash = Conflict(found.base, found.theirs, found.ours, self._places[source], None, row, found.column)
                self.conflicts.append(clash)
            self.review = self.review or table.review
            return
        if not (is_text(base) and is_text(theirs) and is_text(ours)):
            self.add(theirs, source)
            self.conflict(text(base), text(theirs), text(ours), source)
            return
        self._text(base, theirs, ours, source)

    def _text(self, base: Piece, theirs: Piece, ours: Piece, source: int) -> None:
        frame = three(shape(base), shape(theirs), shape(ours))
        run = (content(base), content(theirs), content(ours))
        found = merge_inlines(*run, [keys(side) for side in (base, theirs, ours)])
        if found is None:
            self.add(with_content(frame, content(theirs)), source)
            self.conflict(text(base), text(theirs), text(ours), source, with_content(frame, content(ours)))
            return
        self.add(with_content(frame, found[0]), source)
        for clash in found[1].clashes:
            with_ours = with_content(frame, inlines(found[1].with_ours))
            self.conflict(clash.base, clash.theirs, clash.ours, source, with_ours)
        changed = [_text_view(side) != _text_view(base) for side in (theirs, ours)]
        self.review = self.review or (all(changed) and _text_view(theirs) != _text_view(ours))


def _rows(theirs: Piece, result: Piece) -> tuple[int | None, ...]:
    if isinstance(theirs, Table) and isinstance(result, Table):
        return row_sources(theirs, result)
    return ()


def _text_view(piece: Piece) -> tuple[str, ...]:
    return tuple(word.key for word in words(content(piece)) if word.key)


def _words_of(pieces: Sequence[Piece]) -> tuple[str, ...]:
    return tuple(word for piece in pieces for word in _text_view(piece))


# ---- a stretch that at least one side changed --------------------------------------------------------------------------


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
        result.conflict(_lines(was), _lines(left), _lines(right), at)
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
