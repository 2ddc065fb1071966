"""XML of a part: read without trusting it, and written."""

from typing import Any

from lxml import etree

from policygen._visible import visible
from policygen.errors import DocumentError
from policygen.formats.docx.names import Element

_DEPTH = 150
_TAGS = 600_000
"""Tags of one part: a policy of fifty pages has thirty thousand, and each takes a thousand bytes of memory."""
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
)
"""Word's strict form says the same under other names."""


def named(part: str) -> str:
    """A part's name as a message may say it: whoever made the file chose it."""
    return f"'{visible(part[:60])}{'…' if len(part) > 60 else ''}'"


def parse_xml(data: bytes, name: str) -> Element:
    """XML as elements: no entities, no document type, nothing fetched, not too deep.

    Raises: `DocumentError` for anything else.
    """
    if data.count(b"<") > _TAGS:
        raise DocumentError(f"The part {named(name)} holds more than {_TAGS:,} tags.", hint="Is it really a policy?")
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(f"its part {named(name)} is not well-formed (line {getattr(error, 'lineno', 0)})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError(f"The part {named(name)} declares its own entities, which no Word document does.")
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > _DEPTH:
        raise DocumentError(f"The part {named(name)} nests {deepest} levels deep; no Word document does.")
    return root


def serialised(root: Element) -> bytes:
    """An element as a part's content."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def root_element(namespace: str, name: str, **prefixes: str) -> Element:
    """A part's outermost element, whose namespace needs no prefix."""
    namespaces: dict[Any, str] = {None: namespace, **prefixes}
    return etree.Element(f"{{{namespace}}}{name}", nsmap=namespaces)


def damaged(why: str) -> DocumentError:
    """That a package cannot be read."""
    return DocumentError(f"This document is damaged: {why}.", hint="Open it in Word, repair it, and save a copy.")
