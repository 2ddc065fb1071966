"""The library for the file a person named, with the packs that it names itself."""

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from policygen._resources import read_file
from policygen.app.issued import MAX_DOCUMENT
from policygen.app.packs import Libraries, packs_behind
from policygen.cli._console import echo_findings, pack_option
from policygen.library.model import Library

_F = TypeVar("_F", bound=Callable[..., Any])


def packs_of_answers_option(command: _F) -> _F:
    """`--pack`, and `--answers` for the packs that an answers file names: both come to the command's `packs`."""

    @pack_option
    @click.option(
        "--answers", type=click.Path(path_type=Path), help="Lay the packs that this answers file names as well."
    )
    @wraps(command)
    def with_packs(*arguments: Any, answers: Path | None, packs: tuple[Path, ...], **options: Any) -> Any:
        if answers is not None:
            read_file(answers, MAX_DOCUMENT)  # nobody names a file for nothing: what cannot be read is told
            packs = packs_behind(answers, packs)
        return command(*arguments, packs=packs, **options)

    return with_packs  # type: ignore[return-value]


def open_libraries(packs: Sequence[Path], made_on: str) -> Libraries:
    """The libraries for answers files and documents, with the packs that those name and that a person named."""
    return Libraries(tuple(packs), made_on)


def laid_for(path: Path, packs: Sequence[Path], made_on: str) -> Library:
    """The library for one answers file or document; what is wrong with its packs from high up is told."""
    laid = open_libraries(packs, made_on).of(path)
    echo_findings(laid.findings)
    return laid.library
