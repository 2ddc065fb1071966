"""A Word package: parts as they lie in the zip, how they point to each other, and what a house style gives ready-made.

The zip is written here rather than by `zipfile`, so that parts that never change are deflated once, and so that two
builds are equal byte for byte wherever zlib is the same: no times, no attributes, one order.
"""

import json
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from lxml import etree

from policygen.formats.docx import names
from policygen.formats.docx.names import Element

PREPARED_VERSION = 2
"""Rises whenever `prepare` gives something else for the same template; belongs into the key of every cache."""

_MAGIC = b"policygen-prepared\n"
_LEVEL = 4
"""Of zlib: half the time of its usual 6 for a twelfth more bytes."""
_EARLIEST = 0x0021  # 1980-01-01, the first day that a zip can name
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_UTF8 = 0x0800


@dataclass(frozen=True, slots=True)
class PackedPart:
    """One part, deflated."""

    name: str
    """Path in the zip, without a leading slash."""
    content_type: str
    size: int
    """Bytes before deflating."""
    checksum: int
    """CRC-32 of the bytes before deflating."""
    data: bytes
    """Raw deflate stream."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """That one part points to another, or to an address outside."""

    id: str
    type: str
    target: str
    """Relative to the source part's folder, or an absolute address."""
    external: bool = False


class PreparedError(ValueError):
    """Bytes that are no prepared package of this version: prepare it anew."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A house style, ready to be filled: what `prepare` makes of a template and every document shares."""

    parts: tuple[PackedPart, ...]
    """Parts that no document changes, with their own relationships."""
    styles_part: PackedPart
    """Changed for the language alone."""
    numbering: PackedPart
    """Changed for documents with numbered lists, each of which counts by itself."""
    furniture: tuple[PackedPart, ...]
    """Headers and footers: their DOCPROPERTY fields are filled."""
    relationships: tuple[Relationship, ...]
    """From the document to the parts above."""
    section: bytes
    """The `w:sectPr` of the template: paper, margins, headers and footers."""
    styles: Mapping[str, str]
    """Our style ids to those of the template."""
    bullets: int
    """The list instance that bullets use."""
    ordered: int
    """The abstract list that numbered lists are instances of."""
    next_number: int
    """The first id that is free for a list instance."""

    def to_bytes(self) -> bytes:
        """The whole as bytes that a cache can keep."""
        packed = [self.styles_part, self.numbering, *self.furniture, *self.parts]
        header = {
            "version": PREPARED_VERSION,
            "packed": [[part.name, part.content_type, part.size, part.checksum, len(part.data)] for part in packed],
            "furniture": len(self.furniture),
            "relationships": [asdict(relationship) for relationship in self.relationships],
            "section": self.section.decode(),
            "styles": dict(self.styles),
            "numbers": [self.bullets, self.ordered, self.next_number],
        }
        head = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
        body = head + b"".join(part.data for part in packed)
        return b"".join((_MAGIC, struct.pack("<II", zlib.crc32(body), len(head)), body))

    @staticmethod
    def from_bytes(data: bytes) -> "Prepared":
        """The prepared package that `to_bytes` wrote.

        Raises: `PreparedError` for anything else.
        """
        start = len(_MAGIC) + 8
        if not data.startswith(_MAGIC) or len(data) < start:
            raise PreparedError("not a prepared package")
        checksum, length = struct.unpack_from("<II", data, len(_MAGIC))
        if zlib.crc32(memoryview(data)[start:]) != checksum:
            raise PreparedError("a damaged prepared package")
        header = json.loads(data[start : start + length])
        if header["version"] != PREPARED_VERSION:
            raise PreparedError(f"prepared by another version, {header['version']!r}")
        return _prepared(header, _sliced(header["packed"], data, start + length))


def _sliced(entries: Iterable[Sequence[Any]], data: bytes, position: int) -> list[PackedPart]:
    packed: list[PackedPart] = []
    for name, content_type, size, checksum, length in entries:
        packed.append(PackedPart(name, content_type, size, checksum, data[position : position + length]))
        position += length
    return packed


