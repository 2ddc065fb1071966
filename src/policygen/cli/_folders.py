"""Many answers files in one run: a progress bar, a table, what was found with each client, and a count."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from policygen._command import to_type
from policygen.app.batch import ClientResult, ClientState, LeftOut, build_all, find_answers, jobs
from policygen.app.build import BuildOptions
from policygen.cli._console import COLOURS, echo_findings, echo_json, exit_code
from policygen.cli._terminal import echo, styled
from policygen.errors import UnreadableError
from policygen.findings import Finding, Severity, visible
from policygen.language.lists import counted

SHOWN = 40
"""Rows of the closing table; with more clients only those that need a person are shown."""
WORDS: dict[ClientState, str] = {
    "written": "written",
    "as it was": "as it was",
    "edited": "written beside an edited one",
    "not written": "not written",
}


def build_folders(
    paths: Sequence[Path],
    packs: tuple[Path, ...],
    options: BuildOptions,
    processes: int,
    fail_on: str,
    *,
    cluster: str = "",
    as_json: bool,
) -> int:
    """Build every answers file below some paths, tell what became of each, and return the exit code."""
    sources = find_answers(paths)
    if not sources.answers:
        aside = "".join(f" {entry.path} is {entry.why}." for entry in sources.left_out)
        raise UnreadableError(
            f"There are no answers files in {', '.join(map(str, paths))}.{aside}",
            hint="They end in .yaml and hold 'answers:'.",
        )
    todo = jobs(sources.answers, options)
    if cluster:
        from policygen.app.cluster import build_on_cluster

        sent = counted(len(todo), "answers file")
        echo(f"Sending {sent} and the library to {cluster}: what they say leaves this machine.", err=True)
        results = _watch(build_on_cluster(todo, packs, options, cluster), len(todo))
    else:
        results = _watch(build_all(todo, packs, options, processes), len(todo))
    results.sort(key=lambda result: str(result.source))
    if as_json:
        left_out = [{"path": str(entry.path), "why": entry.why} for entry in sources.left_out]
        echo_json({"clients": [result.as_data() for result in results], "left_out": left_out})
    else:
        _tell(results, sources.left_out)
    if any(result.state in {"edited", "not written"} for result in results):
        return 1
    return exit_code([one for result in results for one in (*result.findings, *result.of_packs)], fail_on)


def _watch(under_way: Iterator[ClientResult], total: int) -> list[ClientResult]:
    """All results, behind a progress bar where somebody looks."""
    results: list[ClientResult] = []
    console = Console(stderr=True)
    columns = (
        TextColumn("Building"),
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


def _tell(results: Sequence[ClientResult], left_out: Sequence[LeftOut]) -> None:
    many = len(results) > SHOWN
    _table([result for result in results if not many or result.state in {"edited", "not written"}])
    for entry in left_out:
        echo(f"Left out: {entry.path} ({entry.why}).{' Name it to build it.' if entry.to_be_named else ''}")
    of_packs = tuple(dict.fromkeys(finding for result in results for finding in result.of_packs))
    if of_packs:
        echo(f"\n{styled('Packs', bold=True)}", err=True)
        echo_findings(of_packs)
    for result in results:
        _findings(result)
    counts = Counter(result.state for result in results)
    told = [f"{counts[state]} {words}" for state, words in WORDS.items() if counts[state] or state == "written"]
    echo(f"{', '.join(told)}.")


def _remarks(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity from medium up."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(
        f"{counts[severity]} {severity.word}"
        for severity in sorted(counts, reverse=True)
        if severity >= Severity.MEDIUM
    )


def _table(results: Sequence[ClientResult]) -> None:
    """A row a client. Names are never broken: a terminal that is too narrow wraps the row, and it can still be searched."""
    if not results:
        return
    table = Table("Organisation", "Answers", "Documents", "Findings", box=None, pad_edge=False)
    for result in results:
        cells = (result.organisation, str(result.source), WORDS[result.state], _remarks(result.findings))
        table.add_row(*(Text(visible(cell), no_wrap=True, overflow="ignore") for cell in cells))
    wide = Console(width=10_000)
    width = wide.measure(table).maximum
    Console(width=max(width, 1), soft_wrap=True).print(table, crop=False, no_wrap=True, overflow="ignore")


def _findings(result: ClientResult) -> None:
    told = [finding for finding in result.findings if finding.severity >= Severity.MEDIUM]
    if not told and not result.edited:
        return
    name = f"{result.organisation} ({result.source.name})" if result.organisation else str(result.source)
    echo(f"\n{styled(name, bold=True)}", err=True)
    for finding in told:
        where = f"{finding.place}: " if finding.place.line else ""
        words = f"{where}{finding.message} {finding.hint}".rstrip()
        echo(f"  {styled(finding.severity.word, fg=COLOURS[finding.severity])}: {words} [{finding.code}]", err=True)
    for path in result.edited:
        echo(f"  {path} has been edited: the new text is beside it, or build with --replace.", err=True)
        echo(f"  What it would change: {to_type('update', path, '--plan')}", err=True)
