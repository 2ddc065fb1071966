"""One table that several people changed, row by row and cell by cell."""

from collections.abc import Callable, Sequence
from dataclasses import field, replace

from policygen._dataclass import dataclass
from policygen.document.comparison import inline_key
from policygen.document.edits import CellRewording, NewRow, Signature, Swap, TableChange, as_run
from policygen.document.model import Row, Table
from policygen.document.walk import plain
from policygen.revision.edits import swaps_between
from policygen.revision.mixing import Change, Run, change_key, mix
from policygen.revision.tables import rows_found
from policygen.revision.weaving import Came, Gone, Kept, Offered, Places, ascending, weave

Whose = Callable[[int, Callable[[Table], bool]], Signature]
"""Whose hand a change of a copy's table is by: in whose reading of that table something is so."""


@dataclass(frozen=True, slots=True)
class MixedTable:
    """What becomes of one table."""

    change: TableChange | None = None
    changes: tuple[Change, ...] = ()
    clashing: tuple[int, ...] = ()
    is_told: bool = True
    """Whether everything the frame changed can be told: columns cannot."""


def mix_tables(piece: int, base: Table, tables: Sequence[Table | None], read: Table, whose: Whose) -> MixedTable:
    """The changes of several copies in one table, the first of them the frame, which was `read` as piece so and so."""
    frame = tables[0]
    if frame is None or len(frame.columns) != len(base.columns):
        clashing = tuple(number for number, table in enumerate(tables) if number and _differs(base, table))
        return MixedTable(clashing=clashing, is_told=False)
    fitting = [table if table is not None and len(table.columns) == len(base.columns) else None for table in tables]
    other = [number for number, table in enumerate(tables) if table is not None and fitting[number] is None]
    found = _Mixer(base, fitting, read, whose)
    found.clashing.update(other)
    found.run()
    change = TableChange(piece, tuple(found.cells), tuple(found.gone), tuple(found.new), "", tuple(found.gone_by))
    is_any = bool(found.cells or found.gone or found.new)
    return MixedTable(change if is_any else None, tuple(found.changes), tuple(sorted(found.clashing)), found.is_told)


def _differs(base: Table, table: Table | None) -> bool:
    return table is not None and [_line(row) for row in table.rows] != [_line(row) for row in base.rows]


@dataclass(slots=True)
class _State:
    cells: list[CellRewording] = field(default_factory=list[CellRewording])
    gone: list[int] = field(default_factory=list[int])
    gone_by: list[Signature | None] = field(default_factory=list[Signature | None])
    new: list[NewRow] = field(default_factory=list[NewRow])
    changes: list[Change] = field(default_factory=list[Change])
    clashing: set[int] = field(default_factory=set[int])
    is_told: bool = True


