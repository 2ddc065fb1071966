"""What an update would do, as a person is told it: by cause first, as a colleague would sum it up, then part by part."""

from collections.abc import Iterator, Sequence

from policygen.app.update import Revision
from policygen.cli._console import echo_findings
from policygen.cli._terminal import echo, styled
from policygen.cli.diff import marked
from policygen.language.lists import counted, listed
from policygen.revision.align import recognised_by
from policygen.revision.answers import EditedAnswer
from policygen.revision.entry import PlanEntry
from policygen.revision.plan import Plan
from policygen.revision.seen import comments_on

WORDS = {
    "unchanged": "nobody changed it",
    "restore": "words were lost when it was saved: put them back as shown",
    "take-ours": "our new text",
    "keep-theirs": "your text stays",
    "same": "changed alike on both sides",
    "merged": "both changes fit together",
    "conflict": "both sides changed the same words: yours stand, ours are offered",
    "deleted-by-user": "you took it out: it stays out",
    "statutory-missing": "you took it out, but a law asks for it: it stays out",
    "new": "new",
    "removed-by-us": "no longer called for",
    "not-found": "not found again",
}
COLOURS = {
    "take-ours": "green",
    "new": "green",
    "merged": "green",
    "removed-by-us": "red",
    "conflict": "yellow",
    "statutory-missing": "yellow",
}


QUIET = frozenset({"unchanged", "same"})
ORDER = ("law", "platform", "answer", "library", "day", "rule", "unknown", "yours")
"""Kinds of cause, what matters most first."""
YOURS = "Yours, and left as it is:"
NAMED = 3
"""Parts of one cause that are named at the top; more are counted."""


def by_cause(revision: Revision) -> dict[str, list[PlanEntry]]:
    """The parts of which something is to be told, by cause, what matters most first."""
    told = [entry for entry in revision.plan.entries if entry.decision not in QUIET]
    told.sort(key=lambda entry: ORDER.index(_kind(revision, entry)))
    groups: dict[str, list[PlanEntry]] = {}
    for entry in told:
        cause = revision.causes.get(entry.origin.id)
        groups.setdefault(cause.text if cause is not None else YOURS, []).append(entry)
    return groups


def _kind(revision: Revision, entry: PlanEntry) -> str:
    cause = revision.causes.get(entry.origin.id)
    return cause.kind if cause is not None else "yours"


def _parts(entries: Sequence[PlanEntry]) -> str:
    """How many parts, and the first of them by name."""
    names = [entry.origin.title for entry in entries[:NAMED]]
    more = [f"{len(entries) - NAMED} more"] if len(entries) > NAMED else []
    return f"{counted(len(entries), 'part')}: {listed([*names, *more])}."


def _entry_data(entry: PlanEntry, plan: Plan) -> dict[str, object]:
    return {
        "part": entry.origin.id,
        "title": entry.origin.title,
        "decision": entry.decision,
        "cause": entry.cause,
        "as_issued": entry.before,
        "as_it_stands": entry.theirs,
        "as_it_would_be": entry.after,
        "found_by": list(entry.carriers),
        "certainty": round(entry.certainty, 2),
        "destroyed": list(entry.destroyed),
        "restored": [{"part": one.part, "title": one.title, "shown": one.shown} for one in entry.lost],
        "read_again": entry.review,
        "pending": list(entry.pending),
        "formatting": list(entry.formatting),
        "numbers_lost": list(entry.numbers_lost),
        "highlighted": list(entry.highlighted),
        "comments": [{"author": each.author, "text": each.text} for each in comments_on(entry, plan)],
        "restyled": entry.restyled,
        "conflicts": [{"as_issued": c.base, "theirs": c.theirs, "ours": c.ours} for c in entry.conflicts],
    }


