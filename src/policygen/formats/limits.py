"""What no format can express of a tree, as findings: each writer returns them, so that nothing is dropped silently."""

from collections.abc import Iterator

from policygen.document.model import (
    Contents,
    Document,
    Exact,
    Heading,
    Inline,
    ItemList,
    LineBreak,
    Link,
    PageBreak,
    Paragraph,
    Part,
    Properties,
    Reference,
    Table,
    Text,
)
from policygen.document.walk import inlines, plain, runs
from policygen.findings import Finding, Severity
from policygen.formats.text import holds_forbidden, safe_address
from policygen.language.dates import parsed_date

LIST_LEVELS = 2
"""How many levels of a list formats tell apart."""


def limits(document: Document) -> tuple[Finding, ...]:
    """A finding for whatever in the document cannot be written as it stands, in reading order."""
    ids: set[str] = set()
    known = {part.origin.id for part in document.parts}
    findings = list(_in_properties(document.properties))
    for part in document.parts:
        name = part.origin.id
        if name in ids:
            findings.append(
                _finding("duplicate-part", f"Two parts are called {name!r}; only the first can be found again.")
            )
        ids.add(name)
        findings += _in_part(part, known)
    return tuple(findings)


def _finding(code: str, message: str, severity: Severity = Severity.HIGH) -> Finding:
    return Finding(code, severity, message)


def _in_properties(properties: Properties) -> Iterator[Finding]:
    for name in Properties.__dataclass_fields__:
        if holds_forbidden(getattr(properties, name)):
            yield _finding(
                "removed-characters",
                f"The document's {name} held characters that a file cannot hold; they were left out.",
                Severity.INFO,
            )
    if parsed_date(properties.date) is None:
        yield _finding(
            "unusable-date", f"The document's date {properties.date!r} is no date; its properties go without one."
        )


def _in_part(part: Part, known: set[str]) -> Iterator[Finding]:
    where = f"part {part.origin.id!r}"
    if not part.blocks:
        yield _finding("empty-part", f"There is nothing in {where}, so it cannot be found again.")
    for block in part.blocks:
        match block:
            case Table():
                yield from _in_table(block, where)
            case ItemList():
                if not block.items:
                    yield _finding("empty-list", f"A list in {where} has no items.", Severity.MEDIUM)
                if _depth(block) > LIST_LEVELS:
                    yield _finding(
                        "list-too-deep", f"A list in {where} is deeper than {LIST_LEVELS} levels; it was flattened."
                    )
            case Paragraph() | Heading() | Contents() | PageBreak():
                pass
        for run in runs(block):
            if len(run) == 1 and isinstance(run[0], Text) and run[0].value.isprintable():
                continue  # as most are: nothing to find
            for inline in inlines(run):
                if not isinstance(inline, (Text, Exact)):
                    yield from _in_inline(inline, where, known)
                elif holds_forbidden(inline.value):
                    yield _removed(where)
        title = block.title if isinstance(block, Contents) else ""
        if holds_forbidden(title):
            yield _removed(where)


def _in_table(table: Table, where: str) -> Iterator[Finding]:
    if not table.rows:
        yield _finding("empty-table", f"Table {table.name!r} in {where} has no rows.", Severity.MEDIUM)
    width = len(table.columns)
    if any(len(row.cells) != width for row in table.rows):
        yield _finding("uneven-table", f"Table {table.name!r} in {where} has rows of other lengths than its heading.")
    if table.widths and (len(table.widths) != width or min(table.widths) <= 0):
        yield _finding("unusable-widths", f"Table {table.name!r} in {where} has widths that do not fit its columns.")
    if any(holds_forbidden(column) for column in table.columns):
        yield _removed(where)


def _in_inline(inline: Inline, where: str, known: set[str]) -> Iterator[Finding]:
    match inline:
        case Link(address, content) if safe_address(address) is None:
            yield _finding(
                "unsupported-link",
                f"The link {plain(content)!r} in {where} leads to {address!r}; only its words stand.",
            )
        case Reference(target, title):
            if target not in known:
                yield _finding(
                    "unresolved-reference", f"A reference in {where} names {target!r}, which is not in the document."
                )
            if holds_forbidden(title):
                yield _removed(where)
        case LineBreak():
            pass
        case _:
            pass


def _removed(where: str) -> Finding:
    message = f"Some text in {where} held characters that a file cannot hold; they were left out."
    return _finding("removed-characters", message, Severity.INFO)


def _depth(items: ItemList) -> int:
    return 1 + max((_depth(item.inner) for item in items.items if item.inner), default=0)
