"""The marks of tracked changes: what says that runs, paragraphs and rows came or went, by whom and when."""

import copy
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from lxml import etree

from policygen.document.edits import Signature
from policygen.formats.docx.names import HYPERLINK, ID, INSTR_TEXT, P_PR, R_, R_PR, TR_PR, Element, T, w
from policygen.formats.docx.schema import put

INS, DEL = w("ins"), w("del")
_AUTHOR, _DATE = w("author"), w("date")
_DELETED_NAMES = {T: w("delText"), INSTR_TEXT: w("delInstrText")}
_NUMBERED = (
    *("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "trPrChange", "tblPrChange", "tcPrChange"),
    *("sectPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge"),
    *("bookmarkStart", "bookmarkEnd", "moveFromRangeStart", "moveToRangeStart"),
)


_OPPOSITE = {INS: DEL, DEL: INS}


def free_ids(root: Element) -> Iterator[int]:
    """Ids for marks that nothing in a document bears."""
    known = [0]
    for element in root.iter(*map(w, _NUMBERED)):
        said = element.get(ID, "")
        known += [int(said)] if said.isascii() and said.isdecimal() and len(said) < 10 else []
    return count(max(known) + 1)


class ChangeMarker:
    """Makes the marks of one author's changes, each with an id of its own.

    Of changes that stand already the marks are the other way round: what is taken out is marked as put in, and what is put
    in as taken out.
    """

    def __init__(self, ids: Iterator[int], signature: Signature) -> None:
        """`ids` are those that nothing in the document bears."""
        self.signature = signature
        self._ids = ids

    def of(self, signature: Signature | None) -> "ChangeMarker":
        """The same for another author; for nobody else, this one."""
        return self if signature is None else ChangeMarker(self._ids, signature)

    def number(self) -> str:
        """An id that nothing in the document bears."""
        return str(next(self._ids))

    def mark(self, tag: str) -> Element:
        """An empty mark for what is put in (`w:ins`) or taken out (`w:del`)."""
        tag = _OPPOSITE[tag] if self.signature.stands else tag
        return etree.Element(tag, {ID: self.number(), _AUTHOR: self.signature.author, _DATE: self.signature.date})

    # ---- runs ------------------------------------------------------------------------------------------------------

    def take_out(self, runs: Sequence[Element]) -> list[Element]:
        """Marks runs as taken out; neighbours share a mark. Gives back the marks."""
        marks: list[Element] = []
        for run in runs:
            if not self.signature.stands:
                _as_deleted(run)
            last = marks[-1] if marks else None
            if last is not None and run.getprevious() is last:
                last.append(run)
                continue
            mark = self.mark(DEL)
            run.addprevious(mark)
            mark.append(run)
            marks.append(mark)
        return marks

    def put_in(self, made: Iterable[Element]) -> list[Element]:
        """Runs and links marked as put in: what is to stand in the paragraph, in order."""
        standing: list[Element] = []
        for element in made:
            if element.tag == HYPERLINK:
                inside = self.put_in(list(element))
                for child in inside:
                    element.append(child)
                standing.append(element)
            elif element.tag == R_:
                if self.signature.stands:
                    _as_deleted(element)
                if not standing or standing[-1].tag not in _OPPOSITE:
                    standing.append(self.mark(INS))
                standing[-1].append(element)
            else:
                standing.append(element)
        return standing

    # ---- paragraphs and rows ---------------------------------------------------------------------------------------

    def mark_end(self, paragraph: Element, tag: str) -> None:
        """Marks a paragraph's end as put in or taken out."""
        properties = paragraph.find(P_PR)
        if properties is None:
            properties = etree.Element(P_PR)
            paragraph.insert(0, properties)
        formatting = properties.find(R_PR)
        if formatting is None:
            formatting = put(properties, R_PR)
        put(formatting, self.mark(tag))

    def mark_row(self, row: Element, tag: str) -> None:
        """Marks a table row as put in or taken out."""
        properties = row.find(TR_PR)
        if properties is None:
            properties = etree.Element(TR_PR)
            before = row.find(w("tblPrEx"))
            row.insert(0 if before is None else row.index(before) + 1, properties)
        put(properties, self.mark(tag))


def _as_deleted(run: Element) -> None:
    for element in list(run.iter(*_DELETED_NAMES)):
        element.tag = _DELETED_NAMES[element.tag]


_OF_CHANGES = {INS, DEL, w("moveFrom"), w("moveTo"), w("rPrChange"), w("pPrChange"), w("trPrChange")}


def without_changes(properties: Element) -> Element:
    """A copy of properties without what says that they, or what bears them, changed."""
    copied = copy.deepcopy(properties)
    for element in [each for each in copied.iter() if each.tag in _OF_CHANGES]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return copied