def _prepared(header: dict[str, Any], packed: list[PackedPart]) -> Prepared:
    after = 2 + header["furniture"]
    bullets, ordered, next_number = header["numbers"]
    return Prepared(
        parts=tuple(packed[after:]),
        styles_part=packed[0],
        numbering=packed[1],
        furniture=tuple(packed[2:after]),
        relationships=tuple(Relationship(**relationship) for relationship in header["relationships"]),
        section=header["section"].encode(),
        styles=header["styles"],
        bullets=bullets,
        ordered=ordered,
        next_number=next_number,
    )


def pack(name: str, content_type: str, content: bytes) -> PackedPart:
    """A part from its content."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = deflate.compress(content) + deflate.flush()
    return PackedPart(name, content_type, len(content), zlib.crc32(content), data)


def unpack(part: PackedPart) -> bytes:
    """A part's content."""
    return zlib.decompress(part.data, -zlib.MAX_WBITS)


def serialised(root: Element) -> bytes:
    """An element as a part's content."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def root_element(namespace: str, name: str, **prefixes: str) -> Element:
    """A part's outermost element, whose namespace needs no prefix."""
    namespaces: dict[Any, str] = {None: namespace, **prefixes}
    return etree.Element(f"{{{namespace}}}{name}", nsmap=namespaces)


def relationships_name(source: str) -> str:
    """Where the relationships of a part lie; the package's own for an empty name."""
    folder, _, file = source.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def relationships_part(source: str, relationships: Iterable[Relationship]) -> PackedPart:
    """The part that holds a part's relationships."""
    tag = f"{{{names.RELATIONSHIPS}}}Relationship"
    root = root_element(names.RELATIONSHIPS, "Relationships")
    for relationship in relationships:
        attributes = {"Id": relationship.id, "Type": relationship.type, "Target": relationship.target}
        if relationship.external:
            attributes["TargetMode"] = "External"
        etree.SubElement(root, tag, attributes)
    return pack(relationships_name(source), names.RELATIONSHIPS_CONTENT, serialised(root))


def _content_types(parts: Iterable[PackedPart]) -> PackedPart:
    root = root_element(names.CONTENT_TYPES, "Types")
    default, override = f"{{{names.CONTENT_TYPES}}}Default", f"{{{names.CONTENT_TYPES}}}Override"
    etree.SubElement(root, default, {"Extension": "rels", "ContentType": names.RELATIONSHIPS_CONTENT})
    etree.SubElement(root, default, {"Extension": "xml", "ContentType": names.XML_CONTENT})
    for part in parts:
        if part.content_type not in (names.RELATIONSHIPS_CONTENT, names.XML_CONTENT):
            etree.SubElement(root, override, {"PartName": f"/{part.name}", "ContentType": part.content_type})
    return pack("[Content_Types].xml", names.XML_CONTENT, serialised(root))


def archive(parts: Iterable[PackedPart]) -> bytes:
    """The package as a file: content types first, then the package's relationships, then by name."""
    ordered = sorted(parts, key=lambda part: (part.name != "_rels/.rels", part.name))
    return zipped([_content_types(ordered), *ordered])


def zipped(parts: Sequence[PackedPart]) -> bytes:
    """Parts as a zip in the order given: the same bytes for the same parts."""
    local: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for part in parts:
        name = part.name.encode()
        flags = 0 if part.name.isascii() else _UTF8
        facts = (flags, zlib.DEFLATED, 0, _EARLIEST, part.checksum, len(part.data), part.size, len(name), 0)
        head = _LOCAL.pack(0x04034B50, 20, *facts) + name
        local += (head, part.data)
        central.append(_CENTRAL.pack(0x02014B50, 20, 20, *facts, 0, 0, 0, 0, offset) + name)
        offset += len(head) + len(part.data)
    directory = b"".join(central)
    end = _END.pack(0x06054B50, 0, 0, len(parts), len(parts), len(directory), offset, 0)
    return b"".join((*local, directory, end))
