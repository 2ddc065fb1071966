"""An update carried out: what comes to stand in the file, what waits in it, and what becomes of it afterwards."""

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from policygen.formats.docx.package import open_package
from policygen.formats.docx.reader import read
from policygen.formats.docx.settling import settled
from policygen.formats.registry import FORMATS
from tests.cli.running import TODAY, Outcome, policygen
from tests.end_to_end.telling import SHORT, answered, decisions, issue, plan
from tests.end_to_end.test_second_reader import BY, W, lines

pytestmark = pytest.mark.share_every_day(3)

OURS = "policygen for Quay Works"
PRIYA: dict[str, Any] = {"policy_owner": {"name": "Priya Nair", "role": "Owner"}}
NAMED = "Only people named"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    return issue(tmp_path / "quay")


def carried_out(path: Path, *options: object) -> tuple[Path, Outcome]:
    """The updated document beside one, and what was said."""
    target = path.with_name(f"{path.stem}.updated.docx")
    return target, policygen("update", path, "--date", TODAY, "--out", target, *options)


def update(path: Path, *options: object, code: int = 0) -> Path:
    target, outcome = carried_out(path, *options)
    assert outcome.code == code, outcome.said
    return target


def as_it_stands(content: bytes) -> list[str]:
    return lines(content, "accept")


def accepted(path: Path) -> str:
    return "\n".join(as_it_stands(settled(path.read_bytes(), OURS, accept=True)))


def rejected(path: Path) -> list[str]:
    return as_it_stands(settled(path.read_bytes(), OURS, accept=False))


def comments(path: Path) -> list[str]:
    return [comment.text for comment in docx.Document(str(path)).comments]


def edit(path: Path, change: Callable[[docx.document.Document], None]) -> None:
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))


def saying(document: docx.document.Document, words: str) -> Paragraph:
    return next(found for found in document.paragraphs if words in found.text)


def retyped(paragraph: Paragraph, words: str) -> None:
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = words


# ---- what is written -------------------------------------------------------------------------------------------------


def test_another_owner_is_proposed_word_for_word_with_one_comment_that_says_why(word: Path) -> None:
    before = word.read_bytes()
    answered(word, **PRIYA)

    new = update(word)

    assert word.read_bytes() == before
    assert rejected(new) == as_it_stands(before)
    assert "Priya Nair" in accepted(new)
    assert "Sam Okafor" not in accepted(new)
    found = read(new.read_bytes())
    assert {change.text for change in found.changes} <= {"Sam Okafor", "Priya Nair"}
    assert found.pending_by_author().keys() == {OURS}
    (told,) = comments(new)
    assert told.startswith("Answered otherwise: who ")
    assert "other place" in told


