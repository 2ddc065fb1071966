"""A document as Markdown: numbers written out, a comment before each part, the record in a comment at the end."""

import base64
import zlib
from dataclasses import replace

from policygen.document.model import Document, Paragraph, Reference
from policygen.document.walk import all_inlines, numbered
from policygen.findings import Finding
from policygen.formats.limits import limits
from policygen.formats.markdown.blocks import Writing, write_part
from policygen.formats.markdown.inlines import ONE_LINE_BREAK, Setting
from policygen.formats.markdown.seal import seal
from policygen.formats.outline import has_contents, outline, targets

RECORD_OPENING = "<!-- policygen:record:1 "
"""What the line before the record begins with; the digest follows it."""

RECORD_CLOSING = "-->"

_RECORD_WIDTH = 116


def write(document: Document, *, record: bytes, digest: str) -> tuple[str, tuple[Finding, ...]]:
    """The text, and a finding for whatever could not be written as it stands.

    `record` and its `digest` travel in a comment at the end.
    """
    setting = Setting(targets(document))
    writing = Writing(
        setting=setting,
        one_line_setting=replace(setting, line_break=ONE_LINE_BREAK),
        headings=outline(document),
        has_contents=has_contents(document),
        is_short=document.properties.depth == "short",
        rules=(number for _, block, number in numbered(document) if isinstance(block, Paragraph) and number),
        linked=frozenset(inline.part for inline in all_inlines(document) if isinstance(inline, Reference)),
    )
    pieces = [write_part(part, writing) for part in document.parts]
    body = "\n\n".join(pieces)
    return f"{body}\n\n{record_comment(record, digest, seal(body))}\n", limits(document)


def record_comment(record: bytes, digest: str, sealed: str) -> str:
    """The record, deflated, in a comment that is rendered nowhere, behind its digest and the seal of the text."""
    text = base64.b64encode(zlib.compress(record)).decode()
    lines = (text[start : start + _RECORD_WIDTH] for start in range(0, len(text), _RECORD_WIDTH))
    return "\n".join((f"{RECORD_OPENING}{digest} {sealed}", *lines, RECORD_CLOSING))
