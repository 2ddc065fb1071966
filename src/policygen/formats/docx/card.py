"""A card in two columns under a title as wide as both: what holds when we post, and on accounts of one's own."""

from copy import deepcopy

from lxml import etree

from policygen.document.model import Document, Heading, Paragraph, Part, Table
from policygen.document.walk import plain, runs
from policygen.findings import Finding, Severity
from policygen.formats.docx import names
from policygen.formats.docx.density import CARD, CLOSE_CARD, Density
from policygen.formats.docx.names import Element
from policygen.formats.docx.schema import put
from policygen.formats.outline import second_column
from policygen.language.lists import counted

_sub = etree.SubElement

_BETWEEN = "454"
"""White between the columns: 8 mm, in twentieths of a point."""


_ROOM = {"a4": 740, "letter": 690}
"""Height of a page between margins of 15 mm, without a line of its footer, in points."""
_LINE, _TABLE_LINE = 13.5, 12.5
"""Height of a line, and of one in a table, in points."""
_AIR, _TABLE_AIR = 9, 4
"""White round a paragraph of the template and in a row, in points."""
_HEADING, _TITLE = 44, 95
"""Height of a heading with its air, and of all that stands above the columns, in points."""
_LETTERS, _TABLE_LETTERS = 40, 76
"""Letters of a line in a column, and in the table below."""


def card_density(document: Document) -> Density:
    """How closely a card is set: as closely as it must be to fit on its page."""
    return CARD if _over(document, CARD) <= 0 else CLOSE_CARD


def overflow(document: Document) -> tuple[Finding, ...]:
    """That a card takes more than its page, as far as can be told without setting it: nobody reads the back of a card."""
    over = _over(document, CLOSE_CARD)
    if document.properties.kind != "card" or over <= 0:
        return ()
    message = f"The card takes more than its page, by some {counted(1 + int(over // _LINE), 'line')}."
    hint = "Shorten your own rules, or leave one out: a card is read on one side."
    return (Finding("card-too-long", Severity.MEDIUM, message, hint=hint),)


def _over(document: Document, density: Density) -> float:
    """How many points a card takes beyond its page, about."""
    second, heights, column = second_column(document), [0.0, 0.0], 0
    foot = float(_TITLE)
    for part in document.parts[1:]:
        column = 1 if part.origin.id == second else column
        if part.origin.kind == "control":
            foot += _height(part, _TABLE_LETTERS, _TABLE_LINE, _TABLE_AIR, density)
        else:
            heights[column] += _height(part, _LETTERS, _LINE, _AIR, density)
    return foot + max(heights) - _ROOM[document.properties.paper]


def _height(part: Part, letters: int, line: float, air: float, density: Density) -> float:
    """How many points a part takes, about."""
    size = 1 - density.smaller / 22
    height = 0.0
    for block in part.blocks:
        if isinstance(block, Heading):
            height += _HEADING * density.air
        elif isinstance(block, Table):
            rows = (max((len(plain(cell)) for cell in row.cells), default=0) for row in block.rows)
            height += sum(air + line * size * (1 + int(said * size) // letters) for said in rows)
        else:
            limits = isinstance(block, Paragraph) and block.role in {"always", "rights"}
            for run in runs(block):
                height += (2 if limits else air) * density.air + line * size * (
                    1 + int(len(plain(run)) * size) // letters
                )
    return height


def end_wide(paragraph: Element, section: Element | None) -> None:
    """Ends what is as wide as both columns with a paragraph; what follows goes on below it."""
    if section is not None:
        wide = deepcopy(section)
        _continue(wide)
        properties = paragraph.find(names.P_PR)
        put(put(paragraph, names.P_PR) if properties is None else properties, wide)


def end_columns(paragraph: Element, section: Element | None) -> None:
    """Ends two columns with a paragraph; what follows is as wide as both."""
    if section is not None:
        narrow = deepcopy(section)
        set_columns(narrow)
        properties = paragraph.find(names.P_PR)
        put(put(paragraph, names.P_PR) if properties is None else properties, narrow)
        _continue(section)


def set_columns(section: Element) -> None:
    """Two columns in a section, which goes on below the one before it."""
    _continue(section)
    for columns in section.findall(names.w("cols")):
        section.remove(columns)
    put(section, names.w("cols"), {names.w("num"): "2", names.w("space"): _BETWEEN})


def at_top(paragraph: Element) -> None:
    """Takes the air above the first paragraph of a column, so that both begin at one height."""
    properties = paragraph.find(names.P_PR)
    put(put(paragraph, names.P_PR) if properties is None else properties, names.w("spacing"), {names.w("before"): "0"})


def begin_column(paragraph: Element) -> None:
    """Begins the next column with a paragraph."""
    at_top(paragraph)
    run = etree.Element(names.R_)
    _sub(run, names.BR, {names.TYPE: "column"})
    paragraph.insert(1 if paragraph.find(names.P_PR) is not None else 0, run)


def _continue(section: Element) -> None:
    for kind in section.findall(names.w("type")):
        section.remove(kind)
    put(section, names.w("type"), {names.VAL: "continuous"})
