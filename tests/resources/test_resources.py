"""Files as they are found, read and written."""

import errno
from pathlib import Path

import pytest

from policygen import _resources
from policygen._resources import data_root, decode_text, replace_file, stage_file
from policygen.errors import PolicygenError, UnreadableError


def test_a_broken_installation_is_told_with_both_places_where_the_library_could_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_resources, "__file__", str(tmp_path / "src" / "policygen" / "_resources.py"))
    with pytest.raises(PolicygenError) as told:
        data_root()
    assert str(tmp_path / "src" / "policygen" / "_data") in told.value.message
    assert told.value.hint == "Install policygen again."
    for name in _resources.DATA_FOLDERS:
        (tmp_path / name).mkdir()
    assert data_root() == tmp_path
    (tmp_path / "src" / "policygen" / "_data").mkdir(parents=True)
    assert data_root() == tmp_path / "src" / "policygen" / "_data"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("\ufeffCafé".encode(), "Café"),
        (b"", ""),
    ],
)
def test_text_is_read_whichever_way_its_lines_end_and_with_or_without_a_mark_at_its_start(
    content: bytes, text: str
) -> None:
    assert decode_text(content, "a.yaml") == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Café".encode("utf-16"), "a.yaml is saved as UTF-16."),
        (b"\xfe\xff\x00a", "a.yaml is saved as UTF-16."),
        (b"a\x00b", "a.yaml is not a text file."),
        (b"a\nb\nCaf\xe9\n", "a.yaml is not UTF-8 text (line 3)."),
    ],
)
def test_what_is_no_text_is_told_by_what_it_is(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError) as told:
        decode_text(content, "a.yaml")
    assert told.value.message == words
    assert told.value.hint


def test_a_name_that_the_locale_has_no_letters_for_is_refused_with_how_to_choose_another(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as told:
        stage_file(tmp_path / "quay \ud83d.docx", b"ours")  # half of an emoji: no encoding has a letter for it
    assert "UTF-8 locale" in told.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kept", [None, b"old"])
def test_a_disk_that_is_full_is_told_and_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bytes | None
) -> None:
    path = tmp_path / "a.docx"
    if kept is not None:
        path.write_bytes(kept)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(_resources, "open", full, raising=False)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, b"new")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([] if kept is None else [kept])


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_self: object) -> None:
        raise PermissionError("open elsewhere")

    monkeypatch.setattr(_resources.StagedFile, "commit", refuses)
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "a.docx", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kept", [None, b"old"])
def test_what_fails_while_it_is_written_leaves_nothing_beside_the_file(tmp_path: Path, kept: bytes | None) -> None:
    path = tmp_path / "a.docx"
    if kept is not None:
        path.write_bytes(kept)
    with pytest.raises(TypeError):
        stage_file(path, "no bytes")  # type: ignore[arg-type]
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([] if kept is None else [kept])
