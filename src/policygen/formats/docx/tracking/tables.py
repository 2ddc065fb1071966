"""Cells and rows of somebody's table changed, as tracked changes. Columns cannot be: Word has no mark for them."""

from collections.abc import Sequence

from lxml import etree

from policygen.document.edits import CellRewording, NewRow, TableChange, as_run
from policygen.document.model import Inline, Table
from policygen.document.pieces import Piece
from policygen.document.words import words
from policygen.formats.docx.names import P_PR, R_PR, TC, TC_PR, TR, TR_PR, Element, P, W, w
from policygen.formats.docx.reading.model import WordCell, WordParagraph, WordRow, WordTable
from policygen.formats.docx.tracking.content import PLAIN, RunBuilder, RunFormatting
from policygen.formats.docx.tracking.line import CannotWriteError, Line
from policygen.formats.docx.tracking.marks import DEL, INS, ChangeMarker, without_changes
from policygen.formats.docx.tracking.rewording import require_writable, reword

_OF_ONE_ROW = (w("cnfStyle"), w("tblHeader"))


class Rows:
    """A table that may be changed, by the rows of the piece that it was read as."""

    def __init__(self, block: WordTable, piece: Piece, marker: ChangeMarker, builder: RunBuilder) -> None:
        """Raises: `CannotWriteError` when it is no table."""
        if not isinstance(piece, Table):
            raise CannotWriteError("it is no table any more")
        self._piece = piece
        self._rows = block.rows
        self._heading = len(block.rows) - len(piece.rows)
        self._marker = marker
        self._builder = builder

    def parted(self, change: TableChange) -> tuple[TableChange | None, list[tuple[TableChange, str]]]:
        """What of a change can be written; and what cannot, cell by cell and row by row, with the reason."""
        refused: list[tuple[TableChange, str]] = []
        hands = change.gone_by or (None,) * len(change.gone)
        alone = [
            *(TableChange(change.piece, cells=(cell,), cause=change.cause) for cell in change.cells),
            *(
                TableChange(change.piece, gone=(at,), cause=change.cause, gone_by=(by,) if change.gone_by else ())
                for at, by in zip(change.gone, hands, strict=True)
            ),
            *(TableChange(change.piece, new=(new,), cause=change.cause) for new in change.new),
        ]
        left: list[TableChange] = []
        for one in alone:
            try:
                self._require(one)
                left.append(one)
            except CannotWriteError as reason:
                refused.append((one, str(reason)))
        if not refused:
            return change, []
        return (_together(left) if left else None), refused

    def _require(self, change: TableChange) -> None:
        """Raises: `CannotWriteError` when something of a change cannot be written."""
        for cell in change.cells:
            require_writable(self._line(cell), words(self._run(cell)), cell.swaps)
        for at in change.gone:
            self._whole(at)
        for new in change.new:
            self._model(new)

    def carry_out(self, change: TableChange) -> list[tuple[Element, list[Element]]]:
        """Writes a change. Gives back the paragraphs that it stands in, each with its marks.

        Raises: `CannotWriteError`, before anything is written.
        """
        lines = [self._line(cell) for cell in change.cells]
        for cell, line in zip(change.cells, lines, strict=True):
            require_writable(line, words(self._run(cell)), cell.swaps)
        going = [self._whole(at) for at in change.gone]
        models = [self._model(new) for new in change.new]
        written: list[tuple[Element, list[Element]]] = []
        for cell, line in zip(change.cells, lines, strict=True):
            marks = reword(line, words(self._run(cell)), cell.swaps, self._marker, self._builder)
            written.append((line.paragraph, marks))
        hands = change.gone_by or (None,) * len(going)
        for (row, row_lines), hand in zip(going, hands, strict=True):
            written += self._take_out(row, row_lines, self._marker.of(hand))
        placed: dict[int, Element] = {}
        for new, (model, behind) in zip(change.new, models, strict=True):
            made = self._new_row(model, new.cells, self._marker.of(new.by))
            if new.after in placed:
                placed[new.after].addnext(made)
            elif behind:
                model.addnext(made)
            else:
                model.addprevious(made)
            placed[new.after] = made
            written.append((next(made.iter(P)), []))
        return written

    # ---- cells -----------------------------------------------------------------------------------------------------

    def _row(self, at: int) -> WordRow:
        """A row in which something may be written; -1 is the heading row."""
        place = at + self._heading
        if not 0 <= place < len(self._rows):
            raise CannotWriteError("the row is not there any more")
        row = self._rows[place]
        if row.pending:
            raise CannotWriteError("changes of somebody else wait in it")
        if row.before or any(cell.span > 1 or cell.continues for cell in row.cells):
            raise CannotWriteError("cells of the row were merged")
        return row

    def _line(self, cell: CellRewording) -> Line:
        cells = self._row(cell.row).cells
        if cell.column >= len(cells):
            raise CannotWriteError("the cell is not there any more")
        return _only_line(cells[cell.column])

    def _run(self, cell: CellRewording) -> tuple[Inline, ...]:
        return (
            as_run(self._piece.columns[cell.column]) if cell.row < 0 else self._piece.rows[cell.row].cells[cell.column]
        )

    # ---- rows ------------------------------------------------------------------------------------------------------

    def _whole(self, at: int) -> tuple[Element, list[Line]]:
        """A row that may go, with every paragraph in it."""
        row = self._row(at)
        if row.element is None:
            raise CannotWriteError("the row is not there any more")
        blocks = [block for cell in row.cells for block in cell.blocks]
        return row.element, [_line_of(block) for block in blocks]

    def _take_out(
        self, row: Element, lines: Sequence[Line], marker: ChangeMarker
    ) -> list[tuple[Element, list[Element]]]:
        written: list[tuple[Element, list[Element]]] = []
        for line in lines:
            marks = marker.take_out(line.runs(0, len(line.characters)))
            marker.mark_end(line.paragraph, DEL)
            written.append((line.paragraph, marks))
        marker.mark_row(row, DEL)
        return written[:1]

    def _model(self, new: NewRow) -> tuple[Element, bool]:
        """The row that a new one is like, and whether it goes behind it: else it goes before it."""
        near = [new.after, new.after + 1] if new.after >= 0 else [0]
        for at in near:
            try:
                row = self._row(at).element
            except CannotWriteError:
                continue
            if row is not None:
                return row, at == new.after
        raise CannotWriteError("no row beside it can be written in")

    def _new_row(self, model: Element, cells: Sequence[Sequence[Inline]], marker: ChangeMarker) -> Element:
        row = etree.Element(TR, nsmap={"w": W})
        properties = model.find(TR_PR)
        if properties is not None:
            copied = without_changes(properties)
            for tag in _OF_ONE_ROW:
                for child in copied.findall(tag):
                    copied.remove(child)
            row.append(copied)
        for at, cell in enumerate(model.iterchildren(w("tc"))):
            row.append(self._new_cell(cell, cells[at] if at < len(cells) else (), marker))
        marker.mark_row(row, INS)
        return row

    def _new_cell(self, model: Element, content: Sequence[Inline], marker: ChangeMarker) -> Element:
        cell = etree.Element(TC)
        properties = model.find(TC_PR)
        if properties is not None:
            cell.append(without_changes(properties))
        paragraph = etree.SubElement(cell, P)
        like = next(model.iter(P), None)
        formatting = like.find(P_PR) if like is not None else None
        if formatting is not None:
            paragraph.append(without_changes(formatting))
        marker.mark_end(paragraph, INS)
        for child in marker.put_in(self._builder.runs(content, looks_of(like))):
            paragraph.append(child)
        return cell


