"""`policygen brand`."""

from pathlib import Path

import click

from policygen._command import to_type
from policygen.app.brand_check import BrandCheck, check_brand, write_specimen
from policygen.cli._console import (
    date_option,
    echo_findings,
    echo_json,
    exit_code,
    fail_on_option,
    json_option,
    open_library,
)
from policygen.cli._folders import table
from policygen.cli._terminal import echo, styled

PAPERS = {"a4": "A4", "letter": "US Letter", "own": "a size of its own", "": "that of the organisation's country"}


@click.group(name="brand")
def command() -> None:
    """Your own look: a brand file with colours, fonts and logo, or a Word file of yours.

    \b
    Example:
      policygen brand check house.docx --specimen specimen.docx
    """


@command.command(short_help="Look at a brand file or a Word file of yours.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--specimen",
    type=click.Path(path_type=Path),
    help="Write a page that shows every device in this look, as a Word file of this name.",
)
@fail_on_option("block")
@json_option
@date_option
@click.pass_context
def check(ctx: click.Context, file: Path, specimen: Path | None, fail_on: str, as_json: bool, made_on: str) -> None:
    """Look at a brand file or a Word file before documents are made with it.

    Tells how well its colours can be read, where each style of a Word file goes, and what of it is left out. Ends with 3
    when something at or above --fail-on was found.

    \b
    Examples:
      policygen brand check brand.yaml
      policygen brand check house.docx --specimen specimen.docx
    """
    found = check_brand(file)
    written = write_specimen(found, specimen, made_on, open_library()) if specimen and not found.is_refused else None
    if as_json:
        echo_json(_data(found, written))
    else:
        _tell(found, file, written)
    ctx.exit(exit_code(found.findings, fail_on))


def _data(found: BrandCheck, written: Path | None) -> dict[str, object]:
    return {
        "name": found.name,
        "paper": found.paper,
        "colours": [
            {"what": one.what, "colour": one.colour, "ground": one.ground, "contrast": round(one.contrast, 2)}
            for one in found.colours
        ],
        "styles": [{"ours": one.ours, "theirs": one.theirs, "how": one.how} for one in found.mapped],
        "specimen": str(written or ""),
        "findings": [finding.as_data() for finding in found.findings],
    }


def _tell(found: BrandCheck, file: Path, written: Path | None) -> None:
    echo(styled(found.name, bold=True))
    echo(f"Paper: {PAPERS[found.paper]}.")
    rows = [(one.what, f"#{one.colour}", f"#{one.ground}", f"{one.contrast:.1f} : 1") for one in found.colours]
    table(("Words", "Colour", "On", "Contrast"), rows)
    if found.mapped:
        table(("Style", "In your file", "Look"), [(one.ours, one.theirs or "–", one.how) for one in found.mapped])
    echo_findings(found.findings, err=False)
    if found.is_refused:
        echo("Nothing can be built with it: mend what is named above.", err=True)
    elif written is not None:
        echo(f"Wrote {written}")
    else:
        option = "--reference" if found.mapped else "--brand"
        echo(f"To build with it: {to_type('build answers.yaml', option, file)}")
