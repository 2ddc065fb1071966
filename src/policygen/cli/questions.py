"""`policygen questions`."""

from pathlib import Path
from typing import Any

import click

from policygen._command import to_type
from policygen.answer_form.combine import Contradiction, Take
from policygen.answer_form.model import Told
from policygen.answers.model import Answerer, Answers
from policygen.app.answer_forms import TakenBack, form_path, take_back, usual_target, write_form
from policygen.cli._console import common_options, echo_findings, echo_json, open_answers
from policygen.cli._default_file import answers_in
from policygen.cli._packs import laid_for
from policygen.cli._terminal import echo, styled
from policygen.errors import UsageError
from policygen.language.lists import counted, listed
from policygen.library.model import Library
from policygen.questions.kinds import kind_of

CONTRADICTED, NOT_READ = 4, 3
"""How the command ends when a person has to decide, or something could not be read."""


@click.command(name="questions")
@click.argument("answers", required=False, type=click.Path(path_type=Path))
@click.option("--essential", is_flag=True, help="Only the questions that matter most, and what is answered already.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write: the form, or with --read the answers.")
@click.option("--replace", is_flag=True, help="Write over a form that somebody filled in.")
@click.option("--read", "form", type=click.Path(path_type=Path), help="Read a form that came back.")
@click.option(
    "--answers", "into", type=click.Path(path_type=Path), help="With --read: the answers file to read it into."
)
@click.option(
    "--take", type=click.Choice(["form", "file"]), default=None, help="Whose answer stands where both give one."
)
@click.option("--from", "who", default="", metavar="NAME", help="Who gave the answers: kept with each of them.")
@common_options
def command(
    answers: Path | None,
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
    """Write the questions as a form to fill in, for those who will not open a terminal; and read it back.

    The form holds the questions that apply to this organisation, with what is known filled in. Send it by mail. When it
    comes back, --read puts its answers into an answers file: only what the form answers is changed there. What was read by
    inference and what could not be read is told, with its words.

    \b
    Examples:
      policygen questions
      policygen questions answers.yaml --essential
      policygen questions --read questions.docx --answers answers.yaml
      policygen questions --read questions.docx --answers answers.yaml --take form
    """
    if form is None:
        _write(answers, out, made_on, packs, essential=essential, replace=replace)
        return
    if answers is not None and into is not None:
        raise UsageError("Two answers files are named.", hint="With --read, name the one to read into: --answers FILE.")
    into = into or answers
    target = into or out or usual_target(form, answers_in(form.parent) if form.parent.is_dir() else ())
    library = laid_for(target, packs, made_on)
    given = Answerer(" ".join(who.split()), made_on) if who.strip() else None
    taken = take_back(form, library, target, take or "", given, out=out)
    if as_json:
        echo_json(_data(taken))
    else:
        _report(taken, form, library)
    if taken.combined.left and take is None:
        raise click.exceptions.Exit(CONTRADICTED)
    if taken.form.unread:
        raise click.exceptions.Exit(NOT_READ)


def _write(
    source: Path | None, out: Path | None, made_on: str, packs: tuple[Path, ...], *, essential: bool, replace: bool
) -> None:
    """Write a form, and say where it lies and what comes next."""
    library = laid_for(source or Path("answers.yaml"), packs, made_on)
    said = open_answers(source, library) if source is not None else Answers({})
    path = out or form_path(said, source, ".docx")
    written, findings = write_form(library, said, source, path, made_on, essential=essential, replace=replace)
    echo_findings(findings)
    if written.edited:
        echo(f"{path} was filled in or changed, and is left as it is.", err=True)
        echo("    To read it: --read. To write over it: --replace. To write elsewhere: --out.", err=True)
        raise click.exceptions.Exit(1)
    echo(f"{path}  to send, fill in and send back")
    rest = ("--answers", source) if source is not None else ()
    echo(f"When it comes back: {to_type('questions', '--read', path, *rest)}")


# ---- what became of a form -----------------------------------------------------------------------------------------------


def _report(taken: TakenBack, form: Path, library: Library) -> None:
    """What was read, by what inference, and what could not be; then where it went."""
    read, combined = taken.form, taken.combined
    by = f", filled in by {read.by}" if read.by else ""
    echo(f"{form}{by}: {counted(len(read.values), 'answer')} read, {len(combined.added)} of them new.")
    _section("Read by inference: look these over", read.inferred)
    _section("To know", read.noticed)
    _contradictions(combined.replaced, "Changed by the form", library)
    _contradictions(combined.left, "The form and the answers differ: the answers stand", library)
    if combined.left:
        echo("    To let the form's stand: --take form. To keep the answers: --take file.")
    if combined.silent:
        echo(f"Left blank on the form, so the answers stand: {listed(combined.silent)}.")
    if read.open:
        echo(f"Not sure yet: {listed(read.open)}.")
    _section("Could not be read: nothing of this is in the answers", read.unread)
    echo(f"{taken.path}  {'written' if taken.is_changed else 'stays as it is'}")
    echo(f"Next: {to_type('check', taken.path)}")


def _section(title: str, told: tuple[Told, ...]) -> None:
    if told:
        echo(styled(f"{title} ({len(told)})", bold=True))
    for each in told:
        where = f"{each.place}: " if each.place else ""
        echo(f"  {where}{f'“{each.text}” ' if each.text else ''}{each.message}".rstrip())
        if each.hint:
            echo(f"      {each.hint}")


def _contradictions(found: tuple[Contradiction, ...], title: str, library: Library) -> None:
    if found:
        echo(styled(f"{title} ({len(found)})", bold=True))
    for each in found:
        echo(f"  “{each.question.ask}” ({each.question.id})")
        echo(f"      answers: {_words(each, each.in_file, library)}; form: {_words(each, each.in_form, library)}")


def _words(about: Contradiction, value: Any, library: Library) -> str:
    if value is None:
        return "not sure yet"
    return "; ".join(kind_of(about.question).entries(about.question, value, library)) or "none"


def _data(taken: TakenBack) -> dict[str, Any]:
    """What became of a form, for machines."""
    read, combined = taken.form, taken.combined

    def told(entries: tuple[Told, ...]) -> list[dict[str, str]]:
        return [
            {"question": e.question, "place": e.place, "text": e.text, "message": e.message, "hint": e.hint}
            for e in entries
        ]

    return {
        "answers_file": str(taken.path),
        "written": taken.is_changed,
        "by": read.by,
        "on": read.on,
        "read": list(read.values),
        "new": list(combined.added),
        "changed": [each.question.id for each in combined.replaced],
        "contradicted": [each.question.id for each in combined.left],
        "blank": list(combined.silent),
        "not_sure": list(read.open),
        "inferred": told(read.inferred),
        "noticed": told(read.noticed),
        "unread": told(read.unread),
    }
