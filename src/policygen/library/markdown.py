"""A clause's Markdown as template data: parsed once, when the library is compiled."""

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from policygen.templating.slots import SlotError, read_slot

Report = Callable[[str, str, int], None]
"""Called with a code, a message and the line (from 0) inside the text."""

_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_BRACES = re.compile(r"\{[{%#]|[}%#]\}")
_BRACKETED = re.compile(r"\s*\([^()]*\Z")

_PARSER = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "smartquotes"])
_PARSER.disable(["html_block", "html_inline", "code", "fence", "image", "autolink", "lheading", "hr"])


class _ClauseText:
    """One parse: the slots taken out of the text, the faults found."""

    def __init__(self, text: str, report: Report) -> None:
        self.report = report
        self.slots: list[list[Any]] = []
        self.line = 0
        self.text = _SLOT.sub(self._take_out, text.replace(_OPEN, "").replace(_CLOSE, ""))
        for stray in _BRACES.finditer(self.text):
            message = f"'{stray[0]}' is no slot: write {{{{ name }}}}."
            self.report("bad-slot", message, self.text[: stray.start()].count("\n"))

    def _take_out(self, match: re.Match[str]) -> str:
        try:
            slot = read_slot(match[1].strip())
        except SlotError as error:
            self.report("bad-slot", f"In '{match[0]}': {error}.", match.string[: match.start()].count("\n"))
            slot = ["slot", "organisation_name", []]
        self.slots.append(slot)
        return f"{_OPEN}{len(self.slots) - 1}{_CLOSE}"

    # -- inlines --

    def words(self, text: str) -> list[Any]:
        """Text with its slots put back."""
        pieces: list[Any] = []
        position = 0
        for match in _MARK.finditer(text):
            if match.start() > position:
                pieces.append(text[position : match.start()])
            pieces.append(self.slots[int(match[1])])
            position = match.end()
        if position < len(text):
            pieces.append(text[position:])
        return pieces

    def inlines(self, tokens: Sequence[Token]) -> list[Any]:
        """Inline tokens as data."""
        stack: list[tuple[str, list[Any]]] = [("", [])]
        for token in tokens:
            current = stack[-1][1]
            match token.type:
                case "text" | "text_special":
                    if "](" in token.content:
                        self.report(
                            "bad-link", f"'{token.content.strip()[:60]}' is no link that can be read.", self.line
                        )
                    current.extend(self.words(token.content))
                case "softbreak":
                    current.append(" ")
                case "hardbreak":
                    current.append(["break"])
                case "code_inline":
                    self.filled_only(token.content, "between backticks")
                    current.append(["exact", token.content])
                case "strong_open" | "em_open" | "link_open":
                    stack.append((str(token.attrGet("href") or ""), []))
                case "strong_close" | "em_close":
                    content = self.close_brackets(stack.pop()[1])
                    stack[-1][1].append(["strong" if token.type == "strong_close" else "emphasis", content])
                case "link_close":
                    address, content = stack.pop()
                    self.link(stack[-1][1], address, content)
                case _:
                    self.report("bad-markdown", f"'{token.type}' is not used in clauses.", self.line)
        return _join_texts(self.close_brackets(stack[0][1]))

    def link(self, current: list[Any], address: str, content: list[Any]) -> None:
        """A link, a claim (`confirm:`) or a reference (`#`)."""
        self.filled_only(unquote(address), "in an address")
        if not content and not address.startswith("#"):
            self.report("bad-link", f"The link to '{address}' has no words.", self.line)
        if address.startswith("confirm:"):
            question, _, value = address.removeprefix("confirm:").partition("=")
            current.append(["claim", question, value or "yes", _join_texts(content)])
        elif address.startswith("#"):
            current.append(["reference-to", address[1:]])
        elif address.startswith(("http://", "https://", "mailto:")):
            current.append(["link", address, _join_texts(content)])
        else:
            message = (
                f"'{address}' is no address a link may have: http, https, mailto, #clause or confirm:question=value."
            )
            self.report("bad-link", message, self.line)
            current.extend(content)

    def filled_only(self, text: str, where: str) -> None:
        """Tell of a slot where none is ever filled."""
        if _OPEN in text:
            self.report("bad-slot", f"A slot {where} is not filled.", self.line)

    def close_brackets(self, pieces: list[Any]) -> list[Any]:
        """References with the round brackets that vanish with them: `["refer", id, before, after]`."""
        closed: list[Any] = []
        rest = list(pieces)
        while rest:
            piece = rest.pop(0)
            if not (isinstance(piece, list) and piece[0] == "reference-to"):
                closed.append(piece)
                continue
            before = closed[-1] if closed and isinstance(closed[-1], str) else ""
            after = rest[0] if rest and isinstance(rest[0], str) else ""
            opening = _BRACKETED.search(before)
            if opening is None or ")" not in after or "(" in after.partition(")")[0]:
                message = f"The reference to '{piece[1]}' must stand alone in round brackets: (see [](#{piece[1]}))."
                self.report("bare-reference", message, self.line)
                continue
            closed[-1] = before[: opening.start()]
            inner, _, remaining = after.partition(")")
            closed.append(["refer", piece[1], before[opening.start() :], inner + ")"])
            rest[0] = remaining
        return closed

    # -- blocks --

    def blocks(self) -> list[Any]:
        """The whole text as block data."""
        tokens = _PARSER.parse(self.text)
        found, _ = self.block_run(tokens, 0, "")
        return found

    def block_run(self, tokens: Sequence[Token], index: int, until: str) -> tuple[list[Any], int]:
        """Blocks from `index` to the closing token `until`; the index behind it."""
        found: list[Any] = []
        while index < len(tokens):
            token = tokens[index]
            self.line = token.map[0] if token.map else self.line
            if token.type == until:
                return found, index + 1
            match token.type:
                case "paragraph_open":
                    found.append(self.paragraph(self.inlines(tokens[index + 1].children or [])))
                    index += 3
                case "bullet_list_open" | "ordered_list_open":
                    closing = token.type.replace("open", "close")
                    items, index = self.list_items(tokens, index + 1, closing)
                    found.append(["list", token.type == "ordered_list_open", items])
                case "table_open":
                    table, index = self.table(tokens, index + 1)
                    found.append(table)
                case _:
                    self.report("bad-markdown", f"'{token.type}' is not used in clauses.", self.line)
                    index += 1
        return found, index

    @staticmethod
    def paragraph(content: list[Any]) -> list[Any]:
        """A paragraph, or the table of records it stands for."""
        match content:
            case [["slot", str(path), []]] if path.startswith("table."):
                return ["records", path.removeprefix("table.")]
            case _:
                return ["paragraph", "body", content]

    def list_items(self, tokens: Sequence[Token], index: int, until: str) -> tuple[list[Any], int]:
        """Items up to the closing token; the index behind it."""
        items: list[Any] = []
        while tokens[index].type != until:
            blocks, index = self.block_run(tokens, index + 1, "list_item_close")
            kinds = [block[0] for block in blocks]
            if kinds not in (["paragraph"], ["paragraph", "list"]):
                self.report("bad-markdown", "A list item holds one paragraph and at most one list.", self.line)
            content: list[Any] = next((block[2] for block in blocks if block[0] == "paragraph"), [])
            inner = next((block for block in blocks if block[0] == "list"), None)
            if inner and any(deeper for _, deeper in inner[2]):
                self.report("bad-markdown", "A list has two levels at most.", self.line)
            items.append([content, inner])
        return items, index + 1

    def table(self, tokens: Sequence[Token], index: int) -> tuple[list[Any], int]:
        """A pipe table; its rows are keyed by their first cell."""
        rows: list[list[list[Any]]] = []
        while tokens[index].type != "table_close":
            if tokens[index].type == "tr_open":
                rows.append([])
            elif tokens[index].type == "inline":
                rows[-1].append(self.inlines(tokens[index].children or []))
            index += 1
        header = [_words(cell) for cell in rows[0]]
        if _NOT_IN_HEADINGS & {piece[0] for cell in rows[0] for piece in cell if not isinstance(piece, str)}:
            self.report("bad-heading", "Only plain words may stand in the heading of a table.", self.line)
        body: list[list[Any]] = []
        for number, cells in enumerate(rows[1:], 1):
            key = _words(cells[0]).strip().casefold() or str(number)
            body.append([key if key not in {row[0] for row in body} else f"{key} {number}", cells])
        return ["table", "table", "records", header, [], body], index + 1


_NOT_IN_HEADINGS = {"exact", "slot", "claim", "link", "refer", "reference-to"}


def _words(pieces: list[Any]) -> str:
    """The plain words of some inlines, without what is filled in later."""
    words: list[str] = []
    for piece in pieces:
        match piece:
            case str():
                words.append(piece)
            case ["strong" | "emphasis", content]:
                words.append(_words(content))
            case ["exact", text]:
                words.append(str(text))
            case _:
                pass
    return "".join(words)


def _join_texts(pieces: list[Any]) -> list[Any]:
    """The pieces with neighbouring texts made one and empty ones left out."""
    joined: list[Any] = []
    for piece in pieces:
        if piece == "":
            continue
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def parse_blocks(text: str, report: Report) -> list[Any]:
    """The Markdown of one part of a clause as template data."""
    return _ClauseText(text, report).blocks()


def parse_inlines(text: str, report: Report) -> list[Any]:
    """One line of Markdown as inline template data."""
    blocks = parse_blocks(text, report)
    if [block[0] for block in blocks] != ["paragraph"]:
        report("bad-markdown", f"'{text[:60]}' is not one line of words.", 0)
        return []
    content: list[Any] = blocks[0][2]
    return content