def plan_data(revision: Revision) -> dict[str, object]:
    """What an update would do, for `--json`."""
    theirs = revision.issued.theirs
    return {
        "document": str(revision.issued.path),
        "saved_by": theirs.editor,
        "out_of_date": revision.out_of_date,
        "causes": [
            {"kind": _kind(revision, entries[0]), "cause": cause, "parts": [entry.origin.id for entry in entries]}
            for cause, entries in by_cause(revision).items()
        ],
        "answers_changed": [
            {"question": key, "before": was, "after": now} for key, was, now in revision.answers_changed
        ],
        "edited_answers": [
            {
                "questions": list(offer.questions),
                "before": offer.before,
                "after": offer.after,
                "parts": list(offer.parts),
                "still_as_before_in": list(offer.kept_in),
            }
            for offer in revision.offers
        ],
        "owner_blocks": len(revision.plan.alignment.owner),
        "parts": [_entry_data(entry, revision.plan) for entry in revision.plan.entries],
        "findings": [finding.as_data() for finding in (*theirs.findings, *revision.plan.findings)],
    }


def tell_plan(revision: Revision) -> None:
    """What an update would do, first by cause, then part by part under each."""
    theirs, plan = revision.issued.theirs, revision.plan
    if theirs.editor:
        echo(f"Last saved by {theirs.editor}.")
    for offer in revision.offers:
        elsewhere = f", and not in {counted(len(offer.kept_in), 'other part')}" if offer.kept_in else ""
        echo(
            f"An answer was changed in the document: {_change(offer)} in {counted(len(offer.parts), 'part')}{elsewhere}."
        )
        echo(f"    To keep it, change {' or '.join(offer.questions)} in the answers first, and plan again.")
    groups = by_cause(revision)
    for cause, entries in groups.items():
        echo(f"{cause} {_parts(entries)}")
    for cause, entries in groups.items():
        if len(groups) > 1:
            echo(styled(f"\n{cause}", bold=True))
        for entry in entries:
            _entry(entry, cause)
    still = sum(1 for entry in plan.entries if entry.decision in QUIET)
    own = len(plan.alignment.owner)
    echo(f"\n{counted(still, 'part')} as they were; {counted(own, 'paragraph')} of yours left alone.")
    echo_findings((*theirs.findings, *plan.findings), err=False)
    for line in _closing(revision):
        echo(line)


def _closing(revision: Revision) -> Iterator[str]:
    """How it stands in the end, as far as a person must know."""
    conflicts = revision.plan.to_decide
    if revision.plan.alignment.unrelated:
        yield "Nothing was planned."
        return
    if revision.to_change:
        yield f"An update would change {counted(len(revision.to_change), 'part')}."
    if conflicts:
        yield f"{counted(conflicts, 'conflict')} to decide: your words stand until you do."
    if revision.out_of_date:
        return
    if revision.needs_a_person:
        yield "We have nothing new for this document. What is named above is for you to settle."
    else:
        yield "The document is up to date."


def _change(offer: EditedAnswer) -> str:
    if not offer.before:
        return f"“{offer.after}” was added"
    return f"“{offer.before}” to “{offer.after}”" if offer.after else f"“{offer.before}” was taken out"


def _entry(entry: PlanEntry, told: str = "") -> None:
    colour = COLOURS.get(entry.decision)
    echo(styled(f"\n{entry.origin.title} ({entry.origin.id}): {WORDS[entry.decision]}", fg=colour, bold=True))
    if because := entry.cause.removeprefix(told).strip():
        echo(f"    {because}")
    if "joined" in entry.destroyed:
        echo("    its words now stand inside another paragraph")
    elif entry.theirs != entry.after:
        echo(f"    {marked(entry.theirs, entry.after)}")
    elif entry.decision == "keep-theirs":
        echo(f"    {marked(entry.before, entry.theirs)}")
    if entry.formatting:
        echo(f"    you made words of it {' and '.join(entry.formatting)}")
    for conflict in entry.conflicts:
        echo(f"    yours: {conflict.theirs}\n    ours:  {conflict.ours}")
    if "split" in entry.destroyed:
        echo("    it stands in more paragraphs than as issued")
    if "bookmark" in entry.destroyed and entry.carriers:
        echo(f"    the mark at its beginning is gone; recognised by {recognised_by(entry.carriers)}")
