"""Folders of answers on more than one machine: the same pure map, handed to a dask scheduler that already runs.

Workers make documents and touch no file; this process reads the answers and writes what comes back. The library and its
packs go with the work, so every worker makes what this machine would make.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from policygen import __version__
from policygen._dataclass import dataclass
from policygen._resources import read_text
from policygen.answers.read import read_answers
from policygen.app.batch import CHUNK, ClientResult, Job, client_result, guarded, not_built
from policygen.app.build import BuildOptions, Made, make, refused, write
from policygen.app.looks import look_beside
from policygen.app.packs import Libraries
from policygen.errors import PolicygenError
from policygen.library.layers import LayerFiles, read_layers
from policygen.library.load import load_layers
from policygen.library.model import Library

PATIENCE = "10s"
"""How long a scheduler may take to answer."""


@dataclass(frozen=True, slots=True)
class Task:
    """One client's answers, as they leave this machine."""

    source: Path
    text: str
    options: BuildOptions


def make_all(tasks: Sequence[Task], layers: tuple[LayerFiles, ...]) -> list[Made | str]:
    """What each task comes to, made on a worker; a text is what went wrong with one."""
    library = load_layers(layers)
    return [_make(task, library) for task in tasks]


def _make(task: Task, library: Library) -> Made | str:
    try:
        answers, findings = read_answers(task.text, str(task.source), library)
        stopped = refused(answers, findings, task.source)
        if stopped is not None:
            return Made(stopped)
        made = make(answers, task.source, library, task.options)
    except Exception as error:  # a fault of ours with one client must not cost the others their documents
        return f"policygen failed: {type(error).__name__}: {error}"
    result = replace(made.result, findings=(*findings, *made.result.findings), selection=None)
    return replace(made, result=result)


def build_on_cluster(
    todo: Sequence[Job], packs: tuple[Path, ...], options: BuildOptions, address: str
) -> Iterator[ClientResult]:
    """Build every job on the workers of a scheduler, yielding each result as it is there.

    Raises: `PolicygenError` when dask.distributed is not installed, no scheduler answers, it has no workers, or a worker
    has another policygen; `InvalidContentError`, `UnreadableError` for a pack.
    """
    libraries = Libraries(packs, options.date)
    libraries.laid(packs)
    client = connect(address)
    try:
        require_alike(client, address)
        tasks: dict[tuple[Path, ...], list[Task]] = {}
        for job in todo:
            try:
                laid = libraries.of(job.source)
                if skipped := not_built(job, laid):
                    yield skipped
                else:
                    tasks.setdefault(laid.packs, []).append(_task(job, options))
            except PolicygenError as error:
                yield guarded(job, error)
        for laid_over, given in tasks.items():
            laid = libraries.laid(laid_over)
            for result in _results(client, given, read_layers(laid_over), laid.library):
                yield replace(result, of_packs=laid.findings)
    finally:
        client.close()


def _task(job: Job, options: BuildOptions) -> Task:
    """A job with all that a worker elsewhere cannot see: its answers' text, their folder, and what documents look like."""

    def settled(folder: Path | None) -> Path | None:
        here = job.source.absolute().parent.name
        return None if folder is None else Path(str(folder).replace("{folder}", here))

    look = look_beside(job.source, options)
    settled_options = replace(options, out=settled(options.out), papers=settled(options.papers), look=look)
    return Task(job.source, read_text(job.source), settled_options)


def _results(
    client: Any, tasks: Sequence[Task], layers: tuple[LayerFiles, ...], library: Library
) -> Iterator[ClientResult]:
    distributed: Any = import_module("distributed")
    chunks = [tuple(tasks[start : start + CHUNK]) for start in range(0, len(tasks), CHUNK)]
    shared = client.scatter([layers], broadcast=True)[0]
    window = 2 * max(1, len(client.scheduler_info()["workers"]))
    # Only a few chunks are under way at a time, so that results never pile up.
    remaining = iter(chunks)
    waiting: Any = distributed.as_completed(loop=client.loop)
    under_way: dict[str, tuple[Task, ...]] = {}

    def send() -> None:
        chunk = next(remaining, None)
        if chunk is not None:
            future = client.submit(make_all, list(chunk), shared, pure=False)
            under_way[future.key] = chunk
            waiting.add(future)

    for _ in range(window):
        send()
    for future in waiting:
        chunk = under_way.pop(future.key)
        made = _made_of(future, chunk)
        future.release()
        send()
        for task, each in zip(chunk, made, strict=True):
            yield _written(task, each, library)


def _made_of(future: Any, chunk: tuple[Task, ...]) -> list[Made | str]:
    """What a future holds; of one that the cluster lost, its words for every client of it."""
    if future.status == "finished":
        made: list[Made | str] = future.result()
        return made
    return [f"the cluster did not finish it: {future.exception()}"] * len(chunk)


def _written(task: Task, made: Made | str, library: Library) -> ClientResult:
    job = Job(task.source)
    if isinstance(made, str):
        return guarded(job, PolicygenError(f"{made}.", hint="Build it alone, on this machine."))
    try:
        return client_result(write(made, library, task.options), library)
    except PolicygenError as error:
        return guarded(job, error)


def connect(address: str) -> Any:
    """A client of a scheduler.

    Raises: `PolicygenError` when dask.distributed is not installed, or no scheduler answers.
    """
    try:
        distributed: Any = import_module("distributed")
    except ModuleNotFoundError as error:
        hint = "Install it with: pip install 'policygen[cluster]'"
        raise PolicygenError("--cluster needs dask.distributed, which is not installed.", hint=hint) from error
    try:
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        hint = "Name a scheduler that runs, such as tcp://127.0.0.1:8786."
        raise PolicygenError(f"No scheduler answers at {address}.", hint=hint) from error


def _version() -> str:
    """The policygen that a worker has."""
    return __version__


def require_alike(client: Any, address: str) -> None:
    """Go on only where the scheduler has workers, and each has this policygen.

    Raises: `PolicygenError`.
    """
    try:
        versions: dict[str, str] = client.run(_version)
    except Exception as error:
        hint = f"Install policygen {__version__} on every worker."
        raise PolicygenError(f"The workers of {address} cannot run policygen: {error}.", hint=hint) from error
    if not versions:
        raise PolicygenError(f"The scheduler at {address} has no workers.", hint="Start some, with 'dask worker'.")
    others = sorted({version for version in versions.values() if version != __version__})
    if others:
        message = f"Workers of {address} have policygen {', '.join(others)}; this is {__version__}."
        raise PolicygenError(message, hint=f"Install policygen {__version__} on every worker.")
