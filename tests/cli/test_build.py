"""`policygen build`: what is written where, and what is never overwritten."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import docx.document
import docx.shared
import docx.text.paragraph
import pytest

from tests.cli.reading import docx_lines
from tests.cli.running import CAFE, SAMPLES, answers_file, lying, outputs, policygen, text_file
from tests.formats.word import find, words, xml
from tests.support.paging import squashed, words_on_pages

pytestmark = pytest.mark.share_every_day(3)

DOCX = "harbour-street-cafe-social-media-policy.docx"
MD = "harbour-street-cafe-social-media-policy.md"
SIDE = "harbour-street-cafe-social-media-policy.policygen.json"


@pytest.fixture
def cafe(tmp_path: Path) -> Path:
    """A café's answers, in a folder of their own."""
    return text_file(tmp_path, CAFE.read_bytes(), "answers.yaml")


def edit_docx(path: Path) -> bytes:
    """A word changed and the file saved, as an editor does."""
    document = docx.Document(str(path))
    document.paragraphs[3].runs[0].text = "Edited by hand"
    document.save(str(path))
    return path.read_bytes()


def change_answers(path: Path) -> None:
    path.write_text(
        path.read_text(encoding="utf-8").replace("headcount: 6", "headcount: 7").replace("[reactive]", "[none]")
    )


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in lying(folder) if path.suffix != ".yaml"}


def test_documents_and_working_paper_lie_beside_the_answers(cafe: Path) -> None:
    outcome = policygen("build", cafe)
    assert outcome.code == 0
    assert {path.name for path in lying(cafe.parent)} == {"answers.yaml", DOCX, MD, SIDE}
    assert f"Wrote {cafe.parent / DOCX}" in outcome.out
    assert f"Wrote {cafe.parent / MD}" in outcome.out
    assert "To confirm" not in outcome.out


def test_what_is_to_be_confirmed_in_the_text_is_told(cafe: Path) -> None:
    nameless = re.sub(r"^  organisation_name:.*\n", "", cafe.read_text(encoding="utf-8"), flags=re.MULTILINE)
    cafe.write_text(nameless, encoding="utf-8")
    outcome = policygen("build", cafe)
    assert "To confirm in the text (1 thing): our full legal name." in outcome.out


def test_a_folder_that_is_not_there_is_made(cafe: Path) -> None:
    out = cafe.parent / "a folder" / "with spaces"
    assert policygen("build", cafe, "--out", out).code == 0
    assert outputs(out, "docx")


def test_only_the_formats_and_documents_asked_for_are_written(cafe: Path) -> None:
    out = cafe.parent / "out"
    assert policygen("build", cafe, "--out", out, "--format", "md", "--documents", "card,policy").code == 0
    assert {path.name for path in lying(out)} == {
        MD, SIDE, "harbour-street-cafe-social-media-rules.md", "harbour-street-cafe-social-media-rules.policygen.json",
    }  # fmt: skip
    everything = cafe.parent / "all"
    assert policygen("build", cafe, "--out", everything, "--format", "all", "--documents", "all").code == 0
    assert len(outputs(everything, "docx")) == len(outputs(everything, "md")) == 3


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--format", "docxx", "Did you mean 'docx'?"),
        ("--format", "odt", "There are: docx, md"),
        ("--format", ",", "--format is empty"),
        ("--documents", "polices", "Did you mean 'policy'?"),
        ("--depth", "medium", "medium"),
        ("--date", "tomorrow", "is not a date"),
        ("--date", "2026-02-30", "is not a date"),
        ("--jobs", "0", "0"),
        ("--jobs", "many", "many"),
    ],
)
def test_an_option_that_cannot_be_meant_is_a_fault_of_usage(cafe: Path, option: str, value: str, said: str) -> None:
    outcome = policygen("build", cafe, option, value)
    assert outcome.code == 2
    assert said in outcome.err
    assert list(cafe.parent.iterdir()) == [cafe]


def test_no_answers_file_and_an_unknown_option_are_faults_of_usage() -> None:
    assert policygen("build").code == 2
    outcome = policygen("build", "answers.yaml", "--formt", "md")
    assert outcome.code == 2
    assert "--format" in outcome.err
    assert "Traceback" not in outcome.err


