"""A picture in a line of words."""

from lxml import etree

from policygen.formats.docx import names
from policygen.formats.docx.names import Element

_sub = etree.SubElement

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_UNITS = 36_000
"""Of drawings, in a millimetre."""


def picture(relationship: str, alt: str, width_mm: float, height_mm: float) -> Element:
    """A drawing of the picture that a relationship leads to, at a size in millimetres; `alt` says what it shows."""
    size = {"cx": str(round(width_mm * _UNITS)), "cy": str(round(height_mm * _UNITS))}
    drawing = etree.Element(names.w("drawing"), nsmap={"wp": _WP, "a": _A, "pic": _PIC, "r": names.R})
    inline = _sub(drawing, f"{{{_WP}}}inline", {"distT": "0", "distB": "0", "distL": "0", "distR": "0"})
    _sub(inline, f"{{{_WP}}}extent", size)
    _sub(inline, f"{{{_WP}}}docPr", {"id": "1", "name": "Logo", "descr": alt})
    frame = _sub(inline, f"{{{_WP}}}cNvGraphicFramePr")
    _sub(frame, f"{{{_A}}}graphicFrameLocks", {"noChangeAspect": "1"})
    data = _sub(_sub(inline, f"{{{_A}}}graphic"), f"{{{_A}}}graphicData", {"uri": _PIC})
    shown = _sub(data, f"{{{_PIC}}}pic")
    about = _sub(shown, f"{{{_PIC}}}nvPicPr")
    _sub(about, f"{{{_PIC}}}cNvPr", {"id": "1", "name": "Logo", "descr": alt})
    _sub(about, f"{{{_PIC}}}cNvPicPr")
    fill = _sub(shown, f"{{{_PIC}}}blipFill")
    _sub(fill, f"{{{_A}}}blip", {f"{{{names.R}}}embed": relationship})
    _sub(_sub(fill, f"{{{_A}}}stretch"), f"{{{_A}}}fillRect")
    shape = _sub(shown, f"{{{_PIC}}}spPr")
    place = _sub(shape, f"{{{_A}}}xfrm")
    _sub(place, f"{{{_A}}}off", {"x": "0", "y": "0"})
    _sub(place, f"{{{_A}}}ext", size)
    _sub(_sub(shape, f"{{{_A}}}prstGeom", {"prst": "rect"}), f"{{{_A}}}avLst")
    return drawing
