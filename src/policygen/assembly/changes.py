"""What changed from one version to the next, in five lines for everybody."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from policygen._dataclass import dataclass
from policygen.assembly.wording import Wording
from policygen.document.model import Document, Exact, Item, ItemList, Origin, Paragraph, Part, Text
from policygen.language.lists import counted, listed

MOST = 5
"""Lines of what changed; the last of them says how much more there is."""

ChangeKind = Literal["new", "law", "answer", "changed", "gone", "added"]
ORDER: tuple[ChangeKind, ...] = ("law", "new", "answer", "changed", "gone", "added")
"""What people must know first."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What became of a rule since the version before."""

    kind: ChangeKind
    title: str
    """Its title; of a paragraph that its owner added, its words; of an answer, what it was."""
    number: str = ""
    """As it is printed; empty without one."""
    now: str = ""
    """Of an answer that is another one wherever it is printed, what it is now."""
    rules: int = 0
    """In how many rules that is all that changed."""


def change_lines(changes: Sequence[RuleChange], wording: Wording) -> tuple[str, ...]:
    """What changed, in at most five lines, what matters most first."""
    told = sorted(changes, key=lambda change: ORDER.index(change.kind))
    lines = [_line(change, wording) for change in told]
    if len(lines) <= MOST:
        return tuple(lines)
    return (*lines[: MOST - 1], wording.text("changes.more", number=str(len(lines) - MOST + 1)))


def review_line(day: str, what: Sequence[str], wording: Wording) -> str:
    """What a review on a day in words changed, in a line for the history of versions."""
    if not what:
        return wording.text("review.nothing", day=day)
    return wording.text("review.changed", day=day, what=listed(what))


def _line(change: RuleChange, wording: Wording) -> str:
    if change.kind == "added":
        return wording.text("changes.added", words=change.title)
    if change.kind == "answer":
        return wording.text("changes.answer", was=change.title, now=change.now, rules=counted(change.rules, "rule"))
    if change.number:
        rule = wording.text("changes.rule", title=change.title, number=change.number)
    else:
        rule = wording.text("changes.unnumbered", title=change.title)
    return wording.text(f"changes.{change.kind}", rule=rule)


def changes_page(version: Document, said: str, lines: Sequence[str], wording: Wording) -> Document:
    """The page of what a version changed: what whoever issued it says of it, and the lines."""
    properties = version.properties
    title = wording.text("changes.title", number=properties.version)
    read = wording.text("changes.read", title=properties.title, edition=properties.edition)
    blocks = (
        Paragraph((Text(title),), "title"),
        Paragraph((Exact(properties.organisation),), "subtitle"),
        Paragraph((Exact(said),)),
        *((ItemList(tuple(Item((Exact(line),)) for line in lines)),) if lines else ()),
        Paragraph((Text(read),)),
    )
    part = Part(Origin("changes", "title", title), blocks)
    return Document(replace(properties, title=title, kind="changes", depth="short"), (part,))
