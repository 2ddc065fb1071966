"""`policygen check` over folders."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from policygen.app.check_folder import FileResult, ToCheck, check_all
from policygen.app.folder_contents import ANSWERS_ENDINGS, LeftOut, find_to_check
from policygen.cli._console import echo_json, exit_code
from policygen.cli._folders import SHOWN, remarks, table, tell_findings, tell_left_out, tell_packs, watch
from policygen.cli._policy import tell_answers_know
from policygen.cli._terminal import echo
from policygen.errors import UnreadableError
from policygen.findings import Severity, worst
from policygen.language.lists import counted

NOT_OURS = "not made by policygen"


def check_folders(
    paths: Sequence[Path],
    packs: tuple[Path, ...],
    made_on: str,
    places: Sequence[str],
    processes: int,
    fail_on: str,
    *,
    as_json: bool,
) -> int:
    """Check every answers file and document below some paths, tell what was found in each, and return the exit code."""
    below = find_to_check(paths)
    if places:
        tell_answers_know(below.files)
    todo = [ToCheck(path, path in paths) for path in below.files]
    done = watch(check_all(todo, packs, made_on, places, processes), len(todo), "Checking")
    results = [result for result in done if result.state != "not ours"]
    others = sorted(result.source for result in done if result.state == "not ours")
    left_out = (*below.left_out, *(LeftOut(path, NOT_OURS) for path in others))
    if not results:
        aside = "".join(f" {entry.path} is {entry.why}." for entry in left_out[:3])
        raise UnreadableError(
            f"There is nothing to check in {', '.join(map(str, paths))}.{aside}",
            hint="Answers files end in .yaml; documents of ours end in .docx or .md.",
        )
    results.sort(key=lambda result: (result.organisation.casefold(), str(result.source)))
    if as_json:
        told = [{"path": str(entry.path), "why": entry.why} for entry in left_out]
        echo_json({"clients": [result.as_data() for result in results], "left_out": told})
    else:
        _tell(results, left_out)
    if any(result.state == "not checked" for result in results):
        return 1
    return exit_code([one for result in results for one in (*result.findings, *result.of_packs)], fail_on)


def _needs_a_person(result: FileResult) -> bool:
    return (worst(result.findings) or Severity.INFO) >= Severity.MEDIUM


def _tell(results: Sequence[FileResult], left_out: Sequence[LeftOut]) -> None:
    many = len(results) > SHOWN
    shown = [result for result in results if not many or _needs_a_person(result)]
    rows = [(each.organisation, str(each.source), _in_a_word(each)) for each in shown]
    table(("Organisation", "File", "Findings"), rows)
    if len(shown) < len(results):
        echo(f"{counted(len(results) - len(shown), 'more file')} with nothing to tell.")
    tell_left_out(left_out, "check")
    tell_packs(results, err=False)
    for together in _alike(results):
        tell_findings(together, err=False)
    answers = sum(result.source.suffix.lower() in ANSWERS_ENDINGS for result in results)
    counts = Counter(finding.severity for result in results for finding in result.findings)
    found = [f"{counts[severity]} {severity.word}" for severity in sorted(Severity, reverse=True)[:-1]]
    kinds = f"{counted(answers, 'answers file')}, {counted(len(results) - answers, 'document')}"
    stopped = sum(result.state == "not checked" for result in results)
    more = f" {stopped} could not be checked." if stopped else ""
    echo(f"\n{kinds}: {', '.join(found)}.{more}")


def _in_a_word(result: FileResult) -> str:
    """What a row says was found; of a file that could not be checked, why."""
    if result.state == "checked":
        return remarks(result.findings)
    return f"not checked: {result.findings[0].message.removeprefix(f'{result.source} ')}"


def _alike(results: Sequence[FileResult]) -> list[list[FileResult]]:
    """Files with something to tell; those of one client that tell the same, as a Word file and Markdown do, together."""
    found: dict[object, list[FileResult]] = {}
    for result in filter(_needs_a_person, results):
        told = tuple((each.code, each.message, each.hint, each.location.line) for each in result.findings)
        lines = any(each.location.line for each in result.findings)
        key = (
            (result.source,) if lines or not result.organisation else (result.organisation, result.source.parent, told)
        )
        found.setdefault(key, []).append(result)
    return list(found.values())