def test_depth_on_the_command_line_outweighs_the_answers(cafe: Path) -> None:
    policygen("build", cafe, "--depth", "full")
    lines = docx_lines((cafe.parent / DOCX).read_bytes())
    assert len(lines) > 150
    assert outputs(cafe.parent, "docx")[0].name == "harbour-street-cafe-social-media-handbook.docx"


def test_the_date_is_the_one_handed_in(cafe: Path) -> None:
    policygen("build", cafe, "--date", "2027-03-01")
    assert any("For signature, 1 March 2027" in line for line in docx_lines((cafe.parent / DOCX).read_bytes()))


def test_a_second_build_writes_nothing(cafe: Path) -> None:
    policygen("build", cafe)
    before = stamps(cafe.parent)
    outcome = policygen("build", cafe)
    assert outcome.code == 0
    assert "already as it should be" in outcome.out
    assert stamps(cafe.parent) == before


def test_documents_that_nobody_edited_follow_the_answers(cafe: Path) -> None:
    policygen("build", cafe)
    before = {name: (cafe.parent / name).read_bytes() for name in (DOCX, MD, SIDE)}
    change_answers(cafe)
    assert policygen("build", cafe).code == 0
    assert all((cafe.parent / name).read_bytes() != content for name, content in before.items())


@pytest.mark.parametrize("name", [DOCX, MD])
@pytest.mark.some_every_day(1)
def test_a_document_that_somebody_edited_is_left_and_the_new_set_lies_beside_it(cafe: Path, name: str) -> None:
    policygen("build", cafe)
    edited = cafe.parent / name
    if name == DOCX:
        content = edit_docx(edited)
    else:
        edited.write_text(
            edited.read_text(encoding="utf-8").replace("Not sure? Ask first.", "Not sure? Ask Sam."), encoding="utf-8"
        )
        content = edited.read_bytes()
    before = stamps(cafe.parent)
    change_answers(cafe)
    outcome = policygen("build", cafe)
    assert outcome.code == 1
    assert f"{edited} has been edited since policygen wrote it: 1 part changed." in outcome.err
    assert f"policygen update {edited} --plan" in outcome.err
    assert "--replace" in outcome.err
    assert edited.read_bytes() == content
    now = stamps(cafe.parent)
    assert {name: now[name] for name in before} == before, "the other files must stay in step with the edited one"
    assert now.keys() - before.keys() == {beside(DOCX), beside(MD), beside(SIDE)}
    assert f"Wrote {cafe.parent / beside(DOCX)}" in outcome.out
    assert policygen("update", cafe.parent / beside(DOCX), "--plan", "--exit-code").code == 0


def beside(name: str, word: str = "new") -> str:
    return name.replace("policy.", f"policy.{word}.", 1)


@pytest.mark.slow
def test_the_new_set_beside_an_edited_one_is_itself_replaced_until_somebody_edits_it(cafe: Path) -> None:
    policygen("build", cafe)
    edit_docx(cafe.parent / DOCX)
    policygen("build", cafe, "--date", "2027-01-01")
    first = (cafe.parent / beside(DOCX)).read_bytes()
    policygen("build", cafe, "--date", "2027-02-01")
    assert (cafe.parent / beside(DOCX)).read_bytes() != first
    assert not (cafe.parent / beside(DOCX, "new-2")).exists()
    mine = edit_docx(cafe.parent / beside(DOCX))
    policygen("build", cafe, "--date", "2027-03-01")
    assert (cafe.parent / beside(DOCX)).read_bytes() == mine
    assert (cafe.parent / beside(DOCX, "new-2")).exists()


