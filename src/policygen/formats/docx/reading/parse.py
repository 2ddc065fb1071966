"""Markup to model: the body of a Word document as paragraphs and tables, whatever wrappers stand around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policygen.formats.docx.body import DELETED, INSERTED, Placed, placed, positions
from policygen.formats.docx.names import NAME, TBL, VAL, Element, P, w
from policygen.formats.docx.reading.inline import SILENT, ParagraphReader, Story
from policygen.formats.docx.reading.model import (
    WordBlock,
    WordCell,
    WordExtra,
    WordInline,
    WordMark,
    WordParagraph,
    WordRow,
    WordTable,
    WordText,
)
from policygen.formats.docx.reading.styles import MOST_COLUMNS, MOST_OUTLINE, numbering_of, on, value, whole


def parse_body(body: Element, story: Story) -> tuple[WordBlock, ...]:
    """The paragraphs and tables of a body, in order, with content controls and other wrappers opened."""
    _note_whole_paragraphs(body, story)
    return tuple(_joined(_blocks(body, story)))


def _note_whole_paragraphs(body: Element, story: Story) -> None:
    """Notes the tracked changes that stand round paragraphs and tables, of no place in particular."""
    story.ordinal = -1
    for change in body.iter(*INSERTED, *DELETED):
        if any(child.tag in (P, TBL) for child in change):
            words = "".join(found.text or "" for found in change.iter(w("t"), w("delText")))
            story.change(change, "insertion" if change.tag in INSERTED else "deletion", words)


def _blocks(body: Element, story: Story) -> Iterator[tuple[WordBlock, bool]]:
    for ordinal, found in positions(body, story.policy):
        story.ordinal = ordinal
        yield from _block(found, story)


def _block(found: Placed, story: Story) -> Iterator[tuple[WordBlock, bool]]:
    """A paragraph or a table, with whether a tracked change takes its paragraph mark away; what else stands there is noted."""
    element = found.element
    if element.tag == w("p"):
        yield _paragraph(found, story)
    elif element.tag == w("tbl"):
        yield _table(found, story), False
    elif element.tag == w("bookmarkStart"):
        story.marks.append(WordMark(element.get(NAME, "")))
    elif element.tag == w("altChunk"):
        story.notes.extras.append((story.ordinal, WordExtra("imported-file")))
    elif element.tag not in SILENT:
        name = element.tag.rpartition("}")[2]
        story.notes.unknown[name] = story.notes.unknown.get(name, 0) + 1


def _joined(blocks: Iterator[tuple[WordBlock, bool]]) -> Iterator[WordBlock]:
    """Paragraphs whose mark is taken away run on into the next; the last mark gives the style."""
    held: list[WordParagraph] = []
    put_in: tuple[str, ...] = ()
    for block, joins in blocks:
        if isinstance(block, WordParagraph):
            held.append(replace(block, pending=(*put_in, *block.pending)))
            put_in = () if joins else block.ends_pending
            if joins:
                continue
            yield _run_on(held)
        else:
            yield from _left(held)
            yield block
        held = []
    yield from _left(held)


def _left(held: Sequence[WordParagraph]) -> Iterator[WordParagraph]:
    """What is left of paragraphs without a mark that nothing follows."""
    if any(_says(paragraph.content) for paragraph in held):
        yield _run_on(held)


def _run_on(held: Sequence[WordParagraph]) -> WordParagraph:
    """Paragraphs as one. Those before the first that says something leave only what hangs on them."""
    start = next((position for position, paragraph in enumerate(held) if _says(paragraph.content)), len(held) - 1)
    first, *following = held[start:]
    last = held[-1]
    saying = [paragraph for paragraph in held[start:] if _says(paragraph.content)] or [last]
    ends = [paragraph.ends_pending for paragraph in saying[:-1]]
    more = (node for paragraph in following for node in _without_changed_marks(paragraph.content))
    return replace(
        last,
        ordinal=first.ordinal,
        last=max(last.last, last.ordinal),
        content=(*first.content, *more),
        pending=tuple(dict.fromkeys(author for found in (*(p.pending for p in saying), *ends) for author in found)),
        comments=tuple(comment for paragraph in held for comment in paragraph.comments),
        page_break_before=first.page_break_before,
    )


def _says(content: Iterable[WordInline]) -> bool:
    """Whether anything is left of a paragraph that a change may have emptied. Bookmarks alone are not: they went with it."""
    return any(not isinstance(node, WordMark) and node != WordText("") for node in content)


def _without_changed_marks(content: Iterable[WordInline]) -> tuple[WordInline, ...]:
    return tuple(node for node in content if not (isinstance(node, WordMark) and node.in_change))


def _paragraph(found: Placed, story: Story) -> tuple[WordParagraph, bool]:
    element = found.element
    properties = element.find(w("pPr"))
    mark = properties.find(w("rPr")) if properties is not None else None
    joins, ends, authors = _mark_joins(mark, story)
    changed = properties.find(w("pPrChange")) if properties is not None else None
    if changed is not None:
        author = story.change(changed, "formatting", "")
        authors.append(author)
        if story.policy.mode_for(author) == "reject":
            properties = changed.find(w("pPr"))
    style = value(properties, "pStyle") or story.styles.default
    reader = ParagraphReader(story, style)
    content = reader.read(element)
    if not _says(content):
        content = _without_changed_marks(content)
    outline = value(properties, "outlineLvl")
    paragraph = WordParagraph(
        story.ordinal,
        style,
        content,
        whole(outline, MOST_OUTLINE, MOST_OUTLINE) if outline else None,
        numbering_of(properties),
        page_break_before=bool(on(properties, "pageBreakBefore")),
        contents_control=found.in_contents,
        pending=tuple(dict.fromkeys((*authors, *reader.pending))),
        ends_pending=tuple(ends),
        comments=tuple(reader.comments),
        last=story.ordinal,
        element=element,
    )
    return paragraph, joins


def _mark_joins(mark: Element | None, story: Story) -> tuple[bool, list[str], list[str]]:
    """Whether a tracked change takes the paragraph's end away as it is read; whose changes reach beyond it, and whose not."""
    joins = False
    beyond: list[str] = []
    within: list[str] = []
    for found in mark if mark is not None else ():
        if found.tag in INSERTED or found.tag in DELETED:
            kind = "paragraph-insertion" if found.tag in INSERTED else "paragraph-deletion"
            author, is_gone = story.change(found, kind, ""), not story.policy.keeps(found)
            (beyond if is_gone or found.tag in INSERTED else within).append(author)
            joins = joins or is_gone
    return joins, beyond, within


