"""From a clause's text to blocks: slots filled, claims decided, references resolved.

What a person typed enters here as text nodes; it never meets a parser.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from policygen.assembly.paragraphs import run_on
from policygen.assembly.shapes import RUN_ON
from policygen.assembly.tables import Tables
from policygen.assembly.terms import printed
from policygen.assembly.wording import filled
from policygen.conditions.evaluate import values_of
from policygen.document.model import (
    BLANK,
    Block,
    Confirm,
    Inline,
    Item,
    ItemList,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)
from policygen.document.walk import plain
from policygen.library import template


def _without_brackets(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Words with the brackets in them opened, for a bracket round the whole."""
    return tuple(
        inner for inline in content for inner in (inline.content if isinstance(inline, Confirm) else (inline,))
    )


class Filler:
    """Fills the texts of one selection's clauses."""

    def __init__(self, tables: Tables, targets: Mapping[str, str]) -> None:
        self.terms = tables.terms
        self.tables = tables
        self.facts = tables.facts
        self.former = tables.library.former_clauses
        self.targets = targets
        """The parts that references can lead to, and their titles."""

    def blocks(self, blocks: Sequence[template.Block]) -> tuple[Block, ...]:
        """Blocks of a clause as blocks of a document; a paragraph with nothing left in it is none."""
        found: list[Block] = []
        for block in blocks:
            match block:
                case template.Paragraph(content):
                    if words := self.words(content):
                        found.append(Paragraph(words))
                case template.ItemList():
                    found.append(self._list(block))
                case template.Table(columns, rows):
                    table = tuple(self._table(columns, rows))
                    found = [*run_on(tuple(found), table)] if self.tables.shape >= RUN_ON else [*found, *table]
                case template.Records(table):
                    found.extend(self.tables.records(table))
                case _:
                    assert_never(block)
        return tuple(found)

    def _table(self, columns: tuple[str, ...], rows: Sequence[template.Row]) -> Iterator[Block]:
        """A table that a clause writes out; one with a cell left empty is filled in by hand.

        Where every row says to tell the same person, a line over the table says so once; nobody tells themselves.
        """
        filled = tuple(Row(row.key, tuple(self.words(cell) or BLANK for cell in row.cells)) for row in rows)
        by_hand = any(cell == BLANK for row in filled for cell in row.cells)
        whom = {row.cells[-1] for row in filled}
        tells = not by_hand and len(columns) > 1 and columns[-1] == self.terms.wording.text("tables.tell")
        to_oneself = tells and self._is_all_oneself(whom)
        if to_oneself or (tells and len(filled) > 1 and len(whom) == 1):
            if not to_oneself:
                yield Paragraph(self.terms.wording.inlines("tables.tell-one", person=whom.pop()))
            columns, filled = columns[:-1], tuple(Row(row.key, row.cells[:-1]) for row in filled)
        yield Table("table", columns, filled, "signature" if by_hand else "records")

    def _is_all_oneself(self, whom: Iterable[tuple[Inline, ...]]) -> bool:
        """Whether one person works alone, and is whom every row says to tell, at once or whenever."""
        if self.facts.get("headcount") != 1:
            return False
        oneself = plain(printed(self.terms.term("policy_owner"), ()))
        told = [plain(each) for each in whom]
        return all(each.split(",")[0] == oneself and " or " not in each for each in told)

    def _list(self, block: template.ItemList) -> ItemList:
        items = (Item(self.words(item.content), self._list(item.inner) if item.inner else None) for item in block.items)
        return ItemList(tuple(items), block.ordered)

    def words(self, content: template.Words) -> tuple[Inline, ...]:
        """A run of a clause's words as a run of a document's."""
        return filled(content, self._filling)

    def _filling(self, node: template.Slot | template.Claim | template.Refer) -> tuple[Inline, ...]:
        match node:
            case template.Slot(path, filters):
                return printed(self.terms.term(path), filters)
            case template.Claim(question, value, inner):
                return self._claim(question, value, self.words(inner))
            case template.Refer(target, before, after):
                return self.reference(target, before, after)

    def _claim(self, question: str, value: str, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """A fact as a sentence when somebody confirmed it, else as a visible bracket."""
        answer = self.facts.get(question)
        if answer is not None and value in values_of(answer):
            return content
        return (Confirm(question, _without_brackets(content)),)

    def reference(self, target: str, before: str, after: str) -> tuple[Inline, ...]:
        """A cross-reference with the words round it, or nothing when its target is not printed."""
        part = self.former.get(target, target)
        title = self.targets.get(part)
        return () if title is None else (Text(before), Reference(part, title), Text(after))
