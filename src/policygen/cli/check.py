"""`policygen check`."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from policygen.app.check import Checked, check_file
from policygen.app.packs import Libraries
from policygen.app.sources import is_folder
from policygen.cli._console import (
    common_options,
    echo_findings,
    echo_json,
    exit_code,
    fail_on_option,
    place_named,
    without_kept,
)
from policygen.cli._default_file import the_answers
from policygen.cli._packs import open_libraries
from policygen.cli._policy import as_data, policy_lines, tell_answers_know
from policygen.cli._terminal import echo
from policygen.errors import PolicygenError
from policygen.findings import Finding, Location, Severity
from policygen.language.lists import counted
from policygen.library.model import Library


@click.command(name="check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--in",
    "places",
    multiple=True,
    metavar="PLACES",
    help="Where people work who a policy is for: GB-ENG,US-CA or names. May be repeated.",
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes, for folders.")
@fail_on_option("high")
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    places: tuple[str, ...],
    jobs: int,
    fail_on: str,
    as_json: bool,
    made_on: str,
    packs: tuple[Path, ...],
) -> None:
    """Check answers files, documents that policygen made, anybody's policy, and folders of them.

    Of answers and documents: what is wrong, what is not confirmed, which warnings hold, which platforms have closed, and
    whether a review is due. Of a policy that policygen did not make (.docx, .odt, .md, .txt): each sentence found unlawful or
    risky, where, and what to write instead; networks that closed; what is missing. A document of ours is checked as ever,
    and with --in its whole text is read for those places too.

    Of a folder: every answers file and every document of ours in and below it, with a table and a count. Without FILES:
    the only answers file here.

    Ends with 3 when something at or above --fail-on was found, and with 1 when a file could not be checked at all.

    \b
    Examples:
      policygen check answers.yaml
      policygen check policies/*.docx --fail-on medium
      policygen check old-policy.docx --in GB-ENG,US-CA
      policygen check clients/ --jobs 2
    """
    files = files or (the_answers("check"),)
    libraries = open_libraries(packs, made_on)
    known = libraries.laid(tuple(packs)).library
    codes = tuple(place_named(name.strip(), known) for named in places for name in named.split(",") if name.strip())
    if any(map(is_folder, files)):
        from policygen.cli._check_folders import check_folders

        ctx.exit(check_folders(files, packs, made_on, codes, jobs, fail_on, as_json=as_json))
    if codes:
        tell_answers_know(files)
    ctx.exit(_check_files(without_kept(files), libraries, codes, fail_on, as_json=as_json))


def _check_files(
    files: Sequence[Path], libraries: Libraries, places: tuple[str, ...], fail_on: str, *, as_json: bool
) -> int:
    """Check each file, tell what was found in it, and return the exit code."""
    found: list[Finding] = []
    said: set[Finding] = set()
    report: list[dict[str, object]] = []
    unreadable = False
    for path in files:
        library, of_packs = libraries.laid(libraries.named).library, tuple[Finding, ...]()
        try:
            laid = libraries.of(path)
            library, of_packs = laid.library, laid.findings
            checked = check_file(path, library, libraries.date, places)
            checked = replace(checked, findings=(*of_packs, *checked.findings))
        except PolicygenError as error:
            unreadable = True
            fault = Finding("unreadable", Severity.BLOCK, error.message, Location(str(path)), error.hint)
            checked = Checked(path, (fault,))
        found.extend(checked.everything)
        told: dict[str, object] = {"file": str(path), "findings": [finding.as_data() for finding in checked.everything]}
        report.append({**told, "policy": as_data(checked.read, library)} if checked.read else told)
        if not as_json:
            _tell(replace(checked, findings=tuple(each for each in checked.findings if each not in said)), library)
            said.update(of_packs)
    if as_json:
        echo_json(report)
    return 1 if unreadable else exit_code(found, fail_on)


def _tell(checked: Checked, library: Library) -> None:
    echo_findings(checked.findings, err=False)
    if checked.read is None:
        many = counted(len(checked.findings), "finding") if checked.findings else "nothing to tell"
        echo(f"{checked.path}: {many}.")
        return
    if checked.findings:
        echo(f"{checked.path}: {counted(len(checked.findings), 'finding')}.")
    for line in policy_lines(checked.path, checked.read, library):
        echo(line)