# ---- tables ------------------------------------------------------------------------------------------------------------


def _table(found: Placed, story: Story) -> WordTable:
    element = found.element
    properties = element.find(w("tblPr"))
    look = properties.find(w("tblLook")) if properties is not None else None
    pending: list[str] = []
    rows = tuple(_rows(element, story, pending))
    paragraphs = [block for row in rows for cell in row.cells for block in cell.blocks]
    return WordTable(
        story.ordinal,
        value(properties, "tblStyle"),
        rows,
        value(properties, "tblCaption"),
        first_row_heads=look is not None and _heads(look),
        contents_control=found.in_contents,
        pending=tuple(dict.fromkeys((*pending, *(author for block in paragraphs for author in block.pending)))),
        comments=tuple(comment for block in paragraphs for comment in block.comments),
        element=element,
    )


def _heads(look: Element) -> bool:
    said = look.get(w("firstRow"))
    if said is not None:
        return said.lower() not in ("0", "false", "off")
    try:
        return bool(int(look.get(VAL, "0"), 16) & 0x0020)
    except ValueError:
        return False


def _rows(table: Element, story: Story, pending: list[str]) -> Iterator[WordRow]:
    for found in placed(table, story.policy):
        if found.element.tag == w("tr"):
            row = _row(found.element, story, pending)
            if row is not None:
                yield row
        elif found.element.tag == w("bookmarkStart"):
            story.marks.append(WordMark(found.element.get(NAME, "")))


def _row(element: Element, story: Story, pending: list[str]) -> WordRow | None:
    properties = element.find(w("trPr"))
    own: list[str] = []
    for found in properties if properties is not None else ():
        if found.tag in (w("ins"), w("del")):
            pending.append(story.change(found, "row-insertion" if found.tag in INSERTED else "row-deletion", ""))
            own.append(pending[-1])
            if not story.policy.keeps(found):
                return None
    cells = tuple(_cells(element, story))
    inside = (author for cell in cells for block in cell.blocks for author in block.pending)
    return WordRow(
        cells,
        header=bool(on(properties, "tblHeader")),
        before=whole(value(properties, "gridBefore"), MOST_COLUMNS),
        element=element,
        pending=tuple(dict.fromkeys((*own, *inside))),
    )


def _cells(row: Element, story: Story) -> Iterator[WordCell]:
    for found in placed(row, story.policy):
        cell = found.element
        if cell.tag == w("tc"):
            properties = cell.find(w("tcPr"))
            merge = properties.find(w("vMerge")) if properties is not None else None
            blocks = (block for inner in placed(cell, story.policy) for block in _block(inner, story))
            yield WordCell(
                tuple(_joined(blocks)),
                max(1, whole(value(properties, "gridSpan"), MOST_COLUMNS, 1)),
                continues=merge is not None and merge.get(VAL, "continue") == "continue",
                element=cell,
            )
        elif cell.tag == w("bookmarkStart"):
            story.marks.append(WordMark(cell.get(NAME, "")))
