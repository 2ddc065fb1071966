"""A document made anew, deeper, shorter or in today's shape: what became of the words that its owner wrote."""

import json
import shutil
from pathlib import Path
from random import Random

import pytest

from policygen.app.reissue import reissue, writes
from policygen.assembly.shapes import SHAPE
from policygen.formats.docx.reader import read
from policygen.library.model import Library
from policygen.record.model import decode_record
from policygen.revision.carrying import own_sentences
from policygen.revision.plan import plan as planned
from tests.cli.running import REPOSITORY, TODAY, policygen
from tests.end_to_end.telling import decisions, issue, plan
from tests.end_to_end.test_combining import put_before, replaced, several, taken_out
from tests.end_to_end.test_second_reader import lines
from tests.end_to_end.test_updates import edit
from tests.support.hand_edits import edited_by_chance

pytestmark = pytest.mark.share_every_day(3)

FIRST = sorted((REPOSITORY / "tests" / "issued" / "1").glob("*/*.docx"))
OWN = several(
    replaced("Not sure?", "Not sure, or in a hurry?"),
    put_before("Only people named", "On market days nobody posts before noon."),
    taken_out("What we hide."),
    replaced("If you post for us", "Posting for the shop"),
)


@pytest.fixture
def word(tmp_path: Path) -> Path:
    path = issue(tmp_path / "quay")
    edit(path, OWN)
    return path


def anew(path: Path, *options: object, code: int = 4) -> Path:
    target = path.with_name(f"{path.stem}.reissued{path.suffix}")
    outcome = policygen("update", path, "--reissue", "--date", TODAY, *options)
    assert outcome.code == code, outcome.said
    return target


def text_of(path: Path) -> str:
    return "\n".join(lines(path.read_bytes(), "accept"))


def paper_of(path: Path) -> str:
    return text_of(path.parent / "for-the-owner" / f"{path.stem}.carried-over.docx")


def test_a_short_policy_made_full_says_what_its_owner_wrote(word: Path) -> None:
    new = anew(word, "--depth", "full")

    there, told = text_of(new), paper_of(new)
    assert "Not sure, or in a hurry? Ask first." in there
    assert "On market days nobody posts before noon." in there
    assert "What we hide." not in there
    assert "Posting for the shop" not in there
    assert "Posting for the shop" in told
    assert "Leave criticism up" in told
    assert there.count("In brief") == 0  # page one of a full policy


def test_what_was_carried_is_the_owners_for_every_update_to_come(word: Path) -> None:
    new = anew(word, "--depth", "full")

    said = plan(new)

    kept = decisions(said)
    assert kept["speaking.named-people"] == "keep-theirs"
    assert kept["community.hide"] == "deleted-by-user"
    assert kept.pop("page-one") == "same"  # its line on a rule in the owner's words is gone, here and there
    assert set(kept.values()) <= {"keep-theirs", "deleted-by-user"}


def test_a_line_of_page_one_goes_with_the_rule_that_is_not_ours_any_more(tmp_path: Path) -> None:
    word = issue(tmp_path)
    assert "Your own accounts are yours." in text_of(anew(word, "--depth", "full", code=0))
    edit(word, replaced("you may speak for yourself", "you may say what you like"))
    other = word.with_name("other.docx")

    anew(word, "--depth", "full", "--out", other, code=0)

    assert "On your own accounts you may say what you like." in text_of(other)
    assert "Your own accounts are yours." not in text_of(other)


def test_a_plan_and_json_tell_the_same_and_write_nothing(word: Path) -> None:
    there = sorted(word.parent.rglob("*"))

    outcome = policygen("update", word, "--reissue", "--depth", "full", "--plan", "--json", "--date", TODAY)

    told = json.loads(outcome.out)
    assert {each["how"] for each in told["carried"]} == {"yours", "placed", "left-out", "not-carried"}
    assert told["changes"] == ["full instead of short"]
    assert told["written"] == []
    assert sorted(word.parent.rglob("*")) == there


def test_markdown_is_made_anew_as_well(tmp_path: Path) -> None:
    path = issue(tmp_path).with_suffix(".md")
    path.write_text(path.read_text("utf-8").replace("Not sure?", "Not sure, or in a hurry?"), "utf-8")

    new = anew(path, "--depth", "full", code=0)

    assert "Not sure, or in a hurry? Ask first." in new.read_text("utf-8")


def test_where_nobody_wrote_anything_there_is_no_paper_of_what_became_of_it(tmp_path: Path) -> None:
    word = issue(tmp_path)
    told = policygen("update", word, "--reissue", "--depth", "full", "--date", TODAY)
    assert told.code == 0
    assert "Nothing in it was changed by hand." in told.out
    assert not list((tmp_path / "for-the-owner").glob("*carried-over*"))


def test_a_depth_alone_and_a_file_that_is_there_are_refused(word: Path) -> None:
    assert "Add --reissue" in policygen("update", word, "--depth", "full").said
    outcome = policygen("update", word, "--reissue", "--out", word, "--date", TODAY)
    assert outcome.code == 2
    assert "Nothing is ever written over a file of yours" in outcome.said


def laid_out(source: Path, folder: Path) -> Path:
    """A document of the first version with its answers and working paper."""
    shutil.copytree(source.parent, folder, dirs_exist_ok=True)
    return folder / source.name


@pytest.mark.some_every_day(1)
@pytest.mark.some_in_ci(4)
@pytest.mark.parametrize("source", FIRST, ids=lambda path: path.stem)
def test_every_document_of_the_first_version_takes_todays_shape(source: Path, tmp_path: Path, library: Library) -> None:
    made = reissue(laid_out(source, tmp_path), library, TODAY)

    assert made.told == ()
    assert read(made.content).record == made.record
    assert decode_record(made.record).issue.shape == SHAPE


@pytest.mark.some_every_day(1)
@pytest.mark.some_in_ci(2)
@pytest.mark.parametrize("scene", range(20))
def test_every_sentence_of_the_owners_stands_in_the_new_file_or_in_the_list(
    scene: int, tmp_path: Path, library: Library
) -> None:
    chance = Random(scene)
    path = laid_out(chance.choice(FIRST), tmp_path)
    edited_by_chance(path, chance, 8)

    made = reissue(path, library, TODAY, depth=chance.choice(("", "short", "standard", "full")))

    new, _, *papers = writes(made, tmp_path / "new.docx")
    left = " ".join(line for write in (new, *papers) for line in lines(write.content, "accept"))
    base = made.issued.record.document.parts
    for sentence in own_sentences(base, planned(base, made.issued.theirs, base)):
        assert " ".join(sentence.split()) in " ".join(left.translate(PLAIN).split()), sentence


PLAIN = str.maketrans("‘’“”–—\u00a0", "''\"\"-- ")
