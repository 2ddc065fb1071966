"""What a file format is: how it is written, read, marked with what travels along, and changed."""

from collections.abc import Callable, Collection, Iterable
from typing import Literal

from policygen._dataclass import dataclass
from policygen.brand.model import Look
from policygen.document.as_read import Position, ReadDocument
from policygen.document.edits import Edits, Revised, Signature
from policygen.document.model import Document, Properties
from policygen.document.sheet import Sheet
from policygen.document.stamp import Stamp
from policygen.findings import Finding

Made = tuple[bytes, tuple[Finding, ...]]
"""A file's bytes, and what could not be written as it stands."""
Stamped = tuple[bytes, tuple[str, ...]]
"""A file's bytes, and words in it that should have given way to others and were not found."""
Carried = tuple[bytes | None, tuple[Finding, ...]]
"""The record in a file, None without one that can be read, and what is to be told of it."""


Decision = Literal["accept", "reject"]
"""What becomes of changes that wait."""


@dataclass(frozen=True, slots=True)
class Tracking:
    """How changes are proposed in a file, so that its owner accepts or rejects each."""

    revise: Callable[[bytes, Edits, Signature], Revised]
    """A file with changes waiting in it. Raises: `DocumentError` when it is in a form that is not written."""
    carry: Callable[[bytes, bytes, str, Properties | None], bytes]
    """A file with another record and its digest, and nothing else of it changed but properties, and what headers and footers
    show of them, where its text comes to say another status: they follow at once."""
    rejected: Callable[[bytes, str], bytes]
    """A file without the changes and comments that wait under a name."""
    accepted: Callable[[bytes, str], bytes]
    """A file in which the changes that wait under a name are accepted."""
    faults: Callable[[bytes, bytes, str], tuple[str, ...]]
    """What of a file, the first, is not in another once the changes that wait there under a name are rejected."""
    settled: Callable[[bytes, Collection[str], Decision], bytes]
    """A file in which what waits under some names is accepted, or rejected. Comments stay."""
    saved_by: Callable[[bytes], tuple[str, str]]
    """Who saved a file last, and when in UTC; each empty where it does not say."""
    faults_of_combined: Callable[[bytes, bytes, Collection[str], Collection[str]], tuple[str, ...]]
    """What of a file, the first, is not in another once the changes there under some names are accepted, and those under
    others rejected. Comments may have come in."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """How changes are made at once in a file whose owner compares it line by line with the one before."""

    revise: Callable[[bytes, Edits], Revised]
    """A file with changes in it, and with conflicts marked. Raises: `DocumentError` when it cannot be changed."""
    carry: Callable[[bytes, bytes, str, Properties], bytes]
    """A file with another record and its digest, its status and its owner; last the properties that it was written with."""
    settled: Callable[[bytes], bytes]
    """A file in which their side of every conflict stands."""
    lost: Callable[[bytes, bytes, Iterable[Position]], tuple[str, ...]]
    """What of a file, the first, is not in another, but for some places."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that documents are written in. Its functions raise `DocumentError` for bytes that are none of it."""

    name: str
    """As `--format` has it."""
    ending: str
    write: Callable[[Document, bytes | None, str, Look], Made]
    """A file from a document, the record that travels with it if any does, the record's digest, and how it looks."""
    is_untouched: Callable[[bytes], bool]
    """Whether a file is as we left it."""
    read: Callable[[bytes], ReadDocument]
    """A document as it stands."""
    record_of: Callable[[bytes], Carried]
    """The record alone, the document's words unread."""
    digest_of: Callable[[bytes], str | None]
    """The digest of the record that a file names, also where it carries none."""
    stamp: Callable[[bytes, Stamp, Collection[int], Properties, bytes, str], Stamped]
    """A file that people may have written in, with its status at some positions of its pieces, its properties, the record that
    it carries from now on, and the record's digest."""
    publish: Callable[[bytes], bytes]
    """A file without record, comments and anchors, to be shown to anybody."""
    with_pages: Callable[[Document, bytes | None, str, Look, bytes], Made | None] | None = None
    """`write` with the page of each heading in the contents, as a PDF of the document has them; None when it does not tell
    them. A format without pages has no such thing."""
    tracking: Tracking | None = None
    """None for a format whose files are not changed in place."""
    rewriting: Rewriting | None = None
    """How it is changed at once; None where changes wait in it, or for a format that is not changed."""
    is_compared: bool = False
    """Whether people compare its files line by line, so that the record stands in the working paper unless somebody asks."""


@dataclass(frozen=True, slots=True)
class CopyFormat:
    """A format that copies to read are made in. No record travels with them, and nothing reads them back."""

    name: str
    """As `--format` has it."""
    ending: str
    is_untouched: Callable[[bytes], bool]
    """Whether a file is as we left it."""
    write: Callable[[Document, Look], Made] | None = None
    """None where LibreOffice makes the file, of one in the format that it is `made_from`."""
    made_from: str = ""
    prepare: Callable[[bytes], bytes] = lambda content: content
    """What LibreOffice is given of that file."""
    finish: Callable[[bytes, Document], bytes] = lambda content, _: content
    """What LibreOffice made, as it is kept: the same whenever it is made of the same document."""


@dataclass(frozen=True, slots=True)
class SheetFormat:
    """A format that spreadsheets are begun in. No record travels with them, and nothing reads them back."""

    ending: str
    write: Callable[[Sheet], bytes]
    is_untouched: Callable[[bytes], bool]
    """Whether a file is as we left it."""
