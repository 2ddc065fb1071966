"""What holds of every document, whatever was answered."""

import json
from collections.abc import Iterator

from policygen.document.codec import decode, encode
from policygen.document.model import (
    Block,
    Confirm,
    Document,
    Exact,
    Heading,
    Inline,
    Link,
    Paragraph,
    Reference,
    Table,
    Text,
)
from policygen.document.walk import all_inlines, inlines, plain, runs

_XML_FORBIDS = {chr(code) for code in range(32)} - {"\t", "\n", "\r"} | {"\ufffe", "\uffff"}


def check_document(document: Document) -> None:
    """Fail where a document breaks what every format relies on."""
    ids = [part.origin.id for part in document.parts]
    assert len(ids) == len(set(ids)), "a part id stands twice"
    for part in document.parts:
        assert part.blocks, f"{part.origin.id} has no blocks"
        for block in part.blocks:
            check_block(block, part.origin.id)
    for inline in all_inlines(document):
        check_inline(inline, set(ids))
    assert decode(json.loads(json.dumps(encode(document)))) == document
    sections = [part for part in document.parts if part.origin.kind in {"section", "notices"}]
    last = [part for part in document.parts if part.origin.kind != "signature"][-1:]
    assert not set(map(id, last)) & set(map(id, sections)), "the last section is empty"


def check_block(block: Block, part: str) -> None:
    """Fail where a block has nothing to show."""
    for run in runs(block):
        if not run and isinstance(block, Table) and block.name == "page-one-looks":
            continue  # two lists side by side, one of them shorter
        assert plain(run).strip(" ") or (isinstance(block, Table) and block.role == "signature"), (
            f"a blank in {part}: {block}"
        )
        assert not isinstance(run[-1], Text) or isinstance(block, Table) or run[-1].value, f"an empty text in {part}"
    if isinstance(block, Table):
        keys = [row.key for row in block.rows]
        assert keys, f"{block.name} has no rows"
        assert len(keys) == len(set(keys)), f"{block.name} has a row key twice"
        assert all(len(row.cells) == len(block.columns) for row in block.rows)
        assert not block.widths or len(block.widths) == len(block.columns)


def check_inline(inline: Inline, parts: set[str]) -> None:
    """Fail where an inline leads nowhere or cannot be written."""
    match inline:
        case Text(value) | Exact(value):
            assert not set(value) & _XML_FORBIDS, repr(value)
        case Confirm(question, content):
            assert question
            assert plain(content).strip(), f"no label for {question}"
            assert not any(isinstance(inner, Confirm) for inner in inlines(content))
        case Reference(part, title):
            assert part in parts, f"a reference to {part}, which is not printed"
            assert title.strip()
        case Link(address, content):
            assert address.startswith(("https://", "http://", "mailto:"))
            assert plain(content).strip()
        case _:
            pass


def our_texts(document: Document) -> Iterator[str]:
    """Every text node: words of ours, which may be re-spelled."""
    for inline in all_inlines(document):
        if isinstance(inline, Text):
            yield inline.value


def stated(document: Document) -> str:
    """What a document states: its words without the brackets that ask somebody to confirm."""
    lines: list[str] = []
    for part in document.parts:
        for block in part.blocks:
            lines.extend(_without_brackets(run) for run in runs(block))
    return "\n".join(lines)


def _without_brackets(run: tuple[Inline, ...]) -> str:
    return plain([inline for inline in run if not isinstance(inline, Confirm)])


def roles_of(document: Document) -> list[str]:
    """The roles of all paragraphs, headings among them, in order."""
    return [
        "heading" if isinstance(block, Heading) else block.role
        for part in document.parts
        for block in part.blocks
        if isinstance(block, (Heading, Paragraph))
    ]
