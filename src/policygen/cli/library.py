"""`policygen library`."""

from collections.abc import Iterator
from pathlib import Path

import click

from policygen._command import to_type
from policygen.app.packs import packs_behind
from policygen.cli._console import (
    date_option,
    echo_findings,
    echo_json,
    json_option,
    open_answers,
    open_library,
    pack_option,
    today,
)
from policygen.cli._packs import packs_of_answers_option
from policygen.cli._terminal import echo, styled
from policygen.errors import UsageError
from policygen.findings import Severity, nearest
from policygen.language.lists import counted
from policygen.library.layers import digest, read_layers
from policygen.library.model import Clause, Library


@click.group(name="library")
def command() -> None:
    """The clauses a policy is made of: list, show and check them, or begin a pack of your own over them.

    \b
    Examples:
      policygen library list
      policygen library new-pack my-firm
    """


@command.command(name="list")
@click.option("--section", help="Only one section.")
@json_option
@packs_of_answers_option
def list_(section: str | None, as_json: bool, packs: tuple[Path, ...]) -> None:
    """List every clause by section.

    \b
    Example:
      policygen library list --section monitoring
    """
    library = open_library(packs)
    names = [found.id for found in library.sections]
    if section and section not in names:
        raise UsageError(
            f"There is no section '{section}'.", hint=nearest(section, names) or f"There are: {', '.join(names)}."
        )
    chosen = [found for found in library.sections if not section or found.id == section]
    if as_json:
        clauses = [library.clauses[id] for found in chosen for id in found.clauses]
        echo_json(
            [
                {
                    "id": c.id,
                    "title": c.title,
                    "section": c.section,
                    "appears": c.appears,
                    "layer": c.layer,
                    "statutory": c.is_law_text,
                    "replaced": c.id in library.replaced and not c.amended_by,
                    "amended_by": c.amended_by,
                    "forbidden_by": library.forbidden.get(c.id, ""),
                }
                for c in clauses
            ]
        )
        return
    for found in chosen:
        echo(styled(f"{found.title} ({counted(len(found.clauses), 'clause')})", bold=True))
        for id in found.clauses:
            clause = library.clauses[id]
            marks = "".join(f"  [{mark}]" for mark in _marks(clause, library))
            echo(f"  {id:44} {clause.title}{marks}")


def _marks(clause: Clause, library: Library) -> Iterator[str]:
    """What a reader of the list must know of a clause."""
    if clause.appears != "standard":
        yield clause.appears
    if clause.is_law_text:
        yield "asked for by law"
    if clause.amended_by:
        yield f"amended by {clause.amended_by}"
    elif clause.id in library.replaced:
        yield f"replaced by {clause.layer}"
    elif clause.layer != library.name:
        yield f"of {clause.layer}"
    if clause.id in library.forbidden:
        yield f"left out by {library.forbidden[clause.id]}"


@command.command()
@click.argument("clause")
@packs_of_answers_option
def show(clause: str, packs: tuple[Path, ...]) -> None:
    """Show one clause as its file says it.

    What is printed can be saved in a pack as a clause file.

    \b
    Examples:
      policygen library show personal.own-views
      policygen library show personal.own-views > own-views.md
    """
    library = open_library(packs)
    found = library.clauses.get(library.former_clauses.get(clause, clause))
    if found is None:
        raise UsageError(f"There is no clause '{clause}'.", hint=nearest(clause, library.clauses))
    if found.amended_by:
        echo(f"{found.location}: the pack “{found.amended_by}” amends it.", err=True)
        found = library.replaced[found.id]
    for layer, files in zip(library.layers, read_layers(packs), strict=True):
        name = found.location.file.removeprefix(f"{files.path}/")
        if layer.name == found.layer and name in files.files:
            echo(found.location.file, err=True)
            echo(files.text(name).rstrip("\n"))
            return


