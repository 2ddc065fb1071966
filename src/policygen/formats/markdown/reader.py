"""Markdown to tree: our own writer's forms, and whatever people make of them in an editor.

Roles that Markdown writes alike (a rule and its limits are both quotations) are read as one of them; the base tells them
apart again. Front matter is passed over; code and HTML are noted and left where they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen._resources import unix_breaks
from policygen.document.anchors import anchor_of, part_of_comment
from policygen.document.as_read import Comment, Position, ReadDocument, ReadPiece
from policygen.document.model import (
    Contents,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policygen.document.pieces import ListItem, Piece
from policygen.document.walk import plain
from policygen.errors import DocumentError
from policygen.findings import Finding, Location, Severity
from policygen.formats.markdown.bounds import WINDOWS, check_bounds, decoded
from policygen.formats.markdown.front_matter import without_front_matter
from policygen.formats.markdown.inline_reader import InlineReader
from policygen.formats.markdown.places_of_pieces import behind_last_cell
from policygen.formats.markdown.record_comment import OPENING, digest_of, record_of

_NUMBER = regex(r"^[0-9]+(?:\.[0-9]+)*\.?\s+(?=\S)")
_RULE_NUMBER = regex(r"^[0-9]+\.[0-9]+(?:\s+|$)")
_RULE_LETTER = regex(r"^[0-9]+\.[0-9]+(?:\s([a-z])\1*$|\u00a0([a-z])\2*\s+)")
"""The blank between number and letter tells it from a title that begins with a letter; an editor may have changed it."""
_MARKERS = regex(r"^(?:<{7}|>{7}|\|{7}) ", re.MULTILINE)
_SEPARATOR = "<!-- -->"
_SAID = {
    "image": "a picture",
    "html": "HTML",
    "code": "a block of code",
    "unsafe-link": "a link to something that is no web or mail address",
    "comment": "a comment inside a line",
    "deep-list": "a list of more than two levels, read as two",
    "deep-heading": "a heading below the second level, read as one of the second",
}


def read(data: bytes | str) -> ReadDocument:
    """A Markdown document as it stands, from a file's bytes or its text.

    Raises: `DocumentError` when it is no text, or too large to be a policy.
    """
    text, encoding = (data, "") if isinstance(data, str) else decoded(data)
    text = unix_breaks(text)
    check_bounds(text)
    digest = digest_of(text)
    if digest and encoding == WINDOWS:
        raise DocumentError("This document of ours is no longer UTF-8 text.", hint="Save it as UTF-8.")
    body = without_front_matter(text)
    reading = _Reading(body.split("\n"))
    try:
        reading.blocks(SyntaxTreeNode(_parser().parse(body)).children)
    except RecursionError as error:
        raise DocumentError("This Markdown nests deeper than any policy's.", hint="Is it really a policy?") from error
    record, changed = record_of(text)
    findings = [*changed, *reading.findings()]
    if encoding == WINDOWS:
        message = "The file is not in UTF-8; it was read as Windows text."
        findings.append(Finding("encoding", Severity.INFO, message, hint="Save it as UTF-8."))
    if _MARKERS.search(text):
        message = "The file still holds conflict markers."
        findings.append(Finding("conflict-markers", Severity.HIGH, message, hint="Choose a side and delete them."))
    return ReadDocument(
        tuple(reading.pieces),
        tuple(findings),
        "",
        record,
        digest,
        comments=tuple(reading.comments),
        roles_ambiguous=True,
    )


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a block."""

    quoted: bool = False
    item: ListItem | None = None
    """The item it stands in, without its words."""


_NOTHING = _Around()
_RULE = ListItem((), ordered=True, level=-1)
"""The item of a numbered rule, in which a list is an outer one."""


