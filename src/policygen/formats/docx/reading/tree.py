"""Model to tree: what each paragraph and table of a Word document is in our words, and what has no word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

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
    Text,
)
from policygen.document.walk import plain
from policygen.formats.anchors import BOOKMARK_PREFIX, END_BOOKMARK_PREFIX
from policygen.formats.docx.reading.model import (
    WordBlock,
    WordBreak,
    WordCell,
    WordExtra,
    WordField,
    WordInline,
    WordLink,
    WordMark,
    WordParagraph,
    WordTable,
    WordText,
)
from policygen.formats.docx.reading.roles import Kind, Roles
from policygen.formats.text import safe_address
from policygen.revision.pieces import ListItem, Piece
from policygen.revision.theirs import ANCHOR_LENGTH, Position, ReadPiece
from policygen.revision.words import Marks, Word, inlines, words

_LINES_OF_CONTENTS = 3
_ANCHOR = re.compile(rf"^_?{BOOKMARK_PREFIX}([0-9a-f]{{{ANCHOR_LENGTH}}})(?:_[0-9]+)?$")
_END_ANCHOR = re.compile(rf"^_?{END_BOOKMARK_PREFIX}([0-9a-f]{{{ANCHOR_LENGTH}}})(?:_[0-9]+)?$")
_REF = re.compile(r"^(?:REF|PAGEREF)\s+(\S+)(.*)$", re.IGNORECASE)
_HYPERLINK = re.compile(r'^HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
_TOC = re.compile(r"^TOC\b", re.IGNORECASE)


class TreeReader:
    """Turns the blocks of one body into pieces."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._pieces: list[ReadPiece] = []
        self._last_list = ""
        self.flattened: dict[str, int] = {}
        """What was brought into a form the tree has, by kind, with how often."""

    def read(self, blocks: Sequence[WordBlock]) -> tuple[ReadPiece, ...]:
        """All pieces in order."""
        for block in blocks:
            if isinstance(block, WordTable):
                self._table(block)
            else:
                self._paragraph(block)
        return tuple(_contents_of_links(self._pieces))

    # ---- paragraphs ----------------------------------------------------------------------------------------------------

    def _paragraph(self, block: WordParagraph) -> None:
        nodes = _Nodes(self._roles)
        nodes.read(block.content)
        base = ReadPiece(
            PageBreak(),
            Position(block.ordinal, max(block.ordinal, block.last)),
            tuple(dict.fromkeys(nodes.anchors)),
            tuple(dict.fromkeys(nodes.ends)),
            tuple(dict.fromkeys(nodes.holds)),
            block.pending,
        )
        kind = self._roles.of(block)
        if kind.contents_title or _in_contents(block):
            self._contents(base, nodes, kind)
            return
        content = inlines(_trimmed(nodes.words))
        if block.page_break_before or nodes.breaks_before:
            if not (content or base.holds):
                self._pieces.append(base)
                return
            self._pieces.append(replace(base, anchors=(), ends=(), holds=()))
        if content or base.anchors or base.holds:
            self._pieces.append(replace(base, piece=self._piece(kind, content)))
        elif base.ends and self._pieces:
            self._pieces[-1] = replace(self._pieces[-1], ends=(*self._pieces[-1].ends, *base.ends))
        if nodes.breaks_after:
            self._pieces.append(replace(base, anchors=(), ends=(), holds=()))

    def _piece(self, kind: Kind, content: tuple[Inline, ...]) -> Piece:
        previous = self._pieces[-1].piece if self._pieces else None
        last_list, self._last_list = self._last_list, kind.list_id
        if kind.heading:
            if kind.heading > 2:
                self._flatten("deep-heading")
            return Heading(1 if kind.heading == 1 else 2, _undressed(content), kind.numbered)
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

    def _contents(self, base: ReadPiece, nodes: "_Nodes", kind: Kind) -> None:
        """Everything in a table of contents is one piece: the format builds it anew from the headings."""
        title = plain(inlines(_trimmed(nodes.words))) if kind.contents_title else ""
        last = self._pieces[-1] if self._pieces else None
        if last is not None and isinstance(last.piece, Contents):
            self._pieces[-1] = replace(
                last,
                piece=Contents(last.piece.title or title),
                position=Position(last.position.first, base.position.last),
                anchors=(*last.anchors, *base.anchors),
                ends=(*last.ends, *base.ends),
                holds=(*last.holds, *base.holds),
                pending=(*last.pending, *base.pending),
            )
            return
        self._pieces.append(replace(base, piece=Contents(title)))

    # ---- tables --------------------------------------------------------------------------------------------------------

    def _table(self, block: WordTable) -> None:
        nodes = _Nodes(self._roles)
        rows = [self._row(row.cells, row.before, nodes) for row in block.rows]
        width = max((len(row) for row in rows), default=0)
        rows = [(*row, *((),) * (width - len(row))) for row in rows]
        role = self._roles.table_role(block.style)
        heads = any(row.header for row in block.rows[:1]) or (role is None and block.first_row_heads and len(rows) > 1)
        columns = tuple(plain(cell) for cell in rows[0]) if heads and rows else ("",) * width
        body = rows[1:] if heads else rows
        table = Table(
            "",
            columns,
            tuple(Row("", tuple(cells)) for cells in body),
            role or _guessed(columns),
        )
        self._pieces.append(
            ReadPiece(
                table,
                Position(block.ordinal, block.ordinal),
                tuple(dict.fromkeys(nodes.anchors)),
                tuple(dict.fromkeys(nodes.ends)),
                tuple(dict.fromkeys(nodes.holds)),
                block.pending,
            )
        )

    def _row(self, cells: Iterable[WordCell], before: int, nodes: "_Nodes") -> tuple[tuple[Inline, ...], ...]:
        found: list[tuple[Inline, ...]] = [()] * before
        for cell in cells:
            if cell.span > 1 or cell.continues:
                self._flatten("merged-cells")
            found.append(self._cell(cell, nodes))
            found.extend([()] * (min(cell.span, 64) - 1))
        return tuple(found)

    def _cell(self, cell: WordCell, nodes: "_Nodes") -> tuple[Inline, ...]:
        """A cell's paragraphs as lines; a table inside it as lines too."""
        lines: list[tuple[Word, ...]] = []
        for block in cell.blocks:
            for paragraph in self._paragraphs(block):
                nodes.words = []
                nodes.read(paragraph.content)
                lines.append(_trimmed(nodes.words))
        while lines and not lines[-1]:
            lines.pop()
        found: list[Word] = []
        for number, line in enumerate(lines):
            if number:
                found.append(Word("\n"))
            found.extend(line)
        return _undressed(inlines(found)) if self._all_heading(cell) else inlines(found)

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


