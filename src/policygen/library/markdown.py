"""A clause's Markdown as template nodes: parsed once, when the library is compiled."""

import re
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.document.model import Exact, LineBreak, Text
from policygen.library.slots import SlotError, read_slot
from policygen.library.template import (
    Block,
    Blocks,
    Claim,
    Emphasis,
    Inline,
    Item,
    ItemList,
    Link,
    Paragraph,
    Records,
    Refer,
    Row,
    Slot,
    Strong,
    Table,
    Words,
)

Report = Callable[[str, str, int], None]
"""Called with a code, a message and the line of the file."""

_SLOT = regex(r"\{\{(.*?)\}\}", re.DOTALL)
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = regex(f"{_OPEN}(\\d+){_CLOSE}")
_BRACES = regex(r"\{[{%#]|[}%#]\}")
_HTML = regex(r"</?[A-Za-z][^<>]*>|<!")
"""A tag or a comment; an address in angle brackets counts as one, since it is no link either."""
_BRACKETED = regex(r"\s*\([^()]*\Z")

_PLAIN = regex(
    rf"(?:[^\W\d_]|{_OPEN})(?:[^\W_]|[ ;:%/$€£’‘“”–—…@{_OPEN}{_CLOSE}]|[.,?!](?![.,?!])|(?<=[^\W_])-(?=[^\W_]))*"
)
"""One line of words and slots in which Markdown has no sign to read, and nothing to set as a typographer would."""

_PARSER = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "smartquotes"])
_PARSER.disable(["html_block", "html_inline", "code", "fence", "image", "autolink", "lheading", "hr"])


@dataclass(frozen=True, slots=True)
class _Target:
    """A reference whose brackets have not been looked for yet."""

    clause: str
    line: int


_Piece = str | Inline | _Target
"""What a run is made of while it is read; plain words are bare texts."""


