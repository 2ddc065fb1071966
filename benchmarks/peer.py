"""The peer: docxtpl, with a template made of our slim one, given the same content.

The template loops over blocks and holds a paragraph for each style, as its manual has it; words with different looks are
`RichText`, and tables loop over rows and cells. Making the context is not counted against docxtpl.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docxtpl import DocxTemplate, RichText

from policygen.document.model import (
    Confirm,
    Contents,
    Document,
    Emphasis,
    Exact,
    Heading,
    Inline,
    ItemList,
    LineBreak,
    Link,
    PageBreak,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
)
from policygen.formats.docx.blocks import ROLE_STYLES
from policygen.formats.outline import outline, targets

STYLES = (
    "Title", "Subtitle", "Policy Meta", "Heading 1", "Heading 2", "Policy Rule", "Policy Always", "Policy Rights",
    "Policy Lead", "Policy Statutory", "Policy Note", "Policy Numbered Rule", "List Bullet", "List Bullet 2",
    "List Number", "List Number 2", "TOC Heading", "toc 1", "Normal",
)  # fmt: skip
"""A branch of the template for each."""

_TABLES = {"records": "Policy Table", "control": "Policy Control Table", "signature": "Policy Signature Table"}


def write_template(slim: Path, target: Path) -> None:
    """Our template with the loop of docxtpl as its body."""
    word = docx.Document(str(slim))
    body = word.element.body
    for element in list(body)[:-1]:
        body.remove(element)
    word.add_paragraph("{%p for block in blocks %}")
    for index, style in enumerate(STYLES):
        word.add_paragraph(f'{{%p {"elif" if index else "if"} block.style == "{style}" %}}')
        word.add_paragraph("{{r block.words }}", style=style)
    for role, style in _TABLES.items():
        word.add_paragraph(f'{{%p elif block.style == "{role}" %}}')
        _write_table(word, style)
    word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p endfor %}")
    word.save(str(target))


def _write_table(word: Any, style: str) -> None:
    table = word.add_table(rows=3, cols=3, style=style)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "{%tr for row in block.rows %}"
    for cell, text in zip(
        table.rows[1].cells, ("{%tc for cell in row %}", "{{r cell }}", "{%tc endfor %}"), strict=True
    ):
        cell.text = text
    table.cell(2, 0).merge(table.cell(2, 2)).text = "{%tr endfor %}"


class Context:
    """What the template is filled with: a document's blocks, their words as rich text."""

    def __init__(self, document: Document, template: DocxTemplate) -> None:
        self.template = template
        self.addresses: list[str] = []
        self.targets = targets(document)
        self.entries = outline(document)
        self.blocks = [filled for part in document.parts for block in part.blocks for filled in self._block(block)]

    def _block(self, block: Any) -> list[dict[str, Any]]:
        match block:
            case Paragraph(content, role):
                return [{"style": _spaced(ROLE_STYLES[role]) or "Normal", "words": self._words(content)}]
            case Heading(level, content, _):
                return [{"style": f"Heading {level}", "words": self._words(content)}]
            case ItemList():
                return self._items(block, "")
            case Table(_, columns, rows, role, _):
                heading = [[RichText(column) for column in columns]] if any(columns) else []
                return [{"style": role, "rows": heading + [[self._words(cell) for cell in row.cells] for row in rows]}]
            case Contents(title):
                lines = [entry for entry in self.entries if entry.heading.level == 1]
                shown = [{"style": "toc 1", "words": self._contents_line(entry)} for entry in lines]
                return [{"style": "TOC Heading", "words": RichText(title)}, *shown]
            case PageBreak():
                return []
        raise TypeError(block)

    def _contents_line(self, entry: Any) -> RichText:
        words = RichText(f"{entry.number}\t" if entry.number else "")
        words.add(self._words(entry.heading.content))
        return words

    def _items(self, items: ItemList, level: str) -> list[dict[str, Any]]:
        style = ("List Number" if items.ordered else "List Bullet") + level
        filled: list[dict[str, Any]] = []
        for item in items.items:
            filled.append({"style": style, "words": self._words(item.content)})
            if item.inner:
                filled += self._items(item.inner, " 2")
        return filled

    def _words(self, inlines: Sequence[Inline]) -> RichText:
        words = RichText()
        self._add(words, inlines, {})
        return words

    def _add(self, words: RichText, inlines: Sequence[Inline], look: dict[str, Any]) -> None:
        for inline in inlines:
            match inline:
                case Text(value) | Exact(value):
                    words.add(value, **look)
                case Strong(content):
                    self._add(words, content, {**look, "bold": True})
                case Emphasis(content):
                    self._add(words, content, {**look, "italic": True})
                case Link(address, content):
                    if address not in self.addresses:
                        self.addresses.append(address)
                    self._add(
                        words, content, {**look, "url_id": self.template.build_url_id(address), "style": "Hyperlink"}
                    )
                case Reference(part, title):
                    target = self.targets[part]
                    number = f"rule {target.number}" if target.is_rule else f"{target.number} {title}".strip()
                    words.add(number, **look)
                case Confirm(_, content):
                    marked = {**look, "style": "PolicyConfirm"}
                    words.add("[Confirm: ", **marked)
                    self._add(words, content, marked)
                    words.add("]", **marked)
                case LineBreak():
                    words.add("\n", **look)


def _spaced(style: str) -> str:
    """A style's name from its id."""
    return "".join(f" {letter}" if letter.isupper() and index else letter for index, letter in enumerate(style))


def context(document: Document, template: Path) -> Context:
    """The context of a document, made once."""
    opened = DocxTemplate(str(template))
    opened.get_docx()
    return Context(document, opened)


def render(made: Context, template: Path) -> bytes:
    """The file that docxtpl makes of a context, from the template on disk."""
    opened = DocxTemplate(str(template))
    opened.get_docx()
    for address in made.addresses:  # in the same order, so that the context's relationships hold
        opened.build_url_id(address)
    opened.render({"blocks": made.blocks})
    file = BytesIO()
    opened.save(file)
    return file.getvalue()
