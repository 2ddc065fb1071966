"""A document as files: one in each format asked for, with what LibreOffice has to be asked for."""

from collections.abc import Iterator
from pathlib import Path

from policygen._dataclass import dataclass
from policygen._resources import DOCUMENT_MODE, OWNER_MODE
from policygen.assembly.documents import DocumentKind
from policygen.brand.model import OUR_LOOK, Look
from policygen.document.model import Document
from policygen.findings import Finding
from policygen.formats.model import CopyFormat, Format, Made
from policygen.formats.outline import has_contents
from policygen.formats.registry import COPY_FORMATS, FORMATS
from policygen.record.model import digest
from policygen.workspace.writing import Write


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build, and where."""

    date: str
    """ISO date of the making."""
    formats: tuple[str, ...] = ("docx",)
    """Names of `FORMATS` and of `COPY_FORMATS`."""
    documents: tuple[str, ...] = ()
    """Ids of `DOCUMENTS`; empty: those that are usual for the selection."""
    out: Path | None = None
    """Folder for the outputs; None: beside the answers."""
    depth: str = ""
    """short, standard or full instead of what the answers say; empty: as answered."""
    replace: bool = False
    """Put new documents in the place of edited ones, which are kept beside them under another name."""
    papers: Path | None = None
    """Folder for the working papers; None: beside the documents."""
    pages: bool = False
    """Count the pages of what has contents, with LibreOffice, and print their numbers there."""
    is_record_inline: bool = False
    """Whether documents that are compared line by line carry their record too, which else stands in their working paper."""
    is_for_anybody: bool = False
    """Copies of drafts to show to anybody, and nothing else: without record, anchors or comments, in a folder of their own."""
    brand: Path | None = None
    """A brand file that somebody named; None: what the answers file names."""
    reference: Path | None = None
    """A Word document to look like that somebody named; None: what the answers file names."""
    body_size: str = ""
    """Points of the words, one of `SIZES`, that somebody named; empty: what the answers file or its brand says."""
    look: Look = OUR_LOOK
    """What the documents look like."""


PUBLICATION = "publication"
"""The folder beside the documents for copies that may be shown to anybody."""


def needs_libreoffice(options: BuildOptions) -> bool:
    """Whether a build asks for something that LibreOffice makes."""
    return options.pages or any(name in COPY_FORMATS and COPY_FORMATS[name].made_from for name in options.formats)


def files_of(
    stem: Path, document: Document, record: bytes, kind: DocumentKind, options: BuildOptions
) -> Iterator[tuple[Write, tuple[Finding, ...], bool]]:
    """A document in each format asked for, what could not be written as it stands, and whether its contents have their pages.

    `stem` is its path without ending. Raises: `PolicygenError` where LibreOffice is asked for, and makes nothing.
    """
    mode = OWNER_MODE if kind.is_for_owner else DOCUMENT_MODE
    # A working paper that lies elsewhere would not be found, and the owner's notes have none.
    is_inline = options.is_record_inline or options.papers is not None or kind.is_for_owner
    for name in kind.formats or options.formats:
        form = FORMATS.get(name) or COPY_FORMATS[name]
        if isinstance(form, Format):
            carried = record if (is_inline or not form.is_compared) and not options.is_for_anybody else None
            made, is_counted = _written(form, document, carried, digest(record), options.look, with_pages=options.pages)
            if options.is_for_anybody:
                made = form.publish(made[0]), made[1]
        else:
            made, is_counted = copy_of(document, form, options.look), True
        path = stem.with_name(f"{stem.name}{form.ending}")
        # Of a copy without a record nobody can tell whether it was edited.
        is_untouched = (lambda _: False) if options.is_for_anybody else form.is_untouched
        yield Write(path, made[0], is_untouched, mode, kind.purpose), made[1], is_counted


def _written(
    form: Format, document: Document, record: bytes | None, mark: str, look: Look, *, with_pages: bool
) -> tuple[Made, bool]:
    """A document in a format that is read back, and whether its contents have their pages, as far as it has both.

    Pages are counted by a first writing of it.
    """
    made = form.write(document, record, mark, look)
    if form.with_pages is None or not has_contents(document):
        return made, True
    if not with_pages:
        return made, False
    from policygen.app.libreoffice import pdf_of  # only who asks for pages waits for LibreOffice

    counted = form.with_pages(document, record, mark, look, pdf_of(made[0]))
    return counted or made, counted is not None


def copy_of(document: Document, form: CopyFormat, look: Look = OUR_LOOK) -> Made:
    """A document in a format that is only read by people: written, or made by LibreOffice of a file without its record.

    Raises: `PolicygenError` where LibreOffice is asked for, and makes nothing.
    """
    if form.write is not None:
        return form.write(document, look)
    from policygen.app.libreoffice import pdf_of

    (content, findings), _ = _written(FORMATS[form.made_from], document, None, "", look, with_pages=True)
    return form.finish(pdf_of(form.prepare(content)), document), findings
