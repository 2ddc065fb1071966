"""A document as a Word file: a prepared house style, and the document's own parts built as elements."""

from lxml import etree

from policygen.document.model import Block, Document, Heading, PageBreak, Paragraph, Part
from policygen.document.walk import numbers
from policygen.findings import Finding
from policygen.formats.docx import names
from policygen.formats.docx.blocks import write_part
from policygen.formats.docx.contents import has_contents, outline
from policygen.formats.docx.furniture import filled, localised, section
from policygen.formats.docx.names import Element
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
from policygen.formats.docx.writing import Target, Writing
from policygen.formats.limits import limits

_sub = etree.SubElement


def write(
    document: Document, *, record: bytes, digest: str, prepared: Prepared
) -> tuple[bytes, tuple[Finding, ...]]:
    """The file, and a finding for whatever could not be written as it stands.

    `record` travels in a part of its own and `digest` in a custom property. The same arguments give the same bytes
    wherever zlib is the same.
    """
    root = etree.Element(names.w("document"), nsmap={"w": names.W, "r": names.R})
    properties, text_width = section(prepared, document.properties)
    writing = _writing(document, prepared, _sub(root, names.BODY), text_width)
    entries = outline(document) if has_contents(document) else ()
    writing.headings_with_bookmarks = {
        (entry.part, entry.index): entry.bookmark for entry in entries if not entry.opens_part
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
        *property_parts(document, digest),
        *record_parts(record),
    ]
    return archive(parts), limits(document)


def _writing(document: Document, prepared: Prepared, body: Element, text_width: int) -> Writing:
    shown = numbers(document)
    return Writing(
        prepared=prepared,
        body=body,
        text_width=text_width,
        targets={part.origin.id: _target(part, shown.get(part.origin.id, "")) for part in document.parts if part.blocks},
        is_short=document.properties.depth == "short",
    )


def _target(part: Part, number: str) -> Target:
    blocks = [block for block in part.blocks if not isinstance(block, PageBreak)]
    numbered = [block for block in blocks if _is_numbered(block)]
    is_rule = bool(numbered) and isinstance(numbered[0], Paragraph)
    return Target(number, is_rule, bool(numbered) and blocks[0] is numbered[0])


def _is_numbered(block: Block) -> bool:
    match block:
        case Heading():
            return block.numbered
        case Paragraph():
            return block.role == "numbered-rule"
        case _:
            return False


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
