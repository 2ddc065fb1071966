"""`policygen new`, and the way in for somebody who typed only `policygen`."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from policygen.app.build import BuildOptions, formats_there
from policygen.app.finish import Finished, finish, further_questions, write_next_steps
from policygen.app.remarks import OPEN_DUTY
from policygen.app.replacing import edited_of
from policygen.cli._console import date_option, pack_option, today
from policygen.cli._default_file import begun_here
from policygen.cli._issuing import offer_to_issue
from policygen.cli._opening import offer_to_open
from policygen.cli._packs import laid_for
from policygen.cli._put_into_edited import offer_update
from policygen.cli._terminal import echo, styled, terminal_size
from policygen.errors import InterruptedByUserError
from policygen.findings import Severity
from policygen.interview.notes import LEADS
from policygen.library.model import Library
from policygen.selection.own_rules import QUESTION as OWN_RULES
from policygen.terminal.closing import end_screen, next_steps_text
from policygen.terminal.lines import Line
from policygen.terminal.start import (
    InterviewResult,
    choose_further,
    is_terminal,
    main_menu,
    require_terminal,
    run_interview,
)
from policygen.workspace.naming import ANSWERS, answers_path, naming
from policygen.workspace.writing import require_writable

_STYLES: dict[str, dict[str, Any]] = {
    "question": {"bold": True},
    "strong": {"bold": True},
    "accent": {"fg": "cyan"},
    "quiet": {"dim": True},
}


@click.command(name="new")
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--thorough", is_flag=True, help="Ask everything that applies, not only the essential questions.")
@click.option("--ask", multiple=True, metavar="QUESTION", help="Ask one question again, by its id. May be repeated.")
@date_option
@pack_option
def command(folder: Path, thorough: bool, ask: tuple[str, ...], made_on: str, packs: tuple[Path, ...]) -> None:
    """Ask about your organisation, and write its policy.

    FOLDER is a folder, for the answers.yaml in it, or an answers file of any name that ends in .yaml.
    Every answer is saved there as you give it. Ctrl-C loses nothing: run the command again to go on.
    At the end you see all answers and what your policy promises, and can change any of them.

    \b
    Examples:
      policygen new
      policygen new harbour-street --thorough
      policygen new clients/harbour-street.yaml
      policygen new --ask monitoring
    """
    interview(answers_path(folder), thorough=thorough, ask=ask, made_on=made_on, packs=packs)


def interview(path: Path, *, thorough: bool, ask: tuple[str, ...], made_on: str, packs: tuple[Path, ...]) -> None:
    """Hold the interview, write the documents, go on with what is open, and end with a policy that can be signed."""
    require_terminal()
    require_writable(path.parent)
    library = laid_for(path, packs, made_on)
    told = tuple(
        f"{found} It stays as it is: what you say now can be put into a copy of it." for found in edited_of(path)
    )
    draft = run_interview(library, path, thorough=thorough, today=made_on, ask=ask, told=told)
    finished = _written(draft, library, made_on, packs)
    try:
        for made in _made_truer(finished, draft, library, ask, made_on, packs):
            finished = made
    except InterruptedByUserError as stop:
        raise _stopped_behind(finished, library, stop) from stop
    if finished.result.edited:
        offer_update(finished.result, library, made_on)
        return
    outcome = write_next_steps(finished.outcome, next_steps_text(finished.outcome, library))
    for line in end_screen(outcome, library, min(terminal_size().columns, 100)):
        echo(_styled(line))
    if outcome.policy is not None:
        if not outcome.confirm:
            offer_to_issue(outcome.policy, library, made_on)
        offer_to_open(outcome.policy)


def _made_truer(
    finished: Finished,
    draft: InterviewResult,
    library: Library,
    ask: tuple[str, ...],
    made_on: str,
    packs: tuple[Path, ...],
) -> Iterator[Finished]:
    """The documents each time that what was open is said, until nothing is, or it is enough.

    Raises: `InterruptedByUserError` when the person stops.
    """
    put = set(ask)
    while further := further_questions(finished.outcome, library, put):
        own = not finished.outcome.has_own_rules and OWN_RULES not in put
        while (further or own) and (chosen := choose_further(further, offers_own_rules=own)):
            put |= {*chosen}
            draft = run_interview(library, draft.path, thorough=False, today=made_on, ask=chosen, further=True)
            further, own = tuple(each for each in further if each.id not in put), own and OWN_RULES not in put
        put |= {each.id for each in further}
        finished = _written(draft, library, made_on, packs, finished)
        yield finished


def _stopped_behind(finished: Finished, library: Library, stop: InterruptedByUserError) -> InterruptedByUserError:
    """What somebody is told who stops once their policy is written: where it lies too. The next steps lie beside it."""
    outcome = finished.outcome
    if finished.result.edited or outcome.policy is None:
        return stop
    outcome = write_next_steps(outcome, next_steps_text(outcome, library))
    again = stop.hint or f"To go on: {outcome.to_type('new', *naming(outcome.answers))}"
    return InterruptedByUserError(stop.message, hint=f"Your policy: {outcome.policy}\n{again}")


def _written(
    draft: InterviewResult, library: Library, made_on: str, packs: tuple[Path, ...], before: Finished | None = None
) -> Finished:
    """The documents written of answers as they stand now, unless they were already; leaves where nothing can be written."""
    if before is not None and before.answers == draft.answers:
        return before
    echo("Writing your policy …")
    options = BuildOptions(date=made_on)
    kept = formats_there(draft.answers, draft.path, library, options)  # Markdown that somebody asked for stays in step
    options = replace(options, formats=tuple(dict.fromkeys((*options.formats, *kept))))
    suggestions = before.outcome.suggestions if before else None
    finished = finish(draft.answers, draft.path, library, options, packs, suggestions)
    result = finished.result
    for finding in result.findings:
        was_told = finding.code in library.traps and finding.severity < Severity.BLOCK  # when the rule was entered
        if finding.severity >= Severity.MEDIUM and finding.code != OPEN_DUTY and not was_told:
            echo(f"{LEADS[finding.severity]}: {finding.message} {finding.hint}".rstrip())
    if result.state == "refused":
        echo("The policy was not written: mend what is named above.", err=True)
        raise click.exceptions.Exit(1)
    return finished


def _styled(line: Line) -> str:
    return "".join(styled(text, **_STYLES.get(style, {})) for style, text in line)


def way_in(ctx: click.Context) -> None:
    """Offer the way in on a terminal; without one, show the help."""
    if not is_terminal(sys.stdin, sys.stdout):
        echo(ctx.get_help())
        if sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty():
            echo("\nThis terminal cannot move its cursor (TERM), so no questions can be asked on it.", err=True)
        return
    begun = begun_here()
    door = main_menu(begun=begun)
    if door == "help":
        echo(ctx.get_help())
    elif door != "leave":
        interview(begun or Path(ANSWERS), thorough=door == "thorough", ask=(), made_on=today(), packs=())