@pytest.mark.slow
def test_an_edited_document_that_is_replaced_is_kept_under_another_name(cafe: Path) -> None:
    policygen("build", cafe, "--date", "2026-11-22")
    content = edit_docx(cafe.parent / DOCX)
    outcome = policygen("build", cafe, "--replace", "--date", "2027-01-01")
    assert outcome.code == 0
    assert (cafe.parent / DOCX).read_bytes() != content
    assert (cafe.parent / beside(DOCX, "before")).read_bytes() == content
    assert f"kept as {cafe.parent / beside(DOCX, 'before')}" in outcome.err
    plan = policygen("update", cafe.parent / beside(DOCX, "before"), "--plan", "--date", "2026-11-22")
    assert plan.code == 0, "it is kept with its own working paper"
    again = edit_docx(cafe.parent / DOCX)
    assert policygen("build", cafe, "--replace").code == 0
    assert (cafe.parent / beside(DOCX, "before-2")).read_bytes() == again
    assert (cafe.parent / beside(DOCX, "before")).read_bytes() == content


def test_nothing_is_kept_of_documents_that_nobody_edited(cafe: Path) -> None:
    policygen("build", cafe, "--date", "2026-11-22")
    assert policygen("build", cafe, "--replace", "--date", "2027-01-01").code == 0
    assert {path.name for path in lying(cafe.parent)} == {"answers.yaml", DOCX, MD, SIDE}


@pytest.mark.parametrize("name", [DOCX, MD, SIDE])
@pytest.mark.some_every_day(1)
def test_a_file_that_is_none_of_ours_is_never_replaced(cafe: Path, name: str) -> None:
    for content in (b"", b"somebody's own words\n", b"PK\x03\x04 broken", b"{}", b"[1]", b"\xff\xfe"):
        (cafe.parent / name).write_bytes(content)
        outcome = policygen("build", cafe)
        assert outcome.code == 1, content
        assert f"{cafe.parent / name} was not made by policygen." in outcome.err
        assert (cafe.parent / name).read_bytes() == content
    assert {path.name for path in lying(cafe.parent)} == {"answers.yaml", name, *map(beside, (DOCX, MD, SIDE))}


# ---- saved, and not edited ---------------------------------------------------------------------------------------------


def saved_again(path: Path, edit: Callable[[docx.document.Document], object] = lambda document: None) -> None:
    """A Word document opened and saved by another program, with something done to it in between."""
    document = docx.Document(str(path))
    edit(document)
    document.save(str(path))


def test_a_document_that_another_program_saved_without_changing_a_word_is_replaced(cafe: Path) -> None:
    policygen("build", cafe, "--date", "2026-11-22")
    saved_again(cafe.parent / DOCX)
    saved = (cafe.parent / DOCX).read_bytes()
    markdown = (cafe.parent / MD).read_text(encoding="utf-8")
    (cafe.parent / MD).write_bytes(markdown.replace("\n", "\r\n").encode())
    outcome = policygen("build", cafe, "--date", "2027-01-01")
    assert outcome.code == 0, outcome.said
    assert (cafe.parent / DOCX).read_bytes() != saved
    assert {path.name for path in lying(cafe.parent)} == {"answers.yaml", DOCX, MD, SIDE}


def rule(document: docx.document.Document) -> docx.text.paragraph.Paragraph:
    rules = (p for p in document.paragraphs if p.style.name == "Policy Numbered Rule")
    return next(p for p in rules if "Sam Okafor" in p.text)


def strike(document: docx.document.Document) -> None:
    for run in rule(document).runs:
        run.font.strike = True


def hide(document: docx.document.Document) -> None:
    for run in rule(document).runs:
        run.font.hidden = True


def whiten(document: docx.document.Document) -> None:
    for run in rule(document).runs:
        run.font.color.rgb = docx.shared.RGBColor(255, 255, 255)


EDITS: dict[str, Callable[[docx.document.Document], object]] = {
    "words struck-through": strike,
    "words hidden": hide,
    "words white": whiten,
    "1 paragraph added": lambda document: document.add_paragraph("Nobody posts after midnight."),
    "1 part taken out": lambda document: rule(document)._element.getparent().remove(rule(document)._element),
    "1 comment": lambda document: document.add_comment(rule(document).runs, "Is this so?", author="Ann"),
    "header or footer changed": lambda document: document.sections[0].footer.add_paragraph("Approved by the board"),
}


