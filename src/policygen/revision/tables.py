"""Merging tables: rows by key, columns by heading; what the owner added or took out stays so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.document.comparison import inline_key
from policygen.document.model import Inline, Row, Table
from policygen.document.walk import plain
from policygen.document.words import fold, words
from policygen.revision.diff3 import matching, three
from policygen.revision.list_changes import Naming, as_written, list_of
from policygen.revision.similarity import likeness
from policygen.revision.word_merge import merge_inlines

OWNER = "owner:"
"""Begins the key of a row that the owner added."""
_SAME_ROW = 0.5


@dataclass(frozen=True, slots=True)
class CellConflict:
    """A row or cell that both sides changed in different ways. Theirs stands."""

    key: str
    column: str
    base: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class MergedTable:
    """A merged table."""

    table: Table
    conflicts: tuple[CellConflict, ...]
    review: bool
    """The owner took a column out and we changed it, or rows of both stand side by side."""
    sources: tuple[int | None, ...] = ()
    """For each row the one of theirs that it continues; None for a row of ours."""


def keyed(base: Table, theirs: Table) -> Table:
    """Their table with the keys, name and role of the one it came from: rows found by first cell, then by likeness.

    A sheet to sign says too little for either: its rows are found by their places, as long as it has as many.
    """
    found = rows_found(base.rows, theirs.rows)
    if base.role == "signature" and len(base.rows) == len(theirs.rows):
        found = {position: position for position in range(len(theirs.rows))}
    rows = tuple(
        replace(row, key=base.rows[found[position]].key if position in found else f"{OWNER}{position}")
        for position, row in enumerate(theirs.rows)
    )
    return replace(theirs, name=base.name, role=base.role, rows=rows, widths=base.widths)


def rows_found(base: Sequence[Row], theirs: Sequence[Row]) -> dict[int, int]:
    """For each row of theirs the row of the base it shows."""
    found: dict[int, int] = {}
    free = set(range(len(base)))
    for test in (_same_key, _same_cells, _same_name, _same_words):
        for position, row in enumerate(theirs):
            if position in found:
                continue
            match = next((i for i in sorted(free) if test(base[i], row)), None)
            if match is not None:
                found[position] = match
                free.discard(match)
    return found


def _same_key(base: Row, row: Row) -> bool:
    return bool(row.key) and row.key == base.key


def _same_cells(base: Row, row: Row) -> bool:
    return not row.key and [fold(plain(c)) for c in base.cells] == [fold(plain(c)) for c in row.cells]


def _same_name(base: Row, row: Row) -> bool:
    if row.key or not (base.cells and row.cells):
        return False
    return bool(_name(base)) and _name(base) == _name(row)


def _same_words(base: Row, row: Row) -> bool:
    return not row.key and likeness(_row_words(base), _row_words(row)) >= _SAME_ROW


def _row_words(row: Row) -> tuple[str, ...]:
    return tuple(word for cell in row.cells for word in fold(plain(cell)).casefold().split())


# ---- merging -----------------------------------------------------------------------------------------------------------


def merge_tables(base: Table, theirs: Table, ours: Table, naming: Naming = as_written) -> MergedTable:
    """One table, three ways. Rows and columns keep their order in theirs; ours go after their neighbour in ours."""
    theirs, renamed = _shown_in_ours(keyed(base, theirs), base, ours, naming)
    columns = _Columns(base, theirs, ours)
    old = _by_key(base)
    sides = _Sides({**old, **{now: old[was] for now, was in renamed.items()}}, _by_key(theirs), _by_key(ours))
    conflicts: list[CellConflict] = []
    rows: list[Row] = []
    sources: list[int | None] = []
    for position, row in enumerate(theirs.rows):
        merged = _merge_row(row.key, sides, columns, conflicts)
        if merged is not None:
            rows.append(merged)
            sources.append(position)
    review = columns.lost_changes(base, ours)
    for position, row in enumerate(ours.rows):
        if row.key in sides.theirs:
            continue
        if row.key in old:
            if row != old[row.key]:
                conflicts.append(CellConflict(row.key, "", _line(old[row.key]), "", _line(row)))
            continue
        place = _after_neighbour(rows, ours.rows[:position])
        rows.insert(place, Row(row.key, columns.spread(row)))
        sources.insert(place, None)
    frame = three(_frame(base), _frame(theirs), _frame(ours))
    widths = frame.widths if len(frame.widths) == len(columns.names) else ()
    table = replace(frame, columns=columns.names, rows=tuple(rows), widths=widths)
    return MergedTable(table, tuple(conflicts), review, tuple(sources))


def row_sources(theirs: Table, result: Table) -> tuple[int | None, ...]:
    """For each row of a table that continues theirs, the row of theirs of the same key; None for a new one."""
    free: dict[str, list[int]] = {}
    for position, row in enumerate(theirs.rows):
        free.setdefault(row.key, []).append(position)
    return tuple(free[row.key].pop(0) if free.get(row.key) else None for row in result.rows)


def _shown_in_ours(theirs: Table, base: Table, ours: Table, naming: Naming) -> tuple[Table, dict[str, str]]:
    """Their table with the rows that show what ours newly has under our keys, and the base's key of each that had one.

    So somebody who typed a network into the table before it was in the answers gets one row of it and not two.
    """
    old = _by_key(base)
    question = next(
        (list_of(word.marks.answer) for row in ours.rows if row.cells for word in words(row.cells[0])[:1]), ""
    )

    def name(row: Row) -> str:
        said = _name(row)
        names = naming(question, plain(row.cells[0]).strip()) if question and said else ()
        return fold(names[0]).casefold() if len(names) == 1 else said

    new = {name(row): row.key for row in ours.rows if row.key not in old and _name(row)}
    rows: list[Row] = []
    renamed: dict[str, str] = {}
    for row in theirs.rows:
        was = old.get(row.key)
        key = new.pop(name(row), "") if was is None or name(was) != name(row) else ""
        if key and was is not None:
            renamed[key] = was.key
        rows.append(replace(row, key=key or row.key))
    return replace(theirs, rows=tuple(rows)), renamed


def _name(row: Row) -> str:
    """What a row is of: its first cell, as compared."""
    return fold(plain(row.cells[0])).casefold() if row.cells else ""


@dataclass(frozen=True, slots=True)
class _Sides:
    base: Mapping[str, Row]
    theirs: Mapping[str, Row]
    ours: Mapping[str, Row]


def _by_key(table: Table) -> dict[str, Row]:
    return {row.key: row for row in table.rows}


def _frame(table: Table) -> Table:
    return replace(table, columns=(), rows=())


def _line(row: Row) -> str:
    return " · ".join(plain(cell) for cell in row.cells)


def _after_neighbour(rows: Sequence[Row], before: Sequence[Row]) -> int:
    """Where a new row goes: after the nearest row that stands before it in ours, else at the top."""
    positions = {row.key: position for position, row in enumerate(rows)}
    for row in reversed(before):
        if row.key in positions:
            return positions[row.key] + 1
    return 0


class _Columns:
    """The columns of the merged table, and where each side has them."""

    def __init__(self, base: Table, theirs: Table, ours: Table) -> None:
        headings = [[fold(column).casefold() for column in table.columns] for table in (base, theirs, ours)]
        self._to_theirs = _column_map(headings[0], headings[1])
        self._to_ours = _column_map(headings[0], headings[2])
        from_theirs = {position: column for column, position in self._to_theirs.items()}
        from_ours = {position: column for column, position in self._to_ours.items()}
        self._positions: list[tuple[int | None, int | None, int | None]] = []
        self._kept = [(from_theirs.get(position), position, None) for position in range(len(theirs.columns))]
        self.names: tuple[str, ...] = ()
        for position, name in enumerate(theirs.columns):
            column = from_theirs.get(position)
            if column is not None and column not in self._to_ours:
                continue
            mine = self._to_ours.get(column) if column is not None else None
            chosen = name if column is None or mine is None else three(base.columns[column], name, ours.columns[mine])
            self._add(len(self._positions), (column, position, mine), chosen)
        for position, name in enumerate(ours.columns):
            if position not in from_ours:
                before = [
                    at for at, known in enumerate(self._positions) if known[2] is not None and known[2] < position
                ]
                self._add(max(before, default=-1) + 1, (None, None, position), name)

    def _add(self, at: int, position: tuple[int | None, int | None, int | None], name: str) -> None:
        self._positions.insert(at, position)
        self.names = (*self.names[:at], name, *self.names[at:])

    def cells(
        self, base: Row, theirs: Row, ours: Row
    ) -> list[tuple[tuple[Inline, ...] | None, tuple[Inline, ...] | None, tuple[Inline, ...] | None]]:
        """The cells of one row, column by column of the merged table, as base, theirs and ours have them."""
        return [(_cell(base, b), _cell(theirs, t), _cell(ours, o)) for b, t, o in self._positions]

    def untouched(self, base: Row, theirs: Row) -> bool:
        """Whether the owner left a row alone: the base's cells as they were, nothing written in columns of the owner's."""
        cells = [(_cell(base, b) or (), _cell(theirs, t) or ()) for b, t, _ in self._kept]
        return all(inline_key(was) == inline_key(now) for was, now in cells)

    def spread(self, ours: Row) -> tuple[tuple[Inline, ...], ...]:
        """A row of ours over the merged columns; the owner's columns are empty."""
        return tuple(_cell(ours, position) or () for _, _, position in self._positions)

    def lost_changes(self, base: Table, ours: Table) -> bool:
        """Whether ours changed a column that the owner took out."""
        gone = [
            (b, self._to_ours[b]) for b in range(len(base.columns)) if b not in self._to_theirs and b in self._to_ours
        ]
        old = _by_key(base)
        return any(
            row.key in old and inline_key(_cell(old[row.key], b) or ()) != inline_key(_cell(row, o) or ())
            for row in ours.rows
            for b, o in gone
        )


