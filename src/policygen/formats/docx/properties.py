"""What Word keeps about a document as a whole: its properties, and the record it carries."""

import base64
from collections.abc import Iterator, Mapping

from lxml import etree

from policygen import __version__
from policygen.document.model import Document, Properties
from policygen.formats.docx import names
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import (
    PackedPart,
    Relationship,
    pack,
    relationships_part,
    root_element,
    serialised,
)
from policygen.formats.text import clean, holds_forbidden
from policygen.language.dates import parsed_date, spelled_date

_sub = etree.SubElement

APPLICATION = "policygen"
"""The program that saved a file last, as `docProps/app.xml` names it."""

PACKAGE_RELATIONSHIPS = (
    Relationship("rId1", names.OFFICE_DOCUMENT, "word/document.xml"),
    Relationship("rId2", names.CORE_PROPERTIES, "docProps/core.xml"),
    Relationship("rId3", names.EXTENDED_PROPERTIES, "docProps/app.xml"),
    Relationship("rId4", names.CUSTOM_PROPERTIES, "docProps/custom.xml"),
)

RECORD_RELATIONSHIP = Relationship("rIdRecord", names.CUSTOM_XML_PART, "../customXml/item1.xml")

_FIRST_PROPERTY_ID = 2
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_ITEM_ID = "{AFE5147C-CC02-5BAD-A026-2B838A0976BD}"


def shown_properties(properties: Properties) -> dict[str, str]:
    """The values that headers and footers may show, by the name of the property."""
    day = clean(spelled_date(properties.date, properties.language))
    return {
        "Title": clean(properties.title),
        "Subject": clean(properties.subject),
        names.ORGANISATION_PROPERTY: clean(properties.organisation),
        "Version": clean(properties.version),
        "Date": day,
        names.EDITION_PROPERTY: " · ".join(text for text in (clean(properties.edition), day) if text),
    }


def property_parts(document: Document, digest: str, seal: str) -> Iterator[PackedPart]:
    """The core, extended and custom properties, and the package's relationships that lead to them."""
    properties = document.properties
    yield relationships_part("", PACKAGE_RELATIONSHIPS)
    yield pack("docProps/core.xml", names.CORE_CONTENT, serialised(_core(properties)))
    yield pack("docProps/app.xml", names.EXTENDED_CONTENT, serialised(_extended(properties)))
    shown = shown_properties(properties)
    custom: dict[str, str | int] = {
        names.RECORD_PROPERTY: digest,
        names.SEAL_PROPERTY: seal,
        names.VERSION_PROPERTY: __version__,
        names.PARTS_PROPERTY: len(document.parts),
        **{name: shown[name] for name in (names.ORGANISATION_PROPERTY, "Version", "Date", names.EDITION_PROPERTY)},
    }
    yield pack("docProps/custom.xml", names.CUSTOM_CONTENT, serialised(_custom(custom)))


def record_parts(record: bytes) -> Iterator[PackedPart]:
    """The custom XML part that holds the record, found again by its root namespace."""
    root = root_element(names.RECORD, "record")
    root.text = _as_text(record)
    if root.text is None:
        root.set("encoding", "base64")
        root.text = base64.b64encode(record).decode()
    yield pack("customXml/item1.xml", names.XML_CONTENT, serialised(root))
    item = etree.Element(f"{{{names.CUSTOM_XML}}}datastoreItem", nsmap={"ds": names.CUSTOM_XML})
    item.set(f"{{{names.CUSTOM_XML}}}itemID", _ITEM_ID)
    schemas = _sub(item, f"{{{names.CUSTOM_XML}}}schemaRefs")
    _sub(schemas, f"{{{names.CUSTOM_XML}}}schemaRef", {f"{{{names.CUSTOM_XML}}}uri": names.RECORD})
    yield pack("customXml/itemProps1.xml", names.CUSTOM_XML_PROPERTIES_CONTENT, serialised(item))
    properties = Relationship("rId1", names.CUSTOM_XML_PROPERTIES, "itemProps1.xml")
    yield relationships_part("customXml/item1.xml", (properties,))


def _as_text(record: bytes) -> str | None:
    """The record as text, if XML gives back exactly the same bytes."""
    try:
        text = record.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\r" in text or holds_forbidden(text) else text


def _core(properties: Properties) -> Element:
    namespaces = {"cp": names.CORE, "dc": names.DC, "dcterms": names.DCTERMS, "xsi": names.XSI}
    root = etree.Element(f"{{{names.CORE}}}coreProperties", nsmap=namespaces)
    values = {
        "title": properties.title,
        "subject": properties.subject,
        "creator": properties.organisation,
        "description": properties.description,
        "language": properties.language,
    }
    for name, value in values.items():
        if value:
            _sub(root, f"{{{names.DC}}}{name}").text = clean(value)
    day = parsed_date(properties.date)
    if day:
        for name in ("created", "modified"):
            element = _sub(root, f"{{{names.DCTERMS}}}{name}", {f"{{{names.XSI}}}type": "dcterms:W3CDTF"})
            element.text = f"{day.isoformat()}T00:00:00Z"
    return root


def _extended(properties: Properties) -> Element:
    root = root_element(names.EXTENDED, "Properties")
    _sub(root, f"{{{names.EXTENDED}}}Application").text = APPLICATION
    _sub(root, f"{{{names.EXTENDED}}}Company").text = clean(properties.organisation)
    return root


def _custom(values: Mapping[str, str | int]) -> Element:
    root = root_element(names.CUSTOM, "Properties", vt=names.VARIANT)
    for index, (name, value) in enumerate(values.items(), _FIRST_PROPERTY_ID):
        attributes = {"fmtid": _FORMAT_ID, "pid": str(index), "name": name}
        element = _sub(root, f"{{{names.CUSTOM}}}property", attributes)
        kind = "i4" if isinstance(value, int) else "lpwstr"
        _sub(element, f"{{{names.VARIANT}}}{kind}").text = str(value)
    return root
