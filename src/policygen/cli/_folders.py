"""Many answers files in one run: a progress bar, and a table at the end."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from policygen.app.batch import build_all, find_answers, jobs
from policygen.app.build import BuildOptions, BuildResult
from policygen.cli._terminal import echo
from policygen.errors import UnreadableError
from policygen.findings import Severity, visible

WORDS = {"built": "written", "refused": "not written", "edited": "edited by hand, left alone"}
SHOWN = 40
"""Rows of the closing table; with more clients only those that need a person are shown."""


def build_folders(paths: Sequence[Path], packs: tuple[Path, ...], options: BuildOptions, processes: int) -> int:
    """Build every answers file below some paths, tell what became of each, and return the exit code."""
    sources = find_answers(paths)
    if not sources:
        raise UnreadableError(
            f"There are no answers files in {', '.join(map(str, paths))}.",
            hint="They end in .yaml and hold 'answers:'.",
        )
    todo = jobs(sources, options)
    results: list[tuple[str, str, str]] = []
    faults: list[BuildResult] = []
    counts = {"built": 0, "refused": 0, "edited": 0}
    console = Console(stderr=True)
    columns = (
        TextColumn("Building"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(todo))
        for result in build_all(todo, packs, options, processes):
            counts[result.state] += 1
            if result.state != "built":
                faults.append(result)
            if len(sources) <= SHOWN or result.state != "built":
                results.append((str(result.source), WORDS[result.state], _remarks(result)))
            progress.update(task, advance=1, description=visible(result.organisation[:40]))
    _table(sorted(results))
    for fault in sorted(faults, key=lambda result: str(result.source)):
        _tell(fault)
    echo(
        f"{counts['built']} written, {counts['edited']} left alone because they were edited, {counts['refused']} not written."
    )
    return 0 if counts["built"] == len(todo) else 1


def _remarks(result: BuildResult) -> str:
    high = sum(1 for raised in result.raised if raised.advisory.severity >= Severity.HIGH and not raised.accepted)
    told = [f"{high} to heed"] if high else []
    if result.brackets:
        told.append(f"{len(result.brackets)} to confirm")
    return ", ".join(told)


def _table(rows: Sequence[tuple[str, str, str]]) -> None:
    if not rows:
        return
    table = Table("Answers", "Documents", "Remarks", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(visible(cell), overflow="fold") for cell in row))
    Console().print(table)


def _tell(result: BuildResult) -> None:
    for finding in result.findings:
        if finding.severity >= Severity.HIGH:
            told = f"{finding.place or result.source}: {finding.message} {finding.hint}"
            echo(told.rstrip(), err=True)
    for path in result.edited:
        echo(f"{path} has been edited. Run 'policygen update' on it, or build with --replace.", err=True)
