"""Pictures, text boxes, equations, notes: what a tree of words cannot hold, told as far as the file tells it."""

from collections.abc import Iterator

from policygen.formats.docx.names import ID, Element, w
from policygen.formats.docx.reading.model import WordExtra

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"


def drawing(element: Element) -> Iterator[WordExtra]:
    """What a drawing, an old picture or an embedded object shows."""
    boxes = list(element.iter(w("txbxContent")))
    for box in boxes:
        yield WordExtra("text-box", "\n".join(_text(paragraph) for paragraph in box.iter(w("p"))).strip())
    if boxes:
        return
    if element.tag == w("object"):
        yield WordExtra("object", _described(element))
        return
    graphics = {found.get("uri", "").rpartition("/")[2] for found in element.iter(_DRAWING + "main}graphicData")}
    picture = "picture" in graphics or next(element.iter(_VML + "imagedata"), None) is not None
    kind = "image" if picture else "chart" if "chart" in graphics else "drawing"
    yield WordExtra(kind, _described(element))


def equation(element: Element) -> WordExtra:
    """An equation, by its signs."""
    return WordExtra("equation", "".join(found.text or "" for found in element.iter(_MATH + "t")))


def _described(element: Element) -> str:
    for found in element.iter(_WP + "docPr", _VML + "shape"):
        text = found.get("descr") or found.get("title") or found.get("alt") or ""
        if text:
            return text
    return ""


def _text(paragraph: Element) -> str:
    return "".join(found.text or "" for found in paragraph.iter(w("t")))


def notes_by_id(root: Element | None, tag: str) -> dict[str, str]:
    """The text of every footnote, endnote or comment of a part, by its id."""
    if root is None:
        return {}
    return {
        found.get(ID, ""): "\n".join(_text(paragraph) for paragraph in found.iter(w("p"))).strip()
        for found in root.iter(w(tag))
    }
