"""What became of an answer form, or of a table of them, told to a person and to machines."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policygen._command import to_type
from policygen.answer_form.combine import Combined, Contradiction
from policygen.answer_form.model import FormRead, Told
from policygen.app.answer_forms import TakenBack
from policygen.app.answer_sheets import ClientTaken
from policygen.cli._folders import table
from policygen.cli._terminal import echo, styled
from policygen.language.lists import counted, listed
from policygen.library.model import Library
from policygen.questions.kinds import kind_of

NOWHERE = "not written"


def report_form(taken: TakenBack, form: Path, library: Library) -> None:
    """What was read, by what inference, and what could not be; then where it went."""
    read, combined = taken.form, taken.combined
    by = f", filled in by {read.by}" if read.by else ""
    echo(f"{form}{by}: {counted(len(read.values), 'answer')} read, {len(combined.added)} of them new.")
    _section("Read by inference: look these over", read.inferred)
    _section("To know", read.noticed)
    _contradictions(combined.replaced, "Changed by the form", library)
    _contradictions(combined.left, "The form and the answers differ: the answers stand", library)
    if any(each.question.id not in read.partial for each in combined.left):
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
        words = f"“{each.text}” " if each.text and f"“{each.text}”" not in each.message else ""
        echo(f"  {where}{words}{each.message}".rstrip())
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


def report_sheet(taken: Sequence[ClientTaken]) -> None:
    """A row for each client; then every contradiction, inference and cell that could not be read."""
    rows = [
        (
            str(each.path or each.row.name or f"line {each.row.line}"),
            str(len(each.row.form.values)),
            str(len(each.combined.added) if each.combined else 0),
            str(len(each.combined.left) if each.combined else 0),
            str(len(each.row.form.unread)),
            (each.problem and NOWHERE) or ("written" if each.is_changed else "as it is"),
        )
        for each in taken
    ]
    table(("Answers", "Read", "New", "Differ", "Unread", "File"), rows)
    for each in taken:
        if each.problem:
            echo(f"Line {each.row.line}: {each.problem}")
    differ = [(each, one) for each in taken if each.combined for one in each.combined.left]
    if differ:
        echo(styled(f"Answers that differ: those in the files stand ({len(differ)})", bold=True))
        for each, one in differ:
            echo(f"  {each.path}: {one.question.id}")
        echo("    To let the table's stand: --take form. To keep the files': --take file.")
    _cells("Read by inference: look these over", [(each, told) for each in taken for told in each.row.form.inferred])
    _cells("To know", [(each, told) for each in taken for told in each.row.form.noticed])
    _cells("Could not be read", [(each, told) for each in taken for told in each.row.form.unread])


def _cells(title: str, told: Sequence[tuple[ClientTaken, Told]]) -> None:
    if told:
        echo(styled(f"{title} ({len(told)})", bold=True))
        rows = [
            (str(each.path or each.row.name), one.place, one.text[:60], f"{one.message} {one.hint}")
            for each, one in told
        ]
        table(("Answers", "Where", "As it stands", "Why"), rows)


def form_data(taken: TakenBack) -> dict[str, Any]:
    """What became of a form, for machines."""
    return {
        "answers_file": str(taken.path),
        "written": taken.is_changed,
        **_read(taken.form),
        **_combined(taken.combined),
    }


def sheet_data(taken: Sequence[ClientTaken]) -> dict[str, Any]:
    """What became of each row of a table, for machines."""
    return {
        "clients": [
            {
                "line": each.row.line,
                "answers_file": str(each.path) if each.path else None,
                "written": each.is_changed,
                "problem": each.problem,
                **_read(each.row.form),
                **(_combined(each.combined) if each.combined else {}),
            }
            for each in taken
        ]
    }


def _read(read: FormRead) -> Mapping[str, Any]:
    def told(entries: tuple[Told, ...]) -> list[dict[str, str]]:
        return [
            {"question": e.question, "place": e.place, "text": e.text, "message": e.message, "hint": e.hint}
            for e in entries
        ]

    return {
        "by": read.by,
        "on": read.on,
        "read": list(read.values),
        "not_sure": list(read.open),
        "inferred": told(read.inferred),
        "noticed": told(read.noticed),
        "unread": told(read.unread),
    }


def _combined(combined: Combined) -> Mapping[str, Any]:
    return {
        "new": list(combined.added),
        "changed": [each.question.id for each in combined.replaced],
        "contradicted": [each.question.id for each in combined.left],
        "blank": list(combined.silent),
    }
