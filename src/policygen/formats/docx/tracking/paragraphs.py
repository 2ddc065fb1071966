"""Whole paragraphs and tables taken out and put in, as tracked changes, in the look of those around them."""

from collections.abc import Iterator, Sequence
from dataclasses import field

from lxml import etree

from policygen._dataclass import dataclass
from policygen.document.anchors import bookmark_name, end_bookmark_name
from policygen.document.edits import Addition
from policygen.document.model import Contents, Heading, PageBreak, Paragraph, Table
from policygen.document.pieces import ListItem, Piece, content, shape
from policygen.formats.docx.blocks import ROLE_STYLES
from policygen.formats.docx.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    ID,
    NAME,
    NUM_ID,
    NUM_PR,
    P_PR,
    P_STYLE,
    PAGE_BREAK_BEFORE,
    R_,
    R_PR,
    TBL,
    TC,
    TR,
    VAL,
    Element,
    P,
    R,
    W,
    w,
)
from policygen.formats.docx.reader import ReadBody
from policygen.formats.docx.reading.model import WordBlock, WordParagraph, WordTable
from policygen.formats.docx.schema import put
from policygen.formats.docx.tables import write_table
from policygen.formats.docx.tracking.content import RunBuilder
from policygen.formats.docx.tracking.line import CannotWriteError, Line
from policygen.formats.docx.tracking.lists import Lists
from policygen.formats.docx.tracking.marks import DEL, INS, ChangeMarker, without_changes
from policygen.formats.docx.tracking.tables import looks_of

_NOT_COPIED = (w("sectPr"), PAGE_BREAK_BEFORE, w("framePr"))


@dataclass(frozen=True, slots=True)
class ParagraphWriter:
    """One file, and what is needed to write whole paragraphs into it."""

    read: ReadBody
    marker: ChangeMarker
    builder: RunBuilder
    lists: Lists
    names: set[str]
    """Of the bookmarks that the file has."""
    going: frozenset[int]
    """The pieces that are to be taken out."""
    placed: dict[int, Element] = field(default_factory=dict[int, Element])
    """What was put in last behind each piece."""


# ---- taking out --------------------------------------------------------------------------------------------------------


def take_out(writer: ParagraphWriter, index: int, *, is_ours: bool = True) -> list[Element]:
    """Marks a piece as taken out. Gives back the paragraphs that the marks stand in.

    What somebody wrote a comment on is not taken out by us. Where it `is_ours` no more, a colleague did so.

    Raises: `CannotWriteError`, before anything is written.
    """
    read, block = writer.read.pieces[index]
    if isinstance(read.piece, PageBreak) and _shares_its_paragraph(writer, index):
        return []
    if read.pending or any(writer.read.pieces[at][0].pending for at in (index + 1,) if at < len(writer.read.pieces)):
        raise CannotWriteError("changes of somebody else wait in it, or right behind it")
    if isinstance(read.piece, Contents) or block.element is None:
        raise CannotWriteError("it is no text of ours any more")
    stays = writer.marker.signature.stands
    if block.comments and is_ours:
        raise CannotWriteError("somebody wrote a comment on it")
    if set(read.holds) - {"field"} and not stays:
        raise CannotWriteError("it holds something besides words, such as a picture or a note")
    if isinstance(block, WordTable):
        return _take_out_table(block, writer.marker)
    return _take_out_paragraph(block, writer.marker, parts_tables=index + 1 not in writer.going)


def _shares_its_paragraph(writer: ParagraphWriter, index: int) -> bool:
    block = writer.read.pieces[index][1]
    return any(writer.read.pieces[at][1] is block for at in (index - 1, index + 1) if 0 <= at < len(writer.read.pieces))


def _take_out_paragraph(block: WordParagraph, marker: ChangeMarker, *, parts_tables: bool) -> list[Element]:
    paragraph = block.element
    if paragraph is None or block.ordinal != block.last:
        raise CannotWriteError("it is joined to another by a change that waits")
    line = Line(paragraph, block.content)
    line.require_free(0, len(line.characters))
    following, before = paragraph.getnext(), paragraph.getprevious()
    if marker.signature.stands and _is_end(following):
        marker.mark_end(_open_end_before(paragraph), DEL)
        marker.take_out(list(paragraph.iter(R_)))
        return [paragraph]
    if following is None or following.tag not in {P, TBL}:
        raise CannotWriteError("no change can be tracked at the very end of a document")
    if parts_tables and following.tag == TBL and before is not None and before.tag == TBL:
        raise CannotWriteError("it keeps two tables apart")
    if paragraph.find(f"{P_PR}/{w('sectPr')}") is not None:
        raise CannotWriteError("a section of the document ends with it")
    marker.take_out(list(paragraph.iter(R_)))
    marker.mark_end(paragraph, DEL)
    return [paragraph]


def _is_end(following: Element | None) -> bool:
    """Whether nothing stands behind a paragraph of the body: its end is the document's, and no change can take it away."""
    return following is None or following.tag == w("sectPr")


