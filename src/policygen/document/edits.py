"""What is to be changed in somebody's file: drawn up by the revision, written by a format.

Words are counted as they were read, from 0: `words` of the piece's or the cell's content. So a writer that reads the same
file with the same reader finds each of them again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace

from policygen._dataclass import dataclass
from policygen.document.model import Inline, Row, Table, Text
from policygen.document.pieces import Piece, content, with_content
from policygen.document.words import Word, inlines, words


@dataclass(frozen=True, slots=True)
class Signature:
    """Under what name and when something is changed."""

    author: str
    date: str
    """ISO date and time, in UTC: `2026-11-30T00:00:00Z`."""
    stands: bool = False
    """Whether the change was made in the file already: what goes was put in by this hand, and what comes was taken out by it.
    Rejected, the file is as it was before."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Words put in the place of others: of none where they are only put in, none where others only go."""

    first: int
    """The first word that goes."""
    last: int
    """The word behind the last that goes."""
    words: tuple[Word, ...] = ()
    next_space: str = ""
    """The space before the word that follows, as the new text has it."""
    by: Signature | None = None
    """Whose change it is, where it is not that of whoever changes the file."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Words of a paragraph, a heading or an item that change."""

    piece: int
    """Index of the piece in the document as read."""
    swaps: tuple[Swap, ...]
    """In order, none touching another."""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class CellRewording:
    """Words of a cell that change."""

    row: int
    """Counted below the heading row; -1 for the heading row."""
    column: int
    swaps: tuple[Swap, ...]


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that comes into a table."""

    after: int
    """The row of theirs that it goes behind; -1 for the top."""
    cells: tuple[tuple[Inline, ...], ...]
    by: Signature | None = None


@dataclass(frozen=True, slots=True)
class TableChange:
    """Cells and rows of a table that change."""

    piece: int
    cells: tuple[CellRewording, ...] = ()
    gone: tuple[int, ...] = ()
    """Rows that go."""
    new: tuple[NewRow, ...] = ()
    """In order."""
    cause: str = ""
    gone_by: tuple[Signature | None, ...] = ()
    """For each row that goes whose change it is; nothing where all are of whoever changes the file."""


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece that goes."""

    piece: int
    cause: str = ""
    by: Signature | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """Pieces that come in behind another."""

    after: int
    """The piece that they go behind; -1 for the top."""
    part: str
    pieces: tuple[Piece, ...]
    cause: str = ""
    opens: bool = False
    """Whether the part begins with them: they then bear its anchors."""
    by: Signature | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said beside a piece, nothing of which changes."""

    piece: int
    text: str
    ours: str = ""
    """Our words, where theirs stand in conflict with them."""
    cause: str = ""
    instead: Piece | None = None
    """The piece with our words in the place of theirs, where that can be said."""
    row: str = ""
    """In a table, the first cell of the row that it is about."""
    again: bool = False
    """Whether the same is said beside an earlier piece."""
    by: Signature | None = None
    """Whose comment it is, where it is not that of whoever changes the file."""


Edit = Rewording | TableChange | Removal | Addition
"""A change of somebody's words."""


@dataclass(frozen=True, slots=True)
class Edits:
    """Everything that is to be done to one document."""

    changes: tuple[Edit, ...] = ()
    remarks: tuple[Remark, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict[str, str])
    """The number that each part will show, by id: what references to it say."""
    rules: frozenset[str] = frozenset()
    """The parts whose number is that of a rule."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A file with changes of ours waiting in it."""

    content: bytes
    done: tuple[Edit, ...]
    refused: tuple[tuple[Edit, str], ...]
    """What could not be written where it belongs, each with the reason; it stands in a comment instead."""


def swapped(found: Sequence[Word], swaps: Iterable[Swap]) -> tuple[Word, ...]:
    """Words with others in their place."""
    result: list[Word] = []
    left = list(found)
    done = 0
    for swap in swaps:
        result.extend(left[done : swap.first])
        result.extend(swap.words)
        done = swap.last
        if done < len(left) and swap.words and swap.next_space and not left[done].space:
            left[done] = replace(left[done], space=swap.next_space)
    return (*result, *left[done:])


