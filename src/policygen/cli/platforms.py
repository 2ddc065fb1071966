"""`policygen platforms`."""

import re
from pathlib import Path

import click

from policygen.cli._console import echo_json, json_option, open_library
from policygen.cli._packs import packs_of_answers_option
from policygen.cli._terminal import echo, styled
from policygen.errors import UsageError
from policygen.interview.names import platform_options
from policygen.interview.search import found as find_in_list
from policygen.language.lists import listed
from policygen.platforms.handles import handle_in, is_address, problems
from policygen.platforms.model import Platform, Registry
from policygen.platforms.names import network_of, networks_in

MOST_LIKELY = 3


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


def _network(name: str, registry: Registry) -> Platform:
    """The network that somebody named.

    Raises: `UsageError` for a name of none, or of several.
    """
    found = networks_in(name, registry)
    if len(found) != 1:
        names = ", ".join(platform.id for platform in found)
        hint = f"Name one of them: {names}." if found else _likely(name, registry)
        raise UsageError(f"'{name}' is not in the registry.", hint=hint)
    return found[0]


def _likely(name: str, registry: Registry) -> str:
    """The networks that somebody may have meant, found as the interview finds them."""
    likely = [f"'{option.value}'" for _, option in find_in_list(platform_options(registry), name)][:MOST_LIKELY]
    return f"Did you mean {listed(likely, 'or')}?" if likely else ""


@command.command(name="list")
@click.option("--closed", is_flag=True, help="Only networks that have closed.")
@json_option
@packs_of_answers_option
def list_(closed: bool, as_json: bool, packs: tuple[Path, ...]) -> None:
    """List every network, most used first, closed last.

    \b
    Example:
      policygen platforms list --closed
    """
    registry = open_library(packs).registry
    in_order = (registry.platforms[option.value] for option in platform_options(registry))
    platforms = [platform for platform in in_order if not closed or platform.status == "closed"]
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
@packs_of_answers_option
def show(name: str, as_json: bool, packs: tuple[Path, ...]) -> None:
    """Show one network, by any name it has or had.

    \b
    Example:
      policygen platforms show twitter
    """
    platform = _network(name, open_library(packs).registry)
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
@packs_of_answers_option
@click.pass_context
def handle(ctx: click.Context, wanted: str, platforms: tuple[str, ...], packs: tuple[Path, ...]) -> None:
    """Try one handle on several networks: on all with known rules when none is named.

    Asks nobody: it checks the form only. Ends with 3 when the handle does not fit everywhere.

    \b
    Example:
      policygen platforms handle harbourstreet instagram facebook x
      policygen platforms handle https://www.instagram.com/harbourstreet/
    """
    registry = open_library(packs).registry
    chosen = [_network(name, registry) for name in platforms]
    if is_address(wanted):
        address, wanted = wanted, handle_in(wanted)
        if not wanted:
            raise UsageError(f"The address {address} leads to no account.", hint="Write the account's name alone.")
        echo(f"The name in that address is {wanted}.")
        chosen = chosen or [network for network in [network_of(address, registry)] if network]
    if not wanted.strip(" \t@"):
        raise UsageError("There is no handle to try.", hint="Write the account's name, without the @.")
    if re.search(r"\s", wanted.strip()):
        joined = re.sub(r"[^\w.-]", "", wanted).lower()
        raise UsageError("A handle has no spaces.", hint=f"Try {joined}.")
    if not chosen:
        chosen = [
            p for p in registry.platforms.values() if p.status == "active" and (p.handle.pattern or p.handle.most)
        ]
    bad = 0
    for platform in chosen:
        found_problems = problems(wanted.strip().lstrip("@"), platform.handle)
        bad += bool(found_problems)
        known = platform.handle.pattern or platform.handle.most
        verdict = "; ".join(found_problems) or ("fits" if known else "no rule known")
        echo(f"{platform.name:24} {verdict}")
    ctx.exit(3 if bad else 0)
