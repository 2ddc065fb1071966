"""A Word package: opened without trusting it, its parts and how they point to each other, changed and saved.

Opened within bounds of entries, size, ratio and depth; no entities, nothing fetched. Saved so that equal packages give
equal bytes wherever zlib is the same: no times, no attributes, one order.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from policygen._dataclass import dataclass
from policygen.errors import DocumentError
from policygen.formats.docx.names import (
    CONTENT_TYPES,
    OFFICE_DOCUMENT,
    RELATIONSHIPS,
    RELATIONSHIPS_CONTENT,
    XML_CONTENT,
    Element,
)
from policygen.formats.docx.xml import damaged, named, parse_xml, root_element, serialised

_ENTRIES = 10_000
_PACKAGE_BYTES = 1 << 30
_PART_BYTES = 64 << 20
_FREE_BYTES = 4 << 20
"""A part up to this size may be packed as tightly as it likes."""
_RATIO = 250
"""How many times larger than packed a part may be: real documents stay under 100, bombs start at 1,000."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Open it in Word or LibreOffice and save it as a Word document (.docx)."
_WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MACRO = "macroenabled"
_LEVEL = 4
"""Of zlib: half the time of its usual 6 for a twelfth more bytes."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip can name, and the one that every part of ours bears."""
_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Part:
    """A part by itself."""

    name: str
    """Path in the package, without a leading slash."""
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Relationship:
    """That a part, or the package itself, points to a part or to an address."""

    id: str
    type: str
    target: str
    """A part's name in the package, or an address when external."""
    external: bool = False


