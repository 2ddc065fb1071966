"""The last lines before a new page or the end: enough of them stay together that no page holds a line or two.

How long a page is only the reader's program knows; so what is kept together is measured from the end, about.
"""

from collections.abc import Iterable, Iterator

from policygen.formats.docx import names
from policygen.formats.docx.names import Element
from policygen.formats.docx.schema import put

LEAST = 140
"""Points: a sixth of a page of a short policy has 124."""
_LINE, _ROW_LINE = 13, 12
"""Height of a line of text, and of one in a table, in points."""
_AIR = 3
"""White under a paragraph and in a row, in points."""
_LETTERS = 84
"""Letters of a line of text."""
_LETTER = 98
"""Width of a letter in a table, in twentieths of a point."""


def keep_last_pages(body: Element, breaks: Iterable[Element]) -> None:
    """Keeps together what stands before each paragraph that begins a page, and before the end."""
    for element in (*(each.getprevious() for each in breaks), body[-1] if len(body) else None):
        height = 0
        for piece in _pieces_backwards(element):
            if height:
                _keep(piece)
            height += _height(piece)
            if height >= LEAST:
                break


def _pieces_backwards(element: Element | None) -> Iterator[Element]:
    """Paragraphs, and of tables the rows, from an element back to the beginning of its page or of all."""
    while element is not None:
        if element.tag == names.TBL:
            yield from reversed(element.findall(names.TR))
        else:
            yield element
            if element.find(f"{names.P_PR}/{names.PAGE_BREAK_BEFORE}") is not None:
                return
        element = element.getprevious()


def _height(piece: Element) -> int:
    """How many points a paragraph or a row takes at least, about."""
    if piece.tag == names.TR:
        return _AIR + _ROW_LINE * max((_lines_of_cell(cell) for cell in piece.iterchildren(names.TC)), default=1)
    return _AIR + _LINE * (1 + _words(piece) // _LETTERS)


def _lines_of_cell(cell: Element) -> int:
    width = int(cell[0][0].get(names.WIDTH, "0")) or _LETTER
    return 1 + _words(cell) * _LETTER // width


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
