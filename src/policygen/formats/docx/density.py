"""How closely a document is set: white between its paragraphs, margins, the column that its numbers hang in."""

import re
from dataclasses import replace
from functools import lru_cache

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.document.model import Properties
from policygen.formats.columns import UPRIGHT
from policygen.formats.docx import names
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import Part

TEXT_WIDTH = UPRIGHT
"""Width of the text in our template, between its margins."""
NUMBER_COLUMN = 1021
"""How far all words of our template stand in from the numbers of rules and chapters: 18 mm, for numbers such as 16.6."""

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
    margins: tuple[tuple[str, int], ...] = ()
    """Those of the page that are not the template's, and how far in headers and footers stand."""


FULL = Density()
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
    margins=tuple((side, 850) for side in ("top", "bottom", "left", "right")),
)
"""One page, with margins of 15 mm."""
CLOSE_CARD = replace(CARD, air=0.45, smaller=1)
"""The same where that takes more than its page: words of 10.5 points."""


def density_of(properties: Properties, *, is_theirs: bool) -> Density:
    """How closely a document is set, by what it is; on a company's own page, as that company sets its own documents."""
    if properties.kind == "card":
        return CARD
    return SHORT if properties.depth == "short" and not is_theirs else FULL


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
    return replace(styles, content=_moved(content, _INDENT, density))


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
