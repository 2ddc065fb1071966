"""Model to tree: what each paragraph and table of a Word document is in our words, and what has no word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby

from policygen.document.as_read import NO_ENTRIES, Position, ReadPiece
from policygen.document.model import (
    Contents,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    Reference,
    Row,
    Table,
    TableRole,
)
from policygen.document.pieces import ListItem, Piece, text
from policygen.document.walk import plain
from policygen.document.words import Word, fold, inlines, words
from policygen.errors import DocumentError
from policygen.formats.docx.reading.contents import says, shown, stretches, typed
from policygen.formats.docx.reading.model import (
    WordBlock,
    WordCell,
    WordInline,
    WordParagraph,
    WordTable,
)
from policygen.formats.docx.reading.nodes import Nodes, trimmed
from policygen.formats.docx.reading.roles import ParagraphKind, Roles

_LINES_OF_CONTENTS = 3
_MOST_CELLS = 200_000
"""Cells of one table, those counted that nobody wrote because other rows are wider."""
_MOST_MARKS = 1_000
"""Anchors kept of one piece: a part has two, and a piece is seldom in more than a few parts."""


class TreeReader:
    """Turns the blocks of one body into pieces."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._pieces: list[ReadPiece] = []
        self._sources: list[WordBlock] = []
        """For each piece, what of the file it was read from."""
        self._last_list = ""
        self._blocks: Sequence[WordBlock] = ()
        self._growing: int | None = None
        """Index of the contents whose lines may go on."""
        self.flattened: dict[str, int] = {}
        """What was brought into a form the tree has, by kind, with how often."""

    def read(self, blocks: Sequence[WordBlock]) -> tuple[ReadPiece, ...]:
        """All pieces in order."""
        return tuple(read for read, _ in self.read_with_sources(blocks))

    def read_with_sources(self, blocks: Sequence[WordBlock]) -> list[tuple[ReadPiece, WordBlock]]:
        """All pieces in order, each with the paragraph or table that it was read from; of contents, the first."""
        self._blocks = blocks
        for block in blocks:
            self._block(block)
        found = _contents_of_links(list(zip(self._pieces, self._sources, strict=True)))
        if not self._headings:  # nothing that contents could list
            return [(replace(read, holds=()) if NO_ENTRIES in read.holds else read, block) for read, block in found]
        return found

    def _add(self, read: ReadPiece, block: WordBlock) -> None:
        self._pieces.append(read)
        self._sources.append(block)

    def _block(self, block: WordBlock) -> None:
        if isinstance(block, WordParagraph):
            self._paragraph(block)
        elif self._is_layout(block):
            self._flatten("layout-table")
            for inner in (inner for row in block.rows for cell in row.cells for inner in cell.blocks):
                self._block(inner)
        else:
            self._table(block)

    # ---- paragraphs ----------------------------------------------------------------------------------------------------

    @cached_property
    def _headings(self) -> frozenset[str]:
        """The words of all headings, folded, in lower case."""
        found = (block for block in self._blocks if isinstance(block, WordParagraph) and self._roles.of(block).heading)
        return frozenset(fold(shown(block.content)).casefold() for block in found)

    def _paragraph(self, block: WordParagraph) -> None:
        kind = self._roles.of(block)
        for inside, content in stretches(block.content):
            part = replace(block, content=content)
            if kind.contents_title:
                self._contents(part, title=True)
            elif not (inside or block.contents_control):
                if kind.heading or not self._awaits_lines():
                    self._growing = None
                self._text(part, kind)
            else:
                own = content if kind.heading else typed(content, self._headings)
                if own != content or not says(own):
                    self._contents(part)
                    part = replace(part, content=own)
                if says(own):
                    self._text(part, kind)
            block = replace(block, page_break_before=False)

    def _awaits_lines(self) -> bool:
        """Whether a title of contents was read, and no line of them yet: words may stand between."""
        return self._growing is not None and NO_ENTRIES in self._pieces[self._growing].holds

    def _text(self, block: WordParagraph, kind: ParagraphKind) -> None:
        base = _read_piece(block, nodes := _nodes(block.content))
        words = inlines(trimmed(nodes.words))
        if block.page_break_before or nodes.breaks_before:
            if not (words or base.holds):
                self._add(base, block)
                return
            self._add(replace(base, anchors=(), ends=(), holds=(), lost=(), filled=()), block)
        if words or base.anchors or base.holds:
            self._add(replace(base, piece=self._piece(kind, words)), block)
        elif base.ends and self._pieces:
            self._pieces[-1] = replace(self._pieces[-1], ends=(*self._pieces[-1].ends, *base.ends)[:_MOST_MARKS])
        if nodes.breaks_after:
            self._add(replace(base, anchors=(), ends=(), holds=(), lost=(), filled=()), block)

    def _piece(self, kind: ParagraphKind, content: tuple[Inline, ...]) -> Piece:
        previous = self._pieces[-1].piece if self._pieces else None
        last_list, self._last_list = self._last_list, kind.list_id
        if kind.heading:
            if kind.heading > 2:
                self._flatten("deep-heading")
            return Heading(1 if kind.heading == 1 else 2, _without_heading_bold(content), kind.numbered)
        if kind.is_item:
            if kind.level > 1:
                self._flatten("deep-list")
            again = isinstance(previous, ListItem) and previous.ordered == kind.ordered
            opens = again and kind.level == 0 and kind.ordered and self._roles.numbering.begins(kind.list_id, last_list)
            if kind.level > 0:
                self._last_list = last_list
            return ListItem(content, kind.ordered, min(kind.level, 1), opens)
        return Paragraph(content, kind.role)

    def _flatten(self, what: str) -> None:
        self.flattened[what] = self.flattened.get(what, 0) + 1

    def _contents(self, block: WordParagraph, *, title: bool = False) -> None:
        """Everything in a table of contents is one piece: the format builds it anew from the headings."""
        base = _read_piece(block, nodes := _nodes(block.content))
        words = plain(inlines(trimmed(nodes.words)))
        base = replace(base, piece=Contents(words if title else ""), holds=(NO_ENTRIES,), lost=())
        if self._growing is None:
            self._growing = len(self._pieces)
            self._add(base, block)
        last = self._pieces[self._growing]
        self._pieces[self._growing] = replace(
            last,
            piece=last.piece if text(last.piece) else base.piece,
            position=Position(last.position.first, base.position.last),
            anchors=tuple(dict.fromkeys((*last.anchors, *base.anchors)))[:_MOST_MARKS],
            ends=tuple(dict.fromkeys((*last.ends, *base.ends)))[:_MOST_MARKS],
            holds=() if words and not title else last.holds,
            pending=tuple(dict.fromkeys((*last.pending, *base.pending)))[:_MOST_MARKS],
        )

    # ---- tables --------------------------------------------------------------------------------------------------------

    def _is_layout(self, block: WordTable) -> bool:
        """Whether a table that is none of ours only sets the page: it holds headings, or several parts."""
        if self._roles.table_role(block.style):
            return False
        anchors: set[str] = set()
        for inner in (inner for row in block.rows for cell in row.cells for inner in cell.blocks):
            if isinstance(inner, WordTable):
                anchors.update(("", " ") if self._is_layout(inner) else ())
                continue
            if self._roles.of(inner).heading:
                return True
            anchors.update(_nodes(inner.content).anchors)
        return len(anchors) > 1

    def _table(self, block: WordTable) -> None:
        if not (block.contents_control or self._awaits_lines()):
            self._growing = None
        nodes = Nodes()
        rows = [self._row(row.cells, row.before, nodes) for row in block.rows]
        width = max((len(row) for row in rows), default=0)
        if width * len(rows) > _MOST_CELLS:
            raise DocumentError(
                f"A table of this document has {len(rows):,} rows and {width:,} columns, more than any policy's.",
                hint="Take the table out, and try again.",
            )
        rows = [(*row, *((),) * (width - len(row))) for row in rows]
        role = self._roles.table_role(block.style)
        heads = self._first_row_heads(block, ours=role is not None)
        columns = tuple(plain(cell) for cell in rows[0]) if heads and rows else ("",) * width
        body = rows[1:] if heads else rows
        table = Table(
            "",
            columns,
            tuple(Row("", tuple(cells)) for cells in body),
            role or _guessed(columns),
        )
        self._add(replace(_read_piece(block, nodes), piece=table), block)

    def _first_row_heads(self, block: WordTable, *, ours: bool) -> bool:
        if any(row.header for row in block.rows[:1]):
            return True
        if not ours and block.first_row_heads and len(block.rows) > 1:
            return True
        # LibreOffice takes the mark off some rows, and the table's style by way of OpenDocument; the cells keep theirs.
        cells = block.rows[0].cells if block.rows else ()
        return bool(cells) and all(self._all_heading(cell) for cell in cells)

    def _row(self, cells: Iterable[WordCell], before: int, nodes: Nodes) -> tuple[tuple[Inline, ...], ...]:
        found: list[tuple[Inline, ...]] = [()] * before
        for cell in cells:
            if cell.span > 1 or cell.continues:
                self._flatten("merged-cells")
            found.append(self._cell(cell, nodes))
            found.extend([()] * (cell.span - 1))
        return tuple(found)

    def _cell(self, cell: WordCell, nodes: Nodes) -> tuple[Inline, ...]:
        """A cell's paragraphs as lines; a table inside it as lines too."""
        lines: list[tuple[Word, ...]] = []
        for block in cell.blocks:
            for paragraph in self._paragraphs(block):
                nodes.begin()
                nodes.read(paragraph.content)
                lines.append(trimmed(nodes.words))
        while lines and not lines[-1]:
            lines.pop()
        found: list[Word] = []
        for number, line in enumerate(lines):
            if number:
                found.append(Word("\n"))
            found.extend(line)
        return _without_heading_bold(inlines(found)) if self._all_heading(cell) else inlines(found)

    def _all_heading(self, cell: WordCell) -> bool:
        styles = [block.style for block in cell.blocks if isinstance(block, WordParagraph)]
        return bool(styles) and all(self._roles.is_table_heading(style) for style in styles)

    def _paragraphs(self, block: WordBlock) -> Iterator[WordParagraph]:
        if isinstance(block, WordParagraph):
            yield block
            return
        self._flatten("table-in-table")
        for row in block.rows:
            for cell in row.cells:
                for inner in cell.blocks:
                    yield from self._paragraphs(inner)