@pytest.mark.parametrize("told", EDITS)
@pytest.mark.some_every_day(2)
def test_what_somebody_did_to_a_document_is_told_in_plain_words(cafe: Path, told: str) -> None:
    policygen("build", cafe, "--date", "2026-11-22")
    saved_again(cafe.parent / DOCX, EDITS[told])
    edited = (cafe.parent / DOCX).read_bytes()
    outcome = policygen("build", cafe, "--date", "2027-01-01")
    assert outcome.code == 1
    assert told in outcome.err
    assert (cafe.parent / DOCX).read_bytes() == edited


@pytest.mark.slow
def test_a_rule_that_its_owner_struck_through_is_never_up_to_date_nor_overwritten(cafe: Path) -> None:
    policygen("build", cafe, "--date", "2026-11-22")
    path = cafe.parent / DOCX
    saved_again(path, strike)
    told = policygen("update", path, "--plan", "--date", "2026-11-22")
    assert "struck-through" in told.out
    assert "your text stays" in told.out
    cafe.write_text(cafe.read_text(encoding="utf-8").replace("Sam Okafor", "Priya Shah"), encoding="utf-8")
    told = policygen("update", path, "--plan", "--date", "2026-11-22")
    assert told.code == 4, told.out
    assert "yours stand" in told.out


def test_a_document_whose_body_was_swapped_by_script_counts_as_edited(cafe: Path) -> None:
    policygen("build", cafe)
    path = cafe.parent / DOCX
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"Ask first.", b"Ask me first.")
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    change_answers(cafe)
    assert policygen("build", cafe).code == 1


def test_a_folder_in_the_place_of_a_document_is_told(cafe: Path) -> None:
    (cafe.parent / DOCX).mkdir()
    outcome = policygen("build", cafe)
    assert outcome.code == 1
    assert f"{cafe.parent / DOCX} is a folder" in outcome.err


def test_a_file_in_the_place_of_a_folder_is_told(cafe: Path) -> None:
    for out in (cafe, cafe / "inside"):
        outcome = policygen("build", cafe, "--out", out)
        assert outcome.code == 1
        assert "--out" in outcome.err


def test_the_working_paper_follows_every_build_and_says_what_it_is(cafe: Path) -> None:
    policygen("build", cafe)
    side = json.loads((cafe.parent / SIDE).read_text(encoding="utf-8"))
    assert next(iter(side)) == "notice"
    assert "do not hand it to staff" in side["notice"]
    assert side["answers"]["headcount"] == 6
    change_answers(cafe)
    policygen("build", cafe)
    assert json.loads((cafe.parent / SIDE).read_text(encoding="utf-8"))["answers"]["headcount"] == 7
    (cafe.parent / SIDE).unlink()
    policygen("build", cafe)
    assert (cafe.parent / SIDE).is_file()


@pytest.mark.slow
def test_a_file_named_with_spaces_and_signs_is_read(tmp_path: Path) -> None:
    for name in (
        "my answers (final).yaml",
        "réponses №2.yaml",
        "-answers.yaml",
        "antworten.yml",
        "answers",
        "[b].yaml",
    ):
        path = text_file(tmp_path, CAFE.read_bytes(), name)
        assert policygen("build", path, "--out", tmp_path / f"of {path.stem}").code == 0


