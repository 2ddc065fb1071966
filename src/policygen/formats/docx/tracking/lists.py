"""Numbered lists that begin anew in somebody's file: one more instance of a list that is there."""

from lxml import etree

from policygen.formats.docx.names import ILVL, NUM_ID, VAL, w
from policygen.formats.docx.package import Package, Part
from policygen.formats.docx.schema import put
from policygen.formats.docx.xml import serialised


class Lists:
    """The lists of one file."""

    def __init__(self, package: Package) -> None:
        self._package = package
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
        number = str(max((int(each) for each in known if each.isascii() and each.isdecimal()), default=0) + 1)
        instance = put(self._root, w("num"), {NUM_ID: number})
        etree.SubElement(instance, w("abstractNumId"), {VAL: abstract.get(VAL, "")})
        for level in ("0", "1"):
            override = etree.SubElement(instance, w("lvlOverride"), {ILVL: level})
            etree.SubElement(override, w("startOverride"), {VAL: "1"})
        self._is_changed = True
        return number

    def settle(self) -> None:
        """Gives the package its lists, if any began."""
        if self._is_changed and self._root is not None:
            self._package.put(Part(self._name, self._package.content_type(self._name), serialised(self._root)))
