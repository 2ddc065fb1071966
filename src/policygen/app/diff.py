"""What changing answers changes: part by part, before anything is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from policygen._dataclass import dataclass
from policygen.answers.model import Answers
from policygen.answers.write import plain
from policygen.app.document_status import DocumentStatus, PartStatus
from policygen.assembly.assemble import assemble
from policygen.document.model import Part
from policygen.document.walk import block_text
from policygen.document.words import fold
from policygen.findings import Severity
from policygen.language.lists import listed
from policygen.library.model import Library
from policygen.revision.diff3 import matching
from policygen.selection.model import Selection
from policygen.selection.reasons import why
from policygen.selection.select import select

Change = Literal["added", "removed", "changed", "moved"]

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


@dataclass(frozen=True, slots=True)
class _Described:
    """A part by its words."""

    title: str
    words: str
    key: str = ""
    """What it is compared by, where that is not its words: in documents, what editors do by themselves is no change."""


def compare_parts(before: Sequence[Part], after: Sequence[Part], selection: Selection | None) -> tuple[PartChange, ...]:
    """The parts that are added, removed or worded otherwise, in the order of the new text."""

    def described(parts: Sequence[Part]) -> dict[str, _Described]:
        return {part.origin.id: _Described(part.origin.title, text_of_part(part)) for part in parts}

    def reason(id: str) -> str:
        decision = selection.decisions.get(id) if selection else None
        return why(selection, decision) if selection and decision else ""

    return tuple(replace(change, why=reason(change.part)) for change in _changes(described(before), described(after)))


def _changes(old: Mapping[str, _Described], new: Mapping[str, _Described]) -> Iterator[PartChange]:
    for id, part in {**new, **{id: part for id, part in old.items() if id not in new}}.items():
        was = old[id].words if id in old else ""
        now = new[id].words if id in new else ""
        keys = [found[id].key or found[id].words if id in found else "" for found in (old, new)]
        if keys[0] != keys[1]:
            change: Change = "added" if id not in old else "removed" if id not in new else "changed"
            yield PartChange(id, part.title, change, was, now, "")


def compare_documents(old: DocumentStatus, new: DocumentStatus) -> tuple[PartChange, ...]:
    """What differs between two documents of ours as they stand: parts by their words, then what people added by hand."""
    changes = [*_changes(_words_present(old), _words_present(new))]
    for gone, came in _gaps([*map(fold, old.added)], [*map(fold, new.added)]):
        was, now = "\n".join(old.added[slice(*gone)]), "\n".join(new.added[slice(*came)])
        change: Change = "changed" if was and now else "added" if now else "removed"
        changes.append(PartChange(BY_HAND, "Written by hand", change, was, now, ""))
    return (*changes, *_moved(old, new))


def _moved(old: DocumentStatus, new: DocumentStatus) -> Iterator[PartChange]:
    """That parts stand in another order: one change for all of them."""
    orders: list[list[PartStatus]] = []
    for document in (old, new):
        found = [part for part in document.parts if part.entry.extent]
        orders.append(sorted(found, key=lambda part: part.entry.extent))
    before, after = ([part.origin.id for part in order] for order in orders)
    both = {*before} & {*after}
    before, after = [id for id in before if id in both], [id for id in after if id in both]
    stayed = matching(before, after)
    titles = {part.origin.id: f"“{part.origin.title}”" for part in orders[0]}
    gone = [titles[id] for position, id in enumerate(before) if position not in stayed]
    if gone:
        more = [*gone[:_NAMED], *([f"{len(gone) - _NAMED} more"] if len(gone) > _NAMED else [])]
        stand = "stands" if len(gone) == 1 else "stand"
        yield PartChange(ORDER, "Order", "moved", "", f"{listed(more)} {stand} elsewhere.", "")


_NAMED = 3
"""How many moved parts are named."""
ORDER = "order"
"""What stands for a part where only the order has changed."""
BY_HAND = "by-hand"
"""What stands for a part where somebody wrote paragraphs of their own."""


def _words_present(document: DocumentStatus) -> dict[str, _Described]:
    """The parts that stand in a document, with what their formatting says against their words."""
    found: dict[str, _Described] = {}
    for part in document.parts:
        if part.status not in {"taken out", "not found"}:
            split = ["in more paragraphs"] if "split" in part.entry.destroyed else []
            unsaid = [*split, *part.entry.formatting, *(["without its number"] if part.entry.numbers_lost else ())]
            marks = f" ({', '.join(unsaid)})" if unsaid else ""
            found[part.origin.id] = _Described(
                part.origin.title, f"{part.text_now}{marks}", fold(f"{part.text_now}{marks}")
            )
    return found


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
    done = 0
    for gone, came in _gaps([*map(fold, old)], [*map(fold, new)]):
        if gone[0] > done:
            yield "same", " ".join(old[done : gone[0]])
        if gone[1] > gone[0]:
            yield "gone", " ".join(old[slice(*gone)])
        if came[1] > came[0]:
            yield "new", " ".join(new[slice(*came)])
        done = gone[1]
    if len(old) > done:
        yield "same", " ".join(old[done:])


def _gaps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """What lies between the members that two sequences share: beginning and end in the one, and in the other."""
    left = right = 0
    for here, there in (*matching(old, new).items(), (len(old), len(new))):
        if here > left or there > right:
            yield (left, here), (right, there)
        left, right = here + 1, there + 1
