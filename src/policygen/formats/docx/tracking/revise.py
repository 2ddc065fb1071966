"""Edits carried out in somebody's Word file, as tracked changes with comments; every other part of it stays as it is."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from policygen.document.edits import Addition, Edit, Edits, Removal, Revised, Rewording, Signature, TableChange, revised
from policygen.document.leading import leading
from policygen.document.model import Properties, Table
from policygen.document.pieces import Piece, content, text
from policygen.document.walk import plain
from policygen.document.words import fold, words
from policygen.errors import DocumentError
from policygen.formats.docx.body import Policy
from policygen.formats.docx.names import BOOKMARK_START, NAME, RECORD_PROPERTY, Element, w
from policygen.formats.docx.package import Part, open_package
from policygen.formats.docx.properties import replace_record, set_custom
from policygen.formats.docx.reader import body_of, read_body
from policygen.formats.docx.reading.model import WordBlock, WordParagraph, WordTable
from policygen.formats.docx.shown_status import follow
from policygen.formats.docx.tracking.comments import CommentWriter
from policygen.formats.docx.tracking.content import RunBuilder
from policygen.formats.docx.tracking.line import CannotWriteError, Line
from policygen.formats.docx.tracking.lists import Lists
from policygen.formats.docx.tracking.marks import ChangeMarker, free_ids
from policygen.formats.docx.tracking.paragraphs import ParagraphWriter, put_in, take_out
from policygen.formats.docx.tracking.rewording import reword
from policygen.formats.docx.tracking.tables import Rows
from policygen.formats.docx.xml import serialised
from policygen.language.lists import counted

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


class Reviser:
    """One file being changed."""

    def __init__(self, data: bytes, edits: Edits, signature: Signature, absent: Collection[str] = ()) -> None:
        """`absent` are parts that cannot be put in, so that no reference leads to them.

        Raises: `DocumentError` when the file cannot be read, or is in a form that is not written.
        """
        self.package = open_package(data)
        if _STRICT in self.package.beginning_of(self.package.main, 4096):
            hint = "Open it in Word and save it as a Word document (.docx), not as a Strict Open XML Document."
            raise DocumentError("This document is in Word's strict form, which policygen does not write.", hint=hint)
        main = self.package.xml(self.package.main)
        body = body_of(main)
        self.root: Element = body.getroottree().getroot()
        self.read = read_body(self.package, body, Policy())
        self.marker = ChangeMarker(free_ids(self.root), signature)
        opened = [part for part in map(_opened, edits.changes) if part and part not in absent]
        self.builder = RunBuilder(self.package, self.root, edits, opened)
        self.edits = leading(edits, self.builder.leads_to)
        self.commenter = CommentWriter(self.package, self.marker, self.builder.styles.get("annotationreference", ""))
        bookmarks = {each.get(NAME, "") for each in self.root.iter(BOOKMARK_START)}
        going = frozenset(edit.piece for edit in edits.changes if isinstance(edit, Removal))
        lists = Lists(self.package, self.root)
        self.writer = ParagraphWriter(self.read, self.marker, self.builder, lists, bookmarks, going)
        self._commented: set[str] = set()
        self._count: dict[str, int] = {}
        for edit in edits.changes:
            self._count[edit.cause] = self._count.get(edit.cause, 0) + 1

    def carry_out(self) -> tuple[list[Edit], list[tuple[Edit, str]]]:
        """Every edit that can be written, and those that cannot with the reason."""
        done: list[Edit] = []
        refused: list[tuple[Edit, str]] = []
        for edit in self.edits.changes:
            try:
                if (written := self._write(edit, refused)) is not None:
                    done.append(written)
            except CannotWriteError as reason:
                refused.append((edit, str(reason)))
        for edit, why in refused:
            self._refuse(edit, why)
        for remark in self.edits.remarks:
            if not remark.again:
                self._remark(remark.piece, remark.text, remark.by, remark.row)
        return done, refused

    # ---- each kind of edit -----------------------------------------------------------------------------------------

    def _write(self, edit: Edit, refused: list[tuple[Edit, str]]) -> Edit | None:
        """Writes an edit, or what can be written of it; what cannot joins those that are refused."""
        match edit:
            case Rewording():
                self._reword(edit)
            case TableChange():
                return self._change_table(edit, refused)
            case Removal():
                self._remove(edit)
            case Addition():
                self._add(edit)
        return edit

    def piece(self, index: int) -> Piece:
        """A piece as it was read."""
        return self.read.pieces[index][0].piece

    def paragraph(self, index: int) -> WordParagraph:
        """The paragraph that a piece was read from.

        Raises: `CannotWriteError` when changes of somebody wait in it, or it is no single paragraph.
        """
        read, block = self.read.pieces[index]
        if read.pending:
            raise CannotWriteError("changes of somebody else wait in it")
        if not isinstance(block, WordParagraph) or block.element is None:
            raise CannotWriteError("it is no paragraph any more")
        if block.ordinal != block.last or block.contents_control:
            raise CannotWriteError("it is joined to another by a change that waits")
        return block

    def _reword(self, edit: Rewording) -> None:
        block = self.paragraph(edit.piece)
        found = words(content(self.piece(edit.piece)))
        line = Line(_element(block), block.content)
        marks = reword(line, found, edit.swaps, self.marker, self.builder)
        self.explain(edit, line.paragraph, marks)

    def _change_table(self, edit: TableChange, refused: list[tuple[Edit, str]]) -> TableChange | None:
        block = self.read.pieces[edit.piece][1]
        if not isinstance(block, WordTable):
            raise CannotWriteError("it is no table any more")
        rows = Rows(block, self.piece(edit.piece), self.marker, self.builder)
        possible, others = rows.parted(edit)
        refused += others
        for paragraph, marks in rows.carry_out(possible) if possible is not None else ():
            self.explain(edit, paragraph, marks)
        return possible

    def _remove(self, edit: Removal) -> None:
        for paragraph in take_out(self._writer_for(edit.by), edit.piece, is_ours=edit.by is None):
            self.explain(edit, paragraph, ())

    def _add(self, edit: Addition) -> None:
        for paragraph in put_in(self._writer_for(edit.by), edit):
            self.explain(edit, paragraph, ())

    def _writer_for(self, signature: Signature | None) -> ParagraphWriter:
        return self.writer if signature is None else replace(self.writer, marker=self.marker.of(signature))

    # ---- comments --------------------------------------------------------------------------------------------------

    def explain(self, edit: Edit, paragraph: Element, around: Sequence[Element]) -> None:
        """A comment that names the cause, where it is met first."""
        if not edit.cause or edit.cause in self._commented:
            return
        self._commented.add(edit.cause)
        others = self._count[edit.cause] - 1
        message = f"\nThe same in {counted(others, 'other place')}." if others else ""
        self.commenter.write(paragraph, around[:1] and [around[0], around[-1]], edit.cause + message)

    def _refuse(self, edit: Edit, why: str) -> None:
        """Our words in a comment, where they could not be written."""
        index = max(edit.after, 0) if isinstance(edit, Addition) else edit.piece
        ours = _ours(edit, self.piece(index))
        message = (
            f"Not written here, because {why}.\nOur text: {ours}" if ours else f"Not taken out here, because {why}."
        )
        self._remark(index, f"{edit.cause}\n{message}".strip(), row=_row_of(edit, self.piece(index)))

    def _remark(self, index: int, said: str, by: Signature | None = None, row: str = "") -> None:
        block = self.read.pieces[index][1]
        element = _row_named(block, self.piece(index), row) if row else block.element
        paragraph = element if element is None or element.tag == w("p") else next(element.iter(w("p")), None)
        if paragraph is not None:
            self.commenter.write(paragraph, (), said, by)


def _row_named(block: WordBlock, piece: Piece, name: str) -> Element | None:
    """The row of a table whose first cell says a name; the table where none does."""
    if isinstance(block, WordTable) and isinstance(piece, Table):
        for row, read in zip(block.rows[len(block.rows) - len(piece.rows) :], piece.rows, strict=True):
            if row.element is not None and read.cells and fold(plain(read.cells[0])) == fold(name):
                return row.element
    return block.element


def _opened(edit: Edit) -> str:
    """The part that comes in with an edit; empty for any other edit."""
    return edit.part if isinstance(edit, Addition) and edit.opens else ""


def _element(block: WordBlock) -> Element:
    if block.element is None:
        raise CannotWriteError("it is not known where it stands")
    return block.element


def _ours(edit: Edit, piece: Piece) -> str:
    """What an edit would let a reader see, in words."""
    match edit:
        case Addition(pieces=pieces):
            return "\n".join(filter(None, map(text, pieces)))
        case Removal():
            return ""
        case Rewording():
            moved = revised([piece], [_first(edit)])
            return text(moved[0]) if moved else ""
        case TableChange():
            moved = revised([piece], [_first(edit)])
            stood = set(text(piece).split("\n"))
            return "\n".join(row for row in (text(moved[0]) if moved else "").split("\n") if row not in stood)


def _row_of(edit: Edit, piece: Piece) -> str:
    """The first cell of the row that an edit of one row changes; empty for any other."""
    if not isinstance(edit, TableChange) or not isinstance(piece, Table):
        return ""
    at = next((at for at in (*(cell.row for cell in edit.cells), *edit.gone) if 0 <= at < len(piece.rows)), -1)
    return plain(piece.rows[at].cells[0]) if at >= 0 and piece.rows[at].cells else ""


def _first(edit: Rewording | TableChange) -> Edit:
    """The same edit of a document of one piece."""
    if isinstance(edit, Rewording):
        return Rewording(0, edit.swaps, edit.cause)
    return TableChange(0, edit.cells, edit.gone, edit.new, edit.cause)


def revise_file(data: bytes, edits: Edits, signature: Signature) -> Revised:
    """A Word file with edits as tracked changes.

    Raises: `DocumentError` when the file cannot be read, or is in a form that is not written.
    """
    reviser = Reviser(data, edits, signature)
    done, refused = reviser.carry_out()
    if absent := {part for edit, _ in refused if (part := _opened(edit))}:
        reviser = Reviser(data, edits, signature, absent)
        done, refused = reviser.carry_out()
    package = reviser.package
    reviser.commenter.settle()
    reviser.writer.lists.settle()
    package.put(Part(package.main, package.content_type(package.main), serialised(reviser.root)))
    return Revised(package.save(), tuple(done), tuple(refused))


def with_record(data: bytes, record: bytes, digest: str, status: Properties | None = None) -> bytes:
    """A Word file with the record that it carries from now on, and nothing else of it changed.

    Where its text comes to say another `status`, properties and what shows them do so at once.
    """
    package = open_package(data)
    if status is not None:
        follow(package, status)
    replace_record(package, record)
    set_custom(package, {RECORD_PROPERTY: digest})
    return package.save()
