"""A document as a Word file: a prepared house style, and the document's own parts built as elements."""

from lxml import etree

from policygen.document.model import Document
from policygen.findings import Finding
from policygen.formats.docx import names
from policygen.formats.docx.blocks import write_part
from policygen.formats.docx.contents import heading_bookmark
from policygen.formats.docx.furniture import filled, localised, section
from policygen.formats.docx.package import (
    PackedPart,
    Prepared,
    Relationship,
    archive,
    pack,
    relationships_part,
    serialised,
    unpack,
)
from policygen.formats.docx.properties import (
    RECORD_RELATIONSHIP,
    property_parts,
    record_parts,
    shown_properties,
)
from policygen.formats.docx.seal import seal
from policygen.formats.docx.writing import Writing
from policygen.formats.limits import limits
from policygen.formats.outline import has_contents, outline, targets

_sub = etree.SubElement


def write(document: Document, *, record: bytes, digest: str, prepared: Prepared) -> tuple[bytes, tuple[Finding, ...]]:
    """The file, and a finding for whatever could not be written as it stands.

    `record` travels in a part of its own and `digest` in a custom property. The same arguments give the same bytes
    wherever zlib is the same.
    """
    root = etree.Element(names.w("document"), nsmap={"w": names.W, "r": names.R})
    properties, text_width = section(prepared, document.properties)
    body = _sub(root, names.BODY)
    is_short = document.properties.depth == "short"
    writing = Writing(prepared, body, text_width, targets(document), is_short)
    entries = outline(document) if has_contents(document) else ()
    writing.headings_with_bookmarks = {
        (entry.part, entry.index): heading_bookmark(entry) for entry in entries if not entry.opens_part
    }
    for part in document.parts:
        write_part(part, entries, writing)
    writing.body.append(properties)
    shown = shown_properties(document.properties)
    parts = [
        pack("word/document.xml", names.DOCUMENT_CONTENT, serialised(root)),
        relationships_part("word/document.xml", _relationships(writing)),
        localised(prepared.styles_part, document.properties.language),
        _numbering(writing),
        *(filled(part, shown) for part in prepared.furniture),
        *prepared.parts,
        *record_parts(record),
    ]
    sealed = seal((part.name, part.size, part.checksum) for part in parts)
    parts.extend(property_parts(document, digest, sealed))
    return archive(parts), limits(document)


def _relationships(writing: Writing) -> tuple[Relationship, ...]:
    links = (
        Relationship(key, names.HYPERLINK_TYPE, address, external=True) for address, key in writing.addresses.items()
    )
    return (*writing.prepared.relationships, RECORD_RELATIONSHIP, *links)


def _numbering(writing: Writing) -> PackedPart:
    """The template's lists, and one more instance for each numbered list of the document."""
    part = writing.prepared.numbering
    if not writing.lists:
        return part
    root = etree.fromstring(unpack(part))
    for list_id in writing.lists:
        instance = etree.Element(names.w("num"), {names.NUM_ID: str(list_id)})
        _sub(instance, names.w("abstractNumId"), {names.VAL: str(writing.prepared.ordered)})
        for level in ("0", "1"):
            override = _sub(instance, names.w("lvlOverride"), {names.ILVL: level})
            _sub(override, names.w("startOverride"), {names.VAL: "1"})
        root.append(instance)
    return pack(part.name, part.content_type, serialised(root))