@dataclass(slots=True)
class _Reading:
    """A document being read."""

    lines: Sequence[str]
    pieces: list[ReadPiece] = field(default_factory=list[ReadPiece])
    comments: list[Comment] = field(default_factory=list[Comment])
    _anchors: list[str] = field(default_factory=list[str])
    _opens: bool = False
    """A separator says that the next list is another one."""
    _said: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])

    def findings(self) -> Iterator[Finding]:
        """What the tree cannot hold, by line."""
        for what, line in self._said:
            message = f"Line {line + 1} holds {_SAID[what]}. It is left as it is."
            yield Finding(f"holds-{what}", Severity.INFO, message, Location("", line + 1))

    def blocks(self, nodes: Iterable[SyntaxTreeNode], around: _Around = _NOTHING) -> None:
        """Takes in blocks, in order."""
        waiting = list(nodes)
        for position, node in enumerate(waiting):
            following = waiting[position + 1] if position + 1 < len(waiting) else None
            self._block(node, following, around)

    def _block(self, node: SyntaxTreeNode, following: SyntaxTreeNode | None, around: _Around) -> None:
        match node.type:
            case "paragraph":
                self._paragraph(node, around)
            case "heading":
                self._heading(node, following)
            case "blockquote":
                self.blocks(node.children, replace(around, quoted=True))
            case "bullet_list" | "ordered_list":
                if not self._is_contents(node):
                    self._list(node, around)
            case "table":
                self._table(node)
            case "hr":
                self._add(PageBreak(), node)
            case "html_block":
                self._html(node)
            case "code_block" | "fence":
                self._add(Paragraph((Text(node.content.rstrip("\n")),)), node, ["code"])
            case _:
                self.blocks(node.children, around)

    def _add(self, piece: Piece, node: SyntaxTreeNode, holds: Iterable[str] = ()) -> None:
        first, last = node.map or (0, 1)
        known = [*dict.fromkeys(holds)]
        self._said.extend((what, first) for what in known)
        anchors: tuple[str, ...] = ()
        if not isinstance(piece, PageBreak):
            anchors = tuple(dict.fromkeys(self._anchors))
            self._anchors.clear()
        self.pieces.append(ReadPiece(piece, Position(first, max(first, last - 1)), anchors, holds=tuple(known)))

    # ---- text ----------------------------------------------------------------------------------------------------------

    def _inline(self, node: SyntaxTreeNode) -> tuple[tuple[Inline, ...], list[str], bool]:
        """The words of a block, what they hold besides, and whether the element of a part stands before them."""
        reading = _read_inline(node)
        self._anchors += reading.anchors
        return reading.content, reading.holds, bool(reading.anchors)

    def _paragraph(self, node: SyntaxTreeNode, around: _Around) -> None:
        content, holds, _ = self._inline(node)
        if not content and not holds:
            return
        role: ParagraphRole = "rule" if around.quoted else "always" if around.item else "body"
        lettered = _without_letter(content) if role == "body" else None
        titled = _without_rule_number(content) if role == "body" else None
        if lettered is not None:
            content, role = lettered, "rule"
        elif titled is not None:
            content, role = titled, "titled-rule"
        self._add(Paragraph(content, role), node, holds)

    def _heading(self, node: SyntaxTreeNode, following: SyntaxTreeNode | None) -> None:
        content, holds, _ = self._inline(node)
        level = int(node.tag[1])
        if level == 1:
            self._add(Paragraph(content, "title"), node, holds)
        elif following is not None and self._is_contents(following):
            self._add(Contents(plain(content)), node, holds)
        else:
            stripped, numbered = _unnumbered(content)
            deep = ["deep-heading"] if level > 3 else []
            self._add(Heading(1 if level == 2 else 2, stripped, numbered), node, [*holds, *deep])

    def _is_contents(self, node: SyntaxTreeNode) -> bool:
        """Whether a list is nothing but links within the document."""
        if node.type != "bullet_list":
            return False
        shown = [_read_inline(inner).content for inner in node.walk() if inner.type == "paragraph"]
        return len(shown) > 1 and all(len(content) == 1 and isinstance(content[0], Reference) for content in shown)

    # ---- lists ---------------------------------------------------------------------------------------------------------

    def _list(self, node: SyntaxTreeNode, around: _Around) -> None:
        level = around.item.level + 1 if around.item else 0
        ordered = node.type == "ordered_list"
        opens, self._opens = self._opens and level == 0, False
        for item in node.children:
            frame = ListItem((), ordered, min(level, 1), opens)
            opens = False
            inner = list(item.children)
            first = inner.pop(0) if inner and inner[0].type == "paragraph" else None
            content, holds, names_part = self._inline(first) if first is not None else ((), [], False)
            if names_part and ordered and level == 0:
                self._add(Paragraph(content, "numbered-rule"), first or item, holds)
                self.blocks(inner, replace(around, item=_RULE))
                continue
            deep = ["deep-list"] if level > 1 else []
            self._add(replace(frame, content=content), first or item, [*holds, *deep])
            self.blocks(inner, replace(around, item=replace(frame, level=level)))

    # ---- tables --------------------------------------------------------------------------------------------------------

    def _table(self, node: SyntaxTreeNode) -> None:
        holds: list[str] = []
        rows: list[tuple[tuple[Inline, ...], ...]] = []
        for part in node.children:
            for row in part.children:
                cells = [_read_inline(cell) for cell in row.children]
                holds += [what for cell in cells for what in cell.holds]
                # What a person wrote behind the last cell is read as theirs, though no program shows it.
                behind = behind_last_cell(self.lines[row.map[0]], len(cells)) if row.map else ""
                last = (*cells[-1].content, Text(f" {behind}")) if behind else cells[-1].content
                rows.append((*(cell.content for cell in cells[:-1]), last))
        columns = tuple(plain(cell) for cell in rows[0])
        body = tuple(Row("", cells) for cells in rows[1:])
        self._add(Table("", columns, body, "records" if any(columns) else "control"), node, holds)

    # ---- comments ------------------------------------------------------------------------------------------------------

    def _html(self, node: SyntaxTreeNode) -> None:
        for block in re.split(r"(?<=-->)", node.content):
            text = block.strip()
            if not text:
                continue
            part = part_of_comment(text)
            if part is not None:
                self._anchors.append(anchor_of(part))
            elif text == _SEPARATOR:
                self._opens = True
            elif text.startswith("<!--"):
                self._comment(text)
            elif not re.fullmatch(r'<a id="[^"]*"></a>', text):
                self._add(Paragraph(()), node, ["html"])

    def _comment(self, text: str) -> None:
        if text.startswith(OPENING):
            return
        words = text.removeprefix("<!--").removesuffix("-->").strip()
        self.comments.append(Comment("", words, len(self.pieces)))


