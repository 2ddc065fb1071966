"""What Word keeps about a document as a whole: its properties, and the record it carries."""

import base64
import itertools
from collections.abc import Iterator, Mapping

from lxml import etree

from policygen import __version__
from policygen.document.model import Document, Properties
from policygen.formats.docx import names
from policygen.formats.docx.carried import record_parts
from policygen.formats.docx.house_style import MAIN
from policygen.formats.docx.names import Element
from policygen.formats.docx.package import Package, Part, Relationship
from policygen.formats.docx.xml import root_element, serialised
from policygen.formats.sealing import SEAL_PROPERTY
from policygen.formats.text import clean, edition_line, holds_forbidden
from policygen.language.dates import parsed_date, spelled_date

_sub = etree.SubElement

APPLICATION = "policygen"
"""The program that saved a file last, as `docProps/app.xml` names it."""

_PACKAGE_RELATIONSHIPS = (
    Relationship("rId1", names.OFFICE_DOCUMENT, MAIN),
    Relationship("rId2", names.CORE_PROPERTIES, "docProps/core.xml"),
    Relationship("rId3", names.EXTENDED_PROPERTIES, "docProps/app.xml"),
    Relationship("rId4", names.CUSTOM_PROPERTIES, "docProps/custom.xml"),
)


_FIRST_PROPERTY_ID = 2
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_ITEM_ID = "{AFE5147C-CC02-5BAD-A026-2B838A0976BD}"


def shown_properties(properties: Properties) -> dict[str, str]:
    """The values that headers and footers may show, by the name of the property."""
    day = clean(spelled_date(properties.in_force or properties.date, properties.language))
    return {
        "Title": clean(properties.title),
        "Subject": clean(properties.subject),
        names.ORGANISATION_PROPERTY: clean(properties.organisation),
        "Version": clean(properties.version),
        "Date": day,
        names.EDITION_PROPERTY: edition_line(properties),
    }


def content_status(properties: Properties) -> str:
    """What Word calls the status of a document."""
    return "Final" if properties.in_force else "Draft"


def add_properties(package: Package, document: Document, digest: str, seal: str, look: str = "") -> None:
    """Gives a package its core, extended and custom properties, and what leads to them and to the document."""
    properties = document.properties
    for relationship in _PACKAGE_RELATIONSHIPS:
        package.relate("", relationship)
    package.put(Part("docProps/core.xml", names.CORE_CONTENT, serialised(_core(properties))))
    package.put(Part("docProps/app.xml", names.EXTENDED_CONTENT, serialised(_extended(properties))))
    shown = shown_properties(properties)
    custom: dict[str, str | int] = {
        names.RECORD_PROPERTY: digest,
        SEAL_PROPERTY: seal,
        names.VERSION_PROPERTY: __version__,
        names.PARTS_PROPERTY: len(document.parts),
        **({names.LOOK_PROPERTY: look} if look else {}),
        **{name: shown[name] for name in (names.ORGANISATION_PROPERTY, "Version", "Date", names.EDITION_PROPERTY)},
    }
    package.put(Part("docProps/custom.xml", names.CUSTOM_CONTENT, serialised(_custom(custom))))


def add_record(package: Package, record: bytes) -> None:
    """Gives a package the custom XML part that holds the record, found again by its root namespace."""
    taken = {name.lower() for name in package.names}
    number = next(
        n for n in itertools.count(1) if not {f"customxml/item{n}.xml", f"customxml/itemprops{n}.xml"} & taken
    )
    part = f"customXml/item{number}.xml"
    package.put(Part(part, names.XML_CONTENT, serialised(_record_element(record))))
    main = package.main or MAIN
    id = next(found for found in _ids("rIdRecord") if found not in package.relationships(main))
    package.relate(main, Relationship(id, names.CUSTOM_XML_PART, part))
    item = etree.Element(f"{{{names.CUSTOM_XML}}}datastoreItem", nsmap={"ds": names.CUSTOM_XML})
    item.set(f"{{{names.CUSTOM_XML}}}itemID", _ITEM_ID)
    schemas = _sub(item, f"{{{names.CUSTOM_XML}}}schemaRefs")
    _sub(schemas, f"{{{names.CUSTOM_XML}}}schemaRef", {f"{{{names.CUSTOM_XML}}}uri": names.RECORD})
    properties = Part(f"customXml/itemProps{number}.xml", names.CUSTOM_XML_PROPERTIES_CONTENT, serialised(item))
    package.put(properties)
    package.relate(part, Relationship("rId1", names.CUSTOM_XML_PROPERTIES, properties.name))


def _ids(base: str) -> Iterator[str]:
    """Ids for a relationship, until one is free."""
    yield base
    yield from (f"{base}{number}" for number in itertools.count(2))


def _record_element(record: bytes) -> Element:
    root = root_element(names.RECORD, "record")
    root.text = _as_text(record)
    if root.text is None:
        root.set("encoding", "base64")
        root.text = base64.b64encode(record).decode()
    return root


def replace_record(package: Package, record: bytes) -> None:
    """Puts a record in the place of the one that a file carries, wherever its editor keeps it; a file without one gets it."""
    name = next(record_parts(package), None)
    if name is None:
        add_record(package, record)
    else:
        package.put(Part(name, package.content_type(name), serialised(_record_element(record))))


def set_custom(package: Package, values: Mapping[str, str]) -> None:
    """Gives custom properties of a file their values; those that it has besides stay as they are."""
    name = package.related("custom-properties", "")
    root = package.xml(name) if name else None
    if name is None or root is None:
        name, root = "docProps/custom.xml", _custom(values)
        package.relate("", Relationship("rIdPolicygenProperties", names.CUSTOM_PROPERTIES, name))
    else:
        for key, value in values.items():
            _set_property(root, key, value)
    package.put(Part(name, names.CUSTOM_CONTENT, serialised(root)))


def custom_values(package: Package) -> dict[str, str]:
    """The custom properties of a file, by name."""
    name = package.related("custom-properties", "")
    root = package.xml(name) if name else None
    return {found.get("name", ""): "".join(map(str, found.itertext())) for found in root} if root is not None else {}


def _set_property(root: Element, name: str, value: str) -> None:
    numbers = [int(found.get("pid", "1")) for found in root if found.get("pid", "").isdecimal()]
    known = next((found for found in root if found.get("name") == name), None)
    if known is None:
        pid = str(max([*numbers, _FIRST_PROPERTY_ID - 1]) + 1)
        attributes = {"fmtid": _FORMAT_ID, "pid": pid, "name": name}
        known = _sub(root, f"{{{names.CUSTOM}}}property", attributes)
    for child in list(known):
        known.remove(child)
    _sub(known, f"{{{names.VARIANT}}}lpwstr").text = value


def set_core(package: Package, properties: Properties) -> None:
    """Gives the core properties of a file its status and version; those that it has besides stay as they are."""
    name = package.related("core-properties", "")
    root = package.xml(name) if name else None
    if name is None or root is None:
        name, root = "docProps/core.xml", _core(properties)
        package.relate("", Relationship("rIdPolicygenCore", names.CORE_PROPERTIES, name))
    for key, value in (("contentStatus", content_status(properties)), ("version", clean(properties.version))):
        element = root.find(f"{{{names.CORE}}}{key}")
        if element is None:
            element = _sub(root, f"{{{names.CORE}}}{key}")
        element.text = value
    package.put(Part(name, names.CORE_CONTENT, serialised(root)))


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
    _sub(root, f"{{{names.CORE}}}contentStatus").text = content_status(properties)
    if properties.in_force:
        _sub(root, f"{{{names.CORE}}}version").text = clean(properties.version)
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