def test_a_symbolic_link_to_answers_is_read(cafe: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(cafe)
    assert policygen("build", link, "--out", tmp_path / "out").code == 0


BROKER = """\
policygen: 1
answers:
  organisation_name: Quay Brokers
  headcount: 12
  sectors: [financial_services]
  sector_rules: [other_financial]
  work_locations: [GB-ENG]
  work_messaging: [whatsapp]
  work_messaging_archived: none
"""
ACCEPTED = """\
accepted:
  - {advisory: W-70, reason: Our counsel agreed on this, by: Ann Lee, date: 2026-11-01}
"""


def test_a_risk_that_forbids_building_stops_it_until_somebody_accepts_it(tmp_path: Path) -> None:
    outcome = policygen("build", text_file(tmp_path, BROKER))
    assert outcome.code == 1
    assert "block: Your regulated business runs on messaging apps" in outcome.err
    assert "Or accept it under 'accepted:'" in outcome.err
    assert "Nothing was written" in outcome.err
    assert outputs(tmp_path, "docx") == []
    outcome = policygen("build", text_file(tmp_path, BROKER + ACCEPTED))
    assert outcome.code == 0, outcome.err
    for made in (*outputs(tmp_path, "docx"), *outputs(tmp_path, "md")):
        assert b"Our counsel agreed" not in made.read_bytes()
    (side,) = outputs(tmp_path, "policygen.json")
    assert "Our counsel agreed on this" in side.read_text(encoding="utf-8")


def test_a_ban_can_be_accepted_by_nobody(tmp_path: Path) -> None:
    answers = """
policygen: 1
answers:
  organisation_name: Quay
  headcount: 12
  work_locations: [DE]
  monitoring: [systems]
  monitoring_methods: [emotion_from_face_or_voice]
accepted:
  - {advisory: W-43, reason: We like it}
"""
    outcome = policygen("build", text_file(tmp_path, answers))
    assert outcome.code == 1
    assert "banned at work" in outcome.err
    assert "Nobody can accept this" in outcome.err
    assert outputs(tmp_path, "docx") == []


def test_an_unknown_acceptance_is_told(tmp_path: Path) -> None:
    path = text_file(tmp_path, CAFE.read_text(encoding="utf-8") + "\naccepted:\n  - {advisory: W-2x1, reason: x}\n")
    outcome = policygen("build", path)
    assert "There is no advisory 'W-2x1'" in outcome.err
    assert "Did you mean" in outcome.err


def test_answers_of_a_wrong_kind_write_nothing_at_all(tmp_path: Path) -> None:
    outcome = policygen("build", answers_file(tmp_path, organisation_name="Quay", headcount="many"))
    assert outcome.code == 1
    assert "Nothing was written" in outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ["answers.yaml"]


CARE_HOME = SAMPLES / "kirkbrae-house" / "answers.yaml"
LONG = "kirkbrae-house-care-home-ltd-social-media-policy.docx"


@pytest.fixture
def care_home(tmp_path: Path) -> Path:
    """A care home's answers, whose policy has contents."""
    return text_file(tmp_path, CARE_HOME.read_bytes(), "answers.yaml")


def test_a_build_tells_in_one_line_how_contents_get_their_page_numbers(care_home: Path) -> None:
    first = policygen("build", care_home, "--format", "docx", "--documents", "policy")
    told = f"The contents of {LONG} have no page numbers: in Word click into them and press F9, or build with --pages"
    assert told in first.out
    assert "page numbers" not in policygen("build", care_home, "--format", "docx", "--documents", "policy").out


def test_a_document_without_contents_needs_no_page_numbers(cafe: Path) -> None:
    assert "page numbers" not in policygen("build", cafe).out


def test_pages_without_libreoffice_is_answered_before_anything_is_written(
    care_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policygen.app.libreoffice.program", lambda: None)
    outcome = policygen("build", care_home, "--pages")
    assert outcome.code == 1
    assert "LibreOffice is not installed here" in outcome.err
    assert "libreoffice.org" in outcome.err
    assert {path.name for path in lying(care_home.parent)} == {"answers.yaml"}


def test_pages_that_libreoffice_does_not_tell_are_left_out(care_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policygen.app.libreoffice.program", lambda: "soffice")
    monkeypatch.setattr("policygen.app.libreoffice.pdf_of", lambda _: b"%PDF-1.6")
    outcome = policygen("build", care_home, "--pages", "--format", "docx", "--documents", "policy")
    assert outcome.code == 0
    assert f"The contents of {LONG} have no page numbers" in outcome.out


@pytest.mark.slow
def test_the_pages_in_the_contents_are_those_of_the_headings(care_home: Path, tmp_path: Path) -> None:
    outcome = policygen("build", care_home, "--pages", "--format", "docx", "--documents", "policy")
    assert "page numbers" not in outcome.out
    made = care_home.with_name(LONG).read_bytes()
    lines = [words(line) for line in find(xml(made), ".//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'TOC')]")][1:]
    entries = [line.split("\t") for line in lines]
    assert len(entries) > 15
    pages = words_on_pages(made, tmp_path)
    for *_, title, page in entries:
        assert squashed(title) in pages[int(page) - 1], title
