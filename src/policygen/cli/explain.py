"""`policygen explain`."""

from dataclasses import replace
from pathlib import Path

import click

from policygen.app.explain import people_work_in
from policygen.app.folder_contents import ANSWERS_ENDINGS
from policygen.app.packs import Libraries
from policygen.cli._console import common_options, day_option, open_answers, place_named
from policygen.cli._default_file import the_answers
from policygen.cli._ledger import all_defaults, all_promises, one_clause, whole_ledger
from policygen.cli._packs import laid_for, open_libraries
from policygen.cli._terminal import page
from policygen.document.model import DEPTHS
from policygen.errors import UsageError
from policygen.formats.registry import format_of
from policygen.selection.model import Selection
from policygen.selection.select import select


@click.command(name="explain")
@click.argument("answers", required=False, type=click.Path(path_type=Path))
@click.argument("clause", required=False)
@click.option(
    "--promises", "only_promises", is_flag=True, help="Only what the policy promises and grants, and who keeps it."
)
@click.option(
    "--defaults", "only_defaults", is_flag=True, help="Only the choices that nobody made, and what rests on them."
)
@click.option("--place", help="Only what binds people in one place, such as US-NY.")
@click.option("--all", "every", is_flag=True, help="Every clause on a line of its own, those for others too.")
@click.option("--depth", type=click.Choice(DEPTHS), help="How much to print, whatever the answers say.")
@click.option("--history", is_flag=True, help="The versions of a document: from when, who approved them, what changed.")
@click.option(
    "--on", "day", default="", callback=day_option, metavar="DAY", help="The words of a document in force on a day."
)
@common_options
def command(
    answers: Path | None,
    clause: str | None,
    only_promises: bool,
    only_defaults: bool,
    place: str | None,
    every: bool,
    depth: str | None,
    history: bool,
    day: str,
    as_json: bool,
    made_on: str,
    packs: tuple[Path, ...],
) -> None:
    """Tell why every clause is in the policy or left out.

    ANSWERS is an answers file, or a document that policygen made: then tell what people left, edited, took out and added.
    Without it, the only answers file here.
    With a CLAUSE, by id, printed number, title or a word of it, tell all about that one: its words, its test, the answer
    that met it, its sources and how sure we are.

    \b
    Examples:
      policygen explain answers.yaml
      policygen explain answers.yaml 14.2
      policygen explain answers.yaml --promises
      policygen explain policy.docx --history
      policygen explain policy.docx 12 --on 2027-06-01
    """
    answers, clause = _meant(answers, clause)
    if history or day:
        _tell_versions(answers, clause, "" if history else day, open_libraries(packs, made_on), as_json=as_json)
        return
    if format_of(answers) is not None:
        for_answers = only_promises or only_defaults or place or depth or every
        _explain_document(answers, clause, packs, made_on, as_json=as_json, for_answers=bool(for_answers))
        return
    selection = _selection(answers, packs, made_on, depth)
    only = "defaults" if only_defaults else "promises" if only_promises else ""
    page(_told(selection, answers, clause, place, only, every=every, as_json=as_json))


def _tell_versions(path: Path, clause: str | None, day: str, libraries: Libraries, *, as_json: bool) -> None:
    """Tell the versions of a document, or the words in force on a day."""
    from policygen.cli._history import tell_history, tell_words_on

    require_document(path)
    if day:
        tell_words_on(path, clause, day, libraries, as_json=as_json)
    else:
        tell_history(path, as_json=as_json)


def require_document(path: Path) -> None:
    """Go on only with a document.

    Raises: `UsageError` for an answers file, of which there are no versions.
    """
    if format_of(path) is None:
        raise UsageError("--history and --on go with a document.", hint="Name the policy instead of the answers.")


def _told(
    selection: Selection, path: Path, clause: str | None, place: str | None, only: str, *, every: bool, as_json: bool
) -> str:
    """What was asked of the answers in a file: of one clause, of one place, the defaults or promises alone, or all."""
    code = place_named(place, selection.library) if place else ""
    if code and not people_work_in(selection, code) and not as_json:
        where = selection.library.atlas.in_sentence(code)
        return f"By these answers nobody works in {where}, so nothing is said for there."
    if clause:
        return one_clause(selection, clause, as_json=as_json)
    if only == "defaults":
        return all_defaults(selection, path, as_json=as_json)
    if only == "promises":
        return all_promises(selection, code, as_json=as_json)
    return whole_ledger(selection, code, every=every, as_json=as_json)


def _explain_document(
    path: Path, clause: str | None, packs: tuple[Path, ...], made_on: str, *, as_json: bool, for_answers: bool
) -> None:
    """Tell of a document of ours; raises `UsageError` where an option was given that goes with answers alone."""
    if for_answers:
        only_answers = "--promises, --defaults, --place, --all and --depth go with an answers file."
        raise UsageError(only_answers, hint="Name the answers instead.")
    from policygen.cli._explain_document import explain_document

    explain_document(path, clause, open_libraries(packs, made_on), as_json=as_json)


def _selection(path: Path, packs: tuple[Path, ...], made_on: str, depth: str | None) -> Selection:
    """What the answers in a file select, at their own depth or at another."""
    library = laid_for(path, packs, made_on)
    answers = open_answers(path, library)
    if depth:
        answers = replace(answers, values={**answers.values, "depth": depth})
    return select(library, answers, made_on)


def _meant(answers: Path | None, clause: str | None) -> tuple[Path, str | None]:
    """The file and the clause: a name that stands alone, and is no file's, is a clause of the only answers file here."""
    if answers is not None and clause is None:
        could_be_a_file = len(answers.parts) > 1 or answers.suffix.lower() in ANSWERS_ENDINGS or format_of(answers)
        if not could_be_a_file and not answers.exists():
            answers, clause = None, str(answers)
    return answers or the_answers("explain", *filter(None, [clause])), clause
