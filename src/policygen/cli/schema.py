"""`policygen schema`."""

from pathlib import Path

import click

from policygen.answers.schema import json_schema
from policygen.cli._console import echo_json, open_library, pack_option


@click.command(name="schema")
@pack_option
def command(packs: tuple[Path, ...]) -> None:
    """Print a JSON Schema of answers files.

    Editors use it to complete question ids and choices and to mark slips while you type.

    \b
    Example:
      policygen schema > answers.schema.json
    """
    echo_json(json_schema(open_library(packs)))
