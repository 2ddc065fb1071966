"""`--brand`, `--reference` and `policygen brand`: a look from the command line or beside the answers, and every slip in words."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from policygen.app.document_status import differences, status_of
from policygen.app.issued import open_issued
from policygen.app.looks import MAX_REFERENCE
from policygen.library.model import Library
from tests.brand.pictures import png
from tests.cli.running import CAFE, TODAY, policygen
from tests.formats.word import content

BRAND = 'name: Harbour\ncolours: {accent: "#7A1F5C"}\nlogo: {file: logo.png, alt: Harbour Street Café}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Answers, and beside them a brand and a Word file."""
    (tmp_path / "answers.yaml").write_bytes(CAFE.read_bytes())
    (tmp_path / "brand.yaml").write_text(BRAND, encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(png())
    docx.Document().save(str(tmp_path / "house.docx"))
    return tmp_path


def named(folder: Path, line: str) -> Path:
    path = folder / "answers.yaml"
    path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    return path


def built(folder: Path) -> bytes:
    (made,) = folder.glob("*-policy.docx")
    return made.read_bytes()


def build(folder: Path, *options: object) -> str:
    outcome = policygen(
        "build", folder / "answers.yaml", "--documents", "policy", "--format", "docx", "--date", TODAY, *options
    )
    assert outcome.code == 0, outcome.said
    return outcome.said


def test_a_brand_beside_the_answers_and_one_on_the_command_line_come_to_the_same(folder: Path) -> None:
    build(folder, "--brand", folder / "brand.yaml")
    once = built(folder)
    assert b"7A1F5C" in content(once, "word/styles.xml")
    named(folder, "brand: brand.yaml")
    build(folder)
    assert built(folder) == once


def test_a_word_file_beside_the_answers_is_what_documents_look_like(folder: Path) -> None:
    named(folder, "reference: house.docx")
    assert "show no version" not in build(folder)
    assert content(built(folder), "word/policy-footer1.xml")


def test_larger_words_need_no_brand_file_and_win_over_the_size_in_one(folder: Path) -> None:
    build(folder, "--body-size", "12")
    once = built(folder)
    styles = content(once, "word/styles.xml")
    assert b'<w:sz w:val="24"/>' in styles.split(b"</w:docDefaults>")[0]
    named(folder, "body_size: 12")
    build(folder)
    assert built(folder) == once
    build(folder, "--brand", folder / "brand.yaml")
    branded = content(built(folder), "word/styles.xml")
    assert b"7A1F5C" in branded
    assert b'<w:sz w:val="24"/>' in branded.split(b"</w:docDefaults>")[0]


def test_a_word_file_keeps_its_own_size_and_one_that_we_do_not_set_is_refused(folder: Path) -> None:
    told = policygen("build", named(folder, "body_size: 12"), "--reference", folder / "house.docx", "--date", TODAY)
    assert "[body-size-theirs]" in told.said
    (folder / "answers.yaml").write_bytes(CAFE.read_bytes())
    refused = policygen("build", named(folder, "body_size: 14"), "--date", TODAY)
    assert refused.code == 1
    assert "'body_size:' is 10.5, 11 or 12 points, not 14. [bad-body-size]" in refused.said


@pytest.mark.parametrize("line", ["brand: ../brand.yaml", "brand: /etc/passwd", "reference: ../../house.docx"])
def test_what_answers_name_stays_in_their_folder(folder: Path, line: str) -> None:
    inner = folder / "client"
    inner.mkdir()
    (inner / "answers.yaml").write_bytes(CAFE.read_bytes())
    outcome = policygen("build", named(inner, line), "--date", TODAY)
    assert outcome.code == 1
    assert "lies outside the folder of answers" in outcome.err
    assert "answers.yaml:1" in outcome.err
    assert not list(inner.glob("*.docx"))


def test_a_link_out_of_the_folder_is_no_way_out(folder: Path) -> None:
    inner = folder / "client"
    inner.mkdir()
    (inner / "brand.yaml").symlink_to(folder / "brand.yaml")
    (inner / "answers.yaml").write_bytes(CAFE.read_bytes())
    assert policygen("build", named(inner, "brand: brand.yaml"), "--date", TODAY).code == 1


def test_a_logo_stays_in_the_folder_of_its_brand(folder: Path) -> None:
    inner = folder / "client"
    inner.mkdir()
    (inner / "brand.yaml").write_text(BRAND.replace("logo.png", "../logo.png"), encoding="utf-8")
    outcome = policygen(
        "build", folder / "answers.yaml", "--brand", inner / "brand.yaml", "--out", inner, "--date", TODAY
    )
    assert outcome.code == 1
    assert "lies outside the folder of a brand" in outcome.err
    assert not list(inner.glob("*.docx"))


def test_a_brand_that_cannot_be_read_by_people_stops_a_build_and_names_the_shade_that_can(folder: Path) -> None:
    (folder / "brand.yaml").write_text('colours: {accent: "#FFCC00"}', encoding="utf-8")
    outcome = policygen("build", folder / "answers.yaml", "--brand", folder / "brand.yaml", "--date", TODAY)
    assert outcome.code == 1
    assert "The nearest shade that passes is" in outcome.err
    assert not list(folder.glob("*policy.docx"))


@pytest.mark.parametrize("line", ["brand: [a]", "brand: {a: b}", "reference: 7"])
def test_a_name_that_is_none_is_told_with_its_line(folder: Path, line: str) -> None:
    outcome = policygen("build", named(folder, line), "--date", TODAY)
    assert outcome.code == 1
    assert "answers.yaml:1" in outcome.err


def test_a_brand_file_in_a_folder_of_clients_is_nobodys_answers(folder: Path) -> None:
    named(folder, "brand: brand.yaml")
    outcome = policygen("build", folder, "--documents", "card", "--format", "html", "--date", TODAY)
    assert outcome.code == 0, outcome.said
    assert "brand.yaml" in outcome.said
    assert "a brand file" in outcome.said
    assert "1 written" in outcome.out


def test_a_missing_brand_is_told(folder: Path) -> None:
    assert "there is no file" in policygen("build", named(folder, "brand: brnd.yaml"), "--date", TODAY).err
    assert policygen("build", folder / "answers.yaml", "--brand", folder / "none.yaml").code == 1


@pytest.mark.some_every_day(2)
@pytest.mark.parametrize("what", [b"", b"hello", b"%PDF-1.7", b"PK\x03\x04junk", bytes(MAX_REFERENCE + 1)])
def test_a_reference_that_is_no_word_file_is_told_by_name(folder: Path, what: bytes) -> None:
    (folder / "house.docx").write_bytes(what)
    for command in (("build", folder / "answers.yaml", "--reference"), ("brand", "check")):
        outcome = policygen(*command, folder / "house.docx")
        assert outcome.code == 1
        assert "house.docx" in outcome.err
        assert not list(folder.glob("*policy.docx"))


def test_a_brand_is_checked_and_shown(folder: Path) -> None:
    outcome = policygen(
        "brand", "check", folder / "brand.yaml", "--specimen", folder / "specimen.docx", "--date", TODAY
    )
    assert outcome.code == 0
    assert "headings on paper" in outcome.out
    assert "#7A1F5C" in outcome.out
    assert b"A right has a bar" in content((folder / "specimen.docx").read_bytes())


def test_a_word_file_is_checked_and_its_styles_are_told(folder: Path) -> None:
    outcome = policygen("brand", "check", folder / "house.docx", "--json")
    told = json.loads(outcome.out)
    assert {one["ours"] for one in told["styles"]} >= {"Title", "heading 1", "Body Text"}
    assert all(one["contrast"] >= 4.5 for one in told["colours"])
    assert "reference-frames" in {finding["code"] for finding in told["findings"]}


def test_a_brand_that_is_refused_ends_with_three_and_makes_no_specimen(folder: Path) -> None:
    (folder / "brand.yaml").write_text("logo: {file: logo.svg, alt: x}", encoding="utf-8")
    (folder / "logo.svg").write_text("<svg/>", encoding="utf-8")
    outcome = policygen("brand", "check", folder / "brand.yaml", "--specimen", folder / "specimen.docx")
    assert outcome.code == 3
    assert "an SVG drawing" in outcome.out
    assert not (folder / "specimen.docx").exists()


def test_a_specimen_never_takes_the_place_of_somebodys_file(folder: Path) -> None:
    outcome = policygen("brand", "check", folder / "brand.yaml", "--specimen", folder / "house.docx")
    assert outcome.code == 1
    assert "is there already" in outcome.err
    assert policygen("brand", "check", folder / "brand.yaml", "--specimen", folder / "x.pdf").code == 1
    assert policygen("brand", "check", CAFE.parent / "README.txt").code == 1


def test_our_template_goes_out_and_comes_back_as_the_same_look(folder: Path) -> None:
    out = folder / "ours.docx"
    assert policygen("library", "export-template", out, "--brand", folder / "brand.yaml").code == 0
    build(folder, "--reference", out)
    styles = content(built(folder), "word/styles.xml")
    assert b"7A1F5C" in styles
    assert styles.count(b'w:styleId="PolicyRights"') == 1


def test_headers_of_a_brand_are_nobodys_changes_and_those_of_somebody_are_told(folder: Path, library: Library) -> None:
    (folder / "brand.yaml").write_text(
        BRAND + "header: Ours | {page}\nfooter: '{version} | {page}'\n", encoding="utf-8"
    )
    named(folder, "brand: brand.yaml")
    build(folder)
    (path,) = folder.glob("*-policy.docx")
    assert differences(status_of(open_issued(path))) == ()
    reworded(path, b"Ours", b"Theirs")
    assert differences(status_of(open_issued(path))) == ("header or footer changed",)
    (folder / "brand.yaml").write_text(
        BRAND, encoding="utf-8"
    )  # what they wrote is not known any more, but every word is
    assert differences(status_of(open_issued(path))) == ()


def reworded(path: Path, old: bytes, new: bytes) -> None:
    """Changes a word in the headers of a file."""
    with ZipFile(BytesIO(path.read_bytes())) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w") as archive:
        for name, what in held.items():
            archive.writestr(name, what.replace(old, new) if name.startswith("word/header") else what)
