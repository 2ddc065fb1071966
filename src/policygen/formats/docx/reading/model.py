"""A Word document as Word sees it: paragraphs with styles and fields, tables with merged cells. No tree.

What says something knows the element it was read from, so that whoever changes a file finds the place of what was read.
"""

from dataclasses import field
from typing import Any

from policygen._dataclass import dataclass
from policygen.formats.docx.names import Element


def _element() -> Any:
    """The element that something was read from: nothing by which two of them are told apart."""
    return field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class WordText:
    """Words of one formatting."""

    text: str
    strong: bool = False
    emphasis: bool = False
    highlighted: bool = False
    """In the style of a bracket that waits to be confirmed."""
    element: Element | None = _element()
    """What holds the characters, in their order: `w:t`, or one sign such as `w:tab`."""


@dataclass(frozen=True, slots=True)
class WordBreak:
    """A break: to the next line, or to the next page or column."""

    page: bool = False
    element: Element | None = _element()


@dataclass(frozen=True, slots=True)
class WordMark:
    """A bookmark's start."""

    name: str
    in_change: bool = False
    """Stands in tracked content that is not part of the text as read."""


@dataclass(frozen=True, slots=True)
class WordExtra:
    """Something that no text can express: a picture, a footnote, a text box."""

    kind: str
    text: str = ""
    """What it says or shows, as far as the file tells."""


@dataclass(frozen=True, slots=True)
class WordLink:
    """Content that leads to an address or to a bookmark."""

    address: str
    """Empty when it leads to a bookmark."""
    anchor: str
    content: tuple["WordInline", ...]


@dataclass(slots=True)
class SpanningField:
    """A field that begins in one paragraph and ends in another, as contents do."""

    instruction: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class WordField:
    """A field and the result it shows: of a spanning one, what it shows in one paragraph."""

    instruction: str
    content: tuple["WordInline", ...]
    hidden: tuple["WordInline", ...] = ()
    """What an editor put into the field's code by mistake: nobody sees it."""
    spans: SpanningField | None = None


WordInline = WordText | WordBreak | WordMark | WordExtra | WordLink | WordField


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph."""

    ordinal: int
    """Place among the paragraphs and tables of the body, from 0."""
    style: str
    """Style id; empty for the default style."""
    content: tuple[WordInline, ...] = ()
    outline: int | None = None
    """Direct outline level, from 0."""
    numbering: tuple[str, int] | None = None
    """Direct list and level; list `0` takes a style's numbering away."""
    page_break_before: bool = False
    contents_control: bool = False
    """Stands in a content control that holds a table of contents."""
    pending: tuple[str, ...] = ()
    """Authors of tracked changes in it."""
    ends_pending: tuple[str, ...] = ()
    """Authors of tracked changes of its end. A new end is a change of what follows; one taken out, of both it joins."""
    comments: tuple[str, ...] = ()
    """Ids of comments that hang on it."""
    last: int = -1
    """The ordinal of the last paragraph it was joined from, when a change takes a paragraph mark away."""
    element: Element | None = _element()
    """Of several that were joined, the last."""


@dataclass(frozen=True, slots=True)
class WordCell:
    """A table cell."""

    blocks: tuple["WordBlock", ...]
    span: int = 1
    """How many columns it takes."""
    continues: bool = False
    """Belongs to the merged cell above."""
    element: Element | None = _element()


@dataclass(frozen=True, slots=True)
class WordRow:
    """A table row."""

    cells: tuple[WordCell, ...]
    header: bool = False
    before: int = 0
    """Columns left free at its start."""
    element: Element | None = _element()
    pending: tuple[str, ...] = ()
    """Authors of tracked changes of the row, and of those in it."""


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table."""

    ordinal: int
    style: str
    rows: tuple[WordRow, ...]
    caption: str = ""
    first_row_heads: bool = False
    """The table's look gives its first row a heading's formatting."""
    contents_control: bool = False
    pending: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    element: Element | None = _element()


WordBlock = WordParagraph | WordTable


@dataclass(frozen=True, slots=True)
class WordChange:
    """A tracked change."""

    author: str
    date: str
    kind: str
    text: str
    ordinal: int


@dataclass(slots=True)
class Notes:
    """What is collected on the way through a document."""

    changes: list[WordChange] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)
    """Names of elements that are not understood, with how often they stand there."""
    extras: list[tuple[int, WordExtra]] = field(default_factory=list)
    """Ordinal of the paragraph and what it holds."""
