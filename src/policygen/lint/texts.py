"""The words of a clause sentence by sentence: where each stands, what leads to it, what vouches for it."""

from collections.abc import Iterator, Sequence
from typing import Literal

from policygen._dataclass import dataclass
from policygen.document.model import Exact, LineBreak, Text
from policygen.language.sentences import ABBREVIATIONS, split_sentences
from policygen.library import template
from policygen.library.model import SPEAKERS, Clause, Library
from policygen.lint.placeholders import Placeholders
from policygen.lint.source_locations import SourceLocations

Part = Literal["rule", "always", "detail", "inside", "outside", "page_one"]
"""`page_one`: the lines that stand for the clause on page one."""

Container = Literal["paragraph", "item", "cell"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one item of a list."""

    text: str
    part: Part
    container: Container = "paragraph"
    lead: str = ""
    """For an item: the words that introduce its list."""
    opening: bool = True
    """The first sentence of its paragraph, item or cell."""
    guarded: bool = False
    """It prints as a statement only once somebody has confirmed it."""
    slots: tuple[str, ...] = ()
    """The names of the slots that stand in it."""

    @property
    def continues(self) -> bool:
        """Whether it goes on from what leads to it, as an item does, and says nothing by itself."""
        return self.container == "item" and self.opening and bool(self.lead)


def with_stem(stem: str, item: str) -> str:
    """An item of a list read on from the words that introduce the list."""
    return f"{stem.rstrip(' :')} {item}" if stem else item


@dataclass(slots=True)
class _Run:
    """The words of some inlines, what is guarded in them, and which slots print there."""

    text: str
    guarded: list[tuple[int, int]]
    slots: list[tuple[int, str]]


class ClauseTexts:
    """Reads the clauses of one library."""

    def __init__(self, library: Library) -> None:
        self.placeholders = Placeholders(library)
        self.abbreviations = ABBREVIATIONS | library.spelling.abbreviations
        self.leads = {part: self._plain(library.wording.get(f"clause.{part}", ())) for part in ("inside", "outside")}

    def sentences(
        self, clause: Clause, parts: Sequence[Part] = ("rule", "always", "detail", "inside", "outside", "page_one")
    ) -> tuple[Sentence, ...]:
        """Every sentence of some parts of a clause, in the order printed."""
        return tuple(sentence for part in parts for sentence in self._part(clause, part))

    def plain(self, clause: Clause, part: Part) -> str:
        """The words of one part of a clause."""
        return " ".join(sentence.text for sentence in self._part(clause, part))

    def _part(self, clause: Clause, part: Part) -> Iterator[Sentence]:
        if part == "inside" or part == "outside":
            lead = self.leads[part]
            for example in clause.inside if part == "inside" else clause.outside:
                yield from self._run(example, part, "item", lead)
            return
        if part == "page_one":
            for line in (clause.gist, *clause.looked_at, *clause.not_looked_at):
                yield from self._run(line, part, "paragraph", "")
            return
        lead = ""
        blocks: template.Blocks = getattr(clause, part)
        for block in blocks:
            match block:
                case template.Paragraph(content):
                    spoken = list(self._run(content, part, "paragraph", ""))
                    yield from spoken
                    lead = spoken[-1].text if spoken else ""
                case template.ItemList(items):
                    yield from self._items(items, part, lead)
                case template.Table():
                    for cell in template.runs(block):
                        yield from self._run(cell, part, "cell", "")
                case template.Records():
                    pass

    def _items(self, items: Sequence[template.Item], part: Part, lead: str) -> Iterator[Sentence]:
        for item in items:
            spoken = list(self._run(item.content, part, "item", lead))
            yield from spoken
            if item.inner:
                yield from self._items(item.inner.items, part, with_stem(lead, spoken[-1].text) if spoken else lead)

    def _run(self, content: template.Words, part: Part, container: Container, lead: str) -> Iterator[Sentence]:
        run = _Run("", [], [])
        self._gather(content, run)
        for number, (start, text) in enumerate(split_sentences(run.text, self.abbreviations)):
            end = start + len(text)
            guarded = sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in run.guarded)
            yield Sentence(
                text,
                part,
                container,
                lead,
                opening=number == 0,
                guarded=guarded * 2 > len(text),
                slots=tuple(name for position, name in run.slots if start <= position < end),
            )

    def _plain(self, content: template.Words) -> str:
        run = _Run("", [], [])
        self._gather(content, run)
        return run.text

    def _gather(self, content: template.Words, run: _Run) -> None:
        for inline in content:
            match inline:
                case Text(value) | Exact(value):
                    run.text += value
                case template.Strong(inner) | template.Emphasis(inner) | template.Link(_, inner):
                    self._gather(inner, run)
                case template.Claim(_, _, inner):
                    start = len(run.text)
                    self._gather(inner, run)
                    run.guarded.append((start, len(run.text)))
                case template.Slot(path, filters):
                    run.slots.append((len(run.text), path))
                    run.text += self.placeholders.words(path, filters)
                case LineBreak():
                    run.text += " "
                case template.Refer():
                    pass


_TO_WHOEVER_ANSWERS = "answer-form."


def wording_as_clauses(library: Library, where: SourceLocations) -> Iterator[Clause]:
    """Every entry of the wording as a clause for every use of social media: rules over words read it as they read clauses.

    What a form of questions says to whoever fills it in is left out: it is no text of a policy and binds nobody.
    """
    for id, content in library.wording.items():
        if id.startswith(_TO_WHOEVER_ANSWERS):
            continue
        rule = (template.Paragraph(content),)
        yield Clause(id, "wording", "", "", SPEAKERS, (), (), rule, (), (), location=where.wording(id))