def _open_end_before(paragraph: Element) -> Element:
    """The paragraph whose end comes and goes with the last one of a document: the nearest of which the end is not marked."""
    before = paragraph.getprevious()
    while before is not None and before.tag == P:
        if not _end_is_marked(before):
            return before
        before = before.getprevious()
    raise CannotWriteError("no change can be tracked at the very end of a document")


def _end_is_marked(paragraph: Element) -> bool:
    return any(paragraph.find(f"{P_PR}/{R_PR}/{tag}") is not None for tag in (INS, DEL))


def _take_out_table(block: WordTable, marker: ChangeMarker) -> list[Element]:
    table = block.element
    rows = [(row.element, [_line(inner) for cell in row.cells for inner in cell.blocks]) for row in block.rows]
    written: list[Element] = []
    for row, lines in rows:
        for line in lines:
            marker.take_out(list(line.paragraph.iter(R_)))
            marker.mark_end(line.paragraph, DEL)
            written.append(line.paragraph)
        if row is not None:
            marker.mark_row(row, DEL)
    gap = gap_behind(table)
    if gap is not None and gap.getnext() is not None and gap.getnext().tag in {P, TBL}:  # type: ignore[union-attr]
        marker.mark_end(gap, DEL)
    return written[:1]


def _line(block: WordBlock) -> Line:
    if not isinstance(block, WordParagraph) or block.element is None or block.ordinal != block.last:
        raise CannotWriteError("a table stands in a cell of it")
    return Line(block.element, block.content)


def gap_behind(table: Element | None) -> Element | None:
    """The empty paragraph that stands behind a table of ours."""
    following = table.getnext() if table is not None else None
    if following is None or following.tag != P or following.find(R_) is not None:
        return None
    return following


# ---- putting in --------------------------------------------------------------------------------------------------------


def put_in(writer: ParagraphWriter, edit: Addition) -> list[Element]:
    """Puts pieces in behind another. Gives back their paragraphs.

    Raises: `CannotWriteError`, before anything is written.
    """
    anchor, is_before = _anchor(writer, edit.after)
    following = anchor if is_before else anchor.getnext()
    if edit.by is not None and not is_before and anchor.tag == P and _is_end(following):
        return _put_in_at_the_end(writer, edit, anchor)
    if following is None or following.tag not in {P, TBL}:
        raise CannotWriteError("no change can be tracked at the very end of a document")
    built = list(_built(writer, edit, anchor))
    if not built:
        return []
    if edit.opens:
        _add_anchors(writer, edit.part, built)
    for element in built if is_before else reversed(built):
        if is_before:
            anchor.addprevious(element)
        else:
            anchor.addnext(element)
    writer.placed[edit.after] = built[-1]
    return [paragraph for element in built for paragraph in element.iter(P)]


def _put_in_at_the_end(writer: ParagraphWriter, edit: Addition, anchor: Element) -> list[Element]:
    """Puts paragraphs in behind the last one. The end that comes is that of the one before each: the document's own stays.

    Raises: `CannotWriteError`, before anything is written.
    """
    built = list(_built(writer, edit, anchor))
    if any(element.tag != P for element in built) or _end_is_marked(anchor):
        raise CannotWriteError("no change can be tracked at the very end of a document")
    properties = anchor.find(P_PR)
    for element in reversed(built):
        anchor.addnext(element)
    for element in built[-1:]:
        own = element.find(P_PR)
        if own is not None:
            element.remove(own)
        if properties is not None:
            element.insert(0, without_changes(properties))
        writer.marker.mark_end(anchor, INS)
        writer.placed[edit.after] = element
    return built


def _anchor(writer: ParagraphWriter, after: int) -> tuple[Element, bool]:
    """The element that something new goes behind, or before."""
    pieces = writer.read.pieces
    beside = [pieces[at][0] for at in (after, after + 1) if 0 <= at < len(pieces)]
    if any(read.pending for read in beside) or not pieces:
        raise CannotWriteError("changes of somebody else wait beside it")
    if after in writer.placed:
        return writer.placed[after], False
    if after < 0:
        return _element(pieces[0][1]), True
    read, block = pieces[after]
    if isinstance(read.piece, PageBreak) and after + 1 < len(pieces) and pieces[after + 1][1] is block:
        return _element(block), True
    if isinstance(read.piece, Contents):
        element = next((each.element for each in writer.read.blocks if each.ordinal == read.position.last), None)
        if element is None:
            raise CannotWriteError("the contents stand before it")
        return element, False
    element = _element(block)
    if isinstance(block, WordTable):
        return (element if (gap := gap_behind(element)) is None else gap), False
    return element, False


def _element(block: WordBlock) -> Element:
    if block.element is None:
        raise CannotWriteError("it is not known where it stands")
    return block.element


