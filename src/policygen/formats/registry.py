"""Every file format there is, one entry each. What writes and reads a format loads when it is first asked to.

A new format is an entry here, and a folder of its own beside the others.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from policygen._dataclass import dataclass
from policygen.document.as_read import ReadDocument, ReadPiece
from policygen.document.model import Document
from policygen.document.sheet import Sheet
from policygen.findings import Finding
from policygen.formats.sealing import is_sealed

Made = tuple[bytes, tuple[Finding, ...]]
"""A file's bytes, and what could not be written as it stands."""
Carried = tuple[bytes | None, tuple[Finding, ...]]
"""The record in a file, None without one that can be read, and what is to be told of it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that documents are written in. Its functions raise `DocumentError` for bytes that are none of it."""

    name: str
    """As `--format` has it."""
    ending: str
    write: Callable[[Document, bytes | None, str], Made]
    """A file from a document, the record that travels with it if any does, and the record's digest."""
    is_untouched: Callable[[bytes], bool]
    """Whether a file is as we left it."""
    read: Callable[[bytes], ReadDocument]
    """A document as it stands."""
    record_of: Callable[[bytes], Carried]
    """The record alone, the document's words unread."""
    digest_of: Callable[[bytes], str | None]
    """The digest of the record that a file names, also where it carries none."""
    is_compared: bool = False
    """Whether people compare its files line by line, so that the record stands in the working paper unless somebody asks."""


@dataclass(frozen=True, slots=True)
class CopyFormat:
    """A format that copies to read are made in. No record travels with them, and nothing reads them back."""

    name: str
    """As `--format` has it."""
    ending: str
    write: Callable[[Document], Made]
    is_untouched: Callable[[bytes], bool]
    """Whether a file is as we left it."""


@dataclass(frozen=True, slots=True)
class SheetFormat:
    """A format that spreadsheets are begun in. No record travels with them, and nothing reads them back."""

    ending: str
    write: Callable[[Sheet], bytes]
    is_untouched: Callable[[bytes], bool]
    """Whether a file is as we left it."""


def _write_docx(document: Document, record: bytes | None, digest: str) -> Made:
    from policygen.formats.docx.kept_style import our_template, style_of
    from policygen.formats.docx.writer import write

    return write(document, record=record, digest=digest, house=style_of(our_template()))


def _is_untouched_docx(content: bytes) -> bool:
    from policygen.formats.docx.seal import is_untouched

    return is_untouched(content)


def _read_docx(content: bytes) -> ReadDocument:
    from policygen.formats.docx.reader import read

    return read(content)


def _record_of_docx(content: bytes) -> Carried:
    from policygen.formats.docx.package import open_package
    from policygen.formats.docx.reading.package_metadata import record

    return record(open_package(content))


def _write_markdown(document: Document, record: bytes | None, digest: str) -> Made:
    from policygen.formats.markdown.writer import write

    text, findings = write(document, record=record, digest=digest)
    return text.encode(), findings


def _is_untouched_markdown(content: bytes) -> bool:
    from policygen.formats.markdown.record_comment import is_untouched

    return is_untouched(content)


def _read_markdown(content: bytes) -> ReadDocument:
    from policygen.formats.markdown.reader import read

    return read(content)


def _record_of_markdown(content: bytes) -> Carried:
    from policygen.formats.markdown.record_comment import record_of

    return record_of(content)


def _digest_of_docx(content: bytes) -> str | None:
    from policygen.formats.docx.package import open_package
    from policygen.formats.docx.reading.package_metadata import digest

    return digest(open_package(content))


def _digest_of_markdown(content: bytes) -> str | None:
    from policygen.formats.markdown.bounds import decoded
    from policygen.formats.markdown.record_comment import digest_of

    return digest_of(decoded(content)[0])


def _read_odt(content: bytes) -> ReadDocument:
    from policygen.formats.odt import read_pieces

    return ReadDocument(tuple(map(ReadPiece, read_pieces(content))))


def _write_html(document: Document) -> Made:
    from policygen.formats.html.style import our_style
    from policygen.formats.html.writer import write

    text, findings = write(document, our_style())
    return text.encode(), findings


def _write_xlsx(sheet: Sheet) -> bytes:
    from policygen.formats.xlsx.writer import write

    return write(sheet)


def _is_untouched_xlsx(content: bytes) -> bool:
    from policygen.formats.xlsx.seal import is_untouched

    return is_untouched(content)


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("docx", ".docx", _write_docx, _is_untouched_docx, _read_docx, _record_of_docx, _digest_of_docx),
        Format(
            "md",
            ".md",
            _write_markdown,
            _is_untouched_markdown,
            _read_markdown,
            _record_of_markdown,
            _digest_of_markdown,
            is_compared=True,
        ),
    )
}
"""By name."""
COPY_FORMATS: Mapping[str, CopyFormat] = {
    each.name: each for each in (CopyFormat("html", ".html", _write_html, is_sealed),)
}
"""By name."""
SHEET_FORMATS: Mapping[str, SheetFormat] = {"xlsx": SheetFormat(".xlsx", _write_xlsx, _is_untouched_xlsx)}
"""By name."""
READERS: Mapping[str, Callable[[bytes], ReadDocument]] = {
    **{each.ending: each.read for each in FORMATS.values()},
    ".dotx": _read_docx,
    ".odt": _read_odt,
    ".markdown": _read_markdown,
    ".txt": _read_markdown,
}
"""What anybody's policy is read with, by a file's ending."""
NOT_READ: Mapping[str, str] = {
    ".doc": "a document in the old Word format",
    ".docm": "a Word document with macros",
    ".dotm": "a Word template with macros",
    ".rtf": "a Rich Text file",
    ".pdf": "a PDF",
    ".html": "a web page",
    ".htm": "a web page",
    ".xlsx": "a spreadsheet",
    ".xls": "a spreadsheet",
    ".ods": "a spreadsheet",
    ".pages": "an Apple Pages document",
    ".wpd": "a WordPerfect document",
}
"""What may well be somebody's policy and is not read, by a file's ending."""


def format_of(path: Path) -> Format | None:
    """The format that a document of ours of this name is in; None when no document of ours is called so."""
    ending = path.suffix.lower()
    return next((each for each in FORMATS.values() if each.ending == ending), None)
