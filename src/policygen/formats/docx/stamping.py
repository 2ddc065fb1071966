"""A Word file that people have written in comes to say that it is issued; every other word and part of it stays as it is."""

import copy
import re
from collections.abc import Collection, Iterator, Sequence

from lxml import etree

from policygen.document.model import Properties
from policygen.document.stamp import NewRow, Rewording, Stamp
from policygen.errors import DocumentError
from policygen.formats.docx import names
from policygen.formats.docx.body import Policy, positions
from policygen.formats.docx.names import Element, w
from policygen.formats.docx.package import Part as PackagePart
from policygen.formats.docx.package import open_package
from policygen.formats.docx.properties import replace_record, set_core, set_custom, shown_properties
from policygen.formats.docx.seal import is_untouched
from policygen.formats.docx.shown_status import show_in_margins
from policygen.formats.docx.xml import serialised
from policygen.formats.sealing import SEAL_PROPERTY, seal
from policygen.formats.text import clean

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_OF_ONE_PARAGRAPH = {"paraId", "textId"}
"""What Word calls one paragraph or row by."""
_OF_OTHER_WORDS = {names.R_STYLE, w("highlight"), w("shd")}
"""Formatting that says what the words are that have it: a link, a bracket."""


def stamp_file(
    data: bytes, stamp: Stamp, places: Collection[int], properties: Properties, record: bytes, digest: str
) -> tuple[bytes, tuple[str, ...]]:
    """A Word document with its status, and words that should have given way and were not found.

    The status is written at some places of the body, in the properties, and into what headers and footers show of them.
    `record` is what it carries from now on.

    Raises: `DocumentError` when the file cannot be read, or is in Word's strict form.
    """
    package = open_package(data)
    if _STRICT in package.beginning_of(package.main, 4096):
        hint = "Open it in Word and save it as a Word document (.docx), not as a Strict Open XML Document."
        raise DocumentError("This document is in Word's strict form, which policygen does not write.", hint=hint)
    sealed = is_untouched(data)
    root = package.xml(package.main)
    body = root.find(names.BODY) if root is not None else None
    if root is None or body is None:
        raise DocumentError("This Word document has no body.", hint="Open it in Word, repair it, and save a copy.")
    missing = tuple(_Body([placed.element for at, placed in positions(body, Policy()) if at in places]).write(stamp))
    if stamp != Stamp():
        package.put(PackagePart(package.main, package.content_type(package.main), serialised(root)))
    shown = shown_properties(properties)
    show_in_margins(package, shown)
    replace_record(package, record)
    set_core(package, properties)
    kept = (names.ORGANISATION_PROPERTY, "Version", "Date", names.EDITION_PROPERTY)
    set_custom(package, {names.RECORD_PROPERTY: digest, **{name: shown[name] for name in kept}})
    if sealed:
        set_custom(package, {SEAL_PROPERTY: seal(package.checksums())})
    return package.save(), missing


class _Body:
    """The paragraphs and tables in which something may be written."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self.elements = elements

    def write(self, stamp: Stamp) -> Iterator[str]:
        """Write what a stamp says; gives back what could not be written where it belongs."""
        for rewording in stamp.rewordings:
            if not self._reword(rewording):
                yield rewording.ways[0][0]
        for behind, line in stamp.lines:
            if not self._add_line(behind, line):
                yield behind
        for row in stamp.rows:
            if not self._add_row(row):
                yield row.cells[0]

    def _paragraphs(self) -> Iterator[Element]:
        for element in self.elements:
            yield from [element] if element.tag == names.P else element.iter(names.P)

    def _reword(self, rewording: Rewording) -> bool:
        for before, after in rewording.ways:
            for paragraph in self._paragraphs():
                if reword_paragraph(paragraph, before, after):
                    return True
        return False

    def _add_line(self, behind: str, line: str) -> bool:
        for paragraph in self._paragraphs():
            if _found(behind, _text(paragraph)) is not None:
                paragraph.addnext(_like(paragraph, line))
                return True
        return False

    def _add_row(self, row: NewRow) -> bool:
        rows = [tr for element in self.elements if element.tag == names.TBL for tr in element.iter(names.TR)]
        if row.behind:
            rows = [tr for tr in rows if _found(row.behind, " ".join(map(_text, tr.iter(names.P)))) is not None]
        if not rows:
            return False
        model = rows[0] if row.behind else rows[-1]
        model.addnext(_row_like(model, row.cells))
        return True


# ---- paragraphs --------------------------------------------------------------------------------------------------------


def _text(paragraph: Element) -> str:
    return "".join(found.text or "" for found in paragraph.iter(names.T))


def _found(words: str, text: str) -> re.Match[str] | None:
    """Where some words stand in a text, whatever blanks stand between them."""
    return re.search(r"\s+".join(map(re.escape, words.split())), text) if words.strip() else None


def reword_paragraph(paragraph: Element, before: str, after: str) -> bool:
    """Put words in the place of others in a paragraph, in the formatting of the first of them; whether they are there."""
    texts = list(paragraph.iter(names.T))
    found = _found(before, "".join(text.text or "" for text in texts))
    if found is None:
        return False
    at, new = 0, clean(after)
    for text in texts:
        words = text.text or ""
        first, last = max(found.start() - at, 0), min(found.end() - at, len(words))
        at += len(words)
        if first < last:
            text.text = words[:first] + new + words[last:]
            text.set(names.SPACE, "preserve")
            new = ""
    return True


def _like(model: Element, words: str) -> Element:
    """A paragraph in the formatting of another."""
    paragraph = etree.Element(names.P)
    properties = model.find(names.P_PR)
    if properties is not None:
        paragraph.append(copy.deepcopy(properties))
        for ending in list(paragraph[0].iter(w("sectPr"))):
            paragraph[0].remove(ending)
    _say(paragraph, next(model.iter(names.R_), None), words)
    return paragraph


def _say(paragraph: Element, model: Element | None, words: str) -> None:
    """Words at the end of a paragraph, in the formatting of a run."""
    run = etree.SubElement(paragraph, names.R_)
    formatting = model.find(names.R_PR) if model is not None else None
    if formatting is not None:
        run.append(copy.deepcopy(formatting))
        for what in [each for each in run[0] if each.tag in _OF_OTHER_WORDS]:
            run[0].remove(what)
    text = etree.SubElement(run, names.T, {names.SPACE: "preserve"})
    text.text = clean(words)


def _row_like(model: Element, cells: Sequence[str]) -> Element:
    """A row in the formatting of another, with words of its own."""
    row = copy.deepcopy(model)
    for element in row.iter():
        for attribute in [one for one in element.attrib if str(one).rpartition("}")[2] in _OF_ONE_PARAGRAPH]:
            del element.attrib[attribute]
    for number, cell in enumerate(row.iter(names.TC)):
        first, *others = list(cell.iter(names.P)) or [etree.SubElement(cell, names.P)]
        for other in others:
            parent = other.getparent()
            if parent is not None:
                parent.remove(other)
        run = next(first.iter(names.R_), None)
        model_run = copy.deepcopy(run) if run is not None else None
        for child in [child for child in first if child.tag != names.P_PR]:
            first.remove(child)
        _say(first, model_run, cells[number] if number < len(cells) else "")
    return row
