"""Folders of answers: every client built, one fault never stopping the rest, memory flat."""

import re
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

_NAME = re.compile(r"^\s*organisation_name\s*:.*$", re.MULTILINE)


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
        inside = (file for ending in ("*.yaml", "*.yml") for file in path.rglob(ending))
        found += sorted(
            file
            for file in inside
            if file.name != "pack.yaml" and not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
    return tuple(dict.fromkeys(found))


def _output(source: Path, options: BuildOptions) -> str:
    """Folder and name that a client's documents would take, without reading all of its answers."""
    try:
        match = _NAME.search(read_text(source))
    except PolicygenError:
        return str(source)
    data = _yaml.parse(match[0].strip(), "")[0].data if match else None
    name = data.get("organisation_name") if isinstance(data, dict) else None
    return f"{options.out or source.parent}/{slug(str(name or source))}"


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
    # The selection is large; the caller counts and tells, and needs none of it.
    return replace(result, selection=None)


_shared: dict[tuple[Path, ...], Library] = {}


def _run_chunk(chunk: tuple[Job, ...], packs: tuple[Path, ...], options: BuildOptions) -> list[BuildResult]:
    if packs not in _shared:
        _shared[packs] = load_library(packs)
    return [run_job(job, _shared[packs], options) for job in chunk]


def build_all(
    todo: Sequence[Job], packs: tuple[Path, ...], options: BuildOptions, processes: int
) -> Iterator[BuildResult]:
    """Build every job, yielding each result as it is there."""
    if processes == 1 or len(todo) <= CHUNK:
        for job in todo:
            yield from _run_chunk((job,), packs, options)
        return
    remaining = iter(todo)
    with ProcessPoolExecutor(processes) as pool:
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