class _Mixer(_State):
    def __init__(self, base: Table, tables: Sequence[Table | None], read: Table, whose: Whose) -> None:
        super().__init__()
        self._base, self._read, self._whose = base, read, whose
        self._tables = [table if table is not None else base for table in tables]
        """A copy without the table says nothing of its rows."""
        self._places = [row_places(base, table) for table in self._tables]
        self._came: set[tuple[int, object]] = set()

    def run(self) -> None:
        self._heading()
        for event in weave(len(self._base.rows), self._places):
            match event:
                case Kept(base, at):
                    self._kept(base, at)
                case Gone(base, after):
                    self._row_gone(base, after)
                case Came(at, gap):
                    self._row_came(at, gap)
                case Offered():
                    self._offered(event)

    def _heading(self) -> None:
        for column, name in enumerate(self._base.columns):
            runs = [as_run(table.columns[column]) for table in self._tables]
            self._mix((-1, column), as_run(name), runs, as_run(self._read.columns[column]))

    def _kept(self, base: int, at: int) -> None:
        was, now = self._base.rows[base], self._tables[0].rows[at]
        rows = [self._row(number, base) for number in range(len(self._tables))]
        if None in rows and _line(now) == _line(was):
            first = rows.index(None)
            self.gone.append(at)
            hand = self._whose(first, lambda table: base not in row_places(self._base, table).kept)
            self.gone_by.append(hand)
            also = tuple(number for number, row in enumerate(rows) if row is None and number != first)
            self.changes.append(Change(hand, _said(was), "", also))
            self.clashing |= {n for n, row in enumerate(rows) if row is not None and _line(row) != _line(was)}
            return
        self.clashing |= {number for number, row in enumerate(rows) if row is None}
        for column, cell in enumerate(was.cells):
            runs = [row.cells[column] if row is not None and column < len(row.cells) else None for row in rows]
            read = self._read.rows[at].cells
            if column < len(read) and runs[0] is not None:
                self._mix((at, column), cell, runs, read[column], base)

    def _mix(self, where: tuple[int, int], was: Run, runs: Sequence[Run | None], read: Run, base: int = -1) -> None:
        def who(copy: int, swap: Swap) -> Signature:
            def is_in(table: Table) -> bool:
                run = _cell(self._base, table, base, where[1])
                return change_key(swap) in map(change_key, swaps_between(was, was, run))

            return self._whose(copy, is_in)

        mixed = mix(was, runs, read, who)
        if mixed.swaps:
            self.cells.append(CellRewording(*where, mixed.swaps))
        self.changes += mixed.changes
        self.clashing |= set(mixed.clashing)
        self.is_told = self.is_told and mixed.is_told

    def _row_gone(self, base: int, after: int) -> None:
        was = self._base.rows[base]
        hand = self._whose(0, lambda table: base not in row_places(self._base, table).kept)
        self.new.append(NewRow(after, was.cells, replace(hand, stands=True)))
        rows = [self._row(number, base) for number in range(len(self._tables))]
        also = tuple(number for number, row in enumerate(rows) if number and row is None)
        self.changes.append(Change(hand, _said(was), "", also))
        self.clashing |= {n for n, row in enumerate(rows) if row is not None and _line(row) != _line(was)}

    def _row_came(self, at: int, gap: int) -> None:
        key = (gap, _line(self._tables[0].rows[at]))
        self._came.add(key)
        hand = self._whose(0, lambda table: key in _added(self._base, table))
        self.gone.append(at)
        self.gone_by.append(replace(hand, stands=True))
        also = tuple(number for number, table in enumerate(self._tables) if number and key in _added(self._base, table))
        self.changes.append(Change(hand, "", _said(self._tables[0].rows[at]), also))

    def _offered(self, event: Offered) -> None:
        row = self._tables[event.copy].rows[event.at]
        key = (event.gap, _line(row))
        if key in self._came:
            return
        self._came.add(key)
        hand = self._whose(event.copy, lambda table: key in _added(self._base, table))
        self.new.append(NewRow(event.after, row.cells, hand))
        self.changes.append(Change(hand, "", _said(row)))

    def _row(self, copy: int, base: int) -> Row | None:
        place = self._places[copy].kept.get(base)
        return None if place is None else self._tables[copy].rows[place]


def row_places(base: Table, table: Table) -> Places:
    """Where a copy of a table has the rows of the one that was issued."""
    pairs = {own: place for place, own in rows_found(base.rows, table.rows).items()}
    return Places(len(table.rows), ascending(pairs))


def _cell(base: Table, table: Table, row: int, column: int) -> Run:
    """What a copy of a table has in a cell of the one that was issued; row -1 is the heading row."""
    if row < 0:
        return as_run(table.columns[column]) if column < len(table.columns) else ()
    place = row_places(base, table).kept.get(row)
    cells = table.rows[place].cells if place is not None else ()
    return cells[column] if column < len(cells) else ()


def _added(base: Table, table: Table) -> set[tuple[int, object]]:
    places = row_places(base, table)
    return {(gap, _line(table.rows[at])) for gap, found in places.added(len(base.rows)).items() for at in found}


def _line(row: Row) -> object:
    return tuple(inline_key(cell) for cell in row.cells)


def _said(row: Row) -> str:
    return " · ".join(plain(cell) for cell in row.cells)
