"""What changing answers changes: part by part, before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from policygen.answers.model import Answers
from policygen.answers.write import plain
from policygen.assembly.assemble import assemble
from policygen.document.model import Part
from policygen.document.walk import block_text
from policygen.findings import Severity
from policygen.library.model import Library
from policygen.selection.model import Selection
from policygen.selection.reasons import why
from policygen.selection.select import select

Change = Literal["added", "removed", "changed"]

AnswerChange = tuple[str, object, object]
"""Question, what was said, what is said now; None where nothing was said."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """What becomes of one part."""

    part: str
    title: str
    change: Change
    before: str
    after: str
    why: str
    """Why a clause is in or out with the new answers; empty for what is not a clause."""

    def as_data(self) -> dict[str, str]:
        """The change for `--json`."""
        return {
            "part": self.part,
            "title": self.title,
            "change": self.change,
            "before": self.before,
            "after": self.after,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """What lies between two sets of answers."""

    answers: tuple[AnswerChange, ...]
    parts: tuple[PartChange, ...]
    raised: tuple[str, ...]
    """Advisories that newly hold, as id and message."""
    settled: tuple[str, ...]
    """Advisories that hold no longer."""


def text_of_part(part: Part) -> str:
    """The words of a part, a line for each paragraph, item and row."""
    return "\n".join(filter(None, (block_text(block) for block in part.blocks)))


def changed_answers(old: Answers, new: Answers) -> tuple[AnswerChange, ...]:
    """The questions answered otherwise."""
    keys = dict.fromkeys((*old.values, *new.values))
    return tuple((key, _said(old, key), _said(new, key)) for key in keys if old.values.get(key) != new.values.get(key))


def _said(answers: Answers, key: str) -> object:
    value = answers.values.get(key)
    return None if value is None else plain(value)


def compare_parts(before: Sequence[Part], after: Sequence[Part], selection: Selection | None) -> tuple[PartChange, ...]:
    """The parts that are added, removed or worded otherwise, in the order of the new text."""
    old = {part.origin.id: part for part in before}
    new = {part.origin.id: part for part in after}
    found: list[PartChange] = []
    for id, part in {**new, **{id: part for id, part in old.items() if id not in new}}.items():
        was = text_of_part(old[id]) if id in old else ""
        now = text_of_part(new[id]) if id in new else ""
        if was == now:
            continue
        change: Change = "added" if id not in old else "removed" if id not in new else "changed"
        decision = selection.decisions.get(id) if selection else None
        reason = why(selection, decision) if selection and decision else ""
        found.append(PartChange(id, part.origin.title, change, was, now, reason))
    return tuple(found)


def _advisories(selection: Selection) -> Mapping[str, str]:
    return {
        raised.advisory.id: f"{raised.advisory.id} {raised.advisory.severity.word}: {raised.advisory.says}"
        for raised in selection.raised
        if raised.advisory.severity > Severity.INFO
    }


def compare(old: Answers, new: Answers, library: Library, date: str) -> Difference:
    """What lies between two sets of answers, in the policies they make."""
    before, after = select(library, old, date), select(library, new, date)
    were, are = _advisories(before), _advisories(after)
    return Difference(
        changed_answers(old, new),
        compare_parts(assemble(before).parts, assemble(after).parts, after),
        tuple(text for id, text in are.items() if id not in were),
        tuple(text for id, text in were.items() if id not in are),
    )


def word_changes(before: str, after: str) -> Iterable[tuple[Literal["same", "gone", "new"], str]]:
    """A text as stretches of words that stayed, went or came."""
    old, new = before.split(), after.split()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", " ".join(old[a:b])
            continue
        if b > a:
            yield "gone", " ".join(old[a:b])
        if d > c:
            yield "new", " ".join(new[c:d])
