"""At the end of an interview about a policy that its owner edited: what is new, put into a copy of their own file."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import click

from policygen._command import to_type
from policygen.app.build import BuildResult
from policygen.app.carrying_out import carry_out_update, out_path
from policygen.app.update import plan_update
from policygen.cli._opening import offer_to_open
from policygen.cli._terminal import echo
from policygen.cli._updated import tell_written
from policygen.library.model import Library
from policygen.workspace.writing import carry_out

QUESTION = "Put what is new into a copy of it? Each change waits there for you to accept or reject."


def offer_update(result: BuildResult, library: Library, made_on: str) -> None:
    """Say what somebody's words are in, and put the new text into a copy of it if they wish."""
    for found in result.edited:
        echo(str(found))
    ours = [found.path for found in result.edited if found.differences]
    if beside := next((path for path in result.written if path.suffix == ".docx"), None):
        echo(f"Nothing of it was changed. The new text, without your edits: {beside}")
    if not ours:
        return
    echo("")
    if not click.confirm(QUESTION, default=True):
        echo(f"To see later what it would change: {to_type('update', ours[0], '--plan')}")
        return
    revised = carry_out_update(plan_update(ours[0], library, made_on), next(_free(ours[0])))
    carry_out(revised.writes, replace=True)
    tell_written(revised)
    if revised.writes:
        offer_to_open(revised.writes[0].path)


def _free(document: Path) -> Iterator[Path]:
    """Names for the copy of a document that nothing bears yet."""
    first = out_path(document)
    names = (first if number == 1 else first.with_stem(f"{first.stem}-{number}") for number in count(1))
    return (path for path in names if not path.exists())
