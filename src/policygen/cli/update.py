"""`policygen update`."""

from collections.abc import Iterator
from pathlib import Path

import click

from policygen.app.carrying_out import CarriedOut, carry_out_update, out_path
from policygen.app.update import Revision, plan_update
from policygen.cli._console import common_options, echo_findings, echo_json
from policygen.cli._default_file import the_document
from policygen.cli._packs import laid_for
from policygen.cli._terminal import echo, styled
from policygen.cli._updated import tell_written
from policygen.cli.diff import marked
from policygen.errors import InvalidContentError, UsageError
from policygen.findings import Severity
from policygen.language.lists import counted
from policygen.revision.align import recognised_by
from policygen.revision.answers import EditedAnswer
from policygen.revision.entry import PlanEntry
from policygen.workspace.writing import carry_out

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


@click.command(name="update")
@click.argument("document", required=False, type=click.Path(path_type=Path))
@click.option("--plan", "only_plan", is_flag=True, help="Show what an update would do, part by part. Writes nothing.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path),
    help="The answers to generate from. Default: those it was made from, as they now stand.",
)
@click.option("--renamed", is_flag=True, help="The organisation has another name now: answers under it are its own.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write. Default: beside the document, with “.updated” in its name. Never the document itself.",
)
@click.option("--author", default="", help="The name under which our changes stand. Default: “policygen for …”.")
@click.option("--exit-code", is_flag=True, help="End with 5 when the document is out of date, for scripts.")
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    document: Path | None,
    only_plan: bool,
    answers: Path | None,
    out: Path | None,
    author: str,
    renamed: bool,
    exit_code: bool,
    as_json: bool,
    made_on: str,
    packs: tuple[Path, ...],
) -> None:
    """Bring an issued document that people have edited up to date, as tracked changes in that very file.

    Every part is found again in the file as it stands, and compared three ways: as issued, as it stands, as newly generated.
    What people wrote is never lost: each change of ours waits in a copy of the file, with a comment that says why, until
    somebody accepts or rejects it. Without DOCUMENT: the only one here.

    \b
    Example:
      policygen update harbour-street-cafe-social-media-policy.docx --plan
      policygen update harbour-street-cafe-social-media-policy.docx
    """
    document = document or the_document("update", *(["--plan"] if only_plan else []))
    out = None if only_plan else _target(document, out)
    library = laid_for(answers or document, packs, made_on)
    revision = plan_update(document, library, made_on, answers, renamed=renamed)
    _tell_findings(revision)
    result = carry_out_update(revision, out, author) if out is not None else None
    if result is not None and result.writes:
        carry_out(result.writes, replace=True)
    if as_json:
        echo_json(_data(revision) | (_written_data(result) if result is not None else {}))
    elif result is None:
        _tell(revision)
    else:
        tell_written(result)
    if revision.plan.conflicts:
        ctx.exit(4)
    if exit_code and revision.out_of_date:
        ctx.exit(5)


def _tell_findings(revision: Revision) -> None:
    """Tell what there is to tell of document and answers.

    Raises: `InvalidContentError` when the answers cannot be used.
    """
    echo_findings(revision.findings)
    if any(finding.severity is Severity.BLOCK for finding in revision.findings):
        raise InvalidContentError("The answers cannot be used as they stand.", hint="Mend what is named above.")


def _target(document: Path, out: Path | None) -> Path:
    """The file that an update is written into: never one that is there.

    Raises: `UsageError`.
    """
    target = out or out_path(document)
    if target.exists():
        what = "is the document itself" if document.exists() and target.samefile(document) else "is there already"
        raise UsageError(f"{target} {what}. An update never writes over a file.", hint="Name another with --out FILE.")
    return target


def _written_data(result: CarriedOut) -> dict[str, object]:
    return {
        "written": [str(write.path) for write in result.writes],
        "author": result.author,
        "changes": len(result.done),
        "in_comments": [{"reason": why} for _, why in result.refused],
        "not_placed": result.not_placed,
    }


def _entry_data(entry: PlanEntry) -> dict[str, object]:
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
        "conflicts": [{"as_issued": c.base, "theirs": c.theirs, "ours": c.ours} for c in entry.conflicts],
    }


def _data(revision: Revision) -> dict[str, object]:
    theirs = revision.issued.theirs
    return {
        "document": str(revision.issued.path),
        "saved_by": theirs.editor,
        "out_of_date": revision.out_of_date,
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
        "parts": [_entry_data(entry) for entry in revision.plan.entries],
        "findings": [finding.as_data() for finding in (*theirs.findings, *revision.plan.findings)],
    }


def _tell(revision: Revision) -> None:
    theirs, plan = revision.issued.theirs, revision.plan
    if theirs.editor:
        echo(f"Last saved by {theirs.editor}.")
    for offer in revision.offers:
        elsewhere = f", and not in {counted(len(offer.kept_in), 'other part')}" if offer.kept_in else ""
        echo(
            f"An answer was changed in the document: {_change(offer)} in {counted(len(offer.parts), 'part')}{elsewhere}."
        )
        echo(f"    To keep it, change {' or '.join(offer.questions)} in the answers first, and plan again.")
    quiet = {"unchanged", "same"}
    for entry in plan.entries:
        if entry.decision not in quiet:
            _entry(entry)
    still = sum(1 for entry in plan.entries if entry.decision in quiet)
    own = len(plan.alignment.owner)
    echo(f"\n{counted(still, 'part')} as they were; {counted(own, 'paragraph')} of yours left alone.")
    echo_findings((*theirs.findings, *plan.findings), err=False)
    for line in _closing(revision):
        echo(line)


def _closing(revision: Revision) -> Iterator[str]:
    """How it stands in the end, as far as a person must know."""
    conflicts = len(revision.plan.conflicts)
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


def _entry(entry: PlanEntry) -> None:
    colour = COLOURS.get(entry.decision)
    echo(styled(f"\n{entry.origin.title} ({entry.origin.id}): {WORDS[entry.decision]}", fg=colour, bold=True))
    if entry.cause:
        echo(f"    {entry.cause}")
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