@dataclass(frozen=True, slots=True)
class _Run:
    """The words of a block, what they hold besides, and the anchors of the parts that elements before them name."""

    content: tuple[Inline, ...]
    holds: list[str]
    anchors: list[str]


def _read_inline(node: SyntaxTreeNode) -> _Run:
    reading = InlineReader()
    tokens = [token for inner in node.children if inner.type == "inline" for token in _tokens(inner)]
    return _Run(reading.read(tokens), reading.holds, reading.anchors)


def _tokens(node: SyntaxTreeNode) -> list[Token]:
    return list(node.token.children or ()) if node.token else []


def _without_letter(content: tuple[Inline, ...]) -> tuple[Inline, ...] | None:
    """What a further rule of a clause says, without the number and letter in front; None for anything else."""
    match content:
        case (Strong((Text(words), *others)), *after) if found := _RULE_LETTER.match(words):
            rest = words[found.end() :]
            title: tuple[Inline, ...] = (*((Text(rest),) if rest else ()), *others)
            return (Strong(title), *after) if title else _without_first_blank(after)
        case _:
            return None


def _without_first_blank(after: Sequence[Inline]) -> tuple[Inline, ...]:
    match after:
        case (Text(words), *others):
            return (Text(words.lstrip()), *others) if words.strip() else tuple(others)
        case _:
            return tuple(after)


def _without_rule_number(content: tuple[Inline, ...]) -> tuple[Inline, ...] | None:
    """What a clause begins with, without the number written in front; None for anything else."""
    first = content[0] if content else None
    begins = first.content[0] if isinstance(first, Strong) and first.content else None
    found = _RULE_NUMBER.match(begins.value) if isinstance(begins, Text) else None
    if not (isinstance(first, Strong) and isinstance(begins, Text) and found):
        return None
    rest = begins.value[found.end() :]
    title: tuple[Inline, ...] = (Text(rest), *first.content[1:]) if rest else first.content[1:]
    if title:
        return (Strong(title), *content[1:])
    return _without_first_blank(content[1:])


def _unnumbered(content: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], bool]:
    """A heading without the number that stands written in front of it."""
    if not content or not isinstance(content[0], Text):
        return content, False
    found = _NUMBER.match(content[0].value)
    if found is None:
        return content, False
    return (Text(content[0].value[found.end() :]), *content[1:]), True
