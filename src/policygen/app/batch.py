"""Folders of answers: every client built, one fault never stopping the rest, memory flat."""

import re
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal, TypeVar

from policygen import _yaml
from policygen._command import program, tell_program
from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen._resources import read_text
from policygen.app.build import BuildOptions, BuildResult, build, findings_of
from policygen.app.document_set import out_folder
from policygen.app.packs import Laid, Libraries
from policygen.app.papers import OWNERS_FOLDER
from policygen.app.sources import open_answers
from policygen.errors import PolicygenError
from policygen.findings import Finding, Location, Severity
from policygen.library.model import Library
from policygen.questions.typed import plain_blanks
from policygen.record.working_paper import ENDING
from policygen.workspace.naming import slug

Task = TypeVar("Task")
Result = TypeVar("Result")

CHUNK = 16
"""Clients handed to a process at a time."""

_NAME = regex(r"^( *)(organisation_name: .+)\n(?=\1\S|\S|\Z)", re.MULTILINE)
"""The name on a line of its own, which no following line goes on with."""


@dataclass(frozen=True, slots=True)
class Job:
    """One answers file, and why it cannot be built, if that is known before."""

    source: Path
    problem: Finding | None = None


ClientState = Literal["written", "as it was", "edited", "not written"]


@dataclass(frozen=True, slots=True)
class ClientResult:
    """What became of one client, in what can be handed from process to process."""

    source: Path
    organisation: str
    """Empty when its name could not be read."""
    state: ClientState
    documents: tuple[Path, ...]
    """Written now, or already as they should be; without working papers."""
    edited: tuple[Path, ...]
    findings: tuple[Finding, ...]
    """Slips, warnings that hold, and what is to confirm; most severe first."""
    of_packs: tuple[Finding, ...] = ()
    """What is wrong with the packs over it, from high up; told once for all clients of a pack."""

    def as_data(self) -> dict[str, object]:
        """The client for `--json`."""
        return {
            "answers": str(self.source),
            "organisation": self.organisation,
            "state": self.state,
            "documents": [str(path) for path in self.documents],
            "edited": [str(path) for path in self.edited],
            "findings": [finding.as_data() for finding in self.findings],
            "of_packs": [finding.as_data() for finding in self.of_packs],
        }


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
        name = _organisation(plain_blanks(read_text(source)))
    except PolicygenError:
        name = None
    return str(source) if name is None else f"{out_folder(options.out, source, name)}/{slug(name)}"


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
            problem = Finding("same-name", Severity.BLOCK, message, Location(str(source)), hint)
        found.append(Job(source, problem))
    return tuple(found)


def run_job(job: Job, libraries: Libraries, options: BuildOptions) -> ClientResult:
    """What became of one job; whatever stops it is a finding of it alone."""
    try:
        laid = libraries.of(job.source)
        if skipped := not_built(job, laid):
            return skipped
        result = build(job.source, laid.library, options)
        return replace(client_result(result, laid.library), of_packs=laid.findings)
    except PolicygenError as error:
        return guarded(job, error)
    except Exception as error:  # a fault of ours with one client must not cost the others their documents
        message = f"policygen failed: {type(error).__name__}: {error}"
        return guarded(job, PolicygenError(message, hint="Build it alone, and report it."))


def not_built(job: Job, laid: Laid) -> ClientResult | None:
    """A client that is not built because of its packs or of its name; None for any other."""
    if not laid.blocks:
        return None if job.problem is None else _refused_job(job, job.problem, laid.library)
    message = "A pack over it has faults that stop a build."
    stopped = Finding("pack-faults", Severity.BLOCK, message, Location(str(job.source)), "Mend what is named.")
    return ClientResult(job.source, "", "not written", (), (), (stopped,), laid.findings)


def _refused_job(job: Job, problem: Finding, library: Library) -> ClientResult:
    """A client that is not built, with its other faults beside the one that stops it."""
    try:
        answers, slips = open_answers(job.source, library)
    except PolicygenError as error:
        return guarded(job, error)
    name = str(answers.values.get("organisation_name", ""))
    return ClientResult(job.source, name, "not written", (), (), in_order((problem, *slips)))


def guarded(job: Job, error: PolicygenError) -> ClientResult:
    """A client that something stopped, which is a finding of it alone."""
    known = () if job.problem is None else (job.problem,)
    fault = Finding("cannot-build", Severity.BLOCK, error.message, Location(str(job.source)), error.hint)
    return ClientResult(job.source, "", "not written", (), (), in_order((*known, fault)))


def client_result(result: BuildResult, library: Library) -> ClientResult:
    """What became of a client, by what became of its answers file."""
    states: dict[str, ClientState] = {"refused": "not written", "edited": "edited"}
    state = states.get(result.state, "written" if result.written else "as it was")
    lying = (*result.written, *result.same)
    documents = tuple(p for p in lying if not p.name.endswith(ENDING) and p.parent.name != OWNERS_FOLDER)
    edited = tuple(found.path for found in result.edited)
    findings = in_order(findings_of(result, library))
    return ClientResult(result.source, result.organisation, state, documents, edited, findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings, each once, most severe first."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: -finding.severity))


_shared: dict[tuple[tuple[Path, ...], str], Libraries] = {}


def shared_libraries(packs: tuple[Path, ...], date: str) -> Libraries:
    """The libraries of this process: each is read once, however many chunks it is handed."""
    return _shared.setdefault((packs, date), Libraries(packs, date))


def _run_chunk(chunk: tuple[Job, ...], packs: tuple[Path, ...], options: BuildOptions) -> list[ClientResult]:
    return [run_job(job, shared_libraries(packs, options.date), options) for job in chunk]


def build_all(
    todo: Sequence[Job], packs: tuple[Path, ...], options: BuildOptions, processes: int
) -> Iterator[ClientResult]:
    """Build every job, yielding each result as it is there."""
    return spread(todo, partial(_run_chunk, packs=packs, options=options), processes)


# ---- processes ---------------------------------------------------------------------------------------------------------


def _begin_worker(name: str) -> None:
    """A worker names the program as its parent does. Ctrl-C stops the parent, which ends its workers in order."""
    tell_program(name)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def spread(todo: Sequence[Task], work: Callable[[tuple[Task, ...]], list[Result]], processes: int) -> Iterator[Result]:
    """What some work comes to, chunk by chunk, in this process or in others, each result as it is there."""
    if processes == 1 or len(todo) <= CHUNK:
        for task in todo:
            yield from work((task,))
        return
    remaining = iter(todo)
    with ProcessPoolExecutor(processes, initializer=_begin_worker, initargs=(program(),)) as pool:
        running: set[Future[list[Result]]] = set()
        while True:
            # Only a few chunks are under way at a time, so that results never pile up.
            while len(running) < processes * 2 and (chunk := tuple(islice(remaining, CHUNK))):
                running.add(pool.submit(work, chunk))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield from future.result()
