"""One document being written: what its blocks share, and the empty elements they are filled into."""

from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache

from lxml import etree

from policygen._dataclass import dataclass
from policygen.formats.docx import names
from policygen.formats.docx.density import FULL, Density
from policygen.formats.docx.house_style import HouseStyle
from policygen.formats.docx.names import Element
from policygen.formats.docx.schema import put
from policygen.formats.outline import Target

_sub = etree.SubElement


@dataclass(slots=True)
class WriterState:
    """The state of one document while its parts are written, in order."""

    house: HouseStyle
    body: Element
    text_width: int
    """Between the margins, in twentieths of a point."""
    targets: Mapping[str, Target]
    """The parts that a reference can point to."""
    pages: Mapping[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])
    """The page of each heading, by part and by how many of its headings stand before; empty where they were not counted."""
    density: Density = FULL
    """How closely it is set."""
    section: Element | None = None
    """The properties of the section being written."""
    upright: Element | None = None
    """Those of what follows, while pages are turned on their side."""
    widths: tuple[int, int] = (0, 0)
    """Of the text on upright pages and on those on their side; 0 while none was turned."""
    addresses: dict[str, str] = field(default_factory=dict[str, str])
    """Each address linked to, and its relationship, in order of first use."""
    lists: list[int] = field(default_factory=list[int])
    """Ids of the numbered lists, each counting by itself."""
    headings_with_bookmarks: Mapping[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    """Bookmarks that the contents need: by part and by how many headings of the part stand before."""
    bookmarks: dict[str, str] = field(default_factory=dict[str, str])
    """Names given so far, with their ids."""
    has_sections: bool = False
    """Whether headings of the first level are numbered, as older shapes have them, and those of the second under them."""
    has_chapters: bool = False
    """Whether any heading is numbered, so that the style of chapters is a numbered one."""
    has_headings: bool = False
    """Whether there are headings of the first level, one of which a header may show."""
    has_cover: bool = False
    """Whether the title has a page to itself."""
    is_after_table: bool = False
    """Whether a table stands right before what is written next."""
    under: str = ""
    """The role of the numbered rule that the next lines stand under; empty where they stand under none."""
    page_break: bool = False
    """Whether the next paragraph begins a page."""
    breaks: list[Element] = field(default_factory=list[Element])
    """The paragraphs that begin a page."""
    anchor: str = ""
    """The bookmark that the next paragraph must bear: it begins a part."""
    last: Element | None = None
    """The last paragraph so far of the part being written."""

    def style(self, name: str) -> str:
        """The id that the template gives to one of our styles."""
        return self.house.styles[name]

    def paragraph(
        self,
        parent: Element,
        style: str = "",
        *,
        number: tuple[int, int] | None = None,
        keep_next: bool = False,
        right_to_left: bool = False,
        with_words: bool = False,
    ) -> Element:
        """A paragraph at the end of `parent`, with the anchor that is due, and with an empty run when words are to come.

        `number` is a list instance and a level.
        """
        style_id = self.house.styles[style] if style else ""
        key = (style_id, number, keep_next, self.page_break, right_to_left, bool(self.anchor), with_words)
        paragraph = copied(_empty_paragraph(key))
        parent.append(paragraph)
        if self.page_break:
            self.breaks.append(paragraph)
        self.page_break = self.is_after_table = False
        if self.anchor:
            self._name_anchor(paragraph)
        self.last = paragraph
        return paragraph

    def attach_anchor(self, paragraph: Element) -> None:
        """Gives the anchor that is due, if any, to a paragraph that was made elsewhere."""
        if self.anchor:
            paragraph[1:1] = [etree.Element(names.BOOKMARK_START), etree.Element(names.BOOKMARK_END)]
            self._name_anchor(paragraph)
        self.last = paragraph

    def _name_anchor(self, paragraph: Element) -> None:
        key = self.bookmark(self.anchor)
        start, end = paragraph[1], paragraph[2]
        start.set(names.ID, key)
        start.set(names.NAME, self.anchor)
        end.set(names.ID, key)
        self.anchor = ""

    def gap(self) -> None:
        """A sliver of white between two tables, which are one otherwise; a page break that is due comes first."""
        key = (self.style("PolicyGap"), None, False, self.page_break, False, False, False)
        paragraph = copied(_empty_paragraph(key))
        self.body.append(paragraph)
        if self.page_break:
            self.breaks.append(paragraph)
        self.page_break = self.is_after_table = False

    def bookmark(self, name: str) -> str:
        """The id of a bookmark. Each name is given once, or Word refuses the file."""
        return self.bookmarks.setdefault(name, str(len(self.bookmarks)))

    def new_list(self) -> int:
        """The id of a new numbered list, which starts from 1."""
        self.lists.append(self.house.next_number + len(self.lists))
        return self.lists[-1]

    def link(self, address: str) -> str:
        """The relationship that leads to an address."""
        return self.addresses.setdefault(address, f"rIdLink{len(self.addresses) + 1}")


def copied(element: Element) -> Element:
    """A copy of an element kept ready, with all that is in it: several times quicker than building it."""
    copy: Element = element.__copy__()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    return copy


def add_bookmark(parent: Element, name: str, key: str) -> None:
    """A point bookmark at the end of a paragraph."""
    start = _sub(parent, names.BOOKMARK_START)
    start.set(names.ID, key)
    start.set(names.NAME, name)
    _sub(parent, names.BOOKMARK_END).set(names.ID, key)


_ParagraphKey = tuple[str, tuple[int, int] | None, bool, bool, bool, bool, bool]


@lru_cache(maxsize=512)
def _empty_paragraph(key: _ParagraphKey) -> Element:
    """A paragraph to copy."""
    style_id, number, keep_next, page_break, right_to_left, with_anchor, with_words = key
    paragraph = etree.Element(names.P, nsmap={"w": names.W})
    properties = _sub(paragraph, names.P_PR)
    if style_id:
        put(properties, names.P_STYLE, {names.VAL: style_id})
    if keep_next:
        put(properties, names.KEEP_NEXT)
    if page_break:
        put(properties, names.PAGE_BREAK_BEFORE)
    if number:
        numbering = put(properties, names.NUM_PR)
        put(numbering, names.ILVL, {names.VAL: str(number[1])})
        put(numbering, names.NUM_ID, {names.VAL: str(number[0])})
    if right_to_left:
        put(properties, names.BIDI)
    if with_anchor:
        _sub(paragraph, names.BOOKMARK_START)
        _sub(paragraph, names.BOOKMARK_END)
    if with_words:
        _sub(_sub(paragraph, names.R_), names.T)
    return paragraph