@command.command(short_help="Check the whole library: form, references, sources, wording.")
@click.option(
    "--fail-on",
    type=click.Choice(["info", "medium", "high", "block"]),
    default="medium",
    show_default=True,
    help="End with 3 from this severity on.",
)
@json_option
@date_option
@packs_of_answers_option
@click.pass_context
def check(
    ctx: click.Context,
    fail_on: str,
    as_json: bool,
    made_on: str,
    packs: tuple[Path, ...],
) -> None:
    """Check the whole library: form, references, sources, wording, traps. Every finding has its file and line.

    Ends with 3 when something at or above --fail-on was found.

    \b
    Example:
      policygen library check --pack my-firm
    """
    from policygen.findings import SEVERITIES, worst
    from policygen.library.compile import compile_library
    from policygen.lint.library_rules import check_library

    layers = read_layers(packs)
    made = compile_library(layers, digest(layers))
    library, found = made.library, list(made.findings)
    if worst(found) is not Severity.BLOCK:
        found.extend(check_library(library, made_on, made.locations))
    if as_json:
        echo_json([finding.as_data() for finding in found])
    else:
        echo_findings(found, err=False)
        reviewed = sum(1 for clause in library.clauses.values() if clause.reviewed_by)
        echo(
            f"{counted(len(library.clauses), 'clause')}, {counted(len(found), 'finding')}. Read by a named lawyer: {reviewed}."
        )
    level = worst(found)
    if level is not None and level >= SEVERITIES[fail_on]:
        ctx.exit(3)


@command.command(short_help="What regulators ask of such a policy, and which clauses meet it.")
@click.option("--regime", metavar="ID", help="All points of one of them.")
@click.option(
    "--answers",
    "path",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Count on the documents of these answers instead of our examples.",
)
@json_option
@date_option
@pack_option
@click.pass_context
def coverage(
    ctx: click.Context, regime: str | None, path: Path | None, as_json: bool, made_on: str, packs: tuple[Path, ...]
) -> None:
    """What regulators, and lists that others wrote, ask of such a policy: point by point, with the clauses that meet it.

    Each is counted on what the documents of an example print. With --answers: those that bind that organisation, on its own
    documents. Ends with 3 when a line holds nothing.

    \b
    Examples:
      policygen library coverage
      policygen library coverage --regime gb-fca
      policygen library coverage --answers answers.yaml
    """
    from policygen.app.coverage import coverage_of_answers, coverage_of_examples
    from policygen.cli import _coverage

    library = open_library(packs_behind(path, packs) if path else packs)
    chosen = library.regimes.known.get(regime) if regime else None
    if regime and chosen is None:
        hint = nearest(regime, library.regimes.known) or f"For all of them: {to_type('library coverage')}"
        raise UsageError(f"There is no regime '{regime}'.", hint=hint)
    report = (
        coverage_of_answers(library, open_answers(path, library), made_on, chosen)
        if path
        else coverage_of_examples(library, made_on, chosen)
    )
    echo_findings(report.findings)
    echo(_coverage.as_json(report) if as_json else _coverage.told(report, in_full=chosen is not None))
    if path is None and report.empty():
        echo(f"Empty lines: {', '.join(report.empty())}.", err=True)
        ctx.exit(3)


@command.command(name="new-pack")
@click.argument("folder", type=click.Path(path_type=Path))
def new_pack(folder: Path) -> None:
    """Begin a pack: a folder of your own clauses over ours.

    It works as it is, with a clause and an amendment as examples.

    \b
    Example:
      policygen library new-pack my-firm
    """
    from policygen.app.new_pack import begin_pack

    for path in begin_pack(folder, today()):
        echo(f"Wrote {path}")
    echo("Change the examples, then run: " + to_type("library check --pack", folder))


@command.command(name="export-template", short_help="Write our own Word template, to change in Word.")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--brand", type=click.Path(path_type=Path), help="A brand file that it is to look like.")
def export_template_(out: Path, brand: Path | None) -> None:
    """Write our own Word template, to change in Word and build with.

    Its text shows each style once and is not taken over.

    \b
    Example:
      policygen library export-template house.docx
    """
    from policygen.app.brand_check import export_template
    from policygen.app.looks import open_brand

    chosen, findings = open_brand(brand) if brand else (None, ())
    echo_findings(findings)
    if any(finding.severity is Severity.BLOCK for finding in findings):
        raise UsageError(f"{brand} cannot be used as it stands.", hint="Mend what is named above.")
    echo(f"Wrote {export_template(out, chosen)}")
    echo("Change its styles in Word, then run: " + to_type("build answers.yaml --reference", out))