class Package:
    """The parts of a file, and how they point to each other. A part is unpacked when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile | None = None) -> None:
        self.main = ""
        """The name of the main document part; empty while nobody looked for it."""
        self._archive = archive
        self._entries = _entries_of(archive) if archive else {}
        self._written: dict[str, tuple[str, bytes]] = {}
        """New contents, with their names as they stand in the package."""
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._new_relationships: dict[str, list[Relationship]] = {}
        self._types: dict[str, str] = {}
        """Content types: of parts by `/` and name, of extensions by `.` and extension, all without case."""
        self._new_types: dict[str, str] = {}
        """Content types of parts that are new or have become something else, by name as it is saved."""
        self._dropped: set[str] = set()
        """Parts that are saved no more."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as they lie in the package; new ones last."""
        opened = (info.filename for folded, info in self._entries.items() if folded not in self._dropped)
        return (*opened, *(name for folded, (name, _) in self._written.items() if folded not in self._entries))

    @property
    def is_encrypted(self) -> bool:
        """Whether a password protects any of it."""
        return any(info.flag_bits & 0x1 for info in self._entries.values())

    def bytes_of(self, name: str) -> bytes | None:
        """A part's content, or None when there is no such part.

        Raises: `DocumentError` when it is too large, packed beyond belief, or damaged.
        """
        if _folded(name) in self._written:
            return self._written[_folded(name)][1]
        info = self._entries.get(_folded(name))
        if info is not None and (info.file_size > _PART_BYTES or _swollen(info)):
            raise DocumentError(
                f"The part {named(name)} of this file is too large to read safely.", hint="Is it really a policy?"
            )
        return None if info is None else self._unpacked(info, info.file_size + 1)

    def beginning_of(self, name: str, length: int) -> bytes:
        """The first bytes of a part, however large it is; nothing when there is no such part or it is damaged."""
        if _folded(name) in self._written:
            return self._written[_folded(name)][1][:length]
        info = self._entries.get(_folded(name))
        try:
            return b"" if info is None else self._unpacked(info, length)
        except DocumentError:
            return b""

    def _unpacked(self, info: zipfile.ZipInfo, length: int) -> bytes:
        if info.flag_bits & 0x1:
            raise _encrypted()
        if self._archive is None:
            raise AssertionError("entries come from an archive")
        try:
            with self._archive.open(info) as stream:
                return stream.read(length)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise damaged(f"its part {named(info.filename)} cannot be unpacked") from error

    def xml(self, name: str) -> Element | None:
        """A part's root element, or None when there is no such part.

        Raises: `DocumentError` when it is no well-formed XML, nests too deeply, or brings its own entities.
        """
        data = self.bytes_of(name)
        return None if data is None else parse_xml(data, name)

    def content_type(self, name: str) -> str:
        """What a part is said to be; empty when nothing says it."""
        if not self._types:
            root = self.xml(_TYPES)
            for element in root if root is not None else _no_types():
                part = _folded(element.get("PartName", ""))
                key = f"/{part}" if part else f".{element.get('Extension', '').lower()}"
                self._types[key] = element.get("ContentType", "")
        extension = f".{name.rpartition('.')[2].lower()}"
        return self._types.get(f"/{_folded(name)}") or self._types.get(extension, "")

    def relationships(self, source: str) -> dict[str, Relationship]:
        """What a part points to, by id; the package itself for an empty name."""
        if source not in self._relationships:
            self._relationships[source] = self._read_relationships(source)
        return self._relationships[source]

    def _read_relationships(self, source: str) -> dict[str, Relationship]:
        folder = posixpath.dirname(source)
        root = self.xml(relationships_name(source))
        found: dict[str, Relationship] = {}
        for element in root.iter(f"{{{RELATIONSHIPS}}}Relationship") if root is not None else ():
            target = element.get("Target", "")
            external = element.get("TargetMode", "") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            key = element.get("Id", "")
            found[key] = Relationship(key, element.get("Type", ""), target, external)
        return found

    def related(self, ending: str, source: str | None = None) -> str | None:
        """The name of the first part that the main document points to by a type with this ending."""
        for relationship in self.relationships(self.main if source is None else source).values():
            if relationship.type.endswith(f"/{ending}") and not relationship.external:
                return relationship.target
        return None

    # ---- changing and saving ---------------------------------------------------------------------------------------

    def put(self, part: Part) -> None:
        """A part with its new content; what other parts there are stays as it is."""
        if part.content_type != self.content_type(part.name):
            self._types[f"/{_folded(part.name)}"] = part.content_type
            self._new_types[f"/{self._known_as(part.name)}"] = part.content_type
        self._write(part.name, part.content)

    def drop(self, name: str) -> None:
        """Saves a part no more, nor what leads from it and to it."""
        self._dropped |= {_folded(name), _folded(relationships_name(name))}
        self._written = {folded: kept for folded, kept in self._written.items() if folded not in self._dropped}

    def _known_as(self, name: str) -> str:
        """A part's name as it stands in the package, or as it is given where there is none."""
        info = self._entries.get(_folded(name))
        return info.filename if info else name

    def _write(self, name: str, content: bytes) -> None:
        self._written[_folded(name)] = (self._known_as(name), content)

    def relate(self, source: str, relationship: Relationship) -> None:
        """A new relationship of a part, or of the package itself for an empty name, under an id not yet used there."""
        if relationship.id in self.relationships(source):
            raise ValueError(f"{source or 'the package'} has relationship {relationship.id} already")
        self._relationships[source][relationship.id] = relationship
        self._new_relationships.setdefault(source, []).append(relationship)

    def _settle_relationships(self) -> None:
        """Relationships that are new, added to the parts that hold them."""
        for source, added in self._new_relationships.items():
            name = relationships_name(source)
            root = self.xml(name)
            root = root_element(RELATIONSHIPS, "Relationships") if root is None else root
            for relationship in added:
                _add_relationship(root, relationship, posixpath.dirname(source))
            self._write(name, serialised(root))
        self._new_relationships.clear()
        for source in ("", self.main) if self._dropped else ():
            self._leave_out(source)

    def _leave_out(self, source: str) -> None:
        """Relationships to parts that are saved no more, taken out of the part that holds them."""
        name, known = relationships_name(source), self.relationships(source)
        root = self.xml(name)
        gone = {id for id, one in known.items() if not one.external and _folded(one.target) in self._dropped}
        if root is not None and gone:
            for element in [one for one in root if one.get("Id", "") in gone]:
                root.remove(element)
            self._write(name, serialised(root))
            self._relationships[source] = {id: one for id, one in known.items() if id not in gone}

    def _settle_types(self) -> None:
        """Content types that are new, added to those that the package states."""
        root = self.xml(_TYPES)
        if self._new_types or self._dropped or root is None:
            root = _no_types() if root is None else root
            replaced = {_folded(name) for name in self._new_types} | self._dropped
            for element in [one for one in root if _folded(one.get("PartName", "")) in replaced]:
                root.remove(element)
            for name, content_type in sorted(self._new_types.items()):
                attributes = {"PartName": name, "ContentType": content_type}
                etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", attributes)
            self._write(_TYPES, serialised(root))

    def parts(self) -> Iterator[Part]:
        """Every part as the package would be saved; the list of content types is none."""
        self._settle_relationships()
        for name in self.names:
            if name != _TYPES:
                yield Part(name, self.content_type(name), self.bytes_of(name) or b"")

    def checksums(self) -> Iterator[tuple[str, int, int]]:
        """Name, size and CRC-32 of every part, as the package would be saved; the list of content types may be left out."""
        self._settle_relationships()
        for info in self._entries.values():
            if _folded(info.filename) not in {*self._written, *self._dropped}:
                yield info.filename, info.file_size, info.CRC
        for name, content in self._written.values():
            yield name, len(content), zlib.crc32(content)

    def save(self) -> bytes:
        """The file: of one that was opened in its order, of a new one by name, with what leads to all others first.

        Raises: `DocumentError` when a part that nobody changed cannot be read.
        """
        self._settle_relationships()
        self._settle_types()
        names = self.names
        if self._archive is None:
            names = tuple(sorted(names, key=lambda name: (name != _TYPES, name != relationships_name(""), name)))
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name in names:
                info = zipfile.ZipInfo(name, _EARLIEST)
                info.create_system = 0
                archive.writestr(info, self.bytes_of(name) or b"", zipfile.ZIP_DEFLATED, _LEVEL)
                info.external_attr = 0
        return file.getvalue()


