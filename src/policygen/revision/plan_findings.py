"""What a plan tells beside its entries: words lost, words that a law asks for, changes that wait, what to read once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from policygen.document.as_read import ReadDocument
from policygen.document.model import Part
from policygen.document.words import fold
from policygen.findings import Finding, Location, Severity
from policygen.language.lists import counted, listed
from policygen.revision.align import Alignment, recognised_by
from policygen.revision.entry import PlanEntry
from policygen.revision.numbers import Numbers
from policygen.revision.statutory import statutory_findings

_SURE = 0.6
"""Certainty below which a person should look."""


_QUOTED = 60
"""Characters of words in conflict that are quoted."""
_FIRST = 3
"""How many places are named where there are many."""


def _lost(entries: Sequence[PlanEntry], document: ReadDocument) -> list[Finding]:
    """That an editor lost words of references, once for the whole document."""
    hurt = [entry for entry in entries if entry.lost]
    lost = [one for entry in hurt for one in entry.lost]
    if not lost:
        return []
    bare = sum(1 for one in lost if not one.shown)
    them = "1 reference lost its title" if len(lost) == 1 else f"{len(lost)} references lost their titles"
    if bare == len(lost):
        them += " and number" if bare == 1 else " and numbers"
    elif bare:
        them += f", {bare} of them {'its number' if bare == 1 else 'their numbers'} too,"
    program = "LibreOffice" if "LibreOffice" in document.editor else "a program"
    where, more = _first(hurt)
    message = f"{them} when {program} saved this: in {where}{more}."
    severity = Severity.HIGH if bare else Severity.MEDIUM
    return [
        Finding(
            "references-lost",
            severity,
            message,
            hint="The plan shows what they said. No update writes them back yet.",
        )
    ]


def _first(entries: Sequence[PlanEntry]) -> tuple[str, str]:
    """The titles of the first parts, and how many more there are."""
    titles = ", ".join(f"“{entry.origin.title}”" for entry in entries[:_FIRST])
    return titles, f" and {len(entries) - _FIRST} more" if len(entries) > _FIRST else ""


_UNTOUCHED = {"unchanged", "restore", "take-ours"}


def _asked_by_law(
    entries: Sequence[PlanEntry], called_for: Mapping[str, Part], document: ReadDocument, alignment: Alignment
) -> list[Finding]:
    """What became of the parts that a law asks for and that are still called for, by the ids they have now."""
    found: list[Finding] = []
    for entry in entries:
        was = called_for[entry.origin.id].origin if entry.origin.id in called_for else None
        if was is not None and was.statutory:
            stands = entry.before if entry.decision in _UNTOUCHED else entry.theirs
            extent, owner = entry.extent, alignment.owner
            found += statutory_findings(was.id, was.title, entry.before, stands, extent, document, owner)
    return found


def plan_findings(
    entries: Sequence[PlanEntry], called_for: Mapping[str, Part], document: ReadDocument, alignment: Alignment
) -> Iterator[Finding]:
    """Everything a plan tells. `called_for` holds the parts as issued that are still called for, by the ids they have now."""
    if alignment.unrelated and alignment.parts:
        message = "This document shares hardly a sentence with the one that was issued, and carries none of its marks."
        yield Finding("unrelated-document", Severity.HIGH, message, hint="Is it the right file?")
        return
    yield from _lost(entries, document)
    yield from _conflicts(entries)
    for entry in entries:
        yield from _entry_findings(entry)
    yield from _pending(entries, document, alignment)
    yield from _asked_by_law(entries, called_for, document, alignment)


def _conflicts(entries: Sequence[PlanEntry]) -> Iterator[Finding]:
    """What both changed, each once however many parts it stands in."""
    met: dict[tuple[str, str, str], dict[str, PlanEntry]] = {}
    for entry in entries:
        for one in entry.conflicts:
            met.setdefault((one.base, one.theirs, one.ours), {}).setdefault(entry.origin.id, entry)
    apart: dict[str, PlanEntry] = {}
    for (base, theirs, ours), parts in met.items():
        if max(map(len, (base, theirs, ours))) > _QUOTED or not (theirs and ours):
            apart |= parts
            continue
        titles, more = _first([*parts.values()])
        message = f"“{base}” is “{theirs}” by your hand and “{ours}” by ours, in {titles}{more}. Yours stands."
        location = Location(next(iter(parts)))
        yield Finding("conflict", Severity.HIGH, message, location, "Choose one: in the answers, or in the document.")
    for id, entry in apart.items():
        message = f"“{entry.origin.title}” was changed by hand and by us in different ways. Your words stand."
        yield Finding("conflict", Severity.HIGH, message, Location(id), "Compare both texts and choose.")


def _entry_findings(entry: PlanEntry) -> list[Finding]:
    title = entry.origin.title
    location = Location(entry.origin.id)
    found: list[Finding] = []
    if entry.review and not entry.conflicts:
        message = f"“{title}” now holds your words and ours together."
        found.append(Finding("merged", Severity.MEDIUM, message, location, "Read it once."))
    if entry.decision == "deleted-by-user" and entry.extent:
        message = f"Of “{title}” nothing but the title is left. It stays so."
        found.append(Finding("contents-gone", Severity.INFO, message, location, "Take the title out as well."))
    if "joined" in entry.destroyed:
        message = f"The words of “{title}” now stand inside another paragraph."
        found.append(Finding("joined", Severity.INFO, message, location))
    elif entry.extent and entry.certainty < _SURE:
        message = f"“{title}” was recognised only by {recognised_by(entry.carriers)}."
        found.append(Finding("uncertain-part", Severity.MEDIUM, message, location, "Check that it is the same clause."))
    if entry.numbers_lost:
        numbers, one = listed(entry.numbers_lost), len(entry.numbers_lost) == 1
        message = (
            f"“{title}” has lost its {'number' if one else 'numbers'} {numbers}. What follows it is numbered anew."
        )
        hint = "Give it back its style, or tell whoever knows a rule by its number."
        found.append(Finding("number-lost", Severity.MEDIUM, message, location, hint))
    if entry.highlighted:
        said, one = listed([f"“{words}”" for words in entry.highlighted]), len(entry.highlighted) == 1
        message = (
            f"{said} in “{title}” {'fills a bracket and is' if one else 'fill brackets and are'} still highlighted."
        )
        hint = "Take the highlight off in Word."
        found.append(Finding("still-highlighted", Severity.INFO, message, location, hint))
    return found


def number_findings(numbers: Numbers) -> Iterator[Finding]:
    """What concerns the numbers of the whole document, each told once: styles that were dropped, numbers that have moved."""
    if numbers.moved:
        told = listed([f"{was} is now {now}" for was, now in numbers.moved[:_FIRST]])
        more = f", and {len(numbers.moved) - _FIRST} more" if len(numbers.moved) > _FIRST else ""
        message = f"Rules and headings have other numbers than when this was issued: {told}{more}."
        hint = "A number that somebody wrote down or remembers now means another rule."
        yield Finding("numbers-moved", Severity.INFO, message, hint=hint)
    if numbers.dropped:
        message = f"{numbers.dropped} rules and headings of this document show no number any more."
        hint = "A program that saved it seems to have dropped its styles. Nobody can find a rule by its number now."
        yield Finding("numbers-lost", Severity.MEDIUM, message, hint=hint)


# ---- changes that wait -------------------------------------------------------------------------------------------------


_MOST_OF_IT = 0.8
"""Share of a line that must have been taken out by changes for them to be what took it."""
_ACCEPT = "Accept or reject them first."


def pending_in(entry: PlanEntry, document: ReadDocument) -> tuple[str, ...]:
    """Authors of the tracked changes that wait in a part, those that took words of it out included."""
    left = {fold(line) for line in entry.theirs.split("\n")}
    gone = [line for line in map(fold, entry.before.split("\n")) if line and line not in left]
    taken = [(fold(change.text), change.author) for change in document.changes if change.kind in {"deletion", "move"}]
    found: list[str] = []
    for line in gone:
        of_it = [(words, author) for words, author in taken if words and (words in line or line in words)]
        if sum(len(words) for words, _ in of_it) >= _MOST_OF_IT * len(line):
            found += [author for _, author in of_it]
    return tuple(sorted({*entry.pending, *found}))


def _pending(entries: Sequence[PlanEntry], document: ReadDocument, alignment: Alignment) -> Iterator[Finding]:
    """The tracked changes that nobody has accepted or rejected: part by part, then those that stand in none."""
    named: set[str] = set()
    alike: dict[tuple[tuple[str, ...], bool], list[PlanEntry]] = {}
    for entry in entries:
        if entry.pending:
            named |= {*entry.pending}
            alike.setdefault((entry.pending, bool(entry.before and not entry.theirs)), []).append(entry)
    for (authors, is_gone), found in alike.items():
        one, (titles, more) = len(found) == 1, _first(found)
        did = ("was taken out by" if one else "were taken out by") if is_gone else "holds" if one else "hold"
        location = Location(found[0].origin.id) if one else Location()
        yield Finding(
            "pending-changes", Severity.MEDIUM, f"{titles}{more} {did} {_waiting(authors)}", location, _ACCEPT
        )
    own = [document.pieces[position] for position in alignment.owner if document.pieces[position].pending]
    if own:
        theirs = sorted({author for read in own for author in read.pending})
        named |= {*theirs}
        several = f"{counted(len(own), 'paragraph')} of yours {'holds' if len(own) == 1 else 'hold'}"
        yield Finding("pending-changes", Severity.MEDIUM, f"{several} {_waiting(theirs)}", Location(), _ACCEPT)
    others = sorted(set(document.pending_by_author()) - named)
    if others:
        message = f"The document holds {_waiting(others)}"
        yield Finding("pending-changes", Severity.MEDIUM, message, Location(), _ACCEPT)


def _waiting(authors: Iterable[str]) -> str:
    return f"tracked changes of {listed(list(authors))} that nobody has accepted."
