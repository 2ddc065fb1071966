"""A document as Markdown: front matter, numbers written out, what each part is found again by, a comment at the end."""

from dataclasses import replace

from policygen.document.model import Document, Paragraph, Reference
from policygen.document.walk import all_inlines, letters, numbered
from policygen.findings import Finding
from policygen.formats.limits import limits
from policygen.formats.markdown.blocks import WriterState, write_part
from policygen.formats.markdown.front_matter import front_matter
from policygen.formats.markdown.inlines import ONE_LINE_BREAK, Setting
from policygen.formats.markdown.record_comment import record_comment
from policygen.formats.outline import has_contents, outline, targets


def write(document: Document, *, record: bytes | None, digest: str) -> tuple[str, tuple[Finding, ...]]:
    """The text, and a finding for whatever could not be written as it stands.

    A comment at the end names the record's `digest`, and holds the `record` if one is given.
    """
    setting = Setting(targets(document))
    state = WriterState(
        setting=setting,
        one_line_setting=replace(setting, line_break=ONE_LINE_BREAK),
        headings=outline(document),
        has_contents=has_contents(document),
        is_short=document.properties.depth == "short",
        rules=(number for _, block, number in numbered(document.parts) if isinstance(block, Paragraph) and number),
        letters=letters(document.parts),
        linked=frozenset(inline.part for inline in all_inlines(document) if isinstance(inline, Reference)),
    )
    pieces = [write_part(part, state) for part in document.parts]
    body = "\n\n".join((front_matter(document.properties), *pieces))
    return f"{body}\n\n{record_comment(record, digest, body)}\n", limits(document)
