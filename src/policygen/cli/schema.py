"""`policygen schema`."""

from pathlib import Path

import click

from policygen.answers.schema import json_schema
from policygen.cli._console import echo_json, open_library
from policygen.cli._packs import packs_of_answers_option


@click.command(name="schema")
@packs_of_answers_option
def command(packs: tuple[Path, ...]) -> None:
    """Print a JSON Schema of answers files, of the questions of packs too.

    Editors use it to complete question ids and choices and to mark slips while you type.

    \b
    Examples:
      policygen schema > answers.schema.json
      policygen schema --answers client.yaml > client.schema.json
    """
    echo_json(json_schema(open_library(packs)))
