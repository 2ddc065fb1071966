"""How much room the words of a card take on its page, about: by the styles, paper and page lines that it is set in."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from lxml import etree

from policygen._dataclass import dataclass
from policygen.document.model import Block, Contents, Document, Heading, ItemList, PageBreak, Paragraph, Table
from policygen.document.walk import plain, runs
from policygen.formats.columns import column_widths
from policygen.formats.docx import names
from policygen.formats.docx.blocks import ROLE_STYLES
from policygen.formats.docx.density import Density, styles_set
from policygen.formats.docx.house_style import HouseStyle
from policygen.formats.docx.names import Element, w
from policygen.formats.docx.package import Part
from policygen.formats.docx.page_setup import section
from policygen.formats.docx.reference_styles import Styles
from policygen.formats.outline import second_column

BETWEEN = 454
"""White between the columns: 8 mm, in twentieths of a point."""
_LINE = 1.22
"""Height of a line, as a share of the size of its words."""
_LETTER, _BLANK = 0.475, 0.226
"""Width of a letter, and of a blank, in the body of our template, as shares of the size of its words."""
_NUMBERED = ("PolicyNumberedRule", "ListBullet")
"""Styles whose indent their list says."""
_CELL = 226
"""Left and right of the words in a cell, in twentieths of a point."""
_BORDER = 0.5
"""Height of the line under a row, in points."""
_SLACK, _SLACK_OF_THEIRS = 24, 48
"""Points that an estimate may be wrong by, and one of styles that are not ours."""
_EMU = 12700
"""Of a point, as sizes of pictures are given."""


@dataclass(frozen=True, slots=True)
class _Set:
    """How a style sets a paragraph, in points."""

    around: float
    line: float
    letter: float
    indent: float


class CardRoom:
    """The room on the page of a card, in a house style and as closely set as a density says."""

    def __init__(self, document: Document, house: HouseStyle, density: Density) -> None:
        self.document = document
        self.house = house
        self.density = density
        self.section, self.width = section(house, document.properties)
        (part,) = (each for each in house.parts if each.content_type == names.STYLES_CONTENT)
        self.styles = _styles(part, density, self.width)
        base = self._size(self.styles.by_id.get(self.styles.default))
        self.size = base + density.smaller
        """Of the body in that house style, in half points."""
        self.breadth = house.breadth * 22 / self.size

    def over(self) -> float:
        """How many points a card takes beyond its page."""
        second, heights, column = second_column(self.document), [0.0, 0.0], 0
        narrow = (self.width - BETWEEN) / 2 if second else float(self.width)
        foot = 0.0
        above = _points(self._spacing(self.styles.by_id.get(self.house.styles["Heading1"]), "before"))
        for part in self.document.parts:
            column = 1 if part.origin.id == second else column
            if part.origin.kind in {"title", "control"}:
                foot += self._height(part.blocks, self.width)
            else:
                heights[column] += self._height(part.blocks, narrow)
        gap = self._set(self.styles.by_id.get(self.house.styles["PolicyGap"]), 0).line  # behind the last table
        slack = _SLACK_OF_THEIRS if self.house.is_theirs else _SLACK
        return foot + max(heights) - (above if second else 0) + gap + slack - self._page()

    def lines(self, points: float) -> int:
        """How many lines of a rule take so many points, at the least one."""
        style = self.styles.by_id.get(self.house.styles["PolicyNumberedRule"])
        return 1 + int(points // self._set(style, 0).line)

    def _page(self) -> float:
        """Between the margins, and what stands over and under the text where that takes more."""
        size, margins = self.section.find(w("pgSz")), self.section.find(w("pgMar"))
        if size is None or margins is None:
            raise ValueError("a prepared section has paper and margins")
        height = _points(size.get(w("h")))
        for side, line in (("top", "header"), ("bottom", "footer")):
            height -= max(_points(margins.get(w(side))), _points(margins.get(w(line))) + self._page_line(line))
        return height

    def _page_line(self, kind: str) -> float:
        """Height of what stands over or under the text of the first page."""
        first = "first" if self.section.find(w("titlePg")) is not None else "default"
        ids = [
            each.get(names.R_ID)
            for each in self.section.findall(w(f"{kind}Reference"))
            if each.get(names.TYPE) == first
        ]
        targets = {each.target for each in self.house.relationships if each.id in ids}
        return sum(self._of_page_line(part) for part in self.house.parts if part.name in targets)

    def _of_page_line(self, part: Part) -> float:
        root = etree.fromstring(part.content)
        height = 0.0
        for child in root:
            rows = child.findall(w("tr")) if child.tag == names.TBL else [child]
            for row in rows:
                cells = row.findall(w("tc")) if row.tag == names.TR else [row]
                height += max((sum(self._of_line(each) for each in cell.iter(names.P)) for cell in cells), default=0)
        return height

    def _of_line(self, paragraph: Element) -> float:
        style = paragraph.find(f"{names.P_PR}/{names.P_STYLE}")
        known = self.styles.by_id.get(style.get(names.VAL, "") if style is not None else self.styles.default)
        found = self._set(known, 0)
        pictures = (int(each.get("cy", "0")) / _EMU for each in paragraph.iterfind(".//{*}inline/{*}extent"))
        return found.around + max([found.line, *pictures])

    # ---- what stands on the page -----------------------------------------------------------------------------------

    def _height(self, blocks: Sequence[Block], width: float) -> float:
        height = 0.0
        for block in blocks:
            match block:
                case Heading():
                    height += self._paragraphs(f"Heading{block.level}", [plain(block.content)], width)
                case Paragraph():
                    height += self._paragraphs(ROLE_STYLES[block.role], [plain(block.content)], width)
                case ItemList():
                    height += self._paragraphs("ListBullet", map(plain, runs(block)), width)
                case Table():
                    height += self._table(block, width)
                case Contents() | PageBreak():
                    pass
        return height

    def _paragraphs(self, style: str, texts: Iterable[str], width: float) -> float:
        indent = self.density.column if style in _NUMBERED else 0
        found = self._set(self.styles.by_id.get(self.house.styles[style]), indent)
        return sum(found.around + found.line * _lines(text, width / 20 - found.indent, found.letter) for text in texts)

    def _table(self, table: Table, width: float) -> float:
        found = self._set(self.styles.by_id.get(self.house.styles["PolicyTableText"]), 0)
        widths = [(each - _CELL) / 20 for each in column_widths(table, int(width))]
        heads = [table.columns] if any(table.columns) else []
        rows = [*heads, *([plain(cell) for cell in row.cells] for row in table.rows)]
        lines = (
            max((_lines(text, room, found.letter) for text, room in zip(row, widths, strict=False)), default=1)
            for row in rows
        )
        return sum(found.around + _BORDER + found.line * count for count in lines)

    # ---- styles ----------------------------------------------------------------------------------------------------

    def _set(self, style: Element | None, indent: float) -> _Set:
        size = self._size(style) / 2
        spacing = {each: self._spacing(style, each) for each in ("before", "after", "line", "lineRule")}
        line = _points(spacing["line"])
        natural = size * _LINE * (line / 12 if line and spacing["lineRule"] in {"", "auto"} else 1)
        height = {"exact": line, "atLeast": max(line, natural)}.get(spacing["lineRule"], natural)
        stands_in = _points(self.styles.value(style, "pPr", "ind", attribute="left")) or indent / 20
        around = _points(spacing["before"]) + _points(spacing["after"])
        return _Set(around, height, size * _LETTER * self.breadth, stands_in)

    def _size(self, style: Element | None) -> int:
        """In half points."""
        found = self.styles.value(style, "rPr", "sz") or self._default("rPrDefault/rPr/sz", "val")
        return int(found) if found.isdigit() else 20

    def _spacing(self, style: Element | None, attribute: str) -> str:
        return self.styles.value(style, "pPr", "spacing", attribute=attribute) or self._default(
            "pPrDefault/pPr/spacing", attribute
        )

    def _default(self, path: str, attribute: str) -> str:
        found = self.styles.root.find("/".join(map(w, ("docDefaults", *path.split("/")))))
        return found.get(w(attribute), "") if found is not None else ""


@lru_cache(maxsize=16)
def _styles(part: Part, density: Density, text_width: int) -> Styles:
    return Styles(etree.fromstring(styles_set(part, density, text_width).content))


def _points(twentieths: str | None) -> float:
    return int(twentieths) / 20 if twentieths and twentieths.lstrip("-").isdigit() else 0.0


def _lines(text: str, room: float, letter: float) -> int:
    """How many lines a text takes, word by word."""
    count = 0
    for line in text.split("\n"):
        count, left = count + 1, room
        for word in line.split():
            width = len(word) * letter
            if width > left and left < room:
                count, left = count + 1, room
            left -= width + letter * _BLANK / _LETTER
    return count