def _built(writer: ParagraphWriter, edit: Addition, anchor: Element) -> Iterator[Element]:
    begins_page = False
    last_ordered = _ordered_at(writer, edit.after)
    for piece in edit.pieces:
        if isinstance(piece, PageBreak):
            begins_page = True
            continue
        if isinstance(piece, Contents):
            raise CannotWriteError("contents are made by Word: insert them there")
        if isinstance(piece, Table):
            yield from _new_table(writer, piece, edit.part)
            last_ordered = ""
            continue
        paragraph = etree.Element(P, nsmap={"w": W})
        properties = etree.SubElement(paragraph, P_PR)
        model = _model(writer, piece, edit.after, anchor)
        _style(writer, properties, piece, model)
        last_ordered = _list_of(writer, properties, piece, last_ordered)
        if begins_page:
            put(properties, PAGE_BREAK_BEFORE)
        begins_page = False
        writer.marker.mark_end(paragraph, INS)
        for child in writer.marker.put_in(writer.builder.runs(content(piece), looks_of(model))):
            paragraph.append(child)
        yield paragraph


def _model(writer: ParagraphWriter, piece: Piece, near: int, anchor: Element) -> Element | None:
    """The nearest paragraph of the same kind: in the body for the body, in a cell for that cell."""
    cell = next(anchor.iterancestors(TC), None)
    wanted = _kind(piece)
    for at in sorted(range(len(writer.read.pieces)), key=lambda index: (abs(index - near), index)):
        read, block = writer.read.pieces[at]
        element = block.element
        if element is None or element.tag != P or read.pending or _kind(read.piece) != wanted:
            continue
        if next(element.iterancestors(TC), None) is cell:
            return element
    return None


def _kind(piece: Piece) -> object:
    """What a paragraph must share with another to look like it."""
    if isinstance(piece, ListItem):
        return ("item", piece.ordered, piece.level)
    return shape(piece)


def _style(writer: ParagraphWriter, properties: Element, piece: Piece, model: Element | None) -> None:
    """The properties of the paragraph that it is like; without one, the style that its kind has in this file, if any."""
    like = model.find(P_PR) if model is not None else None
    if model is not None:
        for child in list(without_changes(like)) if like is not None else ():
            if child.tag not in _NOT_COPIED:
                properties.append(child)
        return
    match piece:
        case Heading(level):
            name = f"Heading{level}"
        case ListItem(_, ordered, level):
            name = ("ListNumber" if ordered else "ListBullet") + ("2" if level else "")
        case Paragraph(_, role):
            name = ROLE_STYLES[role]
        case _:
            name = ""
    style = writer.builder.style(name) if name else ""
    if style:
        put(properties, P_STYLE, {VAL: style})


def _ordered_at(writer: ParagraphWriter, index: int) -> str:
    """The list of the numbered item at a place; empty where there stands none."""
    if not 0 <= index < len(writer.read.pieces):
        return ""
    read, block = writer.read.pieces[index]
    if not (isinstance(read.piece, ListItem) and read.piece.ordered) or block.element is None:
        return ""
    number = block.element.find(f"{P_PR}/{NUM_PR}/{NUM_ID}")
    return number.get(VAL, "") if number is not None else ""


def _list_of(writer: ParagraphWriter, properties: Element, piece: Piece, last: str) -> str:
    """A numbered item goes on with the list before it, or begins one of its own. Gives back its list."""
    number = properties.find(f"{NUM_PR}/{NUM_ID}")
    if not (isinstance(piece, ListItem) and piece.ordered) or number is None:
        return last if isinstance(piece, ListItem) else ""
    if last and not piece.opens:
        number.set(VAL, last)
    elif piece.level == 0:
        number.set(VAL, writer.lists.begin(number.get(VAL, "")))
    return number.get(VAL, "")


def _new_table(writer: ParagraphWriter, table: Table, caption: str) -> Iterator[Element]:
    holder = etree.Element(w("body"), nsmap={"w": W, "r": R})
    state = writer.builder.state(holder)
    write_table(table, caption, state)
    for run in (cell for row in table.rows for cell in row.cells):
        writer.builder.settle(holder, state, run)
    for row in holder.iter(TR):
        writer.marker.mark_row(row, INS)
    for paragraph in holder.iter(P):
        children = [child for child in paragraph if child.tag != P_PR]
        for child in writer.marker.put_in(children):
            paragraph.append(child)
        writer.marker.mark_end(paragraph, INS)
    for element in list(holder.iter(P_STYLE, w("tblStyle"))):
        parent = element.getparent()
        if not element.get(VAL) and parent is not None:
            parent.remove(element)
    yield from list(holder)


def _add_anchors(writer: ParagraphWriter, part: str, built: Sequence[Element]) -> None:
    """The bookmarks that a part is found by, at its beginning and its end."""
    paragraphs = [paragraph for element in built for paragraph in element.iter(P)]
    saying = [each for each in paragraphs if each.find(f".//{R_}") is not None] or paragraphs
    for name, paragraph, at in ((bookmark_name(part), saying[0], 1), (end_bookmark_name(part), saying[-1], None)):
        if name in writer.names:
            continue
        writer.names.add(name)
        key = writer.marker.number()
        start = etree.Element(BOOKMARK_START, {ID: key, NAME: name})
        place = len(paragraph) if at is None else at
        paragraph[place:place] = [start, etree.Element(BOOKMARK_END, {ID: key})]
