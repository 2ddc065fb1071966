"""What a package says besides its body: who saved it, the record that travels with it, its comments and notes."""

import base64
import re
from collections.abc import Callable, Iterator
from itertools import islice

from lxml import etree

from policygen._on_use import regex
from policygen.document.words import fold
from policygen.errors import DocumentError
from policygen.findings import Finding
from policygen.formats.docx.carried import record_parts
from policygen.formats.docx.names import CUSTOM, ID, LOOK_PROPERTY, RECORD, RECORD_PROPERTY, Element, w
from policygen.formats.docx.package import Package
from policygen.formats.docx.reading.extras import notes_by_id
from policygen.record.model import changed_record, is_newer
from policygen.record.model import digest as digest_of

_MARGIN = regex(r"/(?:header|footer)[0-9]*\.xml$", re.IGNORECASE)
_NAME_AND_VERSION = regex(r"([^/$]+)/([0-9]+(?:\.[0-9]+)?)")

_LARGEST_RECORD = 20_000_000
"""Characters of a record: those of our longest documents have two hundred thousand."""
_MOST_RECORDS = 8
"""Parts with our root that are looked at."""


def _tolerated(package: Package, name: str | None) -> Element | None:
    """A part that may be missing or broken: the body is readable without it."""
    if name is None:
        return None
    try:
        return package.xml(name)
    except DocumentError:
        return None


def editor(package: Package) -> str:
    """The program that saved the file, with its version, as a person would say it; empty when the file says nothing."""
    root = _tolerated(package, package.related("extended-properties", "") or "docProps/app.xml")
    said = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in root} if root is not None else {}
    name, version = said.get("Application", ""), said.get("AppVersion", "")
    whole = _NAME_AND_VERSION.match(name)  # LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/…
    if whole is not None:
        return f"{whole[1]} {whole[2]}"
    version = re.sub(r"\.0+$", "", version)
    return f"{name} {version}" if name and version and version not in name else name


def margins(package: Package) -> frozenset[str]:
    """What headers and footers say, a paragraph each; without numbers, which every editor counts anew."""
    said: set[str] = set()
    for name in package.names:
        root = _tolerated(package, name) if _MARGIN.search(name) else None
        for paragraph in root.iter(w("p")) if root is not None else ():
            text = "".join(found.text or "" for found in paragraph.iter(w("t")))
            held = ["a picture" for _ in paragraph.iter(w("drawing"), w("pict"))]
            said.add(" ".join([*re.sub(r"[0-9]+", " ", fold(text)).split(), *held]))
    return frozenset(said - {""})


def digest(package: Package) -> str | None:
    """The digest of the record, from the custom properties."""
    return _custom(package, RECORD_PROPERTY) or None


def look(package: Package) -> str:
    """The digest of the look that a file was written in; empty for ours."""
    return _custom(package, LOOK_PROPERTY)


def _custom(package: Package, name: str) -> str:
    """A custom property; empty where there is none."""
    root = _tolerated(package, package.related("custom-properties", "") or "docProps/custom.xml")
    for found in root.iter(f"{{{CUSTOM}}}property") if root is not None else ():
        if found.get("name") == name:
            return _words(found)
    return ""


def records(package: Package) -> Iterator[bytes]:
    """What the parts that may hold a record hold. Of a file of ours there is one."""
    for name in record_parts(package):
        root = _tolerated(package, name)
        if root is not None and root.tag.startswith(f"{{{RECORD}}}"):
            said = _words(root)
            if len(said) <= _LARGEST_RECORD:
                yield _stored(said, root.get("encoding", ""))


def record(package: Package) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The record that a document was issued with, and what is to be told when it carries another.

    A record of another digest than the document names is not the one it was issued with: it is as good as none.
    """
    issued_with = digest(package)
    found = list(islice(records(package), _MOST_RECORDS))
    whole = next((record for record in found if issued_with in (None, digest_of(record))), None)
    if whole is None:
        whole = next(filter(is_newer, found), None)  # told as what it is by whoever decodes it
    return whole, (changed_record(),) if found and whole is None else ()


def _words(element: Element) -> str:
    """All text in an element. Serialised as text rather than iterated, which may give bytes."""
    return str(etree.tostring(element, method="text", encoding="unicode")).strip()


def _stored(text: str, encoding: str) -> bytes:
    """The record's bytes. What cannot be decoded is handed on as it stands: whoever checks it will say so."""
    if encoding == "base64":
        try:
            return base64.b64decode(text, validate=False)
        except ValueError:
            pass
    return text.encode()


def comments(package: Package) -> dict[str, tuple[str, str, str]]:
    """Author, text and date of every comment, by id."""
    root = _tolerated(package, package.related("comments"))
    if root is None:
        return {}
    texts = notes_by_id(root, "comment")
    return {
        (id := found.get(ID, "")): (
            found.get(w("author"), "") or "somebody",
            texts.get(id, ""),
            found.get(w("date"), ""),
        )
        for found in root.iter(w("comment"))
    }


def note_texts(package: Package) -> Callable[[str, str], str]:
    """A function that tells the text of a footnote or endnote."""
    texts = {
        kind: notes_by_id(_tolerated(package, package.related(f"{kind}s")), kind) for kind in ("footnote", "endnote")
    }
    return lambda kind, identity: texts.get(kind, {}).get(identity, "")
