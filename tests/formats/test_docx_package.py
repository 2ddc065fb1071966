"""A Word package opened, changed and saved; and the house style that every document shares."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.errors import DocumentError
from policygen.formats.docx.house_style import HouseStyle, HouseStyleError
from policygen.formats.docx.kept_style import style_of
from policygen.formats.docx.package import Package, Part, Relationship, open_package, open_zip
from policygen.formats.docx.xml import parse_xml
from tests.formats.example_document import full_policy
from tests.formats.word import TEMPLATE, house, written
from tests.support.word_lint import lint

COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
COMMENTS_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
COMMENT_PART = Part(
    "word/comments.xml",
    COMMENTS,
    b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
)


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {info.filename: archive.read(info) for info in archive.infolist()}


def with_comments(data: bytes) -> bytes:
    """A document with one part more, as a commenting program adds it."""
    package = open_package(data)
    package.put(COMMENT_PART)
    package.relate(package.main, Relationship("rIdComments", COMMENTS_TYPE, COMMENT_PART.name))
    return package.save()


@given(
    st.dictionaries(st.text("abcéü", min_size=1, max_size=8).map("word/{}".format), st.binary(max_size=300), max_size=5)
)
def test_any_unzipper_reads_what_we_save(parts: dict[str, bytes]) -> None:
    package = Package()
    for name, content in parts.items():
        package.put(Part(name, "text/plain", content))
    saved = contents(package.save())
    del saved["[Content_Types].xml"]
    assert saved == parts


def test_a_zip_names_no_time_and_no_system() -> None:
    with zipfile.ZipFile(BytesIO(written(full_policy()))) as archive:
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.create_system == 0
            assert info.external_attr == 0


def test_content_types_and_the_main_relationships_come_first() -> None:
    with zipfile.ZipFile(BytesIO(written(full_policy()))) as archive:
        assert archive.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]


def test_a_document_that_is_opened_and_saved_is_the_same_file() -> None:
    data = written(full_policy())
    assert open_package(data).save() == data


def test_parts_that_nobody_changes_keep_their_bytes_and_their_order() -> None:
    before, after = contents(written(full_policy())), contents(with_comments(written(full_policy())))
    changed = {"[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert list(after) == [*before, "word/comments.xml"]
    assert {name for name in before if before[name] != after[name]} == changed


def test_what_leads_to_a_new_part_is_added_to_what_was_there() -> None:
    data = written(full_policy())
    before, after = open_package(data), open_package(with_comments(data))
    added = {"rIdComments": Relationship("rIdComments", COMMENTS_TYPE, "word/comments.xml")}
    assert after.relationships(after.main) == before.relationships(before.main) | added
    assert after.content_type("word/comments.xml") == COMMENTS
    assert all(after.content_type(part.name) == part.content_type for part in before.parts())
    assert after.related("comments") == "word/comments.xml"
    assert not lint(with_comments(data))


def test_a_changed_part_is_changed_in_its_place_whatever_its_case() -> None:
    package = open_package(written(full_policy()))
    names = package.names
    package.put(Part("WORD/Settings.xml", package.content_type("word/settings.xml"), b"<settings/>"))
    saved = contents(package.save())
    assert tuple(saved) == names
    assert saved["word/settings.xml"] == b"<settings/>"
    assert package.bytes_of("word/settings.xml") == b"<settings/>"


def test_checksums_are_those_of_the_file_that_would_be_saved() -> None:
    package = open_package(with_comments(written(full_policy())))
    package.put(Part("WORD/settings.xml", package.content_type("word/settings.xml"), b"<settings/>"))
    package.relate(package.main, Relationship("rIdMore", COMMENTS_TYPE, COMMENT_PART.name))
    checksums = sorted(found for found in package.checksums() if found[0] != "[Content_Types].xml")
    with zipfile.ZipFile(BytesIO(package.save())) as archive:
        saved = sorted((info.filename, info.file_size, info.CRC) for info in archive.infolist())
    assert checksums == [found for found in saved if found[0] != "[Content_Types].xml"]


def test_the_beginning_of_a_part_is_no_more_than_asked_for() -> None:
    package = open_package(written(full_policy()))
    assert package.beginning_of("word/settings.xml", 5) == b"<?xml"
    package.put(Part("word/settings.xml", package.content_type("word/settings.xml"), b"<settings/>"))
    assert package.beginning_of("word/settings.xml", 5) == b"<sett"
    assert package.beginning_of("word/none.xml", 5) == b""


def test_a_password_on_one_part_alone_is_told() -> None:
    data = bytearray(written(full_policy()))
    entry = data.rindex(b"docProps/app.xml") - 46  # in the directory at the end
    data[entry + 8] |= 1
    with pytest.raises(DocumentError, match="password"):
        open_package(bytes(data))


def test_a_relationship_from_a_folder_leads_out_of_it_and_back() -> None:
    package = Package()
    package.relate("word/a.xml", Relationship("r1", "t", "customXml/item1.xml"))
    package.relate("word/a.xml", Relationship("r2", "t", "word/media/b.png"))
    package.relate("word/a.xml", Relationship("r3", "t", "https://example.org/", external=True))
    root = parse_xml(contents(package.save())["word/_rels/a.xml.rels"], "")
    targets = [element.get("Target") for element in root]
    assert targets == ["../customXml/item1.xml", "media/b.png", "https://example.org/"]
    assert open_zip(package.save()).relationships("word/a.xml") == package.relationships("word/a.xml")


def test_an_id_is_given_to_one_relationship_alone() -> None:
    package = open_package(written(full_policy()))
    taken = next(iter(package.relationships(package.main)))
    with pytest.raises(ValueError, match=taken):
        package.relate(package.main, Relationship(taken, COMMENTS_TYPE, COMMENT_PART.name))


def test_a_part_that_becomes_something_else_is_said_to_be_that_alone() -> None:
    package = open_package(written(full_policy()))
    package.put(Part("word/Settings.xml", COMMENTS, b"<a/>"))
    package.put(Part("word/settings.xml", "text/plain", b"<a/>"))
    types = contents(package.save())["[Content_Types].xml"]
    assert types.count(b"/word/settings.xml") == types.lower().count(b"/word/settings.xml") == 1
    assert open_zip(package.save()).content_type("word/settings.xml") == "text/plain"


def test_a_type_that_the_extension_says_is_not_said_again() -> None:
    package = Package()
    package.put(Part("word/plain.xml", "application/xml", b"<a/>"))
    assert b"plain.xml" not in contents(package.save())["[Content_Types].xml"]


def test_a_part_that_cannot_be_read_stops_the_saving() -> None:
    data = bytearray(written(full_policy()))
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        start = archive.getinfo("word/settings.xml").header_offset
    data[start + 30 + len("word/settings.xml") + 20] ^= 0xFF
    with pytest.raises(DocumentError, match="settings"):
        open_package(bytes(data)).save()


def test_a_house_style_comes_back_from_a_cache() -> None:
    assert HouseStyle.from_bytes(house().to_bytes()) == house()
    assert house().to_bytes() == house().to_bytes()


def test_a_document_is_the_same_from_a_style_that_was_kept() -> None:
    kept = HouseStyle.from_bytes(house().to_bytes())
    assert written(full_policy(), kept) == written(full_policy())


@pytest.mark.parametrize("cut", [0, 5, 30, 200, -1])
def test_a_damaged_cache_is_refused(cut: int) -> None:
    data = house().to_bytes()
    with pytest.raises(HouseStyleError):
        HouseStyle.from_bytes(data[:cut])


def test_a_changed_cache_is_refused() -> None:
    data = bytearray(house().to_bytes())
    data[len(data) // 2] ^= 1
    with pytest.raises(HouseStyleError):
        HouseStyle.from_bytes(bytes(data))


def test_a_cache_of_another_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = house().to_bytes()
    monkeypatch.setattr("policygen.formats.docx.house_style.HOUSE_STYLE_FORMAT", 0)
    with pytest.raises(HouseStyleError, match="another format"):
        HouseStyle.from_bytes(data)


def test_a_style_is_kept_by_its_templates_content_and_prepared_anew_when_what_was_kept_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGEN_CACHE", str(tmp_path / "kept"))
    one, other = tmp_path / "one.docx", tmp_path / "other.docx"
    one.write_bytes(TEMPLATE.read_bytes())
    other.write_bytes(TEMPLATE.read_bytes())
    assert style_of(one) == house()
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_bytes(b"PK")
    assert style_of(other) == house()
    assert HouseStyle.from_bytes(kept.read_bytes()) == house()
    third = tmp_path / "third.docx"
    third.write_bytes(TEMPLATE.read_bytes())
    monkeypatch.delattr("policygen.formats.docx.template.prepare")
    assert style_of(third) == house()
