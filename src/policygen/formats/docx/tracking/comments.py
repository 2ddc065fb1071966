"""Comments of ours in somebody's file: beside those that are there, which stay as they are."""

from collections.abc import Sequence

from lxml import etree

from policygen.document.edits import Signature
from policygen.formats.docx import names
from policygen.formats.docx.names import ID, P_PR, R_, R_PR, R_STYLE, VAL, Element, P, T, w
from policygen.formats.docx.package import Package, Part, Relationship
from policygen.formats.docx.tracking.marks import DEL, INS, ChangeMarker
from policygen.formats.docx.xml import serialised
from policygen.formats.text import clean

COMMENTS_TYPE = names.HYPERLINK_TYPE.removesuffix("hyperlink") + "comments"
COMMENTS_CONTENT = names.STYLES_CONTENT.replace("styles", "comments")
START, END, REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
_AUTHOR, _DATE, _INITIALS = w("author"), w("date"), w("initials")
_OURS_INITIALS = "pg"


class CommentWriter:
    """The margin of one file, in which comments are written."""

    def __init__(self, package: Package, marker: ChangeMarker, style: str) -> None:
        """`style` is the id of the style that the signs of comments have, if there is one."""
        self._package = package
        self._marker = marker
        self._style = style
        self._name = package.related("comments")
        root = package.xml(self._name) if self._name else None
        self._root = root if root is not None else etree.Element(w("comments"), nsmap={"w": names.W})
        known = [each.get(ID, "") for each in self._root.iter(w("comment"))]
        self._next = max((int(each) for each in known if each.isascii() and each.isdecimal()), default=-1) + 1
        self._written = 0

    def write(self, paragraph: Element, around: Sequence[Element], text: str, by: Signature | None = None) -> None:
        """A comment of one or more lines on some of a paragraph's content, or on all of it; ours unless it is `by` another."""
        signature = by or self._marker.signature
        number = str(self._next + self._written)
        self._written += 1
        comment = etree.SubElement(
            self._root,
            w("comment"),
            {
                ID: number,
                _AUTHOR: signature.author,
                _DATE: signature.date,
                _INITIALS: _initials(by.author) if by is not None else _OURS_INITIALS,
            },
        )
        for line in clean(text).split("\n"):
            run = etree.SubElement(etree.SubElement(comment, P), R_)
            etree.SubElement(run, T, {names.SPACE: "preserve"}).text = line
        inside = [_child_of(paragraph, element) for element in around]
        start, end = etree.Element(START, {ID: number}), etree.Element(END, {ID: number})
        if inside:
            inside[0].addprevious(start)
            inside[-1].addnext(end)
        else:
            properties = paragraph.find(P_PR)
            paragraph.insert(0 if properties is None else 1, start)
            paragraph.append(end)
        end.addnext(self._reference(number, paragraph))

    def _reference(self, number: str, paragraph: Element) -> Element:
        """The sign of a comment; in a paragraph that comes or goes it comes and goes with it."""
        run = etree.Element(R_)
        if self._style:
            etree.SubElement(etree.SubElement(run, R_PR), R_STYLE, {VAL: self._style})
        etree.SubElement(run, REFERENCE, {ID: number})
        mark = paragraph.find(f"{P_PR}/{R_PR}")
        for tag in (INS, DEL):
            sign = mark.find(tag) if mark is not None else None
            if sign is not None and sign.get(_AUTHOR) == self._marker.signature.author:
                wrapper = self._marker.mark(tag)
                wrapper.append(run)
                return wrapper
        return run

    def settle(self) -> None:
        """Gives the package its comments, if any were written."""
        if not self._written:
            return
        name = self._name
        if name is None:
            name = next(
                each
                for number in range(1, 1000)
                if self._package.bytes_of(each := f"word/comments{number if number > 1 else ''}.xml") is None
            )
            known = self._package.relationships(self._package.main)
            key = "rIdPolicygenComments"
            while key in known:
                key += "1"
            self._package.relate(self._package.main, Relationship(key, COMMENTS_TYPE, name))
        content_type = self._package.content_type(name) if self._name else COMMENTS_CONTENT
        self._package.put(Part(name, content_type, serialised(self._root)))


def _initials(name: str) -> str:
    """The first letters of a name."""
    return "".join(word[0] for word in name.split()[:3]).upper()


def _child_of(paragraph: Element, element: Element) -> Element:
    """What stands in a paragraph and holds an element."""
    parent = element.getparent()
    while parent is not None and parent is not paragraph:
        element, parent = parent, parent.getparent()
    return element
