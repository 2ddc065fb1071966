"""A card in two columns under a title as wide as both: what holds when we post, and on accounts of one's own."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from policygen.document.model import Document
from policygen.findings import Finding, Severity
from policygen.formats.docx import names
from policygen.formats.docx.card_room import BETWEEN, CardRoom
from policygen.formats.docx.density import CARD, CLOSE_CARD, Density
from policygen.formats.docx.house_style import HouseStyle
from policygen.formats.docx.names import Element, w
from policygen.formats.docx.package import Part
from policygen.formats.docx.schema import put
from policygen.formats.docx.xml import serialised
from policygen.language.lists import counted

_sub = etree.SubElement

_SMALLEST = 21
"""Half points that words of a card have at the least."""
_OUR_BODY = 22
_OWN = "own:"
"""How the ids of an organisation's own rules begin."""


def card_density(document: Document, house: HouseStyle) -> Density:
    """How closely a card is set: as closely as it must be to fit on its page."""
    *_, last = densities = list(_densities(document, house))
    return next((each for each in densities if CardRoom(document, house, each).over() <= 0), last)


def _densities(document: Document, house: HouseStyle) -> Iterator[Density]:
    """From the widest to the closest; words of less than their usual size are of 10.5 points or more."""
    yield CARD
    yield CLOSE_CARD
    for smaller in range(CLOSE_CARD.smaller + 1, CardRoom(document, house, CARD).size - _SMALLEST + 1):
        yield replace(CLOSE_CARD, smaller=smaller)


def overflow(document: Document, house: HouseStyle) -> tuple[Finding, ...]:
    """That a card takes more than its page, as far as can be told without setting it: nobody reads the back of a card."""
    if document.properties.kind != "card":
        return ()
    room = CardRoom(document, house, card_density(document, house))
    over = room.over()
    if over <= 0:
        return ()
    message = f"The card takes more than its page, by some {counted(room.lines(over), 'line')}."
    return (Finding("card-too-long", Severity.MEDIUM, message, hint=_hint(document, house, room)),)


def _hint(document: Document, house: HouseStyle, room: CardRoom) -> str:
    hint = "Print it on both sides of a sheet, or take lines out in Word."
    if any(part.origin.id.startswith(_OWN) for part in document.parts):
        hint = "Shorten your own rules, or leave one out: a card is read on one side."
    elif house.is_theirs:
        hint = (
            "Your file sets it wide: build the card without --reference, or with one of less white and smaller words."
        )
    elif room.size > _OUR_BODY:
        hint = "Build the card with --body-size 11: a card is read on one side."
    return hint


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
    put(section, names.w("cols"), {names.w("num"): "2", names.w("space"): str(BETWEEN)})


def uncounted(lists: Part, house: HouseStyle) -> Part:
    """Lists in which the rules of a card have a dot: counted there, they had other numbers than in the policy."""
    (styles,) = (part for part in house.parts if part.content_type == names.STYLES_CONTENT)
    style = f"{w('style')}[@{w('styleId')}='{house.styles['PolicyNumberedRule']}']"
    number = etree.fromstring(styles.content).find(f"{style}/{names.P_PR}/{names.NUM_PR}/{names.NUM_ID}")
    root = etree.fromstring(lists.content)
    instance = f"{w('num')}[@{names.NUM_ID}='{number.get(names.VAL) if number is not None else ''}']"
    abstract = root.find(f"{instance}/{w('abstractNumId')}")
    if abstract is not None:
        level = f"{w('abstractNum')}[@{w('abstractNumId')}='{abstract.get(names.VAL)}']/{w('lvl')}[@{names.ILVL}='0']"
        for tag, value in (("numFmt", "bullet"), ("lvlText", "•")):
            for found in root.findall(f"{level}/{w(tag)}"):
                found.set(names.VAL, value)
    return replace(lists, content=serialised(root))


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
