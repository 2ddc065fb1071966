"""`policygen questions`."""

from collections.abc import Sequence
from pathlib import Path

import click

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen.answer_form.combine import Take
from policygen.answers.model import Answerer, Answers
from policygen.app.answer_forms import form_path, take_back, usual_target, write_form
from policygen.app.answer_sheets import hint_for, take_back_sheet, write_sheet
from policygen.app.folder_contents import find_answers
from policygen.cli._answer_forms import form_data, report_form, report_sheet, sheet_data
from policygen.cli._console import common_options, echo_findings, echo_json, open_answers
from policygen.cli._default_file import answers_in, the_answers
from policygen.cli._folders import tell_left_out
from policygen.cli._packs import laid_for, open_libraries
from policygen.cli._terminal import echo
from policygen.errors import UsageError
from policygen.workspace.naming import ANSWERS, FORM

CONTRADICTED, NOT_READ = 4, 3
"""How the command ends when a person has to decide, or something could not be read."""
SHEET = ".csv"


@click.command(name="questions")
@click.argument("answers", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_name", type=click.Choice(["docx", "csv"]), help="A Word form, or a row per client.")
@click.option("--essential", is_flag=True, help="Only the questions that matter most, and what is answered already.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write: the form; with --read the answers.")
@click.option("--replace", is_flag=True, help="Write over a form that somebody filled in.")
@click.option("--read", "form", type=click.Path(path_type=Path), help="Read a form that came back.")
@click.option("--answers", "into", type=click.Path(path_type=Path), help="With --read: the file to read it into.")
@click.option("--take", type=click.Choice(["form", "file"]), help="Whose answer stands where both give one.")
@click.option("--from", "who", default="", metavar="NAME", help="Who gave the answers: kept with each of them.")
@common_options
def command(
    answers: tuple[Path, ...],
    format_name: str | None,
    essential: bool,
    out: Path | None,
    replace: bool,
    form: Path | None,
    into: Path | None,
    take: Take | None,
    who: str,
    as_json: bool,
    made_on: str,
    packs: tuple[Path, ...],
) -> None:
    """Write the questions as a form to fill in, and read it back.

    For those who will not open a terminal. The form holds the questions that apply, with what is known filled in. Send it
    by mail. When it comes back, --read puts its answers into an answers file: only what the form answers is changed there.
    What was read by inference and what could not be read is told, with its words.

    \b
    Examples:
      policygen questions
      policygen questions answers.yaml --essential
      policygen questions --read questions.docx --answers answers.yaml
      policygen questions clients --format csv --out clients.csv
      policygen questions --read clients.csv --out clients
    """
    if form is not None:
        given = Answerer(" ".join(who.split()), made_on) if who.strip() else None
        _Reading(form, (*answers, *([into] if into else ())), out, take, given, made_on, packs).read(as_json=as_json)
    elif format_name == "csv":
        _write_sheet(answers, out, made_on, packs, replace=replace)
    else:
        _write_forms(answers, out, made_on, packs, essential=essential, replace=replace)


def _write_forms(
    paths: Sequence[Path], out: Path | None, made_on: str, packs: tuple[Path, ...], *, essential: bool, replace: bool
) -> None:
    """Write a form for each answers file, or one that nothing is known for."""
    if not paths and answers_in(Path()):
        paths = (the_answers("questions"),)
    found = find_answers(paths)
    tell_left_out(found.left_out, "send")
    sources: tuple[Path | None, ...] = found.files or (None,)
    if paths and not found.files:
        raise UsageError("There is no answers file there.", hint=f"For a form without one: {to_type('questions')}")
    if out is not None and len(sources) > 1:
        raise UsageError("--out names one form, and there are several.", hint="Leave it out: each lies by its answers.")
    left = False
    for source in sources:
        library = laid_for(source or Path(ANSWERS), packs, made_on)
        said = open_answers(source, library) if source is not None else Answers({})
        path = out or form_path(said, source, ".docx")
        written, findings = write_form(library, said, source, path, made_on, essential=essential, replace=replace)
        echo_findings(findings)
        left = left or bool(written.edited)
        _tell_written(path, bool(written.edited), *(("--answers", source) if source is not None else ()))
    if left:
        raise click.exceptions.Exit(1)


def _tell_written(path: Path, is_left: bool, *rest: str | Path) -> None:
    """Where a form lies and what comes next, or that somebody filled it in."""
    if is_left:
        echo(f"{path} was filled in or changed, and is left as it is.", err=True)
        echo("    To read it: --read. To write over it: --replace. To write elsewhere: --out.", err=True)
        return
    echo(f"{path}  to send, fill in and send back")
    echo(f"When it comes back: {to_type('questions', '--read', path, *rest)}")


def _write_sheet(
    paths: Sequence[Path], out: Path | None, made_on: str, packs: tuple[Path, ...], *, replace: bool
) -> None:
    """Write a table with a row for each answers file."""
    found = find_answers(paths)
    tell_left_out(found.left_out, "send")
    libraries = open_libraries(packs, made_on)
    laid = {source: libraries.of(source) for source in found.files}
    every = {id(each.library): each.library for each in laid.values()} or {0: libraries.laid(packs).library}
    if len(every) > 1:
        raise UsageError("These clients have different packs, so their questions differ.", hint="Write them apart.")
    library = next(iter(every.values()))
    path = out or Path(f"{FORM}{SHEET}")
    written = write_sheet([(source, open_answers(source, library)) for source in laid], library, path, replace=replace)
    if written.edited:
        echo(f"{path} is there already, and is left as it is. To write over it: --replace.", err=True)
        raise click.exceptions.Exit(1)
    echo(f"{path}  a row for each client, to fill in in a spreadsheet program and save as CSV")
    echo(f"When it comes back: {to_type('questions', '--read', path, '--out', 'clients')}")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A form or a table that came back, and what the command line says of reading it."""

    form: Path
    named: tuple[Path, ...]
    """The answers files to read it into that somebody named."""
    out: Path | None
    take: Take | None
    who: Answerer | None
    made_on: str
    packs: tuple[Path, ...]

    def read(self, *, as_json: bool) -> None:
        """Read it, and tell what became of it. Ends with a code of its own where a person has something to decide."""
        is_sheet = self.form.suffix.lower() == SHEET
        is_contradicted, is_unread = (self._sheet if is_sheet else self._form)(as_json=as_json)
        if is_contradicted and self.take is None:
            raise click.exceptions.Exit(CONTRADICTED)
        if is_unread:
            raise click.exceptions.Exit(NOT_READ)

    def _sheet(self, *, as_json: bool) -> tuple[bool, bool]:
        """A table into a folder: whether answers differ, and whether something could not be read."""
        if self.out is None or self.out.suffix.lower() in {".yaml", ".yml", SHEET}:
            raise UsageError("A table is read into a folder, a file for each client.", hint=hint_for(self.form))
        libraries = open_libraries(self.packs, self.made_on)
        taken = take_back_sheet(self.form, libraries, self.out, self.take or "", self.who)
        if as_json:
            echo_json(sheet_data(taken))
        else:
            report_sheet(taken)
        differs = any(each.combined and each.combined.left for each in taken)
        return differs, any(each.problem or each.row.form.unread for each in taken)

    def _form(self, *, as_json: bool) -> tuple[bool, bool]:
        """A Word form into an answers file: whether answers differ, and whether something could not be read."""
        if len(self.named) > 1:
            hint = "With --read, name the one to read into: --answers FILE."
            raise UsageError("Several answers files are named.", hint=hint)
        into, beside = next(iter(self.named), None), self.form.parent
        target = into or self.out or usual_target(self.form, answers_in(beside) if beside.is_dir() else ())
        library = laid_for(target, self.packs, self.made_on)
        is_named = bool(into or self.out)
        taken = take_back(self.form, library, target, self.take or "", self.who, out=self.out, is_named=is_named)
        if as_json:
            echo_json(form_data(taken))
        else:
            report_form(taken, self.form, library)
        return bool(taken.combined.left), bool(taken.form.unread)
