"""A plan of writes: nobody's work is lost, and every file is whole or not there."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from policygen._resources import DOCUMENT_MODE, OWNER_MODE
from policygen.errors import UnreadableError
from policygen.workspace.writing import Write, carry_out, require_writable

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="permissions, links and pipes as Unix has them")


def ours(content: bytes) -> bool:
    return content.startswith(b"ours")


def plan(folder: Path, *names: str, content: bytes = b"ours: new") -> list[Write]:
    return [Write(folder / name, content, ours) for name in names]


def test_files_are_written_where_nothing_is(tmp_path: Path) -> None:
    done = carry_out(plan(tmp_path / "new" / "folder", "a", "b"), replace=False)
    assert [path.name for path in done.written] == ["a", "b"]
    assert (tmp_path / "new" / "folder" / "a").read_bytes() == b"ours: new"
    assert done.same == done.edited == ()


def test_what_is_already_there_is_not_written_again(tmp_path: Path) -> None:
    carry_out(plan(tmp_path, "a"), replace=False)
    before = (tmp_path / "a").stat().st_mtime_ns
    done = carry_out(plan(tmp_path, "a"), replace=True)
    assert done.same == (tmp_path / "a",)
    assert done.written == ()
    assert (tmp_path / "a").stat().st_mtime_ns == before


def test_what_nobody_edited_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"ours: old")
    assert carry_out(plan(tmp_path, "a"), replace=False).written == (tmp_path / "a",)


def test_one_edited_file_keeps_the_whole_plan_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"ours: old")
    (tmp_path / "b").write_bytes(b"theirs")
    done = carry_out(plan(tmp_path, "a", "b", "c"), replace=False)
    assert done.edited == (tmp_path / "b",)
    assert done.written == ()
    assert (tmp_path / "a").read_bytes() == b"ours: old"
    assert (tmp_path / "b").read_bytes() == b"theirs"
    assert not (tmp_path / "c").exists()


def test_somebody_may_say_that_edits_are_to_be_lost(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"theirs")
    assert carry_out(plan(tmp_path, "b"), replace=True).written == (tmp_path / "b",)
    assert (tmp_path / "b").read_bytes() == b"ours: new"


# ---- permissions -------------------------------------------------------------------------------------------------------


def permissions(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture(params=[0o002, 0o022, 0o077, 0o027])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@on_unix
@pytest.mark.parametrize("mode", [DOCUMENT_MODE, OWNER_MODE])
def test_a_new_file_has_the_permissions_that_the_umask_leaves(tmp_path: Path, umask: int, mode: int) -> None:
    path = tmp_path / "new" / "a"
    carry_out([Write(path, b"ours", ours, mode)], replace=False)
    assert permissions(path) == mode & ~umask
    assert permissions(path.parent) == 0o777 & ~umask


@on_unix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o644, 0o666])
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path, umask: int, mode: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"ours: old")
    path.chmod(mode)
    carry_out(plan(tmp_path, "a"), replace=False)
    assert path.read_bytes() == b"ours: new"
    assert permissions(path) == mode


def test_a_folder_where_a_file_should_be_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(UnreadableError) as told:
        carry_out(plan(tmp_path, "a", "b"), replace=True)
    assert str(tmp_path / "b") in told.value.message
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("full_from", [1, 2, 3])
def test_a_disk_that_fills_up_leaves_every_file_of_the_plan_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full_from: int
) -> None:
    (tmp_path / "a").write_bytes(b"ours: old")
    opened = []

    def full(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            opened.append(path)
        if flags & os.O_CREAT and len(opened) == full_from:
            raise OSError(28, "No space left on device")
        return real(path, flags, mode)

    real = os.open
    monkeypatch.setattr("policygen._resources.os.open", full)
    with pytest.raises(UnreadableError) as told:
        carry_out(plan(tmp_path, "a", "b", "c"), replace=False)
    monkeypatch.undo()
    assert f"{tmp_path / 'abc'[full_from - 1]} cannot be written: No space left" in told.value.message
    assert told.value.hint
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"ours: old"}


def test_a_file_that_cannot_be_put_in_its_place_is_told_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"ours: old")

    def held(self: Path, target: Path) -> Path:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(UnreadableError) as told:
        carry_out(plan(tmp_path, "a", "b"), replace=False)
    assert "Permission denied" in told.value.message
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"ours: old"}


def test_an_interruption_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, asked = Path.replace, []

    def interrupted(self: Path, target: Path) -> Path:
        asked.append(target)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        carry_out(plan(tmp_path, "a", "b", "c"), replace=False)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"ours: new"}


def test_a_folder_is_tried_before_anybody_is_asked_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_writable(tmp_path / "not" / "yet" / "there")
    assert not list(tmp_path.iterdir())

    def full(path: str, flags: int, mode: int = 0o777) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("policygen._resources.os.open", full)
    with pytest.raises(UnreadableError) as told:
        require_writable(tmp_path / "new")
    assert f"{tmp_path / 'new'} cannot be written: No space left" in told.value.message


# ---- links -------------------------------------------------------------------------------------------------------------


@on_unix
@pytest.mark.parametrize("names", [["kept"], ["kept", "kept-again"], ["deep/kept"]])
def test_a_link_stays_a_link_and_what_it_leads_to_gets_the_text(tmp_path: Path, names: list[str]) -> None:
    archive, out = tmp_path / "archive", tmp_path / "out"
    (archive / "deep").mkdir(parents=True)
    out.mkdir()
    kept = archive / names[0]
    kept.write_bytes(b"ours: old")
    kept.chmod(0o640)
    last = kept
    for name in names[1:]:
        (archive / name).symlink_to(os.path.relpath(last, archive))
        last = archive / name
    (out / "a").symlink_to(os.path.relpath(last, out))
    assert carry_out(plan(out, "a"), replace=False).written == (out / "a",)
    assert (out / "a").is_symlink()
    assert kept.read_bytes() == b"ours: new"
    assert permissions(kept) == 0o640
    assert [path.name for path in out.iterdir()] == ["a"]


@on_unix
def test_what_a_link_leads_to_is_not_overwritten_when_somebody_edited_it(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"theirs")
    (tmp_path / "a").symlink_to("kept")
    assert carry_out(plan(tmp_path, "a"), replace=False).edited == (tmp_path / "a",)
    assert (tmp_path / "kept").read_bytes() == b"theirs"


@on_unix
def test_a_link_to_a_file_that_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("later")
    carry_out(plan(tmp_path, "a"), replace=False)
    assert (tmp_path / "a").is_symlink()
    assert (tmp_path / "later").read_bytes() == b"ours: new"


@on_unix
@pytest.mark.parametrize("kind", ["loop", "folder", "nowhere", "pipe", "device"])
def test_a_link_to_what_cannot_be_written_is_told_and_left(tmp_path: Path, kind: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    to = {"loop": "a", "folder": "folder", "nowhere": "not/there/a", "pipe": "pipe", "device": os.devnull}[kind]
    (tmp_path / "a").symlink_to(to)
    with pytest.raises(UnreadableError) as told:
        carry_out(plan(tmp_path, "b", "a"), replace=True)
    assert str(tmp_path / "a") in told.value.message
    assert str((tmp_path / "a").readlink()) == to
    assert not (tmp_path / "b").exists()
