"""The headings of a document and the numbers they show: what contents and references are made of."""

from policygen._dataclass import dataclass
from policygen.document.model import Block, Contents, Document, Heading, PageBreak, Paragraph, Part, Properties, Table
from policygen.document.walk import NUMBERED, numbered, numbers


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading as the contents show it."""

    part: str
    index: int
    """How many headings of the same part stand before it."""
    heading: Heading
    number: str
    """As the format will count it; empty for a heading without a number."""
    opens_part: bool
    """Whether the heading is the first thing of its part, so that the part's own anchor leads to it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A part as references show it."""

    number: str
    """As the format will count it; empty for a part without a number."""
    is_rule: bool
    """Whether the number is that of a rule, not of a heading."""
    is_first: bool
    """Whether the part's first block bears the number, so that its anchor stands where the number is."""


def outline(document: Document) -> tuple[OutlineEntry, ...]:
    """Every heading of a document in order, with its number."""
    entries: list[OutlineEntry] = []
    before: Part | None = None
    index = 0
    for part, block, number in numbered(document.parts):
        if isinstance(block, Heading):
            index = index + 1 if part is before else 0
            before = part
            entries.append(OutlineEntry(part.origin.id, index, block, number, index == 0 and opens_with_heading(part)))
    return tuple(entries)


def has_contents(document: Document) -> bool:
    """Whether the document shows a table of contents."""
    return any(isinstance(block, Contents) for part in document.parts for block in part.blocks)


_YOURSELF = ("group:about", "group:personal")
"""What a card says of each reader's rights, and of accounts of their own."""


def counts_rules(properties: Properties) -> bool:
    """Whether the rules of a document bear numbers where they are read: on a card they would be others than in the policy."""
    return properties.kind != "card"


def second_column(document: Document) -> str:
    """The part with which the second column of a card begins, or empty for a document in one column."""
    ids = [part.origin.id for part in document.parts]
    second = next((id for id in ids if id in _YOURSELF), "")
    # Where it would be the first as well, nothing stands in front of it: the title alone.
    return second if document.properties.kind == "card" and second not in ids[:2] else ""


def targets(document: Document) -> dict[str, Target]:
    """The parts that a reference can point to, by id."""
    shown = numbers(document) if counts_rules(document.properties) else {}
    return {part.origin.id: _target(part, shown.get(part.origin.id, "")) for part in document.parts if part.blocks}


def opens_with_heading(part: Part) -> bool:
    """Whether a heading is the first thing of a part, page breaks apart."""
    return isinstance(next(iter(_printed(part)), None), Heading)


def reference_words(target: Target | None, title: str) -> str:
    """What a reference to a part shows: `rule 12`, `3.2 Its title`, or the title alone."""
    if target is None or not target.number:
        return title
    return f"rule {target.number}" if target.is_rule else f"{target.number} {title}"


def name_of_table(table: Table, part: Part) -> str:
    """What a table is called for whoever goes from one to the next by ear: its part, or its head where others stand there."""
    several = sum(isinstance(block, Table) for block in part.blocks) > 1
    head = next(iter(table.columns), "")
    return head if several and head else part.origin.title


def _target(part: Part, number: str) -> Target:
    numbered = [block for block in part.blocks if _is_numbered(block)]
    is_rule = bool(numbered) and isinstance(numbered[0], Paragraph)
    return Target(number, is_rule, bool(numbered) and _printed(part)[0] is numbered[0])


def _printed(part: Part) -> list[Block]:
    return [block for block in part.blocks if not isinstance(block, PageBreak)]


def _is_numbered(block: Block) -> bool:
    match block:
        case Heading():
            return block.numbered
        case Paragraph():
            return block.role in NUMBERED
        case _:
            return False
