"""Words of the library with their places filled; and among them the words that the program itself writes."""

from collections.abc import Callable, Mapping
from typing import assert_never

from policygen.document.model import Emphasis, Exact, Inline, LineBreak, Link, Strong, Text
from policygen.document.walk import plain
from policygen.errors import InvalidContentError
from policygen.library import template

Words = tuple[Inline, ...]
"""One thing to print."""

Fill = Callable[[template.Slot | template.Claim | template.Refer], Words]
"""What stands in a slot, a fact to confirm or a reference."""


def filled(content: template.Words, fill: Fill) -> Words:
    """A run of the library's words as a run of a document's."""
    found: list[Inline] = []
    for inline in content:
        match inline:
            case Text() | Exact() | LineBreak():
                found.append(inline)
            case template.Slot() | template.Claim() | template.Refer():
                found.extend(fill(inline))
            case template.Strong(inner):
                found.append(Strong(filled(inner, fill)))
            case template.Emphasis(inner):
                found.append(Emphasis(filled(inner, fill)))
            case template.Link(address, inner):
                found.append(Link(address, filled(inner, fill)))
            case _:
                assert_never(inline)
    return tuple(found)


class Wording:
    """The words that the program itself writes, of one library."""

    def __init__(self, entries: Mapping[str, template.Words]) -> None:
        self.entries = entries

    def inlines(self, id: str, **slots: Words) -> Words:
        """An entry with its slots filled; neighbouring texts are one.

        Raises: `InvalidContentError` when the library has no such entry, or the entry asks for another slot.
        """

        def fill(node: template.Slot | template.Claim | template.Refer) -> Words:
            if isinstance(node, template.Slot) and node.path in slots:
                return slots[node.path]
            raise InvalidContentError(f"The wording '{id}' asks for something that nothing fills there.")

        if id not in self.entries:
            hint = "Put it into clauses/wording.yaml, or install policygen again."
            raise InvalidContentError(f"The library has no wording '{id}'.", hint=hint)
        return _joined(filled(self.entries[id], fill))

    def text(self, id: str, **slots: str) -> str:
        """An entry as plain words.

        Raises: as `inlines`.
        """
        return plain(self.inlines(id, **{name: (Text(value),) for name, value in slots.items()}))


def _joined(content: Words) -> Words:
    """Inlines with neighbouring texts made one, as they would stand had they been written in one piece."""
    joined: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text) and joined and isinstance(last := joined[-1], Text):
            joined[-1] = Text(last.value + inline.value)
        else:
            joined.append(inline)
    return tuple(joined)
