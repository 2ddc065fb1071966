"""A document opened in whatever program this system has for it."""

import os
import shutil
import sys
from pathlib import Path

import click

from policygen.cli._terminal import echo


def offer_to_open(document: Path) -> None:
    """Say where a document lies, on the last line, and open it if somebody wants to see it."""
    echo("")
    echo(f"Your policy: {document.resolve()}")
    if can_open() and click.confirm("Open it?", default=True):
        click.launch(str(document.resolve()))


def can_open() -> bool:
    """Whether the system has a program that opens files by their kind, and a screen to show them on."""
    if sys.platform in {"win32", "darwin"}:
        return True
    has_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return has_screen and shutil.which("xdg-open") is not None
