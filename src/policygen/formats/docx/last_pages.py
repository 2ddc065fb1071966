"""The last lines before a new page or the end: enough of them stay together that no page holds a line or two.

How long a page is only the reader's program knows; so what is kept together is counted in lines from the end.
"""

from collections.abc import Iterator

from policygen.formats.docx import names
from policygen.formats.docx.names import Element
from policygen.formats.docx.schema import put

FEWEST_LINES = 10
"""Lines of eleven points: a sixth of a page has eight."""
_LINE = 80
"""Characters of a line of text."""
_AIR = 0.5
"""Lines of white under a paragraph or a row, about."""


def keep_last_pages(body: Element) -> None:
    """Keeps together what stands before each page break that is asked for, and before the end."""
    lines: float | None = 0.0
    for element in reversed(body):
        if lines is not None:
            for piece in _pieces_backwards(element):
                if lines:
                    _keep(piece)
                lines += _length(piece)
                if lines >= FEWEST_LINES:
                    lines = None
                    break
        if element.tag == names.P and element.find(f"{names.P_PR}/{names.PAGE_BREAK_BEFORE}") is not None:
            lines = 0.0


def _pieces_backwards(element: Element) -> Iterator[Element]:
    """A paragraph, or the rows of a table from its last."""
    if element.tag == names.TBL:
        yield from reversed(element.findall(names.TR))
    else:
        yield element


def _length(piece: Element) -> float:
    """How many lines a paragraph or a row takes, about."""
    if piece.tag == names.TR:
        cells = piece.findall(names.TC)
        return _AIR + max((_words(cell) * len(cells) / _LINE for cell in cells), default=0) // 1 + 1
    return _AIR + _words(piece) // _LINE + 1


def _words(element: Element) -> int:
    return sum(len(text.text or "") for text in element.iter(names.T))


def _keep(piece: Element) -> None:
    """Keeps a paragraph or a row whole, and on one page with the next."""
    for paragraph in [piece] if piece.tag == names.P else piece.iter(names.P):
        properties = paragraph[0]
        if properties.find(names.KEEP_NEXT) is None:
            put(properties, names.KEEP_NEXT)
        if piece.tag == names.P and properties.find(names.KEEP_LINES) is None:
            put(properties, names.KEEP_LINES)
