"""Folders of answers: every client built, one fault never stopping the rest, memory flat."""

import re
import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from policygen import _yaml
from policygen._resources import read_text
from policygen.app.build import BuildOptions, BuildResult, build
from policygen.app.sources import is_folder
from policygen.errors import PolicygenError
from policygen.findings import Finding, Place, Severity
from policygen.library.load import load_library
from policygen.library.model import Library
from policygen.workspace.naming import slug

CHUNK = 16
"""Clients handed to a process at a time."""

_NAME = re.compile(r"^( *)(organisation_name: .+)\n(?=\1\S|\S|\Z)", re.MULTILINE)
"""The name on a line of its own, which no following line goes on with."""


@dataclass(frozen=True, slots=True)
class Job:
    """One answers file, and why it cannot be built, if that is known before."""

    source: Path
    problem: Finding | None = None


def find_answers(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Every answers file named, or lying in a folder named, in order of path; packs and hidden files left out."""
    found: list[Path] = []
    for path in paths:
        if not is_folder(path):
            found.append(path)
            continue
        inside = [file for ending in ("*.yaml", "*.yml") for file in path.rglob(ending)]
        packs = {file.parent for file in inside if file.name == "pack.yaml"}
        found += sorted(
            file
            for file in inside
            if packs.isdisjoint(file.parents) and not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
    return tuple({path.absolute(): path for path in found}.values())


def _organisation(text: str) -> str | None:
    """The organisation's name in a file of answers; None when it is no such file.

    The name is read alone where it stands alone, which is ten times faster.
    """
    alone = _NAME.findall(text) if text.count("organisation_name") == 1 else []
    file, slips = _yaml.parse(alone[0][1] if len(alone) == 1 else text, "")
    if slips and alone:
        file, slips = _yaml.parse(text, "")
    answers = file.data.get("answers", file.data) if isinstance(file.data, dict) else None
    return str(answers.get("organisation_name") or "") if isinstance(answers, dict) and not slips else None


def _output(source: Path, options: BuildOptions) -> str:
    """Folder and name that a client's documents would take."""
    try:
        name = _organisation(read_text(source))
    except PolicygenError:
        name = None
    return str(source) if name is None else f"{options.out or source.parent}/{slug(name)}"


def jobs(sources: Sequence[Path], options: BuildOptions) -> tuple[Job, ...]:
    """A job for each source; clients whose documents would take the same name get a finding instead."""
    outputs = [_output(source, options) for source in sources]
    shared = {output for output, number in Counter(outputs).items() if number > 1}
    found: list[Job] = []
    for source, output in zip(sources, outputs, strict=True):
        problem = None
        if output in shared:
            others = [
                str(other) for other, name in zip(sources, outputs, strict=True) if name == output and other != source
            ]
            message = f"Its documents would have the same name as those of {', '.join(others[:3])}."
            hint = "Give one of them another organisation_name, or build them into different folders."
            problem = Finding("same-name", Severity.BLOCK, message, Place(str(source)), hint)
        found.append(Job(source, problem))
    return tuple(found)


def run_job(job: Job, library: Library, options: BuildOptions) -> BuildResult:
    """What became of one job; whatever stops it is a finding of it alone."""
    if job.problem is not None:
        return BuildResult(job.source, "refused", findings=(job.problem,))
    try:
        result = build(job.source, library, options)
    except PolicygenError as error:
        fault = Finding("cannot-build", Severity.BLOCK, error.message, Place(str(job.source)), error.hint)
        return BuildResult(job.source, "refused", findings=(fault,))
    except Exception as error:  # a fault of ours with one client must not cost the others their documents
        message = f"policygen failed: {type(error).__name__}: {error}"
        fault = Finding("our-fault", Severity.BLOCK, message, Place(str(job.source)), "Build it alone, and report it.")
        return BuildResult(job.source, "refused", findings=(fault,))
    # The selection is large; the caller counts and tells, and needs none of it.
    return replace(result, selection=None)


_shared: dict[tuple[Path, ...], Library] = {}


def _run_chunk(chunk: tuple[Job, ...], packs: tuple[Path, ...], options: BuildOptions) -> list[BuildResult]:
    if packs not in _shared:
        _shared[packs] = load_library(packs)
    return [run_job(job, _shared[packs], options) for job in chunk]


def _ignore_interrupts() -> None:
    """For a worker: a person who presses Ctrl-C stops the parent, which ends its workers in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def build_all(
    todo: Sequence[Job], packs: tuple[Path, ...], options: BuildOptions, processes: int
) -> Iterator[BuildResult]:
    """Build every job, yielding each result as it is there."""
    if processes == 1 or len(todo) <= CHUNK:
        for job in todo:
            yield from _run_chunk((job,), packs, options)
        return
    remaining = iter(todo)
    with ProcessPoolExecutor(processes, initializer=_ignore_interrupts) as pool:
        running: set[Future[list[BuildResult]]] = set()
        while True:
            # Only a few chunks are under way at a time, so that results never pile up.
            while len(running) < processes * 2 and (chunk := tuple(islice(remaining, CHUNK))):
                running.add(pool.submit(_run_chunk, chunk, packs, options))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield from future.result()
