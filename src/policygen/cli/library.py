"""`policygen library`."""

from pathlib import Path

import click

from policygen import _yaml
from policygen.cli._console import date_option, echo_findings, echo_json, json_option, open_library, pack_option
from policygen.cli._terminal import echo, styled
from policygen.errors import UnreadableError, UsageError
from policygen.findings import Severity, nearest
from policygen.language.lists import counted
from policygen.library.layers import digest, read_layers


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
@pack_option
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
                {"id": c.id, "title": c.title, "section": c.section, "appears": c.appears, "layer": c.layer}
                for c in clauses
            ]
        )
        return
    for found in chosen:
        echo(styled(f"{found.title} ({counted(len(found.clauses), 'clause')})", bold=True))
        for id in found.clauses:
            clause = library.clauses[id]
            mark = {"card": "card", "short": "short", "full": ""}[clause.appears]
            echo(f"  {id:44} {clause.title}{f'  [{mark}]' if mark else ''}")


@command.command()
@click.argument("clause")
@pack_option
def show(clause: str, packs: tuple[Path, ...]) -> None:
    """Show one clause as its file says it.

    \b
    Example:
      policygen library show personal.own-views
    """
    library = open_library(packs)
    found = library.clauses.get(library.former_clauses.get(clause, clause))
    if found is None:
        raise UsageError(f"There is no clause '{clause}'.", hint=nearest(clause, library.clauses))
    for layer, files in zip(reversed(library.layers), reversed(read_layers(packs)), strict=True):
        name = found.place.file.removeprefix(f"{files.path}/")
        if layer.name == found.layer and name in files.files:
            echo(f"# {found.place.file}\n{files.text(name)}")
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
@pack_option
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


PACK = """\
# A pack lies over policygen's library: it replaces, adds and forbids clauses. Use it with --pack.
name: {name}
version: "1"
# Clauses of the library that must not appear:
forbids: []
# Clauses of yours, under sections/<section>/, listed where they stand:
sections: []
#  - id: personal
#    clauses: [personal.my-rule]
"""


@command.command(name="new-pack")
@click.argument("folder", type=click.Path(path_type=Path))
def new_pack(folder: Path) -> None:
    """Begin a pack: a folder of your own clauses over ours.

    \b
    Example:
      policygen library new-pack my-firm
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UnreadableError(f"{folder} exists already and is not empty.", hint="Choose another name.")
        (folder / "sections").mkdir(parents=True, exist_ok=True)
        text = PACK.format(name=_yaml.scalar(folder.absolute().name))
        (folder / "pack.yaml").write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnreadableError(f"{folder} cannot be made: {error.strerror}.", hint="Choose another name.") from error
    echo(f"Wrote {folder / 'pack.yaml'}. A clause of the library with the same id is replaced by yours.")