def _in_contents(block: WordParagraph) -> bool:
    """Whether a paragraph belongs to a table of contents: by its control, or by the field it stands in or holds."""
    return (
        block.contents_control
        or any(known.closed and _TOC.match(known.instruction) for known in block.inside)
        or any(isinstance(node, WordField) and _TOC.match(node.instruction) for node in block.content)
    )


def _contents_of_links(pieces: Sequence[ReadPiece]) -> Iterator[ReadPiece]:
    """The pieces, with contents that an editor turned into plain lines of links read as contents again."""
    waiting: list[ReadPiece] = []
    for read in (*pieces, None):
        if read is not None and isinstance(read.piece, Paragraph) and _only_reference(read.piece.content):
            waiting.append(read)
            continue
        if len(waiting) >= _LINES_OF_CONTENTS:
            anchors = tuple(anchor for line in waiting for anchor in line.anchors)
            position = Position(waiting[0].position.first, waiting[-1].position.last)
            yield replace(waiting[0], piece=Contents(""), position=position, anchors=anchors)
        else:
            yield from waiting
        waiting = []
        if read is not None:
            yield read


def _only_reference(content: tuple[Inline, ...]) -> bool:
    return len(content) == 1 and isinstance(content[0], Reference)


def _guessed(columns: Sequence[str]) -> TableRole:
    return "records" if any(columns) else "control"


def _trimmed(found: Sequence[Word]) -> tuple[Word, ...]:
    """Words without space or line breaks at either end."""
    joined = list(words(inlines(found)))
    while joined and joined[-1].text in ("", "\n") and not joined[-1].target:
        joined.pop()
    while joined and joined[0].text == "\n":
        joined.pop(0)
    if joined:
        joined[0] = replace(joined[0], space="")
    return tuple(joined)


