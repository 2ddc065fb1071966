"""What runs over many files share, whatever is done with each: a bar, a table, findings by client, what was left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from policygen._visible import visible
from policygen.app.folder_contents import LeftOut
from policygen.cli._console import COLOURS, echo_findings
from policygen.cli._terminal import echo, styled
from policygen.findings import Finding, Severity

SHOWN = 40
"""Rows of the closing table; with more only those that need a person are shown."""
NAMED = 5
"""Files of one kind that are left out and named, each by itself; more are counted."""


class Result(Protocol):
    """What became of one file of a run."""

    @property
    def source(self) -> Path:
        """The file."""
        ...

    @property
    def organisation(self) -> str:
        """Whose it is; empty when that could not be read."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Most severe first."""
        ...

    @property
    def of_packs(self) -> tuple[Finding, ...]:
        """What is wrong with the packs over it."""
        ...


AnyResult = TypeVar("AnyResult", bound=Result)


def watch(under_way: Iterator[AnyResult], total: int, doing: str) -> list[AnyResult]:
    """All results, behind a progress bar where somebody looks."""
    results: list[AnyResult] = []
    console = Console(stderr=True)
    columns = (
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        for result in under_way:
            results.append(result)
            progress.update(task, advance=1, description=visible(result.organisation[:40]))
    return results


def tell_left_out(left_out: Sequence[LeftOut], doing: str) -> None:
    """What lay there and was passed over: folders and few files by name, many files by number."""
    kinds: dict[str, list[LeftOut]] = {}
    for entry in left_out:
        kinds.setdefault(entry.why, []).append(entry)
    for why, entries in kinds.items():
        name_it = f" Name it to {doing} it." if entries[0].to_be_named else ""
        if len(entries) > NAMED:
            echo(f"Left out: {len(entries)} files or folders ({why}).{name_it}")
            continue
        for entry in entries:
            echo(f"Left out: {entry.path} ({why}).{name_it}")


def tell_packs(results: Iterable[Result], *, err: bool) -> None:
    """What is wrong with packs, once for all clients of one."""
    of_packs = tuple(dict.fromkeys(finding for result in results for finding in result.of_packs))
    if of_packs:
        echo(f"\n{styled('Packs', bold=True)}", err=err)
        echo_findings(of_packs, err=err)


def remarks(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity from medium up."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(
        f"{counts[severity]} {severity.word}"
        for severity in sorted(counts, reverse=True)
        if severity >= Severity.MEDIUM
    )


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A row a file. Names are never broken: a terminal that is too narrow wraps the row, and it can still be searched."""
    if not rows:
        return
    made = Table(*headings, box=None, pad_edge=False)
    for cells in rows:
        made.add_row(*(Text(visible(cell), no_wrap=True, overflow="ignore") for cell in cells))
    width = Console(width=10_000).measure(made).maximum
    Console(width=max(width, 1), soft_wrap=True).print(made, crop=False, no_wrap=True, overflow="ignore")


def tell_findings(results: Sequence[Result], *, err: bool) -> None:
    """The findings from medium up of one client's files that all have the same."""
    first = results[0]
    told = [finding for finding in first.findings if finding.severity >= Severity.MEDIUM]
    names = ", ".join(result.source.name for result in results)
    heading = f"{first.organisation} ({names})" if first.organisation else ", ".join(str(r.source) for r in results)
    echo(f"\n{styled(heading, bold=True)}", err=err)
    for finding in told:
        where = f"{finding.location}: " if finding.location.line else ""
        words = f"{where}{finding.message} {finding.hint}".rstrip()
        echo(f"  {styled(finding.severity.word, fg=COLOURS[finding.severity])}: {words} [{finding.code}]", err=err)
