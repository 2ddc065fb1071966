"""Word to tree, tolerant of what Word, LibreOffice and Google Docs save; what has no place in a tree is a finding.

Read: paragraphs, headings, lists by their effective numbering, tables with merged cells, content controls at every level,
tracked changes three ways, fields by their result, our references, hyperlinks, bookmarks, comments, contents.
Noted and left where they are: pictures, text boxes, footnotes, equations, objects, other fields. Not read: headers, footers.
"""

from collections.abc import Iterable, Sequence

from policygen._dataclass import dataclass
from policygen.document.as_read import Comment, Pending, ReadDocument, ReadPiece
from policygen.errors import DocumentError
from policygen.findings import Finding, Location, Severity
from policygen.formats.docx.body import ChangesAs, Policy
from policygen.formats.docx.names import BODY, Element
from policygen.formats.docx.package import Package, open_package
from policygen.formats.docx.reading import package_metadata
from policygen.formats.docx.reading.inline import Story
from policygen.formats.docx.reading.model import Notes, WordBlock
from policygen.formats.docx.reading.parse import parse_body
from policygen.formats.docx.reading.roles import Roles
from policygen.formats.docx.reading.styles import read_numbering, read_styles
from policygen.formats.docx.reading.tree import TreeReader

_EXTRAS = {
    "image": "a picture",
    "text-box": "a text box",
    "footnote": "a footnote",
    "endnote": "an endnote",
    "equation": "an equation",
    "object": "an embedded object",
    "chart": "a chart",
    "drawing": "a drawing",
    "symbol": "a sign of a symbol font",
    "imported-file": "an imported file",
    "struck-through": "words struck through",
    "hidden": "hidden words",
    "white": "words in white",
}
_FLATTENED = {
    "deep-heading": "Headings below the second level were read as second-level headings ({}).",
    "deep-list": "List items below the second level were read as second-level items ({}).",
    "merged-cells": "Merged table cells were read as one cell and empty ones ({}).",
    "layout-table": "Tables that only set the page were read as the paragraphs in them ({}).",
    "table-in-table": "Tables inside table cells were read as lines of text ({}).",
}


def read(
    data: bytes, *, changes: ChangesAs = "accept", own_author: str = "", own_changes: ChangesAs = "reject"
) -> ReadDocument:
    """A Word document as it stands.

    Tracked changes are read as `changes` says; those of authors whose name begins with `own_author` as `own_changes` says.

    Raises: `DocumentError` when the file is no Word document, is encrypted, holds macros, is damaged or unsafe.
    """
    package = open_package(data)
    policy = Policy(changes, own_author, own_changes)
    body = read_body(package, body_of(package.xml(package.main)), policy)
    pieces, notes, tree = tuple(read for read, _ in body.pieces), body.notes, body.tree
    positions = _places(pieces)
    record, changed = package_metadata.record(package)
    return ReadDocument(
        pieces,
        (*changed, *_findings(notes, tree.flattened, pieces)),
        package_metadata.editor(package),
        record,
        package_metadata.digest(package),
        package_metadata.margins(package),
        package_metadata.look(package),
        tuple(_comments(body.blocks, package_metadata.comments(package), positions)),
        tuple(Pending(c.author, c.date, c.kind, c.text, positions.get(c.ordinal, -1)) for c in notes.changes),
    )


def body_of(main: Element | None) -> Element:
    """The body of a document's main part.

    Raises: `DocumentError` when it has none.
    """
    body = main.find(BODY) if main is not None else None
    if body is None:
        raise DocumentError("This Word document has no body.", hint="Open it in Word, repair it, and save a copy.")
    return body


@dataclass(frozen=True, slots=True)
class ReadBody:
    """A body as read, with the elements that it was read from."""

    blocks: tuple[WordBlock, ...]
    pieces: tuple[tuple[ReadPiece, WordBlock], ...]
    """Each with the paragraph or table that holds it."""
    notes: Notes
    tree: TreeReader


def read_body(package: Package, body: Element, policy: Policy) -> ReadBody:
    """The body of a package's document, tracked changes read by a policy: the one way from markup to pieces."""
    styles = read_styles(package.xml(package.related("styles") or "word/styles.xml"))
    numbering = read_numbering(package.xml(package.related("numbering") or "word/numbering.xml"))
    notes = Notes()
    story = Story(styles, package.relationships(package.main), policy, notes, package_metadata.note_texts(package))
    blocks = parse_body(body, story)
    tree = TreeReader(Roles(styles, numbering))
    return ReadBody(blocks, tuple(tree.read_with_sources(blocks)), notes, tree)


def _places(pieces: Sequence[ReadPiece]) -> dict[int, int]:
    """The index of the piece that holds each paragraph or table of the body."""
    return {
        ordinal: index
        for index, read in enumerate(pieces)
        for ordinal in range(read.position.first, read.position.last + 1)
    }


def _comments(
    blocks: Iterable[WordBlock], texts: dict[str, tuple[str, str, str]], positions: dict[int, int]
) -> Iterable[Comment]:
    hung: dict[str, int] = {}
    for block in blocks:
        for identity in block.comments:
            hung.setdefault(identity, positions.get(block.ordinal, -1))
    for identity, (author, text, date) in texts.items():
        yield Comment(author, text, hung.get(identity, -1), date)


def _findings(notes: Notes, flattened: dict[str, int], pieces: Sequence[ReadPiece]) -> Iterable[Finding]:
    """What the tree cannot hold, each said once a paragraph."""
    said = sorted({(ordinal, extra.kind, extra.text) for ordinal, extra in notes.extras})
    for ordinal, kind, text in said:
        words = f": “{text[:200]}”" if text else ""
        message = f"Paragraph {ordinal + 1} holds {_EXTRAS.get(kind, kind)}{words}. It is left as it is."
        yield Finding(f"holds-{kind}", Severity.INFO, message, Location())
    for what, times in sorted(flattened.items()):
        yield Finding(what, Severity.INFO, _FLATTENED[what].format(times))
    for name, times in sorted(notes.unknown.items()):
        message = f"The document holds <{name}>, which policygen does not know ({times})."
        yield Finding("unknown-markup", Severity.INFO, message)
    if any("unsafe-link" in read.holds for read in pieces):
        message = "A link leads to something that is no web or mail address. Only its words were read."
        yield Finding("unsafe-link", Severity.INFO, message)
