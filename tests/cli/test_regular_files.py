"""Only regular files are read, and never more of one than may be: a pipe or a device can keep a reader waiting for ever."""

import os
import shutil
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from policygen._resources import read_file
from policygen.errors import UnreadableError
from tests.cli.running import CAFE, SAMPLES, TODAY, policygen

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("kind", [pipe, device, folder])
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("answers.yaml", ("check",)), ("answers.yaml", ("explain",)), ("answers.yaml", ("diff", "--set", "headcount=3")),
        ("policy.docx", ("check",)), ("policy.docx", ("explain",)), ("policy.docx", ("update", "--plan")),
        ("policy.md", ("check",)), ("policy.md", ("update", "--plan")),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)  # fmt: skip
def test_what_is_no_file_is_told(
    tmp_path: Path, kind: Callable[[Path], None], name: str, command: tuple[str, ...]
) -> None:
    kind(tmp_path / name)
    outcome = policygen(command[0], tmp_path / name, *command[1:])
    told = f"{name} is a"
    if kind is folder:
        told = {
            ("check",): f"There is nothing to check in {tmp_path / name}",
            ("update", "--plan"): f"No document of ours lies in {tmp_path / name}",
        }.get(command, told)
    assert outcome.code in {1, 2}
    assert told in outcome.said


@pytest.mark.parametrize("kind", [pipe, device, folder])
def test_a_working_paper_that_is_no_file_counts_as_none(tmp_path: Path, kind: Callable[[Path], None]) -> None:
    path = tmp_path / "policy.docx"
    shutil.copy(SAMPLES / "harbour-street-cafe" / "harbour-street-cafe-social-media-policy.docx", path)
    kind(tmp_path / "policy.policygen.json")
    assert "no-side-file" in policygen("check", path, "--date", TODAY).out


@pytest.mark.parametrize("kind", [pipe, device])
def test_a_pack_that_holds_no_files_is_told(tmp_path: Path, kind: Callable[[Path], None]) -> None:
    kind(tmp_path / "pack.yaml")
    outcome = policygen("check", CAFE, "--pack", tmp_path)
    assert (outcome.code, "pack.yaml is a" in outcome.err) == (1, True), outcome.said


@pytest.mark.parametrize("kind", [pipe, device])
def test_no_document_is_written_over_what_is_no_file(tmp_path: Path, kind: Callable[[Path], None]) -> None:
    kind(tmp_path / "harbour-street-cafe-social-media-policy.docx")
    outcome = policygen("build", CAFE, "--out", tmp_path, "--date", TODAY)
    assert (outcome.code, "policy.docx is a" in outcome.err) == (1, True), outcome.said
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("kind", [pipe, device])
def test_a_cache_that_holds_no_files_is_passed_by(
    tmp_path: Path, kind: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from policygen import _resources

    monkeypatch.setenv("POLICYGEN_CACHE", str(tmp_path))
    kind(tmp_path / "library")
    assert _resources.read_cached("library") is None


def test_a_socket_is_told() -> None:
    with tempfile.TemporaryDirectory(prefix="pg") as short, socket.socket(socket.AF_UNIX) as listening:
        path = Path(short) / "s"
        listening.bind(str(path))
        with pytest.raises(UnreadableError, match="is a socket, not a file"):
            read_file(path, 10)


def test_no_more_is_read_of_a_growing_file_than_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 10)
    assert read_file(path, 10) == b"x" * 10
    real = os.fstat

    def meanwhile(descriptor: int) -> os.stat_result:
        with path.open("ab") as file:
            file.write(b"x" * 5_000)
        return real(descriptor)

    monkeypatch.setattr(os, "fstat", meanwhile)
    with pytest.raises(UnreadableError, match="is larger than"):
        read_file(path, 10)
