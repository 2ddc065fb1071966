"""Words of ours as runs for somebody's file: formatted as the words around them, references leading to its bookmarks."""

import copy
from collections.abc import Mapping, Sequence

from lxml import etree

from policygen._dataclass import dataclass
from policygen.document.anchors import anchor_in, anchor_of, bookmark_name
from policygen.document.edits import Edits
from policygen.document.model import Inline, Reference
from policygen.document.walk import inlines as every_inline
from policygen.formats.docx import names
from policygen.formats.docx.house_style import HouseStyle
from policygen.formats.docx.inlines import write_inlines
from policygen.formats.docx.names import ANCHOR, INSTR_TEXT, NAME, R_, R_PR, R_STYLE, VAL, Element, P, w
from policygen.formats.docx.package import Package, Relationship
from policygen.formats.docx.schema import put
from policygen.formats.docx.writer_state import WriterState
from policygen.formats.outline import Target

_BOLD = (names.B, names.BCS)
_ITALIC = (names.ITALIC, names.ITALIC_CS)
_UNSAYING = (w("strike"), w("dstrike"), w("vanish"), w("webHidden"), w("highlight"))
_OURS_ALONE = (R_STYLE, names.RTL)
"""What the words themselves decide, and not their neighbours."""


@dataclass(frozen=True, slots=True)
class RunFormatting:
    """How the words beside a place look."""

    properties: Element | None = None
    strong: bool = False
    emphasis: bool = False


PLAIN = RunFormatting()


class RunBuilder:
    """Makes runs for one file."""

    def __init__(self, package: Package, root: Element, edits: Edits, opened: Sequence[str]) -> None:
        """`opened` are the parts that come in with these edits and will bear their anchors."""
        self._package = package
        self.styles = _styles(package)
        self._bookmarks = {
            anchor: name
            for element in root.iter(names.BOOKMARK_START)
            if (anchor := anchor_in(name := element.get(NAME, "")))
        }
        self._bookmarks |= {anchor_of(part): bookmark_name(part) for part in opened}
        self._targets = {
            part: Target(number, part in edits.rules, is_first=True)
            for part, number in edits.numbers.items()
            if anchor_of(part) in self._bookmarks
        }
        self._addresses = {
            each.target: each.id
            for each in package.relationships(package.main).values()
            if each.external and each.type == names.HYPERLINK_TYPE
        }

    def leads_to(self, part: str) -> bool:
        """Whether a reference to a part can lead to it."""
        return part in self._targets

    def style(self, name: str) -> str:
        """The id that this file gives to one of our styles; empty where it has none."""
        return self.styles.get(_folded(names.STYLES[name]), "")

    def state(self, body: Element, text_width: int = 9000) -> WriterState:
        """What our builders need to write into an element."""
        styles = {name: self.style(name) for name in names.STYLES}
        house = HouseStyle((), (), "", styles, 0, 0, 0, 0)
        return WriterState(house, body, text_width, self._targets)

    def runs(self, content: Sequence[Inline], looks: RunFormatting = PLAIN) -> list[Element]:
        """Runs and links that say some content."""
        paragraph = etree.Element(P, nsmap={"w": names.W, "r": names.R})
        state = self.state(paragraph)
        write_inlines(paragraph, content, state)
        self.settle(paragraph, state, content)
        for run in paragraph.iter(R_):
            _dress(run, looks)
        return list(paragraph)

    def settle(self, built: Element, state: WriterState, content: Sequence[Inline]) -> None:
        """Lets what our builders made lead to this file's bookmarks and addresses, and bear no style that it lacks."""
        for element in list(built.iter(R_STYLE)):
            parent = element.getparent()
            if not element.get(VAL) and parent is not None:
                parent.remove(element)
        ours = {bookmark_name(each.part): each.part for each in every_inline(content) if isinstance(each, Reference)}
        for name, part in ours.items():
            actual = self._bookmarks.get(anchor_of(part), name)
            for element in built.iter(INSTR_TEXT):
                element.text = (element.text or "").replace(name, actual)
            for element in built.iter(names.HYPERLINK):
                if element.get(ANCHOR) == name:
                    element.set(ANCHOR, actual)
        for address, key in state.addresses.items():
            for element in built.iter(names.HYPERLINK):
                if element.get(names.R_ID) == key:
                    element.set(names.R_ID, self._relationship(address))

    def _relationship(self, address: str) -> str:
        if address not in self._addresses:
            known = self._package.relationships(self._package.main)
            key = next(f"rIdPolicygen{number}" for number in range(1, 100_000) if f"rIdPolicygen{number}" not in known)
            self._package.relate(self._package.main, Relationship(key, names.HYPERLINK_TYPE, address, external=True))
            self._addresses[address] = key
        return self._addresses[address]


def _styles(package: Package) -> Mapping[str, str]:
    """The ids of a file's styles by their names, without case and spaces."""
    root = package.xml(package.related("styles") or "word/styles.xml")
    found: dict[str, str] = {}
    for style in root.iter(w("style")) if root is not None else ():
        name, id = style.find(w("name")), style.get(w("styleId"), "")
        found.setdefault(_folded(name.get(VAL, "") if name is not None else id), id)
    return found


def _folded(name: str) -> str:
    return "".join(name.split()).lower()


def _dress(run: Element, looks: RunFormatting) -> None:
    """Gives a run of ours the formatting of its neighbours, but for what its words say themselves."""
    if looks.properties is None:
        return
    own = run.find(R_PR)
    strong = own is not None and own.find(names.B) is not None
    emphasis = own is not None and own.find(names.ITALIC) is not None
    properties = copy.deepcopy(looks.properties)
    _remove(properties, (*_UNSAYING, *_OURS_ALONE))
    for wanted, beside, tags in ((strong, looks.strong, _BOLD), (emphasis, looks.emphasis, _ITALIC)):
        if wanted != beside:
            _remove(properties, tags)
            for tag in tags if wanted else ():
                put(properties, tag)
    for child in list(own) if own is not None else ():
        if child.tag in _OURS_ALONE:
            put(properties, child)
    if own is not None:
        run.remove(own)
    if len(properties):
        run.insert(0, properties)


def _remove(properties: Element, tags: Sequence[str]) -> None:
    for tag in tags:
        for child in properties.findall(tag):
            properties.remove(child)
    colour = properties.find(w("color"))
    if colour is not None and colour.get(VAL, "").upper() == "FFFFFF":
        properties.remove(colour)
