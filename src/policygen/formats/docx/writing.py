"""One document being written: what its blocks share, and the paragraphs and bookmarks they all make."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field

from lxml import etree

from policygen.document.model import Inline
from policygen.document.walk import plain
from policygen.formats.docx import names
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import Prepared
from policygen.formats.outline import Target
from policygen.formats.placing import Under
from policygen.formats.text import is_right_to_left

_sub = etree.SubElement

_Manner = tuple[str, bool, bool, tuple[int, int] | None, bool]
"""Style, kept with the next, begins a page, list instance and level, right to left."""

_LAST_ITEM_SPACING = "120"


_BOOKMARK_START = etree.Element(names.BOOKMARK_START, nsmap={"w": names.W})
_BOOKMARK_END = etree.Element(names.BOOKMARK_END, nsmap={"w": names.W})


@dataclass(slots=True)
class Writing:
    """The state of one document while its parts are written, in order."""

    prepared: Prepared
    body: Element
    text_width: int
    """Between the margins, in twentieths of a point."""
    targets: Mapping[str, Target]
    """The parts that a reference can point to."""
    is_short: bool
    """Whether the document's rules are numbered."""
    addresses: dict[str, str] = field(default_factory=dict[str, str])
    """Each address linked to, and its relationship, in order of first use."""
    lists: list[int] = field(default_factory=list[int])
    """Ids of the numbered lists, each counting by itself."""
    headings_with_bookmarks: Mapping[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    """Bookmarks that the contents need: by part and by how many headings of the part stand before."""
    bookmarks: dict[str, int] = field(default_factory=dict[str, int])
    """Names given so far, with their ids."""
    under: Under = ""
    """What the next lines stand under."""
    page_break: bool = False
    """Whether the next paragraph begins a page."""
    paragraphs: dict[_Manner, Element] = field(default_factory=dict[_Manner, Element])
    """Empty paragraphs of each manner used so far: copying one is several times quicker than building it."""
    cells: dict[tuple[int, bool], Element] = field(default_factory=dict[tuple[int, bool], Element])
    """The same for table cells, by width and whether their words stand at the foot."""
    first: Element | None = None
    """The first paragraph of the part being written."""
    last: Element | None = None
    """The last one so far."""

    def style(self, name: str) -> str:
        """The id that the template gives to one of our styles."""
        return self.prepared.styles[name]

    def paragraph(
        self,
        parent: Element,
        style: str = "",
        content: Sequence[Inline] = (),
        *,
        number: tuple[int, int] | None = None,
        keep_next: bool = False,
        unnumbered: bool = False,
    ) -> Element:
        """An empty paragraph whose properties suit the content that will stand in it.

        `number` is a list instance and a level; `unnumbered` takes a heading out of its style's numbering.
        """
        number = (0, 0) if unnumbered else number
        manner = (style, keep_next, self.page_break, number, is_right_to_left(plain(content)))
        self.page_break = False
        if manner not in self.paragraphs:
            self.paragraphs[manner] = self._paragraph_in(*manner)
        paragraph = copy(self.paragraphs[manner])
        parent.append(paragraph)
        if self.first is None:
            self.first = paragraph
        self.last = paragraph
        return paragraph

    def _paragraph_in(
        self,
        style: str,
        keep_next: bool,  # noqa: FBT001  # a key of the paragraphs kept ready
        page_break: bool,  # noqa: FBT001
        number: tuple[int, int] | None,
        right_to_left: bool,  # noqa: FBT001
    ) -> Element:
        paragraph = etree.Element(names.P, nsmap={"w": names.W})
        properties = _sub(paragraph, names.P_PR)
        if style:
            _sub(properties, names.P_STYLE, {names.VAL: self.style(style)})
        if keep_next:
            _sub(properties, names.KEEP_NEXT)
        if page_break:
            _sub(properties, names.PAGE_BREAK_BEFORE)
        if number:
            numbering = _sub(properties, names.NUM_PR)
            _sub(numbering, names.ILVL, {names.VAL: str(number[1])})
            _sub(numbering, names.NUM_ID, {names.VAL: str(number[0])})
        if right_to_left:
            _sub(properties, names.BIDI)
        if number == (0, 0):
            _sub(properties, names.IND, {names.w("left"): "0", names.w("firstLine"): "0"})
        return paragraph

    def gap(self) -> None:
        """A sliver of white under a table, which also keeps two tables apart; a page break that is due comes first."""
        properties = _sub(_sub(self.body, names.P), names.P_PR)
        _sub(properties, names.P_STYLE, {names.VAL: self.style("PolicyGap")})
        if self.page_break:
            _sub(properties, names.PAGE_BREAK_BEFORE)
            self.page_break = False

    def end_list(self) -> None:
        """Sets the last item apart from what follows the list."""
        if self.last is not None:
            _sub(self.last[0], names.w("spacing"), {names.w("after"): _LAST_ITEM_SPACING})

    def bookmark(self, name: str) -> tuple[Element, Element]:
        """A point bookmark, to be put where it belongs. Each name once, or Word refuses the file."""
        key = str(self.bookmarks.setdefault(name, len(self.bookmarks)))
        start, end = copy(_BOOKMARK_START), copy(_BOOKMARK_END)
        start.set(names.ID, key)
        start.set(names.NAME, name)
        end.set(names.ID, key)
        return start, end

    def new_list(self) -> int:
        """The id of a new numbered list, which starts from 1."""
        self.lists.append(self.prepared.next_number + len(self.lists))
        return self.lists[-1]

    def link(self, address: str) -> str:
        """The relationship that leads to an address."""
        return self.addresses.setdefault(address, f"rIdLink{len(self.addresses) + 1}")
