"""Clients built by the workers of a scheduler, here one that lives in this process."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from policygen import __version__
from policygen.app import cluster
from policygen.app.batch import ClientResult, Job
from policygen.app.build import BuildOptions
from policygen.app.cluster import build_on_cluster, connect, require_alike
from policygen.errors import PolicygenError

TODAY = "2026-11-22"


class Future:
    """What a worker does when somebody looks."""

    def __init__(self, key: str, work: Callable[[], Any], error: Exception | None) -> None:
        self.key, self._work, self._error = key, work, error
        self.status = "error" if error else "finished"

    def result(self) -> Any:
        return self._work()

    def exception(self) -> Exception | None:
        return self._error

    def release(self) -> None:
        """Nothing is held."""


class Waiting:
    """Futures in the order in which they were handed out; the most that there ever were at a time is kept."""

    def __init__(self, loop: object) -> None:
        self.futures: list[Future] = []
        self.most = 0
        LAST.append(self)

    def add(self, future: Future) -> None:
        self.futures.append(future)
        self.most = max(self.most, len(self.futures))

    def __iter__(self) -> Iterator[Future]:
        while self.futures:
            yield self.futures.pop(0)


LAST: list[Waiting] = []


class Client:
    """A scheduler with some workers."""

    loop = None

    def __init__(self, workers: int = 1, lost: Sequence[int] = (), version: str = __version__) -> None:
        self.workers, self.lost, self.version = workers, lost, version
        self.submitted = 0
        self.closed = False

    def run(self, _function: object) -> dict[str, str]:
        return {f"worker {number}": self.version for number in range(self.workers)}

    def scheduler_info(self) -> dict[str, Any]:
        return {"workers": range(self.workers)}

    def scatter(self, values: list[Any], *, broadcast: bool) -> list[Any]:
        assert broadcast
        return values

    def submit(self, function: Callable[..., Any], *arguments: Any, pure: bool) -> Future:
        assert not pure
        self.submitted += 1
        error = RuntimeError("its machine went away") if self.submitted in self.lost else None
        return Future(str(self.submitted), lambda: function(*arguments), error)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[ClientResult]]:
    """What becomes of answers files, by name and text."""

    def build(client: Client, **files: str) -> list[ClientResult]:
        monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(as_completed=Waiting))  # type: ignore[arg-type]
        monkeypatch.setattr(cluster, "connect", lambda _address: client)
        monkeypatch.setattr(cluster, "CHUNK", 1)
        jobs = [Job(tmp_path / f"{name}.yaml") for name in files]
        for job, text in zip(jobs, files.values(), strict=True):
            job.source.write_text(text, encoding="utf-8")
        options = BuildOptions(TODAY, ("md",), ("card",), tmp_path / "out")
        results = list(build_on_cluster(jobs, (), options, "tcp://here"))
        assert client.closed
        return results

    return build


def answers(name: str) -> str:
    return f"answers:\n  organisation_name: {name}\n  headcount: 6\n"


def test_each_client_comes_back_with_its_documents_written_here(built: Callable[..., list[ClientResult]]) -> None:
    results = built(Client(), a=answers("Quay"), b=answers("Lane"))
    assert [(result.source.name, result.organisation, result.state) for result in results] == [
        ("a.yaml", "Quay", "written"), ("b.yaml", "Lane", "written"),
    ]  # fmt: skip
    assert all(path.exists() for result in results for path in result.documents)


def test_nothing_is_built_where_a_worker_has_another_policygen(built: Callable[..., list[ClientResult]]) -> None:
    client = Client(version="0.0.1")
    with pytest.raises(PolicygenError, match=r"have policygen 0\.0\.1"):
        built(client, a=answers("Quay"))
    assert client.closed
    assert client.submitted == 0


def test_what_stops_one_client_is_told_and_stops_no_other(
    built: Callable[..., list[ClientResult]], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = cluster.make

    def make(answers: Any, source: Path, *more: Any) -> Any:
        if source.name == "broken.yaml":
            raise ValueError("oh")
        return real(answers, source, *more)

    monkeypatch.setattr(cluster, "make", make)
    files = {
        "broken": answers("A"),
        "lost": answers("B"),
        "refused": "answers:\n  headcount: x\n",
        "good": answers("C"),
    }
    found = {result.source.stem: result for result in built(Client(lost=[2]), **files)}
    assert {name: result.state for name, result in found.items()} == {
        "broken": "not written", "lost": "not written", "refused": "not written", "good": "written",
    }  # fmt: skip
    told = {name: result.findings[0] for name, result in found.items() if name != "good"}
    assert told["broken"].message == "policygen failed: ValueError: oh."
    assert told["lost"].message == "the cluster did not finish it: its machine went away."
    assert told["lost"].hint == told["broken"].hint == "Build it alone, on this machine."
    assert told["refused"].message.startswith("headcount: ")


@pytest.mark.parametrize(("workers", "most"), [(1, 2), (3, 6)])
def test_no_more_is_under_way_than_two_pieces_of_work_for_each_worker(
    built: Callable[..., list[ClientResult]], workers: int, most: int
) -> None:
    clients = {f"client{number}": "answers:\n  headcount: x\n" for number in range(20)}
    assert len(built(Client(workers), **clients)) == 20
    assert LAST.pop().most == most


def test_a_file_that_cannot_be_read_never_leaves_this_machine(built: Callable[..., list[ClientResult]]) -> None:
    client = Client()
    (result,) = built(client, a="\0")
    assert (result.state, client.submitted) == ("not written", 0)


@pytest.mark.parametrize(
    ("client", "words"),
    [
        (Client(workers=0), "The scheduler at tcp://here has no workers."),
        (Client(version="0.1"), f"Workers of tcp://here have policygen 0.1; this is {__version__}."),
        (SimpleNamespace(run=lambda _function: 1 // 0), "The workers of tcp://here cannot run policygen: "),
    ],
)
def test_workers_that_are_none_or_not_ours_are_refused(client: Any, words: str) -> None:
    with pytest.raises(PolicygenError) as told:
        require_alike(client, "tcp://here")
    assert told.value.message.startswith(words)
    assert told.value.hint


def test_without_dask_or_a_scheduler_the_way_to_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)  # type: ignore[arg-type]
    with pytest.raises(PolicygenError, match="is not installed"):
        connect("tcp://here")

    def refuses(*_: object, **__: object) -> None:
        raise OSError("nobody")

    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=refuses))  # type: ignore[arg-type]
    with pytest.raises(PolicygenError, match="No scheduler answers at tcp://here"):
        connect("tcp://here")
