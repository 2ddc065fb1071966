"""What stays together on a page: a rule with what limits it and with its table, a lead with its list, a notice whole."""

from policygen.document.model import Block, Heading, ItemList, Paragraph, Part, Table
from policygen.formats.rule_context import is_limit

_LEADS = frozenset({"rule", "numbered-rule", "titled-rule", "always", "rights"})
_OPENING = frozenset({"section", "law"})
"""Kinds of parts whose words stand before the first rule of others."""
_SHORT_LIST = 3
"""Items of a list that is never parted."""
_LIST_OF_FORM = 12
"""The same of one that is put up somewhere."""


def goes_on(following: Part | None) -> Block | None:
    """The block that goes on with a part, in the part that follows it: that of an addendum.

    One with a table of its own may begin a page: with it, whatever stands before it would be too much to keep together.
    """
    if following is None or following.origin.kind != "addendum" or not following.blocks:
        return None
    if any(isinstance(block, Table) for block in following.blocks):
        return None
    return following.blocks[0]


def is_form(part: Part) -> bool:
    """Whether a part is a sheet to fill in or to put up: under a heading of its own, to its table or its list."""
    return isinstance(part.blocks[0], Heading) and any(isinstance(each, (Table, ItemList)) for each in part.blocks)


def keeps_paragraph(block: Paragraph, following: Block | None, part: Part) -> bool:
    """Whether a paragraph must stand on one page with what follows it."""
    if part.origin.kind in _OPENING:
        return True
    if part.origin.kind == "question":
        return following is not None
    if is_form(part):
        return following is not None
    if part.origin.statutory:
        return following is not None
    if isinstance(following, (Table, ItemList)):
        return True
    return block.role in _LEADS and is_limit(following)


def keeps_item(index: int, count: int, *, is_form: bool = False) -> bool:
    """Whether an item must stand on one page with the next: neither the first nor the last of a list stands alone.

    The list of a form, as house rules are one, is put up as it stands: it is parted only where it is long.
    """
    longest = _LIST_OF_FORM if is_form else _SHORT_LIST
    return index < count - 1 and (count <= longest or index in (0, count - 2))


def keeps_row(index: int, count: int, *, is_small: bool) -> bool:
    """The same of the rows of a table, a small one of which is never parted."""
    return index < count - 1 and (is_small or index in (0, count - 2))
