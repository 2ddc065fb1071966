"""The body of a Word document by position: every paragraph and table with its element, whatever stands around it."""

from collections.abc import Iterator
from typing import Literal

from policygen._dataclass import dataclass
from policygen.formats.docx.names import TBL, VAL, Element, P, w

ChangesAs = Literal["accept", "reject", "all"]
"""How tracked changes are read: as if accepted, as if rejected, or both texts together."""

ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
"""Several forms of the same thing."""
TRANSPARENT = {w(name) for name in ("sdtContent", "customXml", "smartTag", "dir", "bdo", "subDoc")}
"""Wrappers that change nothing about what stands in them."""
INSERTED = {w("ins"), w("moveTo")}
DELETED = {w("del"), w("moveFrom")}


@dataclass(frozen=True, slots=True)
class Policy:
    """How tracked changes are read, and those of one author otherwise."""

    mode: ChangesAs = "accept"
    own_author: str = ""
    """Authors whose name begins so are read as `own_mode` says."""
    own_mode: ChangesAs = "reject"

    def mode_for(self, author: str) -> ChangesAs:
        """How this author's changes are read."""
        return self.own_mode if self.own_author and author.startswith(self.own_author) else self.mode

    def keeps(self, change: Element) -> bool:
        """Whether what was inserted or deleted is part of the text read."""
        mode = self.mode_for(author_of(change))
        return mode == "all" or (mode == "accept") == (change.tag in INSERTED)


def author_of(change: Element) -> str:
    """Whose a tracked change is, as a person would say it."""
    return change.get(w("author"), "") or "somebody"


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands in a body, a row or a cell, and what stands around it there."""

    element: Element
    around: tuple[Element, ...] = ()
    """The content controls and tracked changes it stands in, outermost first."""
    in_contents: bool = False
    """Stands in a content control for a table of contents."""


def placed(parent: Element, policy: Policy, outside: Placed | None = None) -> Iterator[Placed]:
    """What stands in an element, in order, with wrappers opened and without what tracked changes take away.

    Of a body these are the paragraphs and tables, of a table the rows, of a row the cells, and whatever lies between them.
    """
    around = outside or Placed(parent)
    for child in parent:
        tag = child.tag
        if tag == w("sdt"):
            inside = Placed(child, (*around.around, child), around.in_contents or _holds_contents(child))
            for content in child.iterchildren(w("sdtContent")):
                yield from placed(content, policy, inside)
        elif tag in TRANSPARENT:
            yield from placed(child, policy, around)
        elif tag in INSERTED or tag in DELETED:
            if policy.keeps(child):
                yield from placed(child, policy, Placed(child, (*around.around, child), around.in_contents))
        elif tag == ALTERNATIVES:
            for chosen in alternative(child):
                yield from placed(chosen, policy, around)
        else:
            yield Placed(child, around.around, around.in_contents)


def positions(body: Element, policy: Policy) -> Iterator[tuple[int, Placed]]:
    """What stands in a body, with its ordinal among the paragraphs and tables, from 0; anything else has that of the next."""
    ordinal = 0
    for found in placed(body, policy):
        yield ordinal, found
        ordinal += found.element.tag in (P, TBL)


def alternative(element: Element) -> Iterator[Element]:
    """The first choice of several forms of the same thing, else what stands in for it."""
    namespace = ALTERNATIVES.removesuffix("AlternateContent")
    chosen = element.find(f"{namespace}Choice")
    if chosen is None:
        chosen = element.find(f"{namespace}Fallback")
    if chosen is not None:
        yield chosen


def _holds_contents(control: Element) -> bool:
    return any(found.get(VAL, "") == "Table of Contents" for found in control.iter(w("docPartGallery")))
