"""`policygen trades`."""

from pathlib import Path

import click

from policygen.cli._console import echo_json, json_option, open_library
from policygen.cli._packs import packs_of_answers_option
from policygen.cli._terminal import echo, styled
from policygen.errors import UsageError
from policygen.findings import nearest
from policygen.interview.names import trade_options
from policygen.interview.search import found as find_in_list
from policygen.library.model import Library
from policygen.trades.model import BASE, NOUNS, Trade

MOST_FOUND = 8


@click.group(name="trades")
def command() -> None:
    """The trades we know: the words people use for them, and the words each has for what every policy speaks of.

    \b
    Examples:
      policygen trades find dog groomer
      policygen trades show dog_grooming
    """


def _data(trade: Trade, library: Library) -> dict[str, object]:
    words = {noun: list(library.trades.forms(noun, BASE, trade.id)) for noun in NOUNS}
    return {"id": trade.id, "title": trade.title, "sector": trade.sector, "says": list(trade.says), "words": words}


def _line(trade: Trade) -> str:
    return f"{trade.id:24} {trade.title} ({trade.sector.replace('_', ' ')})"


@command.command(name="list")
@json_option
@packs_of_answers_option
def list_(as_json: bool, packs: tuple[Path, ...]) -> None:
    """List every trade.

    \b
    Example:
      policygen trades list
    """
    library = open_library(packs)
    if as_json:
        echo_json([_data(trade, library) for trade in library.trades.trades.values()])
        return
    for trade in library.trades.trades.values():
        echo(_line(trade))


@command.command(short_help="Find trades by the words people use.")
@click.argument("words", nargs=-1, required=True)
@json_option
@packs_of_answers_option
def find(words: tuple[str, ...], as_json: bool, packs: tuple[Path, ...]) -> None:
    """Find trades by the words that people use for them, the likeliest first.

    \b
    Examples:
      policygen trades find dog groomer
      policygen trades find kirana store
    """
    said = " ".join(words)
    library = open_library(packs)
    hits = find_in_list(trade_options(library.trades), said)[:MOST_FOUND]
    found = [library.trades.trades[option.value] for _, option in hits]
    if as_json:
        echo_json([_data(trade, library) for trade in found])
    elif not found:
        hint = "Try another word for it. Without a trade, a policy uses the words of its line of work (sectors)."
        raise UsageError(f"No trade is known by '{said}'.", hint=hint)
    else:
        for trade in found:
            echo(_line(trade))


@command.command()
@click.argument("trade")
@json_option
@packs_of_answers_option
def show(trade: str, as_json: bool, packs: tuple[Path, ...]) -> None:
    """Show one trade and its words.

    \b
    Example:
      policygen trades show dog_grooming
    """
    library = open_library(packs)
    found = library.trades.trades.get(trade)
    if found is None:
        raise UsageError(f"There is no trade '{trade}'.", hint=nearest(trade, library.trades.trades))
    if as_json:
        echo_json(_data(found, library))
        return
    echo(styled(found.title, bold=True))
    echo(f"  Line of work: {found.sector.replace('_', ' ')}")
    echo(f"  Known as: {', '.join(found.says)}")
    for noun in NOUNS:
        echo(f"  {noun:10} {', '.join(library.trades.forms(noun, BASE, found.id))}")