def _nodes(content: Iterable[WordInline]) -> Nodes:
    nodes = Nodes()
    nodes.read(content)
    return nodes


def _read_piece(block: WordBlock, nodes: Nodes) -> ReadPiece:
    """What stands around a block's words; as a piece, a page break until it is known what it is."""
    return ReadPiece(
        PageBreak(),
        Position(block.ordinal, max(block.ordinal, block.last) if isinstance(block, WordParagraph) else block.ordinal),
        tuple(dict.fromkeys(nodes.anchors)),
        tuple(dict.fromkeys(nodes.ends)),
        tuple(dict.fromkeys(nodes.holds)),
        block.pending,
        tuple(dict.fromkeys(nodes.lost)),
        tuple(nodes.filled),
    )


def _contents_of_links(pieces: Sequence[tuple[ReadPiece, WordBlock]]) -> list[tuple[ReadPiece, WordBlock]]:
    """The pieces, with contents that an editor turned into plain lines of links read as contents again."""
    found: list[tuple[ReadPiece, WordBlock]] = []
    for alike, group in groupby(pieces, key=lambda pair: _only_reference(pair[0])):
        lines = list(group)
        if not alike or len(lines) < _LINES_OF_CONTENTS:
            found.extend(lines)
            continue
        title = [found.pop()] if found and NO_ENTRIES in found[-1][0].holds else []
        (first, block), (last, _) = (*title, *lines)[0], lines[-1]
        position = Position(first.position.first, last.position.last)
        anchors = tuple(anchor for line, _ in (*title, *lines) for anchor in line.anchors)
        piece = first.piece if title else Contents("")
        found.append((replace(first, piece=piece, position=position, anchors=anchors, holds=()), block))
    return found


def _only_reference(read: ReadPiece) -> bool:
    found = read.piece.content if isinstance(read.piece, Paragraph) else ()
    return len(found) == 1 and isinstance(found[0], Reference)


def _guessed(columns: Sequence[str]) -> TableRole:
    return "records" if any(columns) else "control"


def _without_heading_bold(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading's bold as a whole is its style, written out by an editor."""
    found = words(content)
    if found and all(word.marks.strong for word in found if word.text):
        return inlines(replace(word, marks=replace(word.marks, strong=False)) for word in found)
    return content
