"""What stands around the text: paper and margins, headers and footers, the language."""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from policygen._on_use import regex
from policygen.document.model import Properties
from policygen.findings import Finding, Severity
from policygen.formats.docx import names
from policygen.formats.docx.density import density_of, set_margins
from policygen.formats.docx.house_style import HouseStyle
from policygen.formats.docx.inlines import run_right_to_left
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import Part
from policygen.formats.docx.xml import serialised
from policygen.formats.text import directions, is_right_to_left

PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Width and height in twentieths of a point."""

_NARROWEST_MARGIN = 567
_DOCPROPERTY = regex(r'\s*(?:DOCPROPERTY\s+)?"?([^"\\]+?)"?\s*(?:\\.*)?', re.I | re.S)
_LANGUAGE = regex(rb'(<w:rPrDefault>.*?<w:lang\b[^>]*?w:val=")[^"]*', re.S)
_TITLE_LINE = regex(rb'(w:styleId="PolicyMeta"(?:(?!</w:style>).)*?)<w:pBdr>.*?</w:pBdr>', re.DOTALL)
_RIGHT_TAB = regex(rb'(<w:tab\b(?=[^>]*w:val="(?:right|end)")[^>]*w:pos=")(\d+)')
_MARK = "\u200f"
"""Behind the dot at the end of a name from right to left, which would else stand at its beginning."""


def section(style: HouseStyle, properties: Properties) -> tuple[Element, int]:
    """The section properties for the document's paper, and the width of its text.

    The text keeps the template's width: the margins give or take, so that tabs and tables fit on either paper.
    """
    element = etree.fromstring(style.section)
    size, margins = element.find(names.w("pgSz")), element.find(names.w("pgMar"))
    if size is None or margins is None:
        raise ValueError("a prepared section has paper and margins")
    own = sorted(int(size.get(names.w(side), "0")) for side in ("w", "h"))
    paper = PAPERS.get(style.paper or properties.paper, (own[0], own[1]))
    set_margins(margins, density_of(properties, is_theirs=style.is_theirs))
    if properties.kind == "card":
        size.set(names.w("w"), str(paper[0]))
    left, right = (int(margins.get(names.w(side), "0")) for side in ("left", "right"))
    text_width = int(size.get(names.w("w"), "0")) - left - right
    width, height = paper[::-1] if size.get(names.w("orient")) == "landscape" else paper
    left = max(left + (width - text_width - left - right) // 2, _NARROWEST_MARGIN)
    right = max(width - text_width - left, _NARROWEST_MARGIN)
    size.set(names.w("w"), str(width))
    size.set(names.w("h"), str(height))
    margins.set(names.w("left"), str(left))
    margins.set(names.w("right"), str(right))
    return element, width - left - right


def paper_told(style: HouseStyle, properties: Properties) -> tuple[Finding, ...]:
    """That a company's own file has another paper than its country."""
    if not style.is_theirs or style.paper in ("", properties.paper):
        return ()
    usual = {"a4": "A4", "letter": "US Letter"}
    message = (
        f"It is printed on {usual.get(style.paper, 'paper of its own size')}, as your Word file is. "
        f"In your country {usual[properties.paper]} is usual."
    )
    return (Finding("reference-paper", Severity.INFO, message),)


@lru_cache(maxsize=8)
def styles_of(styles: Part, language: str, unnumbered: str, *, is_lined: bool = True) -> Part:
    """The styles with the language of the document, which spelling checkers and screen readers go by.

    What stands under a title has no line below it unless it `is_lined`: a table that follows brings its own.

    The style of headings called `unnumbered` loses its numbers: whoever adds a heading to a document without numbered ones
    gets one that looks like its others.
    """
    content = _LANGUAGE.sub(rb"\g<1>" + language.encode("ascii", "ignore"), styles.content, count=1)
    if unnumbered:
        pattern = rb'(w:styleId="' + re.escape(unnumbered.encode()) + rb'".*?<w:numId w:val=")[0-9]+'
        content = re.sub(pattern, rb"\g<1>0", content, count=1, flags=re.DOTALL)
    if not is_lined:
        content = _TITLE_LINE.sub(rb"\1", content)
    return replace(styles, content=content)


def within(part: Part, text_width: int) -> Part:
    """Styles, a header or a footer whose right ends stand at the right edge of the text and not beyond it.

    Word's usual header ends at 16.5 cm. On a page with less room Word puts what stands there on a line of its own, and
    LibreOffice leaves it out.
    """

    def nearer(found: "re.Match[bytes]") -> bytes:
        return found.group(1) + b"%d" % min(int(found.group(2)), text_width)

    return replace(part, content=_RIGHT_TAB.sub(nearer, part.content))


def filled(part: Part, values: Mapping[str, str], *, has_headings: bool) -> Part:
    """A header or footer whose DOCPROPERTY fields show the document's own values.

    One that shows the heading of the page is taken out of a document that has none: Word prints an error there.
    """
    root = etree.fromstring(part.content)
    for paragraph in root.iter(names.P):
        _fill_complex_fields(paragraph, values, has_headings=has_headings)
    for field in root.iter(names.FLD_SIMPLE):
        value = _value(field.get(names.w("instr"), ""), values)
        if value is not None:
            _set_result(field.findall(names.R_), value)
    return replace(part, content=serialised(root))


def _fill_complex_fields(paragraph: Element, values: Mapping[str, str], *, has_headings: bool) -> None:
    instruction, result, depth, in_result = "", list[Element](), 0, False
    whole = list[Element]()
    for run in list(paragraph.iter(names.R_)):
        mark = run.find(names.FLD_CHAR)
        kind = mark.get(names.FLD_TYPE) if mark is not None else ""
        if kind == "begin":
            depth += 1
            instruction, result, in_result, whole = "", [], False, []
        whole.append(run)
        if kind == "separate":
            in_result = True
        elif kind == "end":
            depth -= 1
            value = _value(instruction, values)
            if value is not None:
                _set_result(result, value)
                if is_right_to_left(value):
                    _take_out([run for run in whole if run not in result])
            elif instruction.strip().upper().startswith("STYLEREF") and not has_headings:
                _take_out(whole)
            instruction, result, in_result = "", [], False
        elif kind != "begin" and depth and in_result:
            result.append(run)
        elif kind != "begin" and depth:
            instruction += "".join(element.text or "" for element in run.iter(names.INSTR_TEXT))


def _take_out(runs: list[Element]) -> None:
    for run in runs:
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)


def _value(instruction: str, values: Mapping[str, str]) -> str | None:
    if not instruction.strip().upper().startswith("DOCPROPERTY"):
        return None
    match = _DOCPROPERTY.fullmatch(instruction)
    return values.get(match.group(1)) if match else None


def _set_result(runs: list[Element], value: str) -> None:
    """The value in the first run of a field's result, and in one more for each turn of its direction.

    LibreOffice lets a field run from left to right whatever its words are: a name of the other direction is no field.
    """
    _take_out(runs[1:])
    for run in runs[:1]:
        for child in list(run):
            if child.tag != names.R_PR:
                run.remove(child)
        stretches = directions(value + _MARK if is_right_to_left(value) and not value[-1].isalpha() else value)
        for words, right_to_left in reversed(stretches[1:]):
            further = deepcopy(run)
            run.addnext(further)
            _say(further, words, right_to_left)
        _say(run, *stretches[0])


def _say(run: Element, words: str, right_to_left: bool) -> None:  # noqa: FBT001  # as `directions` gives them
    if right_to_left:
        run_right_to_left(run, words)
    element = etree.SubElement(run, names.T, {names.SPACE: "preserve"})
    element.text = words
