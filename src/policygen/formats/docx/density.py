"""How closely a document is set: white between its paragraphs, margins, the column that its numbers hang in."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.document.model import Properties
from policygen.formats.columns import UPRIGHT
from policygen.formats.docx import names
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import Part
from policygen.formats.docx.schema import put
from policygen.formats.docx.xml import serialised

TEXT_WIDTH = UPRIGHT
"""Width of the text in our template, between its margins."""
NUMBER_COLUMN = 1021
"""How far all words of our template stand in from the numbers of rules and chapters: 18 mm, for numbers such as 16.6."""

_LONGEST_LINE = 7000
"""Width of a line of prose in words of our template: some 74 letters. In longer ones an eye loses its way."""
_BODY = 22
"""That size, in half points."""
_PROSE: Mapping[str, tuple[int, int] | None] = {
    "BodyText": None, "PolicyTextAfterTable": None, "PolicyRule": None, "PolicyAlways": None, "PolicyAlwaysAfterTable": None,
    "PolicyRights": None, "PolicyLead": None, "PolicyStatutory": None, "PolicyNote": None, "ListParagraph": None,
    "PolicyTitledRule": (1021, 1021), "PolicyLetteredRule": (1021, 340), "PolicyNumberedRule": (1021, 1021),
    "ListBullet": (1304, 283), "ListBullet2": (1587, 283), "ListBullet3": (1870, 283),
    "ListNumber": (1390, 369), "ListNumber2": (1759, 369), "ListNumber3": (2128, 369),
    "PolicyStatutoryBullet": (1304, 283), "PolicyStatutoryNumber": (1390, 369),
}  # fmt: skip
"""Styles of what is read line by line, and where those of lists stand in them: tables, titles and page lines have the whole
width. LibreOffice takes no right end from a style that does not say its left one too."""
_IN_BOX = 140
"""How far words of a notice stand in from the right edge of its box: one box needs one edge in all its styles."""

_AIR = regex(rb'(w:(?:before|after)=")(\d+)')
_SIZE = regex(rb'(<w:szC?s? w:val=")(\d+)')
"""Of words, in half points."""
_INDENT = regex(rb'(w:(?:left|hanging)=")(\d+)')
_TAB = regex(rb'(w:pos=")(\d+)')
"""Behind a number; those of headers, footers and contents stand elsewhere, in styles."""


@dataclass(frozen=True, slots=True)
class Density:
    """How a document differs from our template, which is set for a full one. Lengths are in twentieths of a point."""

    air: float = 1
    """White before and after paragraphs, as a share of the template's."""
    smaller: int = 0
    """Half points that words are smaller by."""
    column: int = NUMBER_COLUMN
    """How far words stand in from the numbers."""
    by_hand: int = 482
    """Height of a row to write or sign in."""
    line: int = _LONGEST_LINE
    """Width of a line of prose at the most; 0 where it may be as wide as the page."""
    margins: tuple[tuple[str, int], ...] = ()
    """Those of the page that are not the template's, and how far in headers and footers stand."""


FULL = Density()
THEIRS = Density(line=0)
"""On a company's own page, which says how long its lines are."""
SHORT = Density(
    air=0.5,
    column=510,
    by_hand=397,
    margins=(("top", 1021), ("bottom", 907), ("header", 482), ("footer", 425)),
)
"""A few pages: numbers go to two digits, and each page less is one more that is read."""
CARD = Density(
    air=0.75,
    column=510,
    line=0,
    margins=tuple((side, 850) for side in ("top", "bottom", "left", "right")),
)
"""One page, with margins of 15 mm."""
CLOSE_CARD = replace(CARD, air=0.45, smaller=1)
"""The same where that takes more than its page: words of 10.5 points."""


def density_of(properties: Properties, *, is_theirs: bool) -> Density:
    """How closely a document is set, by what it is; on a company's own page, as that company sets its own documents."""
    if properties.kind == "card":
        return CARD
    if is_theirs or properties.kind == "questions":
        return THEIRS
    return SHORT if properties.depth == "short" else FULL


def set_margins(margins: Element, density: Density) -> None:
    """Gives a page the margins of a density."""
    for side, width in density.margins:
        margins.set(names.w(side), str(width))


@lru_cache(maxsize=16)
def styles_set(styles: Part, density: Density, text_width: int) -> Part:
    """Styles as closely set as a density says; what stands at the right edge of a page, there on theirs too."""
    content = styles.content
    if density.air != 1:
        content = _AIR.sub(lambda found: found.group(1) + b"%d" % int(int(found.group(2)) * density.air), content)
    if density.smaller:
        content = _SIZE.sub(lambda found: found.group(1) + b"%d" % (int(found.group(2)) - density.smaller), content)
    content = content.replace(b'w:pos="%d"' % TEXT_WIDTH, b'w:pos="%d"' % text_width)
    content = _measured(content, density, text_width) if density.line else content
    return replace(styles, content=_moved(content, _INDENT, density))


def _measured(content: bytes, density: Density, text_width: int) -> bytes:
    """Styles whose prose ends where a line is long enough, by the size of its words."""
    root = etree.fromstring(content)
    size = root.find(f"{names.w('docDefaults')}//{names.w('sz')}")
    words = int(size.get(names.VAL, "0")) if size is not None else _BODY
    right = text_width - density.column - density.line * words // _BODY
    if right <= 0:
        return content
    for style in root.iterfind(names.w("style")):
        if (name := style.get(names.w("styleId"), "")) in _PROSE:
            _end_at(style, right + (_IN_BOX if name.startswith("PolicyStatutory") else 0), _PROSE[name])
    return serialised(root)


def _end_at(style: Element, right: int, stands: tuple[int, int] | None) -> None:
    """Lets the lines of a style end so far from the right, and begin where its list says."""
    properties = style.find(names.P_PR)
    properties = put(style, names.P_PR) if properties is None else properties
    indent = properties.find(names.IND)
    indent = put(properties, names.IND) if indent is None else indent
    for side, width in zip(("left", "hanging"), stands or (), strict=False):
        indent.set(names.w(side), str(width))
    indent.set(names.w("right"), str(right))


@lru_cache(maxsize=16)
def lists_set(numbering: Part, density: Density) -> Part:
    """Lists whose numbers hang in the column of a density."""
    return replace(numbering, content=_moved(_moved(numbering.content, _INDENT, density), _TAB, density))


def _moved(content: bytes, pattern: "re.Pattern[bytes]", density: Density) -> bytes:
    """What stands at the column of our template or further in, moved to that of a density."""
    nearer = NUMBER_COLUMN - density.column

    def nearer_by(found: "re.Match[bytes]") -> bytes:
        width = int(found.group(2))
        return found.group(1) + b"%d" % (width - nearer if width >= NUMBER_COLUMN else width)

    return pattern.sub(nearer_by, content) if nearer else content