def _no_types() -> Element:
    """Content types that know of XML alone."""
    root = root_element(CONTENT_TYPES, "Types")
    for extension, content_type in (("rels", RELATIONSHIPS_CONTENT), ("xml", XML_CONTENT)):
        attributes = {"Extension": extension, "ContentType": content_type}
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Default", attributes)
    return root


def _add_relationship(root: Element, relationship: Relationship, folder: str) -> None:
    target = relationship.target
    if not relationship.external:
        target = posixpath.relpath(f"/{target}", f"/{folder}")
    attributes = {"Id": relationship.id, "Type": relationship.type, "Target": target}
    if relationship.external:
        attributes["TargetMode"] = "External"
    etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", attributes)


def relationships_name(source: str) -> str:
    """Where the relationships of a part lie; the package's own for an empty name."""
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def open_zip(data: bytes) -> Package:
    """A zip of any kind, opened within bounds.

    Raises: `DocumentError` when it is damaged, or holds more than a document does.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError) as error:
        raise damaged("it ends too early or was changed on the way") from error
    return Package(archive)


def open_package(data: bytes) -> Package:
    """A Word file, opened.

    Raises: `DocumentError`, saying what the file is instead or what is wrong with it.
    """
    _refuse_others(data)
    package = open_zip(data)
    if package.beginning_of("mimetype", 60).startswith(b"application/vnd.oasis"):
        raise DocumentError("This is an OpenDocument file, not a Word document.", hint=_SAVE_AS)
    if package.is_encrypted:
        raise _encrypted()
    _find_main(package)
    return package


def _refuse_others(data: bytes) -> None:
    """Says by its first bytes what a file is that is no zip."""
    if not data:
        raise DocumentError("This file is empty.")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _encrypted()
        raise DocumentError("This is a document in the old Word format (.doc).", hint=_SAVE_AS)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    known = ((b"{\\rtf", "a Rich Text file"), (b"%pdf", "a PDF"), (b"<", "a web page or an XML file"))
    for beginning, what in known:
        if start.startswith(beginning):
            raise DocumentError(f"This is {what}, not a Word document.", hint=_SAVE_AS)
    if not data.startswith(b"PK"):
        raise DocumentError("This is not a Word document.", hint=_SAVE_AS)


def _entries_of(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """What a package holds, by name without case.

    Raises: `DocumentError` when it is more than a document holds, or not clear.
    """
    infos = archive.infolist()
    if len(infos) > _ENTRIES:
        raise DocumentError(f"This file holds {len(infos)} entries; no Word document does.")
    if sum(info.file_size for info in infos) > _PACKAGE_BYTES:
        raise DocumentError("This file would unpack to more than a gigabyte.", hint="Is it really a policy?")
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = _folded(info.filename)
        if name in entries and name.endswith((".xml", ".rels")):
            raise DocumentError(
                f"This file holds the part {named(info.filename)} twice, so it is not clear what it says."
            )
        entries[name] = info
    return entries


def _find_main(package: Package) -> None:
    if package.bytes_of(_TYPES) is None:
        raise DocumentError("This is a zip file, but not a Word document.", hint=_SAVE_AS)
    main = next(
        (r.target for r in package.relationships("").values() if r.type == OFFICE_DOCUMENT and not r.external), ""
    )
    main = main or "word/document.xml"
    kind = package.content_type(main).lower()
    if _MACRO in kind or any(name.endswith("vbaproject.bin") for name in map(_folded, package.names)):
        raise DocumentError(
            "This document holds macros (.docm), which policygen does not open.",
            hint="Save it as a Word document without macros (.docx).",
        )
    if _WORD_MAIN not in kind and kind not in ("", XML_CONTENT):
        raise DocumentError("This is an Office file, but not a Word document.", hint=_SAVE_AS)
    if package.bytes_of(main) is None:
        raise damaged("its main part is missing")
    package.main = main


def _folded(name: str) -> str:
    """Part names are told apart without case."""
    return name.replace("\\", "/").lstrip("/").lower()


def _swollen(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _FREE_BYTES and info.file_size > _RATIO * max(1, info.compress_size)


def _encrypted() -> DocumentError:
    return DocumentError(
        "This document is protected with a password.", hint="Open it, take the password off, and save a copy."
    )