class _ClauseText:
    """One parse: the slots taken out of the text, the faults found."""

    def __init__(self, text: str, report: Report, first_line: int) -> None:
        self.report = report
        self.slots: list[Slot] = []
        self.first_line = first_line
        self.line = first_line
        """The line that is being read."""
        self.text = _SLOT.sub(self._take_out, text.replace(_OPEN, "").replace(_CLOSE, ""))
        for stray in _BRACES.finditer(self.text):
            message = f"'{stray[0]}' is no slot: write {{{{ name }}}}."
            self.report("bad-slot", message, self._line_of(stray))

    def _line_of(self, match: re.Match[str]) -> int:
        return self.first_line + match.string.count("\n", 0, match.start())

    def _take_out(self, match: re.Match[str]) -> str:
        line = self._line_of(match)
        try:
            slot = read_slot(match[1].strip(), line)
        except SlotError as error:
            self.report("bad-slot", f"In '{match[0]}': {error}.", line)
            slot = Slot("organisation_name")
        self.slots.append(slot)
        return f"{_OPEN}{len(self.slots) - 1}{_CLOSE}"

    # -- inlines --

    def words(self, text: str) -> list[_Piece]:
        """Text with its slots put back."""
        pieces: list[_Piece] = []
        position = 0
        for match in _MARK.finditer(text):
            pieces += [text[position : match.start()], self.slots[int(match[1])]]
            position = match.end()
        return [*pieces, text[position:]]

    def run(self, tokens: Sequence[Token] | None) -> Words:
        """Inline tokens as a run of words. Each break within it begins another line of the file."""
        stack: list[tuple[str, list[_Piece]]] = [("", [])]
        for token in tokens or ():
            current = stack[-1][1]
            match token.type:
                case "text" | "text_special":
                    if "](" in token.content:
                        shown = token.content.strip()[:60]
                        self.report("bad-link", f"'{shown}' is no link that can be read.", self.line)
                    if html := _HTML.search(token.content):
                        message = f"'{html[0]}' is HTML, which clauses do not hold: it would be printed as it stands."
                        self.report("html", f"{message} What must be printed so stands between backticks.", self.line)
                    current.extend(self.words(token.content))
                case "softbreak" | "hardbreak":
                    current.append(" " if token.type == "softbreak" else LineBreak())
                    self.line += 1
                case "code_inline":
                    self.filled_only(token.content, "between backticks")
                    current.append(Exact(token.content))
                case "strong_open" | "em_open" | "link_open":
                    stack.append((str(token.attrGet("href") or ""), []))
                case "strong_close" | "em_close":
                    content = _finished(self.close_brackets(stack.pop()[1]))
                    stack[-1][1].append(Strong(content) if token.type == "strong_close" else Emphasis(content))
                case "link_close":
                    address, pieces = stack.pop()
                    stack[-1][1].extend(self.link(address, _finished(pieces)))
                case _:
                    self.report("bad-markdown", f"'{token.type}' is not used in clauses.", self.line)
        return _finished(self.close_brackets(stack[0][1]))

    def link(self, address: str, content: Words) -> Sequence[_Piece]:
        """A link, a claim (`confirm:`) or a reference (`#`)."""
        self.filled_only(unquote(address), "in an address")
        if not content and not address.startswith("#"):
            self.report("bad-link", f"The link to '{address}' has no words.", self.line)
        if address.startswith("confirm:"):
            question, _, value = address.removeprefix("confirm:").partition("=")
            return [Claim(question, value or "yes", content, self.line)]
        if address.startswith("#"):
            return [_Target(address[1:], self.line)]
        if address.startswith(("http://", "https://", "mailto:")):
            return [Link(address, content)]
        message = f"'{address}' is no address a link may have: http, https, mailto, #clause or confirm:question=value."
        self.report("bad-link", message, self.line)
        return content

    def filled_only(self, text: str, where: str) -> None:
        """Tell of a slot where none is ever filled."""
        if _OPEN in text:
            self.report("bad-slot", f"A slot {where} is not filled.", self.line)

    def close_brackets(self, pieces: Iterable[_Piece]) -> list[_Piece]:
        """References with the round brackets that vanish with them."""
        closed: list[_Piece] = []
        rest = list(pieces)
        while rest:
            piece = rest.pop(0)
            if not isinstance(piece, _Target):
                closed.append(piece)
                continue
            before, after = _text(closed[-1:]), _text(rest[:1])
            opening = _BRACKETED.search(before)
            if opening is None or ")" not in after or "(" in after.partition(")")[0]:
                shown = f"The reference to '{piece.clause}' must stand alone in round brackets"
                self.report("bare-reference", f"{shown}: (see [](#{piece.clause})).", piece.line)
                continue
            inner, _, remaining = after.partition(")")
            closed[-1] = before[: opening.start()]
            closed.append(Refer(piece.clause, before[opening.start() :], inner + ")", piece.line))
            rest[0] = remaining
        return closed

    # -- blocks --

    def blocks(self) -> Blocks:
        """The whole text."""
        line = self.text.strip("\n")
        if not line:
            return ()
        if _PLAIN.fullmatch(
            line
        ):  # two lines of three: the parser would come to the same, and take a quarter of all time
            return (_paragraph(_finished(self.words(line.rstrip(" ")))),)
        found, _ = self.block_run(_PARSER.parse(self.text), 0, "")
        return tuple(found)

    def block_run(self, tokens: Sequence[Token], index: int, until: str) -> tuple[list[Block], int]:
        """Blocks from `index` to the closing token `until`; the index behind it."""
        found: list[Block] = []
        while index < len(tokens):
            token = tokens[index]
            self.begin(token)
            if token.type == until:
                return found, index + 1
            match token.type:
                case "paragraph_open":
                    found.append(_paragraph(self.run(tokens[index + 1].children)))
                    index += 3
                case "bullet_list_open" | "ordered_list_open":
                    closing = token.type.replace("open", "close")
                    items, index = self.list_items(tokens, index + 1, closing)
                    found.append(ItemList(items, token.type == "ordered_list_open"))
                case "table_open":
                    table, index = self.table(tokens, index + 1)
                    found.append(table)
                case _:
                    self.report("bad-markdown", f"'{token.type}' is not used in clauses.", self.line)
                    index += 1
        return found, index

    def begin(self, token: Token) -> None:
        """Go on reading at the line of a token."""
        if token.map:
            self.line = self.first_line + token.map[0]

    def list_items(self, tokens: Sequence[Token], index: int, until: str) -> tuple[tuple[Item, ...], int]:
        """Items up to the closing token; the index behind it."""
        items: list[Item] = []
        while tokens[index].type != until:
            blocks, index = self.block_run(tokens, index + 1, "list_item_close")
            match blocks:
                case [Paragraph(content)]:
                    items.append(Item(content))
                case [Paragraph(content), ItemList() as inner]:
                    if any(item.inner for item in inner.items):
                        self.report("bad-markdown", "A list has two levels at most.", self.line)
                    items.append(Item(content, inner))
                case _:
                    self.report("bad-markdown", "A list item holds one paragraph and at most one list.", self.line)
        return tuple(items), index + 1

    def table(self, tokens: Sequence[Token], index: int) -> tuple[Table, int]:
        """A pipe table; its rows are keyed by their first cell."""
        rows: list[list[Words]] = []
        while tokens[index].type != "table_close":
            self.begin(tokens[index])
            if tokens[index].type == "tr_open":
                rows.append([])
            elif tokens[index].type == "inline":
                rows[-1].append(self.run(tokens[index].children))
            index += 1
        if any(not isinstance(inline, (Text, Strong, Emphasis)) for cell in rows[0] for inline in cell):
            self.report("bad-heading", "Only plain words may stand in the heading of a table.", self.line)
        body: list[Row] = []
        for number, cells in enumerate(rows[1:], 1):
            key = _plain(cells[0]).strip().casefold() or str(number)
            body.append(Row(key if all(row.key != key for row in body) else f"{key} {number}", tuple(cells)))
        return Table(tuple(_plain(cell) for cell in rows[0]), tuple(body)), index + 1


