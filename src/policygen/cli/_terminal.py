"""The only way to the terminal: everything printed goes through `echo`, which lets nothing of a file steer it."""

import io
import os
import sys
from typing import Any

import click

from policygen._command import program
from policygen._visible import HIDDEN, visible

_ESCAPE = f"\ufdd0{os.urandom(8).hex()}\ufdd1"
"""Stands for our own escapes until `echo` prints them; no file can hold it, since it is new in every run."""


def terminal_size() -> os.terminal_size:
    """The columns and lines to write for, as `shutil` reckons them; to load it takes a twentieth of the time of `--help`."""
    try:
        columns, lines = os.get_terminal_size(sys.__stdout__.fileno()) if sys.__stdout__ else (0, 0)
    except (OSError, ValueError):
        columns = lines = 0
    wanted = (os.environ.get("COLUMNS", ""), os.environ.get("LINES", ""))
    asked = [int(number) if number.isdecimal() else 0 for number in wanted]
    return os.terminal_size((asked[0] or columns or 80, asked[1] or lines or 24))


def styled(text: object, **look: Any) -> str:
    """Words in a look, as `click.style` knows looks, for `echo` alone to print."""
    return click.style(visible(text), **look).replace("\x1b", _ESCAPE)


def _shown(text: object) -> str:
    return visible(text).replace(_ESCAPE, "\x1b")


def echo(text: object = "", *, err: bool = False) -> None:
    """Print words, whoever wrote them, with what `styled` dressed in its look; on a terminal no word is cut at its edge."""
    stream = sys.stderr if err else sys.stdout
    shown = _shown(text)
    if stream is not None and stream.isatty():
        shown = wrapped(shown, terminal_size().columns)
    click.echo(shown, err=err)


def wrapped(text: str, columns: int) -> str:
    """Text in lines of whole words, as far as they fit; a command to type stays whole, and so does JSON."""
    if text.startswith(("{", "[")):
        return text
    return "\n".join(part for line in text.split("\n") for part in _lines(line, columns))


def _lines(line: str, columns: int) -> list[str]:
    if len(click.unstyle(line)) <= columns:
        return [line]
    said = line.lstrip(" |")
    indent = line[: len(line) - len(said)]
    at = said.find(f"{program()} ")
    typed = said[said.rfind(" ", 0, at) + 1 :] if at >= 0 else ""
    first, *words = [*said.removesuffix(typed).split(), *filter(None, [typed])] or [""]
    lines = [indent + first]
    for word in words:
        joined = f"{lines[-1]} {word}"
        if len(click.unstyle(joined)) <= columns:
            lines[-1] = joined
        else:
            lines.append(indent + word)
    return lines


def page(text: str) -> None:
    """Print a long text; through a pager where somebody looks at a terminal that it does not fit on."""
    size = terminal_size()
    shown = _shown(text)
    if sys.stdout.isatty() and sys.stdin is not None and sys.stdin.isatty():
        shown = wrapped(shown, size.columns)
        if shown.count("\n") >= size.lines - 1:
            click.echo_via_pager(shown)
            return
    click.echo(shown)


def escaped(json: str) -> str:
    """JSON with every character that `visible` would replace written as an escape."""
    return HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", json)


def forgive_characters() -> None:
    """Let characters that the terminal's encoding lacks be printed as escapes instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def let_go_of_output() -> None:
    """Write out what is held back; where that fails, let nobody try again when the process ends."""
    stream = sys.stdout
    if stream is None:  # pythonw, or a shell that closed it
        return
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
