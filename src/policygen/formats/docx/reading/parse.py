"""Markup to model: the body of a Word document as paragraphs and tables, whatever wrappers stand around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policygen.formats.docx.names import NAME, VAL, Element, w
from policygen.formats.docx.reading.inline import (
    DELETED,
    INSERTED,
    SILENT,
    TRANSPARENT,
    ParagraphReader,
    Story,
    alternative,
)
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

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(frozen=True, slots=True)
class _Where:
    """What stands around a block."""

    contents: bool = False
    """A content control for a table of contents."""


def parse_body(body: Element, story: Story) -> tuple[WordBlock, ...]:
    """The paragraphs and tables of a body, in order, with content controls and other wrappers opened."""
    return tuple(_joined(_blocks(body, story, _Where())))


def _blocks(parent: Element, story: Story, where: _Where) -> Iterator[tuple[WordBlock, bool]]:
    """Every block with whether a tracked change takes its paragraph mark away."""
    for child in parent:
        tag = child.tag
        if tag == w("p"):
            yield _paragraph(child, story, where)
        elif tag == w("tbl"):
            yield _table(child, story, where), False
        elif tag == w("sdt"):
            inner = replace(where, contents=where.contents or _holds_contents(child))
            for content in child.iterchildren(w("sdtContent")):
                yield from _blocks(content, story, inner)
        elif tag in TRANSPARENT:
            yield from _blocks(child, story, where)
        elif tag in INSERTED or tag in DELETED:
            author = child.get(w("author"), "") or "somebody"
            if story.policy.keeps(author, inserted=tag in INSERTED):
                yield from _blocks(child, story, where)
        elif tag == _ALTERNATE:
            for chosen in alternative(child):
                yield from _blocks(chosen, story, where)
        elif tag == w("bookmarkStart"):
            story.marks.append(WordMark(child.get(NAME, "")))
        elif tag == w("altChunk"):
            story.notes.extras.append((story.ordinal, WordExtra("imported-file")))
        elif tag not in SILENT:
            name = tag.rpartition("}")[2]
            story.notes.unknown[name] = story.notes.unknown.get(name, 0) + 1


def _holds_contents(control: Element) -> bool:
    return any(found.get(VAL, "") == "Table of Contents" for found in control.iter(w("docPartGallery")))


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
    start = next((place for place, paragraph in enumerate(held) if _says(paragraph.content)), len(held) - 1)
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


def _paragraph(element: Element, story: Story, where: _Where) -> tuple[WordParagraph, bool]:
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
        contents_control=where.contents,
        pending=tuple(dict.fromkeys((*authors, *reader.pending))),
        ends_pending=tuple(ends),
        comments=tuple(reader.comments),
        last=story.ordinal,
    )
    if not story.tables:
        story.ordinal += 1
    return paragraph, joins


def _mark_joins(mark: Element | None, story: Story) -> tuple[bool, list[str], list[str]]:
    """Whether a tracked change takes the paragraph's end away as it is read; whose changes reach beyond it, and whose not."""
    joins = False
    beyond: list[str] = []
    within: list[str] = []
    for found in mark if mark is not None else ():
        if found.tag in INSERTED or found.tag in DELETED:
            inserted = found.tag in INSERTED
            author = story.change(found, "paragraph-insertion" if inserted else "paragraph-deletion", "")
            is_gone = not story.policy.keeps(author, inserted=inserted)
            (beyond if is_gone or inserted else within).append(author)
            joins = joins or is_gone
    return joins, beyond, within


# ---- tables ------------------------------------------------------------------------------------------------------------


def _table(element: Element, story: Story, where: _Where) -> WordTable:
    ordinal = story.ordinal
    story.tables += 1
    properties = element.find(w("tblPr"))
    look = properties.find(w("tblLook")) if properties is not None else None
    pending: list[str] = []
    rows = tuple(_rows(element, story, pending))
    paragraphs = [block for row in rows for cell in row.cells for block in cell.blocks]
    story.tables -= 1
    if not story.tables:
        story.ordinal += 1
    return WordTable(
        ordinal,
        value(properties, "tblStyle"),
        rows,
        value(properties, "tblCaption"),
        first_row_heads=look is not None and _heads(look),
        contents_control=where.contents,
        pending=tuple(dict.fromkeys((*pending, *(author for block in paragraphs for author in block.pending)))),
        comments=tuple(comment for block in paragraphs for comment in block.comments),
    )


def _heads(look: Element) -> bool:
    said = look.get(w("firstRow"))
    if said is not None:
        return said.lower() not in ("0", "false", "off")
    try:
        return bool(int(look.get(VAL, "0"), 16) & 0x0020)
    except ValueError:
        return False


def _rows(parent: Element, story: Story, pending: list[str]) -> Iterator[WordRow]:
    for child in parent:
        if child.tag == w("tr"):
            row = _row(child, story, pending)
            if row is not None:
                yield row
        elif child.tag in TRANSPARENT or child.tag == w("sdt"):
            yield from _rows(child, story, pending)
        elif child.tag == w("bookmarkStart"):
            story.marks.append(WordMark(child.get(NAME, "")))


def _row(element: Element, story: Story, pending: list[str]) -> WordRow | None:
    properties = element.find(w("trPr"))
    for found in properties if properties is not None else ():
        if found.tag in (w("ins"), w("del")):
            inserted = found.tag == w("ins")
            author = story.change(found, "row-insertion" if inserted else "row-deletion", "")
            pending.append(author)
            if not story.policy.keeps(author, inserted=inserted):
                return None
    return WordRow(
        tuple(_cells(element, story)),
        header=bool(on(properties, "tblHeader")),
        before=whole(value(properties, "gridBefore"), MOST_COLUMNS),
    )


def _cells(parent: Element, story: Story) -> Iterator[WordCell]:
    for child in parent:
        if child.tag == w("tc"):
            properties = child.find(w("tcPr"))
            merge = properties.find(w("vMerge")) if properties is not None else None
            yield WordCell(
                tuple(_joined(_blocks(child, story, _Where()))),
                max(1, whole(value(properties, "gridSpan"), MOST_COLUMNS, 1)),
                continues=merge is not None and merge.get(VAL, "continue") == "continue",
            )
        elif child.tag in TRANSPARENT or child.tag == w("sdt"):
            yield from _cells(child, story)
        elif child.tag == w("bookmarkStart"):
            story.marks.append(WordMark(child.get(NAME, "")))
