"""A Word file opened without trusting it: bounded in entries, size, ratio and depth; no entities, nothing fetched."""

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from policygen.errors import DocumentError
from policygen.findings import visible
from policygen.formats.docx.names import OFFICE_DOCUMENT, RELATIONSHIPS, Element

_ENTRIES = 10_000
_PACKAGE_BYTES = 1 << 30
_PART_BYTES = 64 << 20
_FREE_BYTES = 4 << 20
"""A part up to this size may be packed as tightly as it likes."""
_RATIO = 250
"""How many times larger than packed a part may be: real documents stay under 100, bombs start at 1,000."""
_DEPTH = 150
_TAGS = 600_000
"""Tags of one part: a policy of fifty pages has thirty thousand, and each takes a thousand bytes of memory."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
_SAVE_AS = "Open it in Word or LibreOffice and save it as a Word document (.docx)."
_WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MACRO = "macroenabled"


@dataclass(frozen=True, slots=True)
class Relation:
    """That a part points to another part or to an address."""

    type: str
    target: str
    """A part's name in the package, or an address when external."""
    external: bool


@dataclass(slots=True)
class Package:
    """An opened Word file. Parts are read when they are asked for."""

    _archive: zipfile.ZipFile
    _entries: dict[str, zipfile.ZipInfo]
    main: str = ""
    """The name of the main document part."""
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as they lie in the package."""
        return tuple(info.filename for info in self._entries.values())

    def bytes_of(self, name: str) -> bytes | None:
        """A part's content, or None when there is no such part.

        Raises: `DocumentError` when it is too large, packed beyond belief, or damaged.
        """
        info = self._entries.get(_folded(name))
        if info is not None and (info.file_size > _PART_BYTES or _swollen(info)):
            raise DocumentError(
                f"The part {named(name)} of this file is too large to read safely.", hint="Is it really a policy?"
            )
        return None if info is None else self._unpacked(info, info.file_size + 1)

    def beginning_of(self, name: str, length: int) -> bytes:
        """The first bytes of a part, however large it is; nothing when there is no such part or it is damaged."""
        info = self._entries.get(_folded(name))
        try:
            return b"" if info is None else self._unpacked(info, length)
        except DocumentError:
            return b""

    def _unpacked(self, info: zipfile.ZipInfo, length: int) -> bytes:
        if info.flag_bits & 0x1:
            raise _encrypted()
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

    def relations(self, source: str) -> dict[str, Relation]:
        """What a part points to, by relationship id; the package itself for an empty name."""
        if source not in self._relations:
            self._relations[source] = self._read_relations(source)
        return self._relations[source]

    def _read_relations(self, source: str) -> dict[str, Relation]:
        folder, file = posixpath.split(source)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        for element in root.iter(f"{{{RELATIONSHIPS}}}Relationship") if root is not None else ():
            target = element.get("Target", "")
            external = element.get("TargetMode", "") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.get("Id", "")] = Relation(element.get("Type", ""), target, external)
        return found

    def related(self, ending: str, source: str | None = None) -> str | None:
        """The name of the first part that the main document points to by a type with this ending."""
        for relation in self.relations(self.main if source is None else source).values():
            if relation.type.endswith(f"/{ending}") and not relation.external:
                return relation.target
        return None


def open_package(data: bytes) -> Package:
    """A Word file, opened.

    Raises: `DocumentError`, saying what the file is instead or what is wrong with it.
    """
    _refuse_others(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError) as error:
        raise damaged("it ends too early or was changed on the way") from error
    entries = entries_of(archive)
    package = Package(archive, entries)
    if _folded("mimetype") in entries and (package.bytes_of("mimetype") or b"").startswith(b"application/vnd.oasis"):
        raise DocumentError("This is an OpenDocument file, not a Word document.", hint=_SAVE_AS)
    if any(info.flag_bits & 0x1 for info in entries.values()):
        raise _encrypted()
    _find_main(package)
    return package


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


def entries_of(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
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
    types = package.xml("[Content_Types].xml")
    if types is None:
        raise DocumentError("This is a zip file, but not a Word document.", hint=_SAVE_AS)
    kinds = {_folded(element.get("PartName", "")): element.get("ContentType", "").lower() for element in types}
    main = next(
        (r.target for r in package.relations("").values() if r.type == OFFICE_DOCUMENT and not r.external), None
    )
    main = main or "word/document.xml"
    kind = kinds.get(_folded(main), "")
    if _MACRO in kind or any(name.endswith("vbaproject.bin") for name in map(_folded, package.names)):
        raise DocumentError(
            "This document holds macros (.docm), which policygen does not open.",
            hint="Save it as a Word document without macros (.docx).",
        )
    if kind and _WORD_MAIN not in kind:
        raise DocumentError("This is an Office file, but not a Word document.", hint=_SAVE_AS)
    if package.bytes_of(main) is None:
        raise damaged("its main part is missing")
    package.main = main


def _folded(name: str) -> str:
    """Part names are told apart without case."""
    return re.sub(r"^/+", "", name.replace("\\", "/")).lower()


def _swollen(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _FREE_BYTES and info.file_size > _RATIO * max(1, info.compress_size)


def _encrypted() -> DocumentError:
    return DocumentError(
        "This document is protected with a password.", hint="Open it, take the password off, and save a copy."
    )


def damaged(why: str) -> DocumentError:
    """That a package cannot be read."""
    return DocumentError(f"This document is damaged: {why}.", hint="Open it in Word, repair it, and save a copy.")
