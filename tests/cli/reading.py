"""Documents as a person reads them, and what no person should ever have to read in one."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from markdown_it.token import Token

from policygen.formats.markdown.front_matter import without_front_matter

_WORD_BREAKS = {qn("w:br"), qn("w:tab"), qn("w:cr")}


def _paragraph_text(paragraph: object) -> str:
    words = []
    for node in paragraph.iter():  # type: ignore[attr-defined]
        if node.tag == qn("w:t"):
            words.append(node.text or "")
        elif node.tag in _WORD_BREAKS:
            words.append(" ")
    return "".join(words)


def docx_lines(content: bytes) -> list[str]:
    """Every paragraph of a Word file's body, cells and content controls included, as python-docx opens it."""
    document = docx.Document(BytesIO(content))
    return [_paragraph_text(paragraph) for paragraph in document.element.body.iter(qn("w:p"))]


def docx_core(path: Path) -> tuple[str, str]:
    """Title and subject among a Word file's properties."""
    properties = docx.Document(str(path)).core_properties
    return properties.title, properties.subject


def markdown_parser() -> MarkdownIt:
    """Markdown as GitHub reads it, as far as a parser here can: tables, strikethrough, bare addresses, HTML."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def markdown_body(text: str) -> str:
    """The text between front matter and record."""
    return without_front_matter(text).split("<!-- policygen:record:")[0]


def tokens(text: str) -> Iterator[Token]:
    """Every token of a Markdown text, outer before inner."""
    for token in markdown_parser().parse(text):
        yield token
        yield from token.children or ()


def markdown_lines(text: str) -> list[str]:
    """Every paragraph, heading, item and cell of a Markdown text as a reader sees it."""
    lines = []
    for token in markdown_parser().parse(markdown_body(text)):
        if token.type == "inline":
            words = [
                child.content if child.type in {"text", "code_inline"} else " " if child.type.endswith("break") else ""
                for child in token.children or ()
            ]
            lines.append("".join(words))
    return lines


ARTEFACTS = re.compile(
    r"\{\{|\}\}|\{%|%\}|\[\]|\(\)|\bNone\b(?! of)|\bnull\b|\bTrue\b|\bFalse\b|\bundefined\b|  +|\s[.,;:](?:\s|$)|,,|\.\.|;\.|,\.|:\.|"
    r"\bthe the\b|\ba a\b|\bdict\(|\btuple\(|<[a-z]+ object|\$\{"
)
"""What a slot, a list or a join leaves behind when it goes wrong."""


def artefacts(lines: list[str]) -> list[str]:
    """Lines that hold something no person wrote."""
    return [f"{found[0]!r} in {line!r}" for line in lines if (found := ARTEFACTS.search(line.strip()))]
