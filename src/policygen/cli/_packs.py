"""The library for the file a person named, with the packs that it names itself."""

from collections.abc import Sequence
from pathlib import Path

from policygen.app.packs import Libraries
from policygen.cli._console import echo_findings
from policygen.library.model import Library


def open_libraries(packs: Sequence[Path], made_on: str) -> Libraries:
    """The libraries for answers files and documents, with the packs that those name and that a person named."""
    return Libraries(tuple(packs), made_on)


def laid_for(path: Path, packs: Sequence[Path], made_on: str) -> Library:
    """The library for one answers file or document; what is wrong with its packs from high up is told."""
    laid = open_libraries(packs, made_on).of(path)
    echo_findings(laid.findings)
    return laid.library
