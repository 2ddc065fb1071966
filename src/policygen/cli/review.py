"""`policygen review`."""

import sys
from pathlib import Path

import click

from policygen._command import to_type
from policygen.app.carrying_out import free_path
from policygen.app.review import Reviewed, carry_out_review, document_of
from policygen.app.review_decisions import (
    Outcome,
    decisions_path,
    outcome_of,
    read_decisions,
    set_aside,
    still_asked,
    write_decisions,
)
from policygen.app.review_matters import Agenda, agenda_of
from policygen.cli._console import common_options, echo_findings, echo_json
from policygen.cli._default_file import the_document
from policygen.cli._packs import laid_for
from policygen.cli._terminal import echo
from policygen.cli._updated import tell_written
from policygen.errors import InterruptedByUserError, InvalidContentError, UsageError
from policygen.findings import Severity
from policygen.language.dates import spelled_date
from policygen.language.lists import counted
from policygen.library.model import Library
from policygen.terminal.start import is_terminal, run_revisit


@click.command(name="review")
@click.argument("document", required=False, type=click.Path(path_type=Path))
@click.option(
    "--answers",
    type=click.Path(path_type=Path),
    help="The answers to review. Default: those it was made from, as they now stand.",
)
@click.option("--renamed", is_flag=True, help="The organisation has another name now: answers under it are its own.")
@click.option("--decisions", type=click.Path(path_type=Path), metavar="FILE", help="Decide as a file says, unasked.")
@click.option(
    "--write-decisions",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write what is asked into a file to fill in.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The updated document. Default: beside it, with “.updated” in its name. Never the document itself.",
)
@click.option("--author", default="", help="The name under which our changes stand. Default: “policygen for …”.")
@common_options
def command(
    document: Path | None,
    answers: Path | None,
    renamed: bool,
    decisions: Path | None,
    write_decisions: Path | None,
    out: Path | None,
    author: str,
    as_json: bool,
    made_on: str,
    packs: tuple[Path, ...],
) -> None:
    """A year on: a few questions, and the document comes back up to date, as tracked changes in that very file.

    Asked is what may have changed: networks with their news, accounts, people and places, law, what is still open, and what
    people wrote into the document. Then its answers are brought up to date, and it is updated as `update` does it, with the
    day of its next review. DOCUMENT may be the answers file. Ctrl-C loses nothing. Without DOCUMENT: the only one here.

    \b
    Examples:
      policygen review harbour-street-cafe-social-media-policy.docx
      policygen review answers.yaml --write-decisions review.yaml
      policygen review answers.yaml --decisions review.yaml
    """
    named = document or the_document("review")
    path = document_of(named)
    library = laid_for(answers or path, packs, made_on)
    agenda = agenda_of(path, library, made_on, answers or (named if named != path else None), renamed=renamed)
    _require_usable(agenda)
    if write_decisions is not None:
        _begin_file(write_decisions, agenda)
        return
    free_path(agenda.path, out)
    outcome = _as_decided(agenda, decisions, library) if decisions is not None else _as_asked(agenda, library)
    _finish(agenda, outcome, library, (out, author), as_json=as_json)


def _require_usable(agenda: Agenda) -> None:
    """Go on only with answers that can be used. Raises: `InvalidContentError`."""
    stops = tuple(finding for finding in agenda.revision.findings if finding.severity is Severity.BLOCK)
    echo_findings(stops)  # all else is looked at in the review itself
    if stops:
        raise InvalidContentError("The answers cannot be used as they stand.", hint="Mend what is named above.")


def _begin_file(path: Path, agenda: Agenda) -> None:
    """Write a file of decisions to be filled in. Raises: `UsageError` when something lies there."""
    if path.exists():
        raise UsageError(f"{path} is there already.", hint="Name another, or move it away.")
    write_decisions(path, agenda, {})
    echo(f"Wrote {path}: {counted(len(agenda.matters), 'thing')} to decide.")
    echo(f"Fill it in, then: {to_type('review', agenda.path, '--decisions', path)}")


def _as_decided(agenda: Agenda, path: Path, library: Library) -> Outcome:
    """What the decisions of a file come to. Raises: `InvalidContentError` when some are wrong, or missing."""
    outcome = outcome_of(agenda, read_decisions(path), library, path)
    echo_findings(outcome.faults)
    if outcome.faults:
        raise InvalidContentError("Nothing was written.", hint="Mend what is named above.")
    if outcome.undecided:
        for matter in outcome.undecided:
            echo(f"Not decided: {matter.id} ({matter.ask})", err=True)
        raise InvalidContentError("Nothing was written: a review is one when everything in it was looked at.")
    return outcome


def _as_asked(agenda: Agenda, library: Library) -> Outcome:
    """What somebody at a terminal decides. Raises: `UsageError` without one, `InterruptedByUserError` when they stop."""
    if not is_terminal(sys.stdin, sys.stdout):
        hint = f"Or decide in a file: {to_type('review', agenda.path, '--write-decisions review.yaml')}"
        raise UsageError("A review asks on a terminal, and there is none here.", hint=hint)
    kept = decisions_path(agenda.path)
    decisions = still_asked(agenda, read_decisions(kept), library) if kept.exists() else {}
    if decisions:
        echo(f"Going on with the review begun before: {counted(len(decisions), 'decision')} in {kept}.")
    if not run_revisit(library, agenda, decisions, lambda decided: write_decisions(kept, agenda, decided)):
        if not kept.exists():
            raise InterruptedByUserError("Stopped before anything was decided; nothing was written.")
        message = f"Stopped. What you decided is kept in {kept}. Document and answers are as they were."
        raise InterruptedByUserError(message, hint=f"To go on where you stopped: {to_type('review', agenda.path)}")
    return outcome_of(agenda, decisions, library)


def _finish(agenda: Agenda, outcome: Outcome, library: Library, to: tuple[Path | None, str], *, as_json: bool) -> None:
    result = carry_out_review(agenda, outcome, library, *to)
    set_aside(agenda)
    if as_json:
        echo_json(_data(result))
        return
    _tell(result)


def _data(result: Reviewed) -> dict[str, object]:
    return {
        "written": [str(write.path) for update in result.updates for write in update.writes],
        "answers": str(result.answers) if result.answers else None,
        "changes": sum(len(update.done) for update in result.updates),
        "changed": result.changed,
        "next_review": result.next_review,
    }


def _tell(result: Reviewed) -> None:
    if result.answers is not None:
        echo(f"Your answers are up to date: {result.answers}")
    together = [update.revision.issued.path for update in result.updates]
    for update in result.updates:
        tell_written(update, together)
    if result.next_review:
        echo(f"The next review is on {spelled_date(result.next_review)}.")
    documents = [update.writes[0].path for update in result.updates if update.writes]
    if documents:
        echo(f"Then make it your policy: {to_type('issue', documents[0])}")
