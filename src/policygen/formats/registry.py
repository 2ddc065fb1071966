"""Every file format there is, one entry each. What writes and reads a format loads when it is first asked to.

A new format is an entry here, and a folder of its own beside the others.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from policygen.brand.model import OUR_LOOK, Look
from policygen.document.as_read import Position, ReadDocument, ReadPiece
from policygen.document.edits import Edits, Revised, Signature
from policygen.document.filled import FilledForm
from policygen.document.model import Document, Properties
from policygen.document.sheet import Sheet
from policygen.document.stamp import Stamp
from policygen.formats.model import (
    Carried,
    CopyFormat,
    Decision,
    Format,
    Made,
    Rewriting,
    SheetFormat,
    Stamped,
    Tracking,
)
from policygen.formats.outline import outline
from policygen.formats.sealing import is_sealed, is_sealed_pdf


def _write_docx(document: Document, record: bytes | None, digest: str, look: Look = OUR_LOOK) -> Made:
    from policygen.formats.docx.kept_style import style_for
    from policygen.formats.docx.page_setup import paper_told
    from policygen.formats.docx.writer import write

    house = style_for(look, is_card=_is_card(document))
    content, findings = write(document, record=record, digest=digest, house=house)
    return content, (*findings, *paper_told(house, document.properties))


def _is_card(document: Document) -> bool:
    return document.properties.kind == "card"


def _write_docx_with_pages(
    document: Document, record: bytes | None, digest: str, look: Look, pdf: bytes
) -> Made | None:
    from policygen.formats.docx.kept_style import style_for
    from policygen.formats.docx.pages import pages_in
    from policygen.formats.docx.writer import write

    pages = pages_in(pdf, outline(document))
    house = style_for(look, is_card=_is_card(document))
    return write(document, record=record, digest=digest, house=house, pages=pages) if pages else None


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


def _stamp_docx(
    content: bytes, stamp: Stamp, places: Collection[int], properties: Properties, record: bytes, digest: str
) -> Stamped:
    from policygen.formats.docx.stamping import stamp_file

    return stamp_file(content, stamp, places, properties, record, digest)


def _revise_docx(content: bytes, edits: Edits, signature: Signature) -> Revised:
    from policygen.formats.docx.tracking.revise import revise_file

    return revise_file(content, edits, signature)


def _carry_docx(content: bytes, record: bytes, digest: str, status: Properties | None = None) -> bytes:
    from policygen.formats.docx.tracking.revise import with_record

    return with_record(content, record, digest, status)


def _rejected_docx(content: bytes, author: str) -> bytes:
    from policygen.formats.docx.settling import settled

    return settled(content, author, accept=False)


def _accepted_docx(content: bytes, author: str) -> bytes:
    from policygen.formats.docx.settling import settled

    return settled(content, author, accept=True)


def _faults_docx(before: bytes, after: bytes, author: str) -> tuple[str, ...]:
    from policygen.formats.docx.tracking.proof import faults

    return faults(before, after, author)


def _settled_docx(content: bytes, authors: Collection[str], decision: Decision) -> bytes:
    from policygen.formats.docx.tracking.combining import with_changes_settled

    return with_changes_settled(content, authors, accept=decision == "accept")


def _saved_by_docx(content: bytes) -> tuple[str, str]:
    from policygen.formats.docx.tracking.combining import saved_by

    return saved_by(content)


def _faults_of_combined_docx(
    before: bytes, after: bytes, stand: Collection[str], come: Collection[str]
) -> tuple[str, ...]:
    from policygen.formats.docx.tracking.combining import faults_of_combined

    return faults_of_combined(before, after, stand, come)


_TRACKING_DOCX = Tracking(
    _revise_docx,
    _carry_docx,
    _rejected_docx,
    _accepted_docx,
    _faults_docx,
    _settled_docx,
    _saved_by_docx,
    _faults_of_combined_docx,
)


def _write_markdown(document: Document, record: bytes | None, digest: str, _look: Look = OUR_LOOK) -> Made:
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


def _stamp_markdown(
    content: bytes, stamp: Stamp, places: Collection[int], properties: Properties, record: bytes, digest: str
) -> Stamped:
    from policygen.formats.markdown.stamping import stamp_text

    return stamp_text(content, stamp, places, properties, record, digest)


def _revise_markdown(content: bytes, edits: Edits) -> Revised:
    from policygen.formats.markdown.revising import revise_text

    return revise_text(content, edits)


def _carry_markdown(content: bytes, record: bytes, digest: str, was: Properties) -> bytes:
    from policygen.formats.markdown.revising import carry_record

    return carry_record(content, record, digest, was)


def _settled_markdown(content: bytes) -> bytes:
    from policygen.formats.markdown.revising import settled_text

    return settled_text(content)


def _lost_markdown(before: bytes, after: bytes, changed: Iterable[Position]) -> tuple[str, ...]:
    from policygen.formats.markdown.revising import lost_lines

    return lost_lines(before, after, changed)


_REWRITING_MARKDOWN = Rewriting(_revise_markdown, _carry_markdown, _settled_markdown, _lost_markdown)


def _read_filled_docx(content: bytes) -> FilledForm:
    from policygen.formats.docx.filled import read_filled

    return read_filled(content)


def _publish_docx(content: bytes) -> bytes:
    from policygen.formats.docx.publication import published

    return published(content)


def _publish_markdown(content: bytes) -> bytes:
    from policygen.formats.markdown.publication import published

    return published(content)


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


def _write_html(document: Document, look: Look = OUR_LOOK) -> Made:
    from policygen.formats.html.style import our_style
    from policygen.formats.html.writer import write

    text, findings = write(document, our_style(), look.brand)
    return text.encode(), findings


def _prepare_pdf(content: bytes) -> bytes:
    from policygen.formats.docx.for_libreoffice import prepared

    return prepared(content)


def _finish_pdf(content: bytes, document: Document) -> bytes:
    from policygen.formats.pdf import finished

    return finished(content, document.properties)


def _write_xlsx(sheet: Sheet) -> bytes:
    from policygen.formats.xlsx.writer import write

    return write(sheet)


def _is_untouched_xlsx(content: bytes) -> bool:
    from policygen.formats.xlsx.seal import is_untouched

    return is_untouched(content)


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format(
            "docx",
            ".docx",
            _write_docx,
            _is_untouched_docx,
            _read_docx,
            _record_of_docx,
            _digest_of_docx,
            _stamp_docx,
            _publish_docx,
            _write_docx_with_pages,
            _TRACKING_DOCX,
        ),
        Format(
            "md",
            ".md",
            _write_markdown,
            _is_untouched_markdown,
            _read_markdown,
            _record_of_markdown,
            _digest_of_markdown,
            _stamp_markdown,
            _publish_markdown,
            rewriting=_REWRITING_MARKDOWN,
            is_compared=True,
        ),
    )
}
"""By name."""
COPY_FORMATS: Mapping[str, CopyFormat] = {
    each.name: each
    for each in (
        CopyFormat("html", ".html", is_sealed, _write_html),
        CopyFormat("pdf", ".pdf", is_sealed_pdf, made_from="docx", prepare=_prepare_pdf, finish=_finish_pdf),
    )
}
"""By name."""
SHEET_FORMATS: Mapping[str, SheetFormat] = {"xlsx": SheetFormat(".xlsx", _write_xlsx, _is_untouched_xlsx)}
"""By name."""
FORM_READERS: Mapping[str, Callable[[bytes], FilledForm]] = {".docx": _read_filled_docx}
"""What an answer form that came back is read with, by a file's ending."""
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
