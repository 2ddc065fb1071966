"""From a clause's template data to blocks: slots filled, claims decided, references resolved.

What a person typed enters here as text nodes; it never meets a parser.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from policygen.assembly.tables import Tables
from policygen.assembly.terms import Terms, printed
from policygen.conditions.evaluate import values_of
from policygen.document.codec import decode_blocks, decode_inlines
from policygen.document.model import Block, Confirm, Inline, Paragraph, Reference, Text
from policygen.selection.model import Selection


def _without_brackets(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Words with the brackets in them opened, for a bracket round the whole."""
    return tuple(
        inner for inline in content for inner in (inline.content if isinstance(inline, Confirm) else (inline,))
    )


class Filler:
    """Fills the templates of one selection."""

    def __init__(self, selection: Selection, targets: Mapping[str, str]) -> None:
        self.terms = Terms(selection)
        self.tables = Tables(self.terms)
        self.facts = selection.situation.facts
        self.former = selection.library.former_clauses
        self.targets = targets
        """The parts that references can lead to, and their titles."""

    def blocks(self, data: Sequence[Any]) -> tuple[Block, ...]:
        """Template blocks as blocks of a document."""
        found = decode_blocks(data, self._inline, self._block)
        return tuple(block for block in found if not isinstance(block, Paragraph) or block.content)

    def inlines(self, data: Sequence[Any]) -> tuple[Inline, ...]:
        """Template inlines as inlines of a document."""
        return decode_inlines(data, self._inline)

    def _block(self, node: Sequence[Any]) -> tuple[Block, ...]:
        return self.tables.records(str(node[1])) if node[0] == "records" else ()

    def _inline(self, node: Sequence[Any]) -> tuple[Inline, ...]:
        match node:
            case ["slot", path, filters]:
                return printed(self.terms.term(path), filters)
            case ["claim", question, value, content]:
                return self._claim(question, value, self.inlines(content))
            case ["refer", target, before, after]:
                return self.reference(target, before, after)
            case _:
                return ()

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