@pytest.mark.slow
def test_everything_else_of_the_file_stays_byte_for_byte(word: Path) -> None:
    answered(word, **PRIYA)

    old, new = (open_package(path.read_bytes()) for path in (word, update(word)))

    changed = {name for name in old.names if old.bytes_of(name) != new.bytes_of(name)}
    lists = {"[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert changed == {"word/document.xml", "customXml/item1.xml", "docProps/custom.xml"} | lists
    assert set(new.names) - set(old.names) == {"word/comments.xml"}


@pytest.mark.slow
def test_a_hand_edit_beside_ours_stays_and_both_are_told_to_be_read(word: Path) -> None:
    edit(
        word,
        lambda document: retyped(saying(document, NAMED), "By hand: only people named here may post. Ask Sam Okafor."),
    )
    answered(word, platforms=["x"])

    new = update(word)

    assert "By hand: only people named here may post." in accepted(new)
    assert "Facebook" not in accepted(new)


@pytest.mark.slow
def test_new_words_look_like_those_they_replace_however_these_were_cut(word: Path) -> None:
    def dress(document: docx.document.Document) -> None:
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                run.font.name, run.font.size = "Courier New", Pt(13)
                half = len(run.text) // 2
                if half and run._r.getparent() is paragraph._p:
                    second = copy.deepcopy(run._r)
                    run.text, whole = run.text[:half], run.text
                    run._r.addnext(second)
                    next(one for one in paragraph.runs if one._r is second).text = whole[half:]

    edit(word, dress)
    answered(word, **PRIYA)

    new = docx.Document(str(update(word)))

    fonts = {
        run.find(f".//{{{W}}}rFonts").get(f"{{{W}}}ascii")
        for run in new.element.body.iter(f"{{{W}}}ins")
        if "Priya" in "".join(run.itertext()) and run.getparent().getparent().tag.endswith("body")
    }
    assert fonts == {"Courier New"}


@pytest.mark.slow
def test_a_clause_that_comes_in_looks_like_its_neighbours_and_one_that_goes_is_struck(word: Path) -> None:
    answered(word, monitoring=["none"])
    made = decisions(plan(word))

    new = update(word)

    assert made["monitoring.reactive"] == "removed-by-us"
    assert made["monitoring.none"] == "new"
    assert rejected(new) == as_it_stands(word.read_bytes())
    left = word.with_name("left.docx")
    left.write_bytes(settled(new.read_bytes(), OURS, accept=True))
    assert decisions(plan(new)) == made
    assert {style.style.name for style in docx.Document(str(left)).paragraphs if style.style} <= {
        style.style.name for style in docx.Document(str(word)).paragraphs if style.style
    }


@pytest.mark.slow
def test_a_row_comes_in_a_row_goes_and_the_owners_row_stays(tmp_path: Path) -> None:
    word = issue(tmp_path / "short")

    def add_row(document: docx.document.Document) -> None:
        table = next(table for table in document.tables if table.rows[0].cells[0].text == "Platform")
        for cell, text in zip(table.add_row().cells, ("Notice board", "Paper, by the door."), strict=True):
            cell.text = text

    edit(word, add_row)
    answered(word, platforms=["facebook", "tiktok"])

    new = update(word)

    rows = [[cell.text for cell in row.cells] for table in docx.Document(str(word)).tables for row in table.rows]
    assert ["Notice board", "Paper, by the door."] in rows
    assert re.search(r"Notice board\s+Paper, by the door\.", accepted(new))
    assert "TikTok" in accepted(new)
    assert rejected(new) == as_it_stands(word.read_bytes())


@pytest.mark.slow
def test_paragraphs_of_the_owners_that_name_what_changed_are_listed_and_left_alone(word: Path) -> None:
    edit(
        word,
        lambda document: document.paragraphs[-1].insert_paragraph_before("Sam Okafor has the key to the cupboard."),
    )
    answered(word, **PRIYA)

    target, outcome = carried_out(word)

    assert "“Sam Okafor” is no answer any more, and still stands in 1 place: “Sam Okafor has the key" in outcome.out
    assert "Sam Okafor has the key to the cupboard." in accepted(target)


@pytest.mark.slow
def test_no_comment_names_an_answer_that_is_kept_private(tmp_path: Path) -> None:
    here = {"work_locations": ["US-CA"], "headcount": 300, "ca_covered_business": False}
    word = issue(tmp_path / "quay", **here)
    answered(word, **{**here, "ca_covered_business": True})
    causes = {part["cause"] for part in plan(word)["parts"] if part["cause"]}
    assert any("CCPA" in cause for cause in causes)

    new = update(word)

    assert any("kept apart from this document" in told for told in comments(new))
    assert not any("CCPA applies" in told for told in comments(new))


# ---- what is not written ---------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_where_both_changed_the_same_words_theirs_stand_and_ours_are_in_a_comment_until_it_is_taken_away(
    word: Path,
) -> None:
    edit(word, lambda document: retyped(saying(document, "Sam Okafor"), "Questions: Dana Levi, Owner"))
    answered(word, **PRIYA)

    new = update(word, code=4)

    assert "Dana Levi" in accepted(new)
    assert any("Yours stand" in told and "Priya Nair" in told for told in comments(new))
    assert update(new, code=4).read_bytes() == new.read_bytes()
    content = settled(new.read_bytes(), OURS, accept=True)
    new.write_bytes(content)
    assert not plan(new)["out_of_date"]


@pytest.mark.slow
def test_what_is_no_longer_called_for_and_was_edited_stays_with_a_comment(word: Path) -> None:
    answers = {"monitoring": ["none"]}
    edit(word, lambda document: document.paragraphs[0].insert_paragraph_before("Ours alone."))
    reactive = next(part["as_issued"] for part in plan(word)["parts"] if part["part"] == "monitoring.reactive")
    line = reactive.splitlines()[-1]
    edit(word, lambda document: retyped(saying(document, line[-40:]), "We look, and say so by hand."))
    answered(word, **answers)

    new = update(word, code=4)

    assert "We look, and say so by hand." in accepted(new)
    assert "Ours alone." in accepted(new)
    assert any("You changed it, so it stays" in told for told in comments(new))


@pytest.mark.slow
def test_a_clause_taken_out_stays_out(word: Path) -> None:
    def take_out(document: docx.document.Document) -> None:
        gone = saying(document, SHORT)._p
        gone.getparent().remove(gone)

    edit(word, take_out)
    answered(word, **PRIYA)

    assert SHORT not in accepted(update(word))


@pytest.mark.slow
def test_a_paragraph_with_changes_of_somebody_is_left_alone_and_ours_is_beside_it(word: Path) -> None:
    def by_ann(document: docx.document.Document) -> None:
        change = f'<w:ins xmlns:w="{W}" {BY}><w:r><w:t xml:space="preserve"> Ann asks why.</w:t></w:r></w:ins>'
        saying(document, "Sam Okafor")._p.append(parse_xml(change))

    edit(word, by_ann)
    answered(word, **PRIYA)

    target, outcome = carried_out(word)

    assert outcome.code == 0
    assert "changes of somebody else wait in it" in outcome.out
    found = read(target.read_bytes())
    assert found.pending_by_author()["Ann"] == 1
    alone = next(piece for piece in found.pieces if "Ann" in piece.pending)
    assert alone.pending == ("Ann",)
    assert any("Not written here" in told and "Priya Nair" in told for told in comments(target))


