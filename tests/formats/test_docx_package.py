"""The zip, and the prepared house style that every document shares."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.formats.docx.package import Prepared, PreparedError, pack, unpack, zipped
from tests.formats.example_document import full_policy
from tests.formats.word import house, written


@given(st.dictionaries(st.text("abcé/ü", min_size=1, max_size=8), st.binary(max_size=300), max_size=5))
def test_any_unzipper_reads_what_we_zip(contents: dict[str, bytes]) -> None:
    parts = [pack(name, "", content) for name, content in contents.items()]
    data = zipped(parts)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {info.filename: archive.read(info) for info in archive.infolist()} == contents
    assert {part.name: unpack(part) for part in parts} == contents


def test_a_zip_names_no_time_and_no_system() -> None:
    with zipfile.ZipFile(BytesIO(written(full_policy()))) as archive:
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.create_system == 0
            assert info.external_attr == 0


def test_content_types_and_the_main_relationships_come_first() -> None:
    with zipfile.ZipFile(BytesIO(written(full_policy()))) as archive:
        assert archive.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]


def test_a_prepared_style_comes_back_from_a_cache() -> None:
    assert Prepared.from_bytes(house().to_bytes()) == house()
    assert house().to_bytes() == house().to_bytes()


def test_a_document_is_the_same_from_a_style_that_was_kept() -> None:
    kept = Prepared.from_bytes(house().to_bytes())
    assert written(full_policy(), kept) == written(full_policy())


@pytest.mark.parametrize("cut", [0, 5, 30, 200, -1])
def test_a_damaged_cache_is_refused(cut: int) -> None:
    data = house().to_bytes()
    with pytest.raises(PreparedError):
        Prepared.from_bytes(data[:cut])


def test_a_changed_cache_is_refused() -> None:
    data = bytearray(house().to_bytes())
    data[len(data) // 2] ^= 1
    with pytest.raises(PreparedError):
        Prepared.from_bytes(bytes(data))


def test_a_cache_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = house().to_bytes()
    monkeypatch.setattr("policygen.formats.docx.package.PREPARED_VERSION", 0)
    with pytest.raises(PreparedError, match="another version"):
        Prepared.from_bytes(data)
