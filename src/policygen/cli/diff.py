"""`policygen diff`."""

import json
from dataclasses import replace
from pathlib import Path

import click

from policygen.answers.model import Answers
from policygen.answers.read import read_answers
from policygen.answers.settings import read_setting
from policygen.app.diff import Difference, PartChange, compare, compare_documents, word_changes
from policygen.app.document_status import document_status
from policygen.cli._console import common_options, echo_findings, echo_json, open_answers
from policygen.cli._default_file import the_answers
from policygen.cli._packs import laid_for
from policygen.cli._terminal import echo, styled
from policygen.errors import UsageError
from policygen.findings import Location, Severity
from policygen.formats.registry import FORMATS, format_of
from policygen.language.lists import counted
from policygen.library.model import Library

STAYS = "The document stays as it is, word for word."
BOTH_ALIKE = "The two documents say the same, word for word."
CONTEXT = 8
"""Unchanged words shown on either side of a change."""


@click.command(name="diff")
@click.argument("old", required=False, type=click.Path(path_type=Path))
@click.argument("new", required=False, type=click.Path(path_type=Path))
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="QUESTION=ANSWER",
    help="Try an answer. Lists: a,b. People: {name: Ann, role: Owner}. Nothing after '=': not known. May be repeated.",
)
@common_options
def command(
    old: Path | None,
    new: Path | None,
    settings: tuple[str, ...],
    as_json: bool,
    made_on: str,
    packs: tuple[Path, ...],
) -> None:
    """Show clause by clause what other answers would change, before anything is written.

    OLD and NEW are answers files, or two documents that policygen made, compared as they stand. With --set alone, OLD is
    the only answers file here.

    \b
    Examples:
      policygen diff answers.yaml --set monitoring=none
      policygen diff answers.yaml --set "policy_owner={name: Ann, role: Owner}"
      policygen diff last-year.yaml answers.yaml
      policygen diff issued.docx draft.docx
    """
    if new is None and not settings:
        raise UsageError("There is nothing to compare with.", hint="Name a second file, or use --set QUESTION=ANSWER.")
    old = old or the_answers("diff", "--set …")
    of_documents = format_of(old) is not None
    if of_documents:
        if new is None or format_of(new) is None:
            endings = " or ".join(each.ending for each in FORMATS.values())
            raise UsageError("A document is compared with another document.", hint=f"Name two {endings} files.")
        difference = Difference((), compare_documents(document_status(old), document_status(new)), (), ())
    else:
        library = laid_for(new or old, packs, made_on)
        before = open_answers(old, library)
        after = open_answers(new, library) if new else before
        after = _with_settings(after, settings, library)
        difference = compare(before, after, library, made_on)
    if as_json:
        echo_json(_data(difference))
    else:
        _tell(difference, alike=BOTH_ALIKE if of_documents else STAYS)


def _with_settings(answers: Answers, settings: tuple[str, ...], library: Library) -> Answers:
    """Answers with some tried on, checked like any others.

    Raises: `UsageError` for a setting that is no answer.
    """
    given = dict(read_setting(setting, library.questionnaire) for setting in settings)
    tried, findings = read_answers(json.dumps({"answers": given}), "--set", library)
    told = [replace(finding, location=Location()) for finding in findings if finding.severity > Severity.INFO]
    echo_findings(told)
    if any(finding.severity is Severity.BLOCK or finding.code == "unknown-answer" for finding in told):
        raise UsageError("That cannot be tried.", hint="Mend what is named above.")
    former = library.questionnaire.former
    given = {former.get(key, key): value for key, value in given.items()}
    kept = {key: value for key, value in answers.values.items() if key not in given}
    return replace(answers, values={**kept, **tried.values})


def _data(difference: Difference) -> dict[str, object]:
    return {
        "answers": [{"question": key, "before": was, "after": now} for key, was, now in difference.answers],
        "parts": [part.as_data() for part in difference.parts],
        "raised": list(difference.raised),
        "settled": list(difference.settled),
    }


def _tell(difference: Difference, alike: str) -> None:
    for key, was, now in difference.answers:
        told = ["not known" if value is None else json.dumps(value, ensure_ascii=False) for value in (was, now)]
        echo(f"{key}: {told[0]} → {told[1]}")
    if not difference.parts:
        echo(alike)
    for part in difference.parts:
        _part(part)
    kinds = [part.change for part in difference.parts]
    if any(kind != "moved" for kind in kinds):
        echo(
            f"\n{counted(kinds.count('added'), 'part')} added, {kinds.count('removed')} removed,"
            f" {kinds.count('changed')} changed."
        )
    for heading, advisories in (("New warnings", difference.raised), ("Settled", difference.settled)):
        for text in advisories:
            echo(f"{heading}: {text}")


def _part(part: PartChange) -> None:
    sign = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}[part.change]
    colour = {"added": "green", "removed": "red"}.get(part.change, "yellow")
    echo(styled(f"\n{sign} {part.title} ({part.part})", fg=colour, bold=True))
    if part.why:
        echo(f"    {part.why}")
    if part.change == "changed":
        echo(f"    {marked(part.before, part.after)}")
    else:
        text = part.after or part.before
        echo("\n".join(f"    {line}" for line in text.split("\n")))


def marked(before: str, after: str) -> str:
    """A changed text on one line, what went and came marked, long unchanged stretches cut."""
    pieces: list[str] = []
    for kind, words in word_changes(before, after):
        if kind == "same":
            parts = words.split()
            pieces.append(
                words if len(parts) <= CONTEXT * 2 else f"{' '.join(parts[:CONTEXT])} … {' '.join(parts[-CONTEXT:])}"
            )
        else:
            sign, colour = ("-", "red") if kind == "gone" else ("+", "green")
            pieces.append(styled(f"[{sign}{words}{sign}]", fg=colour))
    return " ".join(pieces)
