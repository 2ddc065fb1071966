"""Two people's copies of one Word document made into one: by whose hand what stands in it, and what other programs make of it."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import docx
import pytest
from docx.oxml import parse_xml

from policygen.app.combine import combine_copies
from policygen.formats.docx.package import open_package
from policygen.formats.docx.tracking.combining import with_changes_settled
from tests.cli.running import TODAY, answers_file, policygen
from tests.end_to_end.telling import QUAY, answered, issue
from tests.end_to_end.test_second_reader import BY, SCRIPT, W, docxodus, lines
from tests.end_to_end.test_updates import comments, edit, saying
from tests.end_to_end.test_updates_elsewhere import without_comments
from tests.formats.test_docx_programs import complaints
from tests.support.hand_edits import edited_by_chance
from tests.support.office import hand, needed

pytestmark = pytest.mark.share_every_day(3)

Change = Callable[[docx.document.Document], None]
NAMES = "Ann Field,Ben Shaw"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    return issue(tmp_path / "quay")


def copies(word: Path, *changes: Change) -> list[Path]:
    """A copy of a document for each of some people, each with their changes."""
    made: list[Path] = []
    for name, change in zip(("ann", "ben", "cyd"), changes, strict=False):
        path = word.with_name(f"{name}.docx")
        shutil.copy(word, path)
        edit(path, change)
        made.append(path)
    return made


def replaced(old: str, new: str) -> Change:
    def change(document: docx.document.Document) -> None:
        for run in saying(document, old).runs:
            run.text = run.text.replace(old, new)

    return change


def several(*changes: Change) -> Change:
    def change(document: docx.document.Document) -> None:
        for each in changes:
            each(document)

    return change


def put_before(words: str, own: str) -> Change:
    return lambda document: saying(document, words).insert_paragraph_before(own) and None


def at_the_end(own: str) -> Change:
    return lambda document: document.add_paragraph(own) and None


def taken_out(words: str) -> Change:
    def change(document: docx.document.Document) -> None:
        element = saying(document, words)._element
        element.getparent().remove(element)

    return change


def row_put_in(own: str) -> Change:
    def change(document: docx.document.Document) -> None:
        row = document.tables[0].add_row()
        row.cells[0].text = own

    return change


def row_taken_out(number: int) -> Change:
    def change(document: docx.document.Document) -> None:
        row = document.tables[0].rows[number]._tr
        row.getparent().remove(row)

    return change


ANN = several(
    replaced("a second person", "a second helper"),
    put_before("Only people named", "Ann's own paragraph."),
    row_taken_out(2),
    at_the_end("Ann's last word."),
)
BEN = several(
    replaced("the same day", "within the hour"),
    put_before("Only people named", "Ben's own paragraph."),
    row_put_in("Ben's row."),
    taken_out("What we hide."),
    at_the_end("Ben's last word."),
)


def combined(paths: Sequence[Path], *options: object, code: int = 0) -> Path:
    target = paths[0].with_name("combined.docx")
    outcome = policygen("combine", *paths, "--names", NAMES, "--out", target, "--date", TODAY, *options)
    assert outcome.code == code, outcome.said
    return target


def decided(path: Path, accepted: Sequence[str], rejected: Sequence[str]) -> list[str]:
    some = with_changes_settled(path.read_bytes(), accepted, accept=True)
    return lines(with_changes_settled(some, rejected, accept=False), "accept")


def as_it_stands(path: Path) -> list[str]:
    return lines(path.read_bytes(), "accept")


def test_each_hand_alone_gives_that_copy_and_no_hand_what_was_issued(word: Path) -> None:
    ann, ben = copies(word, ANN, BEN)

    new = combined([ann, ben])

    assert decided(new, [], ["Ann Field", "Ben Shaw"]) == as_it_stands(word)
    assert decided(new, ["Ann Field"], ["Ben Shaw"]) == as_it_stands(ann)
    assert decided(new, ["Ben Shaw"], ["Ann Field"]) == as_it_stands(ben)
    both = decided(new, ["Ann Field", "Ben Shaw"], [])
    at = both.index("Ann's own paragraph.")
    assert both[at + 1] == "Ben's own paragraph."
    assert both[-2:] == ["Ann's last word.", "Ben's last word."]
    assert any("second helper" in line and "within the hour" in line for line in both)


def test_where_two_changed_the_same_words_the_first_stands_and_a_comment_has_both(word: Path) -> None:
    paths = copies(word, replaced("Not sure?", "In doubt?"), replaced("Not sure?", "In a hurry?"))

    new = combined(paths, code=4)

    assert any("In doubt?" in line for line in decided(new, ["Ann Field"], ["Ben Shaw"]))
    assert not any("hurry" in line for line in decided(new, ["Ann Field", "Ben Shaw"], []))
    (told,) = comments(new)
    assert "Ben Shaw wrote here: “" in told
    assert "In a hurry?" in told
    assert "Not sure?" in told


def test_changes_and_comments_that_wait_in_a_copy_stay_those_of_whoever_made_them(word: Path) -> None:
    def tracked(document: docx.document.Document) -> None:
        inserted = f'<w:ins xmlns:w="{W}" {BY}><w:r><w:t xml:space="preserve"> And on the sign.</w:t></w:r></w:ins>'
        saying(document, "What we hide.")._element.append(parse_xml(inserted.replace('"Ann"', '"Cyd Moss"')))
        document.add_comment(saying(document, "Only people named").runs[0], "Who says so?", author="Cyd Moss")

    ann, ben = copies(
        word, replaced("a second person", "a second helper"), several(tracked, replaced("the same day", "at once"))
    )

    new = combined([ann, ben])

    root = open_package(new.read_bytes()).xml("word/document.xml")
    assert root is not None
    made = {(each.get(f"{{{W}}}author"), each.get(f"{{{W}}}date")) for each in root.iter(f"{{{W}}}ins")}
    assert ("Cyd Moss", "2027-01-05T09:00:00Z") in made
    assert {name for name, _ in made} == {"Ann Field", "Ben Shaw", "Cyd Moss"}
    assert [(each.author, each.text) for each in docx.Document(str(new)).comments] == [("Cyd Moss", "Who says so?")]


def test_what_one_commented_on_another_may_take_out(word: Path) -> None:
    def commented(document: docx.document.Document) -> None:
        document.add_comment(saying(document, "What we hide.").runs[0], "Is this ours?", author="Ann Field")

    new = combined(copies(word, commented, taken_out("What we hide.")))

    assert "Is this ours?" in comments(new)
    assert not any("What we hide." in line for line in decided(new, ["Ben Shaw"], []))
    assert any("What we hide." in line for line in decided(new, [], ["Ben Shaw"]))


def test_the_combined_file_is_a_document_that_an_update_goes_on_with(word: Path) -> None:
    new = combined(copies(word, ANN, BEN))
    answered(word, policy_owner={"name": "Priya Nair", "role": "Owner"})

    target = new.with_name("updated.docx")
    outcome = policygen("update", new, "--out", target, "--date", TODAY)

    assert outcome.code in {0, 4}, outcome.said
    assert "second helper" in "".join(as_it_stands(target))


def test_a_plan_of_a_full_policy_tells_whose_each_change_is_and_writes_nothing(tmp_path: Path) -> None:
    word = issue(tmp_path / "full", "--depth", "full")
    paths = copies(word, replaced("a second person", "a second helper"), replaced("the same day", "at once"))
    there = sorted(word.parent.iterdir())

    outcome = policygen("combine", *paths, "--names", NAMES, "--plan", "--json", "--date", TODAY)

    data = json.loads(outcome.out)
    assert sorted((each["by"], each["before"], each["after"]) for each in data["changes"]) == [
        ("Ann Field", "person", "helper"),
        ("Ben Shaw", "the same day", "at once"),
    ]
    assert sorted(word.parent.iterdir()) == there


def test_what_cannot_be_combined_is_refused_with_what_to_do(word: Path, tmp_path: Path) -> None:
    ann, ben = copies(word, ANN, BEN)
    card = issue(tmp_path / "full", "--depth", "full")
    other = tmp_path / "other"
    answers_file(other, **{**QUAY, "organisation_name": "Mill Works"})
    assert policygen("build", other / "answers.yaml", "--date", TODAY).code == 0
    elsewhere = next(other.glob("*.docx"))
    for arguments, code, said in (
        ((ann,), 2, "One copy alone"),
        ((ann, ann), 2, "named twice"),
        ((ann, elsewhere), 1, "is of Quay Works, and .* of Mill Works"),
        ((ann, card), 1, "not copies of one document"),
        ((ann, ben, "--names", "Ann"), 2, "1 name for 2 copies"),
        ((ann, ben, "--names", "Ann,ann"), 2, "a name of its own"),
        ((ann, ben, "--out", ben), 2, "Nothing is ever written over a file of yours"),
        ((word.with_suffix(".md"), word.with_suffix(".md").with_name("answers.yaml")), 1, ""),
    ):
        outcome = policygen("combine", *arguments, "--date", TODAY)
        assert outcome.code == code, (arguments, outcome.said)
        assert re.search(said, outcome.said), outcome.said


@pytest.mark.some_in_ci(2)
@pytest.mark.parametrize("scene", range(20))
def test_any_edits_of_any_hands_are_all_there(tmp_path: Path, scene: int) -> None:
    chance = Random(scene)
    word = issue(tmp_path, *chance.choice(((), ("--depth", "full"))))
    made = copies(word, *[lambda _: None] * chance.choice((2, 2, 3)))
    said = [edited_by_chance(path, chance) for path in made]

    found = combine_copies(made, ["A", "B", "C"][: len(made)], TODAY)  # its proofs raise where they fail

    path = tmp_path / "all.docx"
    path.write_bytes(found.content)
    left = "\n".join([*as_it_stands(path), *comments(path)])
    for own, copy in zip(said, made, strict=True):
        there = "\n".join(as_it_stands(copy))
        assert not [word for word in own if word in there and word not in left]


@pytest.mark.slow
def test_docxodus_libreoffice_and_the_open_xml_sdk_read_it_as_we_do(word: Path, tmp_path: Path) -> None:
    core, node = docxodus(), needed("node")
    new = combined(copies(word, ANN, BEN))
    expected = decided(new, ["Ann Field", "Ben Shaw"], [])

    subprocess.run([node, str(SCRIPT), str(core), str(new)], check=True, capture_output=True, timeout=300)

    rejected, accepted = (new.with_suffix(f".{kind}.docx").read_bytes() for kind in ("rejected", "accepted"))
    assert lines(rejected, "accept") == as_it_stands(word)
    assert lines(accepted, "accept") == expected
    bare = tmp_path / "bare.docx"
    bare.write_bytes(without_comments(new.read_bytes()) if comments(new) else new.read_bytes())
    with hand(tmp_path) as office:
        saved = office.edit(word, tmp_path / "saved.docx")
        back = office.edit(bare, tmp_path / "rejected.docx", ("decide_all", "Reject"))
        on = office.edit(bare, tmp_path / "accepted.docx", ("decide_all", "Accept"))
    assert as_it_stands(back) == as_it_stands(saved)
    assert as_it_stands(on) == expected
    assert not complaints(new.read_bytes(), tmp_path)
