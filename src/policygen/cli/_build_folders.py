"""`policygen build` over many answers files."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from policygen._command import to_type, with_packs
from policygen.app.batch import ClientResult, ClientState, build_all, jobs
from policygen.app.build import BuildOptions
from policygen.app.folder_contents import LeftOut, find_answers
from policygen.cli._console import echo_json, exit_code
from policygen.cli._folders import SHOWN, remarks, table, tell_findings, tell_left_out, tell_packs, watch
from policygen.cli._terminal import echo
from policygen.errors import UnreadableError
from policygen.findings import Severity
from policygen.language.lists import counted

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
    if not sources.files:
        aside = "".join(f" {entry.path} is {entry.why}." for entry in sources.left_out)
        raise UnreadableError(
            f"There are no answers files in {', '.join(map(str, paths))}.{aside}",
            hint="They end in .yaml and hold 'answers:'.",
        )
    todo = jobs(sources.files, options)
    if cluster:
        from policygen.app.cluster import build_on_cluster

        sent = counted(len(todo), "answers file")
        echo(f"Sending {sent} and the library to {cluster}: what they say leaves this machine.", err=True)
        results = watch(build_on_cluster(todo, packs, options, cluster), len(todo), "Building")
    else:
        results = watch(build_all(todo, packs, options, processes), len(todo), "Building")
    results.sort(key=lambda result: str(result.source))
    if as_json:
        left_out = [{"path": str(entry.path), "why": entry.why} for entry in sources.left_out]
        echo_json({"clients": [result.as_data() for result in results], "left_out": left_out})
    else:
        _tell(results, sources.left_out, packs)
    if any(result.state in {"edited", "not written"} for result in results):
        return 1
    return exit_code([one for result in results for one in (*result.findings, *result.of_packs)], fail_on)


def _tell(results: Sequence[ClientResult], left_out: Sequence[LeftOut], packs: Sequence[Path]) -> None:
    many = len(results) > SHOWN
    shown = [result for result in results if not many or result.state in {"edited", "not written"}]
    rows = [(each.organisation, str(each.source), WORDS[each.state], remarks(each.findings)) for each in shown]
    table(("Organisation", "Answers", "Documents", "Findings"), rows)
    tell_left_out(left_out, "build")
    tell_packs(results, err=True)
    for result in results:
        if result.edited or any(finding.severity >= Severity.MEDIUM for finding in result.findings):
            tell_findings([result], err=True)
        for path in result.edited:
            echo(f"  {path} has been edited: the new text is beside it, or build with --replace.", err=True)
            echo(f"  What it would change: {to_type('update', path, '--plan', *with_packs(packs))}", err=True)
    counts = Counter(result.state for result in results)
    told = [f"{counts[state]} {words}" for state, words in WORDS.items() if counts[state] or state == "written"]
    echo(f"{', '.join(told)}.")
