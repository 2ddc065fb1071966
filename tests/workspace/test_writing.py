"""A plan of writes: nobody's work is lost, and every file is whole or not there."""

from pathlib import Path

import pytest

from policygen.errors import UnreadableError
from policygen.workspace.writing import Write, carry_out


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


def test_the_rights_of_a_replaced_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"ours: old")
    path.chmod(0o640)
    carry_out(plan(tmp_path, "a"), replace=False)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_where_a_file_should_be_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(UnreadableError) as told:
        carry_out(plan(tmp_path, "a", "b"), replace=True)
    assert str(tmp_path / "b") in told.value.message
    assert not (tmp_path / "a").exists()


def test_a_write_that_fails_leaves_the_old_file_whole_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"ours: old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UnreadableError) as told:
        carry_out(plan(tmp_path, "a"), replace=False)
    assert "No space left on device" in told.value.message
    assert told.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"ours: old"


def test_a_link_to_a_file_elsewhere_is_replaced_and_the_file_left(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(b"ours: somebody's archive")
    (tmp_path / "a").symlink_to(kept)
    carry_out(plan(tmp_path, "a"), replace=False)
    assert kept.read_bytes() == b"ours: somebody's archive"
    assert (tmp_path / "a").read_bytes() == b"ours: new"