def _column_map(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Columns by heading; a table without headings, or with as many columns, by place."""
    if not any(base) or not any(other):
        return {position: position for position in range(min(len(base), len(other)))}
    found = matching(base, other)
    if len(base) == len(other):
        for position in range(len(base)):
            if position not in found and position not in found.values():
                found[position] = position
    return dict(sorted(found.items()))


def _cell(row: Row, position: int | None) -> tuple[Inline, ...] | None:
    return row.cells[position] if position is not None and position < len(row.cells) else None


def _merge_row(key: str, sides: _Sides, columns: _Columns, conflicts: list[CellConflict]) -> Row | None:
    """One row of theirs as it becomes, or None when ours took it out and theirs left it alone."""
    theirs, base, ours = sides.theirs[key], sides.base.get(key), sides.ours.get(key)
    if base is None and ours is None:
        return Row(key, tuple(t or () for _, t, _ in columns.cells(theirs, theirs, theirs)))
    if base is None:
        base = Row(key, theirs.cells[:1])  # both call it so: in what letters is no conflict
    if ours is None:
        if columns.untouched(base, theirs):
            return None
        conflicts.append(CellConflict(key, "", _line(base), _line(theirs), ""))
        return Row(key, tuple(t or () for _, t, _ in columns.cells(base, theirs, theirs)))
    cells: list[tuple[Inline, ...]] = []
    for name, (was, left, right) in zip(columns.names, columns.cells(base, theirs, ours), strict=True):
        cells.append(_merge_cell(key, name, (was, left, right), conflicts))
    return Row(key, tuple(cells))


def _merge_cell(
    key: str,
    column: str,
    cell: tuple[tuple[Inline, ...] | None, tuple[Inline, ...] | None, tuple[Inline, ...] | None],
    conflicts: list[CellConflict],
) -> tuple[Inline, ...]:
    was, left, right = cell
    if left is None or right is None:
        return left if left is not None else right or ()
    before = was or ()
    if before in (left, right):
        return right if left == before else left
    if inline_key(left) == inline_key(before):
        return right
    if inline_key(right) in (inline_key(before), inline_key(left)):
        return left
    seen = [tuple(fold(plain(run)).casefold().split()) for run in (before, left, right)]
    merged = merge_inlines(before, left, right, seen)
    if merged is None:
        conflicts.append(CellConflict(key, column, plain(before), plain(left), plain(right)))
        return left
    conflicts += (CellConflict(key, column, one.base, one.theirs, one.ours) for one in merged[1].clashes)
    return merged[0]
