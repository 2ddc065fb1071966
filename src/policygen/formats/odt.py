"""OpenDocument text to pieces: enough to read anybody's policy, within the bounds of every package. Nothing is written."""

from collections.abc import Iterator

from policygen.document.model import Heading, Inline, Paragraph, Row, Table, Text
from policygen.document.pieces import ListItem, Piece
from policygen.errors import DocumentError
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import open_zip
from policygen.formats.docx.xml import damaged

MOST_CHARACTERS = 1_000_000
"""Characters that are read: about three hundred and fifty pages."""
MOST_COLUMNS = 63

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SILENT = {
    f"{_TEXT}tracked-changes",
    f"{_TEXT}note",
    f"{_OFFICE}annotation",
    f"{_TEXT}ruby-text",
    f"{_TEXT}table-of-content",
}
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
_MIMETYPE = b"application/vnd.oasis.opendocument.text"


def read_pieces(data: bytes) -> tuple[Piece, ...]:
    """The headings, paragraphs, list items and tables of an OpenDocument text; tracked changes as they now stand.

    Raises: `DocumentError` when it is none, is encrypted, damaged or unsafe.
    """
    package = open_zip(data)
    if not package.beginning_of("mimetype", 60).startswith(_MIMETYPE):
        raise DocumentError("This is not an OpenDocument text (.odt).", hint="Save it as a Word document (.docx).")
    manifest = package.bytes_of("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise DocumentError(
            "This document is protected with a password.", hint="Take the password off, and save a copy."
        )
    root = package.xml("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if body is None:
        raise damaged("it has no text")
    if sum(len(found.text or "") + len(found.tail or "") for found in body.iter()) > MOST_CHARACTERS:
        raise DocumentError(f"This document has more than {MOST_CHARACTERS:,} characters of text.")
    return tuple(_blocks(body, -1))


def _blocks(parent: Element, level: int) -> Iterator[Piece]:
    for child in parent:
        tag = child.tag
        if tag in _SILENT:
            continue
        if tag == f"{_TEXT}h":
            yield Heading(1 if child.get(f"{_TEXT}outline-level", "1") == "1" else 2, _words(child), numbered=False)
        elif tag == f"{_TEXT}p":
            yield ListItem(_words(child), level=min(level, 1)) if level >= 0 else Paragraph(_words(child))
        elif tag == f"{_TEXT}list":
            yield from _blocks(child, level + 1)
        elif tag == f"{_TABLE}table":
            yield _table(child)
        else:  # sections, list items, indexes: what stands in them stands in the text
            yield from _blocks(child, level)


def _table(table: Element) -> Table:
    rows = [
        [_words(cell) for cell in row.iterchildren(f"{_TABLE}table-cell")][:MOST_COLUMNS]
        for row in table.iter(f"{_TABLE}table-row")
    ]
    width = max((len(row) for row in rows), default=0)
    return Table("", ("",) * width, tuple(Row("", tuple(row)) for row in rows), "control")


def _words(element: Element) -> tuple[Inline, ...]:
    text = "".join(_spoken(element)).strip()
    return (Text(text),) if text else ()


def _spoken(element: Element) -> Iterator[str]:
    if element.tag in _SILENT:
        return
    yield _SPACES.get(element.tag, "")
    yield element.text or ""
    for child in element:
        yield from _spoken(child)
        yield child.tail or ""
    if element.tag == f"{_TEXT}p" and element.getnext() is not None:
        yield "\n"
