"""Boxes of an answer form as check boxes of Word's own: a click ticks them, and whoever cannot click types beside them."""

from copy import deepcopy

from lxml import etree

from policygen.formats.docx import names
from policygen.formats.docx.names import Element, w

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
EMPTY, TICKED = "☐", "☒"
_FONT = "MS Gothic"
"""What Word takes its boxes from, and others replace by a font that has them."""


def document_with_boxes() -> Element:
    """The root of a document in which programs that know no check boxes may pass over them."""
    root = etree.Element(names.w("document"), nsmap={"w": names.W, "r": names.R, "mc": _MC, "w14": W14})
    root.set(f"{{{_MC}}}Ignorable", "w14")
    return root


def add_check_boxes(body: Element) -> None:
    """Every box at the beginning of some words becomes a check box, which shows the same sign."""
    for text in [found for found in body.iter(names.T) if (found.text or "")[:1] in {EMPTY, TICKED}]:
        run = text.getparent()
        if run is None or run.tag != names.R_:
            continue
        sign, rest = (text.text or "")[:1], (text.text or "")[1:]
        text.text = rest
        text.set(names.SPACE, "preserve")
        run.addprevious(_check_box(run, sign))


def _check_box(run: Element, sign: str) -> Element:
    control = etree.Element(w("sdt"), nsmap={"w": names.W, "w14": W14})
    properties = etree.SubElement(control, w("sdtPr"))
    box = etree.SubElement(properties, f"{{{W14}}}checkbox")
    etree.SubElement(box, f"{{{W14}}}checked", {f"{{{W14}}}val": "1" if sign == TICKED else "0"})
    for name, shown in (("checkedState", TICKED), ("uncheckedState", EMPTY)):
        state = {f"{{{W14}}}val": f"{ord(shown):04X}", f"{{{W14}}}font": _FONT}
        etree.SubElement(box, f"{{{W14}}}{name}", state)
    content = etree.SubElement(control, w("sdtContent"))
    inner = etree.SubElement(content, names.R_)
    kept = run.find(names.R_PR)
    if kept is not None:
        inner.append(deepcopy(kept))
    etree.SubElement(inner, names.T).text = sign
    return control