@pytest.mark.slow
def test_nothing_is_put_in_beside_a_paragraph_whose_end_somebody_takes_out(word: Path) -> None:
    after = next(part for part in plan_with(word, monitoring=["none"])["parts"] if part["part"] == "monitoring.none")
    assert after["decision"] == "new"

    def by_ann(document: docx.document.Document) -> None:
        for paragraph in document.paragraphs:
            if paragraph.text.strip():
                mark = parse_xml(f'<w:r xmlns:w="{W}"><w:t> </w:t></w:r>')
                wrapped = parse_xml(f'<w:ins xmlns:w="{W}" {BY}/>')
                wrapped.append(mark)
                paragraph._p.append(wrapped)

    edit(word, by_ann)
    target, outcome = carried_out(word)

    assert outcome.code == 0
    found = read(target.read_bytes())
    assert set(found.pending_by_author()) <= {"Ann", OURS}
    assert all(OURS not in piece.pending or piece.piece.__class__.__name__ == "Table" for piece in found.pieces)
    assert any("beside it" in told or "right behind it" in told for told in comments(target))


def plan_with(word: Path, **answers: Any) -> dict[str, Any]:
    answered(word, **answers)
    return plan(word)


def test_a_name_that_somebody_else_writes_under_is_refused(word: Path) -> None:
    def by_us(document: docx.document.Document) -> None:
        change = f'<w:ins xmlns:w="{W}" w:id="9" w:author="{OURS}" w:date="2027-01-05T09:00:00Z"/>'
        saying(document, SHORT)._p.append(parse_xml(change))
        document.paragraphs[-1].add_run("x")

    edit(word, by_us)
    answered(word, **PRIYA)

    _, outcome = carried_out(word)

    assert outcome.code == 1
    assert "--author" in outcome.said
    assert update(word, "--author", "The office").exists()


def test_a_file_that_would_not_come_back_is_not_written(word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(word, **PRIYA)
    tracking = FORMATS["docx"].tracking
    assert tracking is not None
    monkeypatch.setattr(
        "policygen.formats.docx.tracking.marks.ChangeMarker.take_out",
        lambda _self, runs: [run.clear() for run in runs] and [],
    )

    target, outcome = carried_out(word)

    assert outcome.code == 1
    assert "was not written: rejecting our changes would not give your document back" in outcome.said
    assert not target.exists()


@pytest.mark.slow
def test_a_markdown_file_is_written_beside_the_one_it_was(word: Path) -> None:
    answered(word, **PRIYA)
    before = word.with_suffix(".md").read_bytes()

    outcome = policygen("update", word.with_suffix(".md"), "--date", TODAY)

    assert outcome.code == 0, outcome.said
    assert word.with_suffix(".md").read_bytes() == before
    new = word.with_name(f"{word.stem}.updated.md").read_text("utf-8")
    assert "Only people named by Priya Nair" in new


# ---- what becomes of it ----------------------------------------------------------------------------------------------


def test_an_update_of_an_update_is_the_update(word: Path) -> None:
    answered(word, **PRIYA)
    once = update(word)

    assert update(once).read_bytes() == once.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("accept", [True, False], ids=["accepted", "rejected"])
def test_what_was_decided_is_not_proposed_again_until_ours_changes(word: Path, *, accept: bool) -> None:
    answered(word, **PRIYA)
    new = update(word)
    new.write_bytes(settled(new.read_bytes(), OURS, accept=accept))

    assert not plan(new)["out_of_date"]
    assert carried_out(new)[1].out.strip().endswith("nothing was written.")

    answered(word, policy_owner={"name": "Olu Bello", "role": "Owner"})
    again = plan(new)
    assert again["out_of_date"]
    stands = "Priya Nair" if accept else "Sam Okafor"
    changed = [part for part in again["parts"] if stands in part["as_it_stands"]]
    assert {part["decision"] for part in changed} == {"take-ours"}
    assert all("Olu Bello" in part["as_it_would_be"] for part in changed)


@pytest.mark.slow
def test_words_that_somebody_typed_beside_ours_while_they_waited_stay(word: Path) -> None:
    answered(word, **PRIYA)
    new = update(word)
    edit(new, lambda document: saying(document, SHORT).add_run(" And lock the till."))

    again = update(new)

    assert "And lock the till." in accepted(again)
    assert "And lock the till." in "\n".join(rejected(again))
    assert "Sam Okafor" not in accepted(again)