def _reworded(run: tuple[Inline, ...], swaps: Iterable[Swap]) -> tuple[Inline, ...]:
    return inlines(swapped(words(run), swaps))


Standing = tuple[int | None, str, Piece]
"""A piece as it will stand: which one it was, or the part that it came in with."""


def revised(pieces: Sequence[Piece], changes: Iterable[Edit]) -> tuple[Piece, ...]:
    """The pieces of a document as they will be read once some changes are accepted."""
    return tuple(piece for _, _, piece in arranged(pieces, changes))


def arranged(pieces: Sequence[Piece], changes: Iterable[Edit]) -> list[Standing]:
    """The pieces of a document once some changes are accepted, each with where it is from."""
    result: list[Piece | None] = list(pieces)
    added: dict[int, list[Standing]] = {}
    for change in changes:
        match change:
            case Rewording(piece, swaps):
                result[piece] = with_content(pieces[piece], _reworded(content(pieces[piece]), swaps))
            case TableChange(piece):
                result[piece] = _changed_table(pieces[piece], change)
            case Removal(piece):
                result[piece] = None
            case Addition(after, part, new):
                added.setdefault(after, []).extend((None, part, piece) for piece in new)
    found = list(added.get(-1, ()))
    for at, left in enumerate(result):
        found.extend([(at, "", left)] if left is not None else [])
        found.extend(added.get(at, ()))
    return found


def signatures(edit: Edit) -> list[Signature | None]:
    """Whose the changes in an edit are, one for each; None for whoever changes the file."""
    match edit:
        case Rewording(_, swaps):
            return [swap.by for swap in swaps]
        case TableChange(_, cells, _, new):
            return [*(swap.by for cell in cells for swap in cell.swaps), *edit.gone_by, *(row.by for row in new)]
        case Removal() | Addition():
            return [edit.by]


def as_decided(edit: Edit, accepted: Collection[str]) -> list[Edit]:
    """What of an edit is read in a file in which the changes of some people are accepted, and of all others rejected.

    A change that stands in the file already is read as an edit of it where it is rejected.
    """

    def shows(signature: Signature | None) -> bool:
        return signature is not None and (signature.author in accepted) != signature.stands

    def shown(swaps: Sequence[Swap]) -> tuple[Swap, ...]:
        return tuple(swap for swap in swaps if shows(swap.by))

    match edit:
        case Rewording(piece, swaps):
            return [Rewording(piece, left)] if (left := shown(swaps)) else []
        case TableChange(piece, cells, gone, new):
            going = tuple(at for at, by in zip(gone, edit.gone_by, strict=True) if shows(by))
            coming = tuple(row for row in new if shows(row.by))
            reworded = tuple(replace(cell, swaps=left) for cell in cells if (left := shown(cell.swaps)))
            return [TableChange(piece, reworded, going, coming)] if (reworded or going or coming) else []
        case Removal() | Addition():
            return [edit] if shows(edit.by) else []


def _changed_table(piece: Piece, change: TableChange) -> Piece:
    if not isinstance(piece, Table):
        return piece
    rows = [list(row.cells) for row in piece.rows]
    columns = list(piece.columns)
    for cell in change.cells:
        if cell.row < 0:
            heading = _reworded(as_run(columns[cell.column]), cell.swaps)
            columns[cell.column] = "".join(word.space + word.text for word in words(heading))
        else:
            rows[cell.row][cell.column] = _reworded(rows[cell.row][cell.column], cell.swaps)
    made = [Row("", tuple(new.cells)) for new in change.new if new.after == -1]
    for at, cells in enumerate(rows):
        if at not in change.gone:
            made.append(replace(piece.rows[at], cells=tuple(cells)))
        made.extend(Row("", tuple(new.cells)) for new in change.new if new.after == at)
    return replace(piece, columns=tuple(columns), rows=tuple(made))


def as_run(heading: str) -> tuple[Inline, ...]:
    """The heading of a column as the words of a cell."""
    return (Text(heading),) if heading else ()
