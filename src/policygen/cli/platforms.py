"""`policygen platforms`."""

import re
from pathlib import Path

import click

from policygen.cli._console import echo_json, json_option, open_library, pack_option
from policygen.cli._terminal import echo, styled
from policygen.errors import UsageError
from policygen.findings import nearest
from policygen.platforms.handles import problems
from policygen.platforms.model import Platform, fold


@click.group(name="platforms")
def command() -> None:
    """The registry of networks: names past and present, status, and what a handle must look like.

    \b
    Examples:
      policygen platforms show twitter
      policygen platforms handle harbourstreet
    """


def _data(platform: Platform) -> dict[str, object]:
    return {
        "id": platform.id,
        "name": platform.name,
        "former_names": list(platform.former_names),
        "owner": platform.owner,
        "category": platform.category,
        "status": platform.status,
        "status_date": platform.status_date,
        "rule": platform.rule,
        "confidence": platform.confidence,
        "as_of": platform.as_of,
    }


@command.command(name="list")
@click.option("--closed", is_flag=True, help="Only networks that have closed.")
@json_option
@pack_option
def list_(closed: bool, as_json: bool, packs: tuple[Path, ...]) -> None:
    """List every network.

    \b
    Example:
      policygen platforms list --closed
    """
    platforms = [p for p in open_library(packs).registry.platforms.values() if not closed or p.status == "closed"]
    if as_json:
        echo_json([_data(platform) for platform in platforms])
        return
    for platform in platforms:
        former = f" (formerly {', '.join(platform.former_names)})" if platform.former_names else ""
        status = "" if platform.status == "active" else f" · {platform.status} {platform.status_date}".rstrip()
        echo(f"{platform.id:28} {platform.name}{former}{status}")


@command.command()
@click.argument("name")
@json_option
@pack_option
def show(name: str, as_json: bool, packs: tuple[Path, ...]) -> None:
    """Show one network, by any name it has or had.

    \b
    Example:
      policygen platforms show twitter
    """
    registry = open_library(packs).registry
    platform = registry.find(name)
    if platform is None:
        raise UsageError(f"'{name}' is not in the registry.", hint=nearest(fold(name), registry.by_name))
    if as_json:
        echo_json(_data(platform))
        return
    echo(styled(platform.name, bold=True))
    lines = {
        "Formerly": ", ".join(platform.former_names),
        "Owner": platform.owner,
        "Kind": platform.category.replace("_", " "),
        "Status": f"{platform.status} {platform.status_date}".strip(),
        "Handle": platform.handle.note
        or (f"{platform.handle.least} to {platform.handle.most} characters" if platform.handle.most else ""),
        "To mind": platform.rule,
        "How sure": f"{platform.confidence}, as of {platform.as_of}",
    }
    for label, value in lines.items():
        if value:
            echo(f"  {label}: {value}")


@command.command(short_help="Try one handle on several networks.")
@click.argument("wanted")
@click.argument("platforms", nargs=-1)
@pack_option
@click.pass_context
def handle(ctx: click.Context, wanted: str, platforms: tuple[str, ...], packs: tuple[Path, ...]) -> None:
    """Try one handle on several networks: on all with known rules when none is named.

    Asks nobody: it checks the form only. Ends with 3 when the handle does not fit everywhere.

    \b
    Example:
      policygen platforms handle harbourstreet instagram facebook x
    """
    registry = open_library(packs).registry
    if not re.fullmatch(r"@?[^\s@]\S*", wanted):
        raise UsageError("A handle has no spaces.", hint="Write it without the @.")
    chosen: list[Platform] = []
    for name in platforms:
        found = registry.find(name)
        if found is None:
            raise UsageError(f"'{name}' is not in the registry.", hint=nearest(fold(name), registry.by_name))
        chosen.append(found)
    if not platforms:
        chosen = [
            p for p in registry.platforms.values() if p.status == "active" and (p.handle.pattern or p.handle.most)
        ]
    bad = 0
    for platform in chosen:
        found_problems = problems(wanted.lstrip("@"), platform.handle)
        bad += bool(found_problems)
        known = platform.handle.pattern or platform.handle.most
        verdict = "; ".join(found_problems) or ("fits" if known else "no rule known")
        echo(f"{platform.name:24} {verdict}")
    ctx.exit(3 if bad else 0)
