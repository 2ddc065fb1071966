"""`policygen schema`."""

import click

from policygen.answers.schema import json_schema
from policygen.cli._console import echo_json, open_library


@click.command(name="schema")
def command() -> None:
    """Print a JSON Schema of answers files.

    Editors use it to complete question ids and choices and to mark slips while you type.

    \b
    Example:
      policygen schema > answers.schema.json
    """
    echo_json(json_schema(open_library()))
