"""A document of an older shape, kept true in its own shape.

An update works on the words of its clauses, its tables and the answers printed in it. Its headings, order, numbers, contents
and front stay as they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policygen._command import to_type
from policygen.app.issued import Issued
from policygen.assembly.shapes import SHAPE
from policygen.document.model import Answer, Block, Emphasis, Heading, Inline, Paragraph, Part, Strong, Text
from policygen.document.walk import mapped
from policygen.findings import Finding, Location, Severity
from policygen.questions.kinds.lists import Platforms
from policygen.record.model import Record
from policygen.record.printed import question_of
from policygen.revision.merge import carried_over
from policygen.selection.model import Selection, Status

_OF_A_CLAUSE = {"clause", "addendum"}


def is_older(record: Record) -> bool:
    """Whether a document was issued in a shape that is no longer made."""
    return record.issue.shape < SHAPE


def told(issued: Issued) -> Finding:
    """That a document is kept in an older shape."""
    message = "It was made in an older shape. An update changes the words of its clauses, its tables and answers, and no more."
    hint = f"To have today's shape, with your own words carried over: {to_type('update', issued.path, '--reissue')}"
    return Finding("older-shape", Severity.INFO, message, Location(str(issued.path)), hint)


class OlderShape:
    """The new text of one document in the shape it was issued in.

    `then` is what the answers behind it make today, by the selection `was`; `now` what the answers make that are given
    now. What differs between the two is what answers, law or platforms changed, and that alone is taken over.
    """

    def __init__(
        self, record: Record, was: Selection, then: Sequence[Part], selection: Selection, now: Sequence[Part]
    ) -> None:
        self._record = record
        self._issued = {part.origin.id for part in record.document.parts}
        self._was = was
        self._selection = selection
        self._library = selection.library
        self._then = {part.origin.id: _in_old_form(part) for part in then}
        self._now = {part.origin.id: _in_old_form(part) for part in now}

    def parts(self) -> tuple[Part, ...]:
        """The parts, in the order in which they were issued; those that are new behind the ones they follow in ours."""
        base = self._record.document.parts
        ids = {part.origin.id: self._present(part.origin.id) for part in base}
        kept = [self._part(part, ids[part.origin.id]) for part in base if not self._is_out(ids[part.origin.id])]
        known = set(ids.values())
        for id, part in self._now.items():
            if part.origin.kind in _OF_A_CLAUSE and id not in known and id not in self._then:
                kept.insert(self._place(id, kept), part)
        return tuple(kept)

    def _present(self, id: str) -> str:
        """The id that a part has today; its own where it was joined to another part of the document since."""
        former = self._library.former_clauses
        now = former.get(id, id)
        joined = sum(former.get(other, other) == now for other in self._issued) > 1
        return id if joined else now

    def _is_out(self, id: str) -> bool:
        """Whether answers, law or platforms took a clause out, and no edit of the library."""
        was, decision = self._was.decisions.get(id), self._selection.decisions.get(id)
        if was is None or decision is None:
            return False
        return decision.status is Status.OUT and was.status is not Status.OUT

    def _part(self, issued: Part, id: str) -> Part:
        """A part as it is to stand now: as issued, with what its answers change, or with the words that a law changed."""
        then, now = self._then.get(id), self._now.get(id)
        clause = self._library.clauses.get(id)
        part = replace(issued, origin=replace(issued.origin, id=id), blocks=tuple(map(self._of_today, issued.blocks)))
        if now is None:
            return part
        if clause is not None and clause.weightiest_change(self._record.edition_of(id)) == "law":
            return replace(part, blocks=_with_body(part.blocks, now.blocks))
        if then is None:
            return part
        return replace(part, blocks=carried_over(then.blocks, part.blocks, now.blocks))

    def _of_today(self, block: Block) -> Block:
        """A block that calls each network by the name it has today, where it had the one of then."""

        def named(inline: Inline) -> Inline:
            match inline:
                case Answer(words, path):
                    network = self._library.registry.find(words) if self._names_network(path) else None
                    return Answer(network.name, path) if network and words in network.former_names else inline
                case Strong(inner) | Emphasis(inner):
                    return replace(inline, content=tuple(map(named, inner)))
                case _:
                    return inline

        return mapped(block, lambda run: tuple(map(named, run)))

    def _names_network(self, path: str) -> bool:
        asked = self._library.questionnaire.questions.get(question_of(path))
        return asked is not None and asked.kind == Platforms.name

    def _place(self, id: str, parts: Sequence[Part]) -> int:
        """Where a new clause goes: behind the nearest one before it in the library that is there."""
        order = {clause.id: number for number, clause in enumerate(self._library.ordered())}
        before = [(order[part.origin.id], place) for place, part in enumerate(parts) if part.origin.id in order]
        return (
            1 + max(((number, place) for number, place in before if number < order[id]), default=(0, len(parts) - 1))[1]
        )


def _in_old_form(part: Part) -> Part:
    """A clause with a heading of its own instead of a title run in."""
    return replace(part, blocks=tuple(block for each in part.blocks for block in _unrun(each, part.origin.title)))


def _unrun(block: Block, title: str) -> Iterator[Block]:
    match block:
        case Paragraph(content, "titled-rule"):
            yield Heading(2, (Text(title),))
            if rule := content[2:] if isinstance(content[0], Strong) else content:
                yield Paragraph(rule, "rule")
        case _:
            yield block


def _with_body(issued: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...]:
    """The new words of a clause under the heading it was issued with, with what stood between its rule and its detail."""
    heading = [block for block in issued[:1] if isinstance(block, Heading)]
    beside = [block for block in issued if isinstance(block, Paragraph) and block.role in {"rights", "note"}]
    body = [block for block in new if not isinstance(block, Heading)]
    rule = [block for block in body if isinstance(block, Paragraph) and block.role not in {"body", "lead", "rights"}]
    if any(isinstance(block, Paragraph) and block.role == "rights" for block in body):
        return (*heading, *body)  # a right of a short policy
    return (*heading, *rule, *beside, *(block for block in body if block not in rule))
