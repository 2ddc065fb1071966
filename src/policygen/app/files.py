"""Documents and spreadsheets as files: in each format asked for, where they go, and whose they are."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from policygen._dataclass import dataclass
from policygen._resources import DOCUMENT_MODE, OWNER_MODE
from policygen.app.issued import OWNERS_FOLDER
from policygen.assembly.documents import DocumentKind
from policygen.document.model import Document
from policygen.findings import Finding
from policygen.formats.outline import has_contents
from policygen.formats.registry import COPY_FORMATS, FORMATS, SHEET_FORMATS, Format, Made
from policygen.record.model import digest
from policygen.selection.model import Selection
from policygen.workspace.naming import document_stem
from policygen.workspace.writing import Write


@dataclass(frozen=True, slots=True)
class Ways:
    """How documents are written."""

    formats: tuple[str, ...]
    """Names of `FORMATS` and `COPY_FORMATS`."""
    is_inline: bool
    """Whether the record travels in the document, also where its words are compared."""
    pages: bool
    """Whether LibreOffice counts the pages for the contents."""


def files_of(
    stem: Path, document: Document, record: bytes, kind: DocumentKind, ways: Ways
) -> Iterator[tuple[Write, tuple[Finding, ...], bool]]:
    """A document in each format, what could not be written as it stands, and whether its contents have their pages.

    `stem` is its path without ending.
    """
    mode = OWNER_MODE if kind.is_for_owner else DOCUMENT_MODE
    is_inline = ways.is_inline or kind.is_for_owner  # whose notes have no working paper
    for name in kind.formats or ways.formats:
        form, is_counted = FORMATS.get(name) or COPY_FORMATS[name], True
        if isinstance(form, Format):
            made = form.write(document, record if is_inline or not form.is_compared else None, digest(record))
            if form.with_pages is not None and has_contents(document):
                counted = _counted(form.with_pages, document, record, made[0]) if ways.pages else None
                made, is_counted = counted or made, counted is not None
        else:
            made = form.write(document)
        path = stem.with_name(f"{stem.name}{form.ending}")
        yield Write(path, made[0], form.is_untouched, mode, kind.purpose), made[1], is_counted


def _counted(
    write: Callable[[Document, bytes, str, bytes], Made | None], document: Document, record: bytes, output: bytes
) -> Made | None:
    """A document with its pages counted, by a first writing of it; None when LibreOffice does not tell them.

    Raises: `PolicygenError` where LibreOffice is not installed, or makes nothing of it.
    """
    from policygen.app.libreoffice import pdf_of  # only who asks for pages waits for LibreOffice

    return write(document, record, digest(record), pdf_of(output))


def sheets_of(selection: Selection, wanted: Sequence[DocumentKind], folder: Path) -> Iterator[Write]:
    """The spreadsheets among some documents: in the owner's folder what holds private answers."""
    for kind in wanted:
        if not kind.is_sheet:
            continue
        from policygen.assembly.sheets import spreadsheet  # most builds make none

        sheet = spreadsheet(selection, kind)
        place, mode = (folder / OWNERS_FOLDER, OWNER_MODE) if kind.is_for_owner else (folder, DOCUMENT_MODE)
        for form in (SHEET_FORMATS[name] for name in kind.formats):
            path = place / f"{document_stem(sheet.organisation, sheet.title)}{form.ending}"
            yield Write(path, form.write(sheet), form.is_untouched, mode, kind.purpose)
