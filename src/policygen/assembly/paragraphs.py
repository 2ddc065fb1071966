"""Paragraphs of a clause in the roles they have where they stand, with words run in before the first."""

from collections.abc import Sequence

from policygen.document.model import Block, Inline, Paragraph, ParagraphRole, Text


def titled(title: Inline, rule: tuple[Block, ...], role: ParagraphRole) -> tuple[Block, ...]:
    """A rule with a title run into its first paragraph; into one of its own where it does not begin with a paragraph."""
    match rule:
        case (Paragraph(content), *others):
            return (Paragraph((title, Text(" "), *content), role), *others)
        case _:
            return (Paragraph((title,), role), *rule)


def in_roles(
    blocks: Sequence[Block], lead: tuple[Inline, ...], first: ParagraphRole, rest: ParagraphRole
) -> tuple[Block, ...]:
    """Paragraphs in given roles, with words before the first."""
    found: list[Block] = []
    pending = lead
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(Paragraph((*pending, *block.content), first if not found else rest))
            pending = ()
        else:
            found.append(block)
    return tuple(found)


def one_by_one(said: tuple[Block, ...], more: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks, and what limits them in paragraphs of its own."""
    return (*said, *more)


def run_on(said: tuple[Block, ...], more: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks and what limits them, in one paragraph where a paragraph ends the first and begins the second."""
    match said, more:
        case (*before, Paragraph(first, role)), (Paragraph(second), *others):
            return (*before, Paragraph((*first, Text(" "), *second), role), *others)
        case _:
            return one_by_one(said, more)
