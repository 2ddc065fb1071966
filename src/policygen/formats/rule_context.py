"""How the lines that limit a rule, or grant a right, are set: by what they stand under."""

from typing import Literal

from policygen.document.model import Block, ItemList, Paragraph, Part, Table

RuleContext = Literal["", "number", "clause", "bar", "note"]
"""Under a numbered rule, in line with its words; in a clause with its title run in, all of which is in line with its words; in
the bar of a rule or beside one of their own; as small print."""


def context_at_start(context: RuleContext, part: Part) -> RuleContext:
    """What a part's first lines stand under: an addendum goes on where its host ended, any other part begins anew."""
    return context if part.origin.kind == "addendum" else ""


def context_with(context: RuleContext, block: Block, *, is_short: bool) -> RuleContext:
    """What a block stands under, and what follows it, when `context` is what stood before it."""
    match block:
        case Paragraph(_, "titled-rule"):
            return "clause"
        case Paragraph() | ItemList() | Table() if context == "clause":
            return context
        case Paragraph(_, "rule"):
            return "bar"
        case Paragraph(_, "numbered-rule"):
            return "number"
        case Paragraph(_, "rights"):
            return "number" if context == "number" else "bar"
        case Paragraph(_, "always"):
            return context or ("note" if is_short else "bar")
        case _:
            return ""


def is_limit(block: Block | None) -> bool:
    """Whether a block is one of these lines."""
    return isinstance(block, Paragraph) and block.role in ("always", "rights")
