"""The tree that is written out, read back and merged.

A document is a sequence of parts; a part is one run of blocks with one identity. Blocks and inlines are closed unions, so
that a writer that forgets one does not type-check. Nothing here knows fonts, files or numbers: numbering is the format's.
"""

from typing import Literal

from policygen._dataclass import dataclass

# ---- inlines -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words. May come from a user: never markup."""

    value: str


@dataclass(frozen=True, slots=True)
class Exact:
    """Words that nothing may re-spell: the name of a law, a quotation, what a user typed."""

    value: str


@dataclass(frozen=True, slots=True)
class Answer(Exact):
    """Words that a slot printed from an answer."""

    path: str
    """The question, and the place inside its answer: `effective_date`, `policy_owner.name`, `platforms.2`."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised content (bold)."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised content (italic)."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Content that leads to an address: http, https or mailto."""

    address: str
    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference to another part, told by the format as that part's number and title."""

    part: str
    """The id of a part of the same document."""
    title: str
    """The target's title, for formats and readers that cannot resolve it."""


CONFIRM_OPENING, CONFIRM_CLOSING = "[Confirm: ", "]"
"""What stands round a fact to confirm, in every format and in documents of any library."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """A visible `[Confirm: …]` where the text would state a fact nobody has confirmed."""

    question: str
    """The id of the question whose answer would fill it."""
    content: tuple["Inline", ...]
    """What is to be confirmed, without the word *Confirm* and the brackets."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A break inside a paragraph."""


Inline = Text | Exact | Strong | Emphasis | Link | Reference | Confirm | LineBreak

# ---- blocks ------------------------------------------------------------------------------------------------------------

ParagraphRole = Literal[
    "title",  # the name of the document, once
    "subtitle",  # the organisation's name under it
    "meta",  # version, dates and owner in one or two lines
    "body",
    "rule",  # a rule without a number of its own: of an addendum, or what else a rule says
    "numbered-rule",  # the clause's rule in a short policy: numbered 1, 2, 3 … through the whole document
    "titled-rule",  # what a clause begins with in longer policies: numbered 4.2 under its chapter, its title run in
    "always",  # what limits a rule; stands under it
    "rights",  # the rights line under a personal-use rule
    "lead",  # introduces examples or a list
    "statutory",  # wording a law asks for
    "note",  # small print: how to read the document
]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in one paragraph, and what part they play."""

    content: tuple[Inline, ...]
    role: ParagraphRole = "body"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 opens a part of the document, level 2 a chapter: 1, 2, 3 … through the document.

    Where headings of level 1 are numbered, as in documents of older shapes, those of level 2 are numbered under them.
    """

    level: Literal[1, 2]
    content: tuple[Inline, ...]
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with at most one list inside it."""

    content: tuple[Inline, ...]
    inner: "ItemList | None" = None


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, bulleted or numbered from 1; two levels at most."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. The key says which record it shows and never changes when the wording does."""

    key: str
    cells: tuple[tuple[Inline, ...], ...]


BLANK: tuple[Inline, ...] = (Text("\u00a0"),)
"""A cell to write in by hand: Word wants every cell filled."""

TableRole = Literal["records", "control", "signature"]


@dataclass(frozen=True, slots=True)
class Table:
    """Records in rows. `control` tables have a heading column and no heading row; `signature` tables are filled in by hand."""

    name: str
    """Stable name: `platforms`, `roles`, `control`."""
    columns: tuple[str, ...]
    """Headings; for `control` tables empty texts."""
    rows: tuple[Row, ...]
    role: TableRole = "records"
    widths: tuple[int, ...] = ()
    """Relative widths of the columns; equal when empty."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, which the format builds from the headings."""

    title: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, where the format has pages."""


Block = Paragraph | Heading | ItemList | Table | Contents | PageBreak

# ---- parts -------------------------------------------------------------------------------------------------------------

PartKind = Literal[
    "clause",
    "addendum",
    "title",
    "control",  # version, owner, dates, next review
    "page-one",  # what most readers need, each line leading to its rule
    "contents",
    "section",  # a heading that no clause owns: of an audience, a chapter, a group
    "notices",  # the heading and page break before statutory notices
    "law",  # the heading and the words before the law of the places
    "forms",  # the same before forms
    "signature",
    "history",
    "question",  # of an answer form
]


@dataclass(frozen=True, slots=True)
class Origin:
    """Which part a run of blocks came from."""

    id: str
    """The part's id, unique in the document: a clause's id, or `group:monitoring`, `control`, `title` …"""
    kind: PartKind
    title: str
    """What a person would call it."""
    layer: str = "policygen"
    """The library or pack that gave it."""
    statutory: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A run of blocks with one identity and one anchor: the unit that is explained, found again, and merged."""

    origin: Origin
    blocks: tuple[Block, ...]
    """Never empty."""


Depth = Literal["short", "standard", "full"]
DEPTHS: tuple[Depth, ...] = ("short", "standard", "full")
"""How much of each clause a document prints, the least first."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What a format may store about the document as a whole."""

    title: str
    subject: str
    organisation: str
    language: str
    """BCP 47: `en-GB`, `en-US` …"""
    paper: Literal["a4", "letter"]
    kind: str
    """Which of the set it is: `policy`, `card`, `handbook` …"""
    depth: Depth
    version: str
    date: str
    """ISO date of the text."""
    description: str = ""
    """Drafting help, not legal advice: said here, not in the text."""
    edition: str = ""
    """Which text this is, as its title, headers and footers say: `For signature, 22 November 2026`. In documents of older
    shapes no day is in it: `Draft`, `Version 1`."""
    in_force: str = ""
    """ISO date of its first day, once it is issued."""
    owner: str = ""
    """Who answers for it, as the document names them."""
    next_review: str = ""
    """ISO date of its next review, where it has one."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready to be written or just read."""

    properties: Properties
    parts: tuple[Part, ...]