def _paragraph(content: Words) -> Paragraph | Records:
    """A paragraph, or the table of records it stands for."""
    match content:
        case (Slot(path, ()) as slot,) if path.startswith("table."):
            return Records(path.removeprefix("table."), slot.line)
        case _:
            return Paragraph(content)


def _plain(content: Words) -> str:
    """The plain words of some inlines, without what is filled in later."""
    words: list[str] = []
    for inline in content:
        match inline:
            case Text(value) | Exact(value):
                words.append(value)
            case Strong(inner) | Emphasis(inner):
                words.append(_plain(inner))
            case _:
                pass
    return "".join(words)


def _text(neighbour: Sequence[_Piece]) -> str:
    """The plain words that stand beside a reference, if any do."""
    return neighbour[0] if neighbour and isinstance(neighbour[0], str) else ""


def _finished(pieces: Iterable[_Piece]) -> Words:
    """A run: neighbouring texts made one, empty ones left out."""
    found: list[Inline] = []
    for piece in pieces:
        if isinstance(piece, _Target) or piece == "":
            continue
        if not isinstance(piece, str):
            found.append(piece)
        elif found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].value + piece)
        else:
            found.append(Text(piece))
    return tuple(found)


def parse_blocks(text: str, report: Report, first_line: int) -> Blocks:
    """The Markdown of one part of a clause, which begins on a line of its file."""
    return _ClauseText(text, report, first_line).blocks()


def parse_words(text: str, report: Report, line: int) -> Words:
    """One line of Markdown as a run of words."""
    match parse_blocks(text, report, line):
        case (Paragraph(content),):
            return content
        case _:
            report("bad-markdown", f"'{text[:60]}' is not one line of words.", line)
            return ()