def _together(changes: Sequence[TableChange]) -> TableChange:
    """Changes of one table as one."""
    cells, gone, new, hands = (
        tuple(member for change in changes for member in getattr(change, name))
        for name in ("cells", "gone", "new", "gone_by")
    )
    return TableChange(changes[0].piece, cells, gone, new, changes[0].cause, hands)


def looks_of(paragraph: Element | None) -> RunFormatting:
    """The formatting of a paragraph's first words."""
    run = next(paragraph.iter(w("r")), None) if paragraph is not None else None
    properties = run.find(R_PR) if run is not None else None
    if properties is None or properties.find(w("rStyle")) is not None:
        return PLAIN
    strong, emphasis = (properties.find(w(name)) is not None for name in ("b", "i"))
    return RunFormatting(without_changes(properties), strong, emphasis)


def _only_line(cell: WordCell) -> Line:
    """The one paragraph of a cell that says something; of an empty cell the first."""
    lines = [_line_of(block) for block in cell.blocks]
    saying = [line for line in lines if line.characters]
    if len(saying) > 1:
        raise CannotWriteError("the cell has more than one paragraph")
    if not lines:
        raise CannotWriteError("the cell is not there any more")
    return (saying or lines)[0]


def _line_of(block: object) -> Line:
    if not isinstance(block, WordParagraph) or block.element is None:
        raise CannotWriteError("a table stands in the cell")
    if block.ordinal != block.last or block.pending:
        raise CannotWriteError("changes of somebody else wait in it")
    return Line(block.element, block.content)
