"""`policygen check`."""

from pathlib import Path

import click

from policygen.app.check import check_file
from policygen.cli._console import (
    date_option,
    echo_findings,
    echo_json,
    exit_code,
    fail_on_option,
    json_option,
    open_library,
    pack_option,
    without_kept,
)
from policygen.cli._terminal import echo
from policygen.errors import PolicygenError
from policygen.findings import Finding, Place, Severity
from policygen.language.lists import counted


@click.command(name="check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@fail_on_option("high")
@json_option
@date_option
@pack_option
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    fail_on: str,
    as_json: bool,
    made_on: str,
    packs: tuple[Path, ...],
) -> None:
    """Check answers files, and documents that policygen made.

    Tells what is wrong, what is not confirmed, which warnings hold, which platforms have closed, and whether a review is due.
    Ends with 3 when something at or above --fail-on was found, and with 1 when a file could not be checked at all.

    \b
    Examples:
      policygen check answers.yaml
      policygen check policies/*.docx --fail-on medium
    """
    library = open_library(packs)
    found: list[Finding] = []
    report: list[dict[str, object]] = []
    unreadable = False
    for path in without_kept(files):
        try:
            findings = check_file(path, library, made_on).findings
        except PolicygenError as error:
            unreadable = True
            findings = (Finding("unreadable", Severity.BLOCK, error.message, Place(str(path)), error.hint),)
        found.extend(findings)
        report.append({"file": str(path), "findings": [finding.as_data() for finding in findings]})
        if not as_json:
            echo_findings(findings, err=False)
            echo(f"{path}: {counted(len(findings), 'finding') if findings else 'nothing to tell'}.")
    if as_json:
        echo_json(report)
    if unreadable:
        ctx.exit(1)
    ctx.exit(exit_code(found, fail_on))
