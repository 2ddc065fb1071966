"""A document as it stands in somebody's file: what every reader hands to the revision."""

from policygen._dataclass import dataclass
from policygen.document.model import Block
from policygen.document.pieces import Piece, close_lists
from policygen.findings import Finding

NO_ENTRIES = "no-entries"
"""What contents hold of which nothing is left but a title."""
UNSAYING = ("struck-through", "hidden", "white")
"""What a piece may hold that says against its words: a formatting that changes what the text means."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a piece stands in its file, both ends included, from 0.

    In Word: ordinals of paragraphs and tables of the body, content controls opened. In Markdown: lines.
    """

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ReadPiece:
    """A piece as read, and what stands around it."""

    piece: Piece
    position: Position = Position(0, 0)
    anchors: tuple[str, ...] = ()
    """Anchors of parts that begin here, as `anchor_of` says them."""
    ends: tuple[str, ...] = ()
    """Anchors of parts that end here."""
    holds: tuple[str, ...] = ()
    """What it holds that the tree cannot express: `image`, `footnote`, `text-box`, `equation`, `object`, `field` …"""
    pending: tuple[str, ...] = ()
    """Authors of tracked changes inside it, each once."""
    lost: tuple[str, ...] = ()
    """What the references lead to whose words an editor hid or lost: anchors, as `anchor_of` says them."""
    filled: tuple[str, ...] = ()
    """Words that stand where a bracket asked to confirm, and are highlighted as it was."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin."""

    author: str
    text: str
    piece: int
    """Index of the piece it hangs on, or -1."""
    date: str = ""
    """As written in the file; may be empty."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A tracked change that nobody has accepted or rejected."""

    author: str
    date: str
    """As written in the file; may be empty."""
    kind: str
    """`insertion`, `deletion`, `move`, `formatting`, `row` …"""
    text: str
    piece: int
    """Index of the piece it stands in, or -1."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it stands, tolerant of what editors do, with everything that could not be expressed."""

    pieces: tuple[ReadPiece, ...]
    findings: tuple[Finding, ...] = ()
    editor: str = ""
    """The program that saved the file last, as the file says."""
    record: bytes | None = None
    """The record that travels with the document, as stored."""
    digest: str | None = None
    """The record's digest, which survives where the record does not."""
    margins: frozenset[str] = frozenset()
    """What headers and footers say, a paragraph each, without numbers."""
    look: str = ""
    """The digest of the look it was written in; empty for ours."""
    comments: tuple[Comment, ...] = ()
    changes: tuple[Pending, ...] = ()
    roles_ambiguous: bool = False
    """The format writes several roles alike: a paragraph's role is the base's wherever the base knows it."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The whole body as blocks of the tree."""
        return close_lists(read.piece for read in self.pieces)

    def pending_by_author(self) -> dict[str, int]:
        """How many tracked changes each author has waiting, by name."""
        counts: dict[str, int] = {}
        for change in self.changes:
            counts[change.author] = counts.get(change.author, 0) + 1
        return dict(sorted(counts.items()))
