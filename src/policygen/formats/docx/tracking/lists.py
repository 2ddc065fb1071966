"""Numbered lists that begin anew in somebody's file: one more instance of a list that is there."""

from lxml import etree

from policygen.formats.docx.names import ILVL, NUM_ID, VAL, Element, w
from policygen.formats.docx.package import Package, Part
from policygen.formats.docx.schema import put
from policygen.formats.docx.xml import serialised


def _begins_anew(instance: Element, abstract: Element) -> bool:
    """Whether a list is one that `Lists` made of the same kind."""
    own = instance.find(w("abstractNumId"))
    starts = [each.get(VAL) for each in instance.iter(w("startOverride"))]
    return own is not None and own.get(VAL) == abstract.get(VAL) and starts == ["1", "1"]


class Lists:
    """The lists of one file."""

    def __init__(self, package: Package, body: Element) -> None:
        self._package = package
        self._used = {each.get(VAL, "") for each in body.iter(NUM_ID)}
        self._name = package.related("numbering") or ""
        self._root = package.xml(self._name) if self._name else None
        self._is_changed = False

    def begin(self, like: str) -> str:
        """The id of a list that looks like another and counts from 1; the other's where that is not known."""
        known = (
            {each.get(NUM_ID, ""): each for each in self._root.iterchildren(w("num"))} if self._root is not None else {}
        )
        abstract = known[like].find(w("abstractNumId")) if like in known else None
        if self._root is None or abstract is None:
            return like
        free = (each for id, each in known.items() if id not in self._used and _begins_anew(each, abstract))
        if (left := next(free, None)) is not None:  # of changes of ours that were withdrawn
            number = left.get(NUM_ID, "")
            self._used.add(number)
            return number
        number = str(max((int(each) for each in known if each.isascii() and each.isdecimal()), default=0) + 1)
        instance = put(self._root, w("num"), {NUM_ID: number})
        etree.SubElement(instance, w("abstractNumId"), {VAL: abstract.get(VAL, "")})
        for level in ("0", "1"):
            override = etree.SubElement(instance, w("lvlOverride"), {ILVL: level})
            etree.SubElement(override, w("startOverride"), {VAL: "1"})
        self._is_changed = True
        self._used.add(number)
        return number

    def settle(self) -> None:
        """Gives the package its lists, if any began."""
        if self._is_changed and self._root is not None:
            self._package.put(Part(self._name, self._package.content_type(self._name), serialised(self._root)))
