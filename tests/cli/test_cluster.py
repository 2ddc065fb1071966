"""`policygen build --cluster`: the same map on a dask scheduler, tried against a real one with two workers on this machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import CAFE, TODAY, Outcome, answers_file, policygen, text_file

distributed: Any = pytest.importorskip(
    "distributed", reason="dask.distributed is not installed: pip install 'policygen[cluster]'"
)

# What dask warns of is its own affair, and no fault of ours.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler with two workers, each a process of its own."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster.scheduler_address


def clients(folder: Path, number: int) -> None:
    for index in range(number):
        answers_file(folder, f"client {index:03}.yaml", organisation_name=f"Client {index}", headcount=6 + index * 20)


def build(*arguments: object) -> Outcome:
    return policygen("build", *arguments, "--date", TODAY)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_cluster_writes_what_this_machine_writes(address: str, tmp_path: Path) -> None:
    clients(tmp_path / "clients", 20)
    here = build(tmp_path / "clients", "--out", tmp_path / "here" / "{name}")
    there = build(tmp_path / "clients", "--out", tmp_path / "there" / "{name}", "--cluster", address)
    assert here.code == there.code == 0, there.said
    assert contents(tmp_path / "here") == contents(tmp_path / "there")
    assert f"Sending 20 answers files and the library to {address}: what they say leaves this machine." in there.err


def test_a_pack_goes_with_the_work(address: str, tmp_path: Path) -> None:
    clients(tmp_path / "clients", 2)
    policygen("library", "new-pack", tmp_path / "firm")
    for name, more in (("here", ()), ("there", ("--cluster", address))):
        outcome = build(tmp_path / "clients", "--out", tmp_path / name, "--pack", tmp_path / "firm", *more)
        assert outcome.code == 0, outcome.said
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


def test_packs_that_answers_files_name_go_with_the_work_of_their_clients_alone(address: str, tmp_path: Path) -> None:
    folder = tmp_path / "clients"
    clients(folder, 3)
    policygen("library", "new-pack", folder / "firm")
    policygen("library", "new-pack", folder / "broken")
    (folder / "broken" / "pack.yaml").write_text("name: broken\n", encoding="utf-8")
    for number, pack in enumerate(("firm", "broken")):
        answers = folder / f"client {number:03}.yaml"
        answers.write_text(f"packs: [{pack}]\n{answers.read_text(encoding='utf-8')}", encoding="utf-8")
    outcomes = [
        build(folder, "--out", tmp_path / name, "--format", "md", *more)
        for name, more in (("here", ()), ("there", ("--cluster", address)))
    ]
    for outcome in outcomes:
        assert outcome.code == 1
        assert "2 written, 1 not written." in outcome.out
        assert "The pack file has no 'version'" in outcome.err
    assert contents(tmp_path / "here") == contents(tmp_path / "there")
    told = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "there").glob("*policy.md")}
    assert ["across a table" in words for _, words in sorted(told.items())] == [True, False]


def test_one_broken_client_stops_nobody_else_on_a_cluster(address: str, tmp_path: Path) -> None:
    clients(tmp_path / "clients", 2)
    text_file(tmp_path / "clients", b"answers: [", "broken.yaml")
    text_file(tmp_path / "clients", b"\xff\xfe", "latin.yaml")
    outcome = build(tmp_path / "clients", "--out", tmp_path / "out", "--cluster", address)
    assert outcome.code == 1
    assert "2 written, 2 not written." in outcome.out
    assert "broken.yaml" in outcome.err


def test_an_edited_document_is_left_alone_by_a_cluster(address: str, tmp_path: Path) -> None:
    clients(tmp_path / "clients", 1)
    build(tmp_path / "clients", "--out", tmp_path / "out", "--format", "md")
    (document,) = (tmp_path / "out").glob("*.md")
    document.write_text(document.read_text(encoding="utf-8") + "\nOur own words.\n", encoding="utf-8")
    before = document.read_bytes()
    outcome = policygen(
        "build", tmp_path / "clients", "--out", tmp_path / "out", "--format", "md", "--cluster", address,
        "--date", "2026-12-24",
    )  # fmt: skip
    assert outcome.code == 1
    assert document.read_bytes() == before


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policygen.app.cluster.PATIENCE", "1s")
    outcome = build(text_file(tmp_path, CAFE.read_bytes()), "--out", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    assert outcome.code == 1
    assert "No scheduler answers at tcp://127.0.0.1:9." in outcome.err
    assert not (tmp_path / "out").exists()


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    outcome = build(text_file(tmp_path, CAFE.read_bytes()), "--cluster", "nonsense://x")
    assert outcome.code == 1
    assert "No scheduler answers at nonsense://x." in outcome.err


def test_a_scheduler_without_workers_is_told(tmp_path: Path) -> None:
    with distributed.LocalCluster(n_workers=0, dashboard_address=None, host="127.0.0.1") as cluster:
        outcome = build(text_file(tmp_path, CAFE.read_bytes()), "--cluster", cluster.scheduler_address)
    assert outcome.code == 1
    assert "has no workers" in outcome.err


def test_workers_with_another_policygen_are_refused(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policygen.app.cluster.__version__", "99.0")
    outcome = build(text_file(tmp_path, CAFE.read_bytes()), "--cluster", address)
    assert outcome.code == 1
    assert "Install policygen 99.0 on every worker." in outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ["answers.yaml"]
