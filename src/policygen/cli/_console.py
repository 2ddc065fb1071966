"""What every command shares: options, printing findings, reading answers."""

import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from policygen.answers.model import Answers
from policygen.app import sources
from policygen.cli._terminal import echo, escaped, styled
from policygen.errors import InvalidContentError, UsageError
from policygen.findings import SEVERITIES, Finding, Severity, nearest, worst
from policygen.language.dates import parsed_date
from policygen.library.load import load_library
from policygen.library.model import Library
from policygen.questions.values import ValueReader

LAST_SECOND = 253_402_300_799
"""The last second of the year 9999, after 1970 began."""

_F = TypeVar("_F", bound=Callable[..., Any])


def today() -> str:
    """The ISO date of today, or of `SOURCE_DATE_EPOCH` where that is set.

    Raises: `UsageError` when that is no moment: a build meant to be repeatable must not take another day in silence.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(tz=UTC).astimezone().date().isoformat()
    if not re.fullmatch(r"[0-9]{1,12}", epoch) or int(epoch) > LAST_SECOND:
        hint = "Set it to whole seconds since 1970, such as 1795305600, or unset it and name the day with --date."
        raise UsageError(f"The environment variable SOURCE_DATE_EPOCH is '{epoch}', which is no moment.", hint=hint)
    return datetime.fromtimestamp(int(epoch), tz=UTC).date().isoformat()


def _iso_date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    if value is None:
        return today()
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise UsageError(f"'{value}' is not a date.", hint="Write --date 2026-11-22.") from error


def day_option(_ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The callback of an option that names a day; empty where it is not given."""
    if value and parsed_date(value) is None:
        raise UsageError(f"'{value}' is not a date.", hint=f"Write {param.opts[0]} 2027-01-04.")
    return value


def date_option(command: _F) -> _F:
    """`--date`: the day the documents are made on."""
    return click.option(
        "--date", "made_on", callback=_iso_date, help="The day to reckon from, as 2026-11-22. Default: today."
    )(command)


def pack_option(command: _F) -> _F:
    """`--pack`: folders laid over the library."""
    kind = click.Path(path_type=Path)
    return click.option(
        "--pack", "packs", multiple=True, type=kind, help="A pack laid over the library. May be repeated."
    )(command)


def json_option(command: _F) -> _F:
    """`--json`: for machines."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for machines.")(command)


def common_options(command: _F) -> _F:
    """`--json`, `--date` and `--pack`: what every command takes that reads answers or documents."""
    return json_option(date_option(pack_option(command)))


def json_text(data: Any) -> str:
    """Data as JSON that standard output can take."""
    encoding = str(getattr(sys.stdout, "encoding", None) or "ascii").lower()
    return escaped(json.dumps(data, ensure_ascii=not encoding.startswith("utf"), indent=2))


def echo_json(data: Any) -> None:
    """Data as JSON on standard output."""
    echo(json_text(data))


def exit_code(findings: Sequence[Finding], fail_on: str) -> int:
    """3 when a finding is at or above a severity, given by name; `never` fails on none."""
    level = worst(findings)
    return 3 if fail_on != "never" and level is not None and level >= SEVERITIES[fail_on] else 0


def fail_on_option(default: str) -> Callable[[_F], _F]:
    """`--fail-on`: the severity from which a command ends with 3."""
    return click.option(
        "--fail-on",
        type=click.Choice([*SEVERITIES, "never"]),
        default=default,
        show_default=True,
        help="End with 3 from this severity on.",
    )


COLOURS = {Severity.BLOCK: "red", Severity.HIGH: "yellow", Severity.MEDIUM: "cyan", Severity.INFO: None}


def echo_findings(findings: Sequence[Finding], *, err: bool = True) -> None:
    """Findings, a paragraph each."""
    for finding in findings:
        where = f"{finding.location}: " if finding.location.file else ""
        word = styled(finding.severity.word, fg=COLOURS[finding.severity], bold=finding.severity >= Severity.HIGH)
        echo(f"{where}{word}: {finding.message} [{finding.code}]", err=err)
        if finding.hint:
            echo(f"    {finding.hint}", err=err)


def without_kept(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Files that a person named, without those that Word, LibreOffice or macOS keep beside them, which are told."""
    for path in paths:
        if what := sources.kept_by_a_program(path):
            echo(f"{path} is left out: it is {what}.", err=True)
    return tuple(path for path in paths if not sources.kept_by_a_program(path))


def open_library(packs: Sequence[Path] = ()) -> Library:
    """The library with some packs over it."""
    return load_library(packs)


def open_answers(path: Path, library: Library) -> Answers:
    """The answers of a file; what is wrong is told, and when they cannot be used the command ends.

    Raises: `InvalidContentError` when the answers say something that cannot be meant.
    """
    answers, findings = sources.open_answers(path, library)
    echo_findings(findings)
    if any(finding.severity is Severity.BLOCK for finding in findings):
        raise InvalidContentError(f"{path} cannot be used as it stands.", hint="Mend what is named above.")
    return answers


def place_named(name: str, library: Library) -> str:
    """The code of a place by code or name.

    Raises: `UsageError` for a place of no list.
    """
    found = ValueReader(library).location(name, ())
    if found is None or found not in library.atlas.places:
        known = [*library.atlas.places, *(place.name for place in library.atlas.places.values())]
        raise UsageError(f"'{name}' is no place we know.", hint=nearest(name, known) or "Write a code such as GB-ENG.")
    return found