def _undressed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading's bold as a whole is its style, written out by an editor."""
    found = words(content)
    if found and all(word.marks.strong for word in found if word.text):
        return inlines(replace(word, marks=replace(word.marks, strong=False)) for word in found)
    return content


class _Nodes:
    """Gathers the words of a paragraph, and what stands between them."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self.words: list[Word] = []
        self.anchors: list[str] = []
        self.ends: list[str] = []
        self.holds: list[str] = []
        self.breaks_before = False
        self.breaks_after = False

    def read(self, content: Iterable[WordInline], marks: Marks | None = None) -> None:
        """Takes in some content."""
        for node in content:
            match node:
                case WordText(text, strong, emphasis):
                    dress = marks or Marks()
                    dress = replace(dress, strong=dress.strong or strong, emphasis=dress.emphasis or emphasis)
                    for place, line in enumerate(text.split("\n")):
                        if place:
                            self.words.append(Word("\n"))
                        self.words.extend(words((Text(line),), dress))
                case WordBreak(page):
                    self._break(page=page)
                case WordMark(name):
                    self._mark(name)
                case WordExtra(kind):
                    self.holds.append(kind)
                case WordLink(address, anchor, inner):
                    self._link(address, anchor, inner, marks)
                case WordField(instruction, inner):
                    self._field(instruction, inner, marks)

    def _break(self, *, page: bool) -> None:
        if not page:
            self.words.append(Word("\n"))
        elif any(word.text for word in self.words):
            self.breaks_after = True
        else:
            self.breaks_before = True

    def _mark(self, name: str) -> None:
        start, end = _ANCHOR.match(name), _END_ANCHOR.match(name)
        if start:
            self.anchors.append(start.group(1))
        elif end:
            self.ends.append(end.group(1))

    def _link(self, address: str, anchor: str, inner: Sequence[WordInline], marks: Marks | None) -> None:
        target = _ANCHOR.match(anchor)
        if target and not address:
            self._reference(target.group(1), inner)
            return
        safe = safe_address(address) if address else None
        if address and safe is None:
            self.holds.append("unsafe-link")
        dress = marks or Marks()
        self.read(inner, replace(dress, address=safe) if safe else dress)

    def _field(self, instruction: str, inner: Sequence[WordInline], marks: Marks | None) -> None:
        reference = _REF.match(instruction)
        target = _ANCHOR.match(reference.group(1)) if reference else None
        if target:
            self._reference(target.group(1), inner)
            return
        link = _HYPERLINK.match(instruction)
        if link:
            self._link(link.group(1), "", inner, marks)
            return
        if not reference:
            self.holds.append("field")
        self.read(inner, marks)

    def _reference(self, target: str, inner: Sequence[WordInline]) -> None:
        """A reference. Its number, its title and the word before it may stand side by side: they are one."""
        nodes = _Nodes(self._roles)
        nodes.read(inner)
        shown = plain(inlines(_trimmed(nodes.words)))
        self.holds.extend(nodes.holds)
        self.anchors.extend(nodes.anchors)
        if self._continues(target, shown):
            while not (self.words[-1].text or self.words[-1].target):
                self.words.pop()
            last = self.words[-1]
            self.words[-1] = replace(last, text=f"{last.text} {shown}".strip(), target=target, marks=Marks())
            return
        space = ""
        if self.words and not (self.words[-1].text or self.words[-1].target):
            space = self.words.pop().space
        self.words.append(Word(shown, space, Marks(), target))

    def _continues(self, target: str, shown: str) -> bool:
        """Whether a reference goes on with the one before it, or with the word that stands before a rule's number."""
        if shown.isdigit():
            self.words = list(words(inlines(self.words)))  # an editor may have cut the word before it into pieces
        beside = self.words[-2:]
        last = next((word for word in reversed(beside) if word.text or word.target), None)
        if last is None or not (last is beside[-1] or beside[-1] == Word("", " ")):
            return False
        names_rule = last.text == "rule" and not last.target and shown.isdigit() and last is not beside[-1]
        return last.target == target or names_rule
