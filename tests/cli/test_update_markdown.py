"""An update of a Markdown document: changes are made line by line, every other line stays, conflicts are marked."""

from pathlib import Path
from random import Random

import pytest

from policygen.app.carrying_out import carry_out_update
from policygen.app.issued import open_issued
from policygen.app.update import plan_update
from policygen.formats.markdown.contents_lines import contents_lines, with_contents_renewed
from policygen.library.model import Library
from policygen.workspace.writing import carry_out
from tests.cli.running import TODAY, answers_file, built, outputs, policygen
from tests.cli.test_update_status import LATER, PRIYA, QUAY


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return made(tmp_path)


def made(folder: Path, *options: object, **answers: object) -> Path:
    built(answers_file(folder, **{**QUAY, **answers}), "--date", TODAY, *options)
    return next(path for path in outputs(folder, "md") if path.stem.endswith("policy"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def update(path: Path, *, code: int = 0, **answers: object) -> str:
    answers_file(path.parent, **{**QUAY, **answers})
    new = path.with_name("new.md")
    outcome = policygen("update", path, "--date", LATER, "--out", new)
    assert outcome.code == code, outcome.said
    return new.read_bytes().decode() if new.exists() else ""


def differences(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    was, now = old.split("\n"), new.split("\n")
    return [line for line in was if line not in now], [line for line in now if line not in was]


def test_only_the_lines_that_name_what_changed_are_others(document: Path) -> None:
    edit(document, "Not sure? Ask first.", "Not sure? Ask   first, *always*.")
    edit(document, "\n## ", "\nA paragraph of *mine*,\nin two lines.\n\n## ")
    old = document.read_text("utf-8")

    new = update(document, **PRIYA)

    gone, came = differences(old, new)
    assert "Only people named by Priya Nair may post or reply in our name. Not sure? Ask   first, *always*." in new
    assert "A paragraph of *mine*,\nin two lines." in new
    assert document.read_text("utf-8") == old
    table = "| On our accounts |"  # which had that line alone
    ours = ("Sam Okafor", "For signature", "review:", "policygen:record", table)
    assert [line for line in gone if not any(words in line for words in ours)] == []
    (line,) = (
        line for line in gone if "Only people named by Sam Okafor post" in line
    )  # its rule is in their words now
    assert len([other for other in gone if other != table]) - 1 == len(came)
    assert line.replace("Sam Okafor", "Priya Nair") not in came


def test_rows_clauses_and_numbers_come_and_go_in_place(document: Path) -> None:
    new = update(document, platforms=["x", "threads"], headcount=30)

    assert "| Facebook |" not in new
    assert "    | Threads |" in new
    numbers = [line.split(".")[0] for line in new.split("\n") if line[:1].isdigit()]
    assert numbers == [str(number + 1) for number in range(len(numbers))]
    assert "up to date" in policygen("update", document.with_name("new.md"), "--plan", "--date", LATER).out


@pytest.mark.slow
def test_where_both_changed_the_same_words_theirs_stand_between_the_marks_of_a_conflict(document: Path) -> None:
    edit(document, "Questions, or a rule that does not work? Ask Sam Okafor", "Questions: Olu Bello")

    new = update(document, code=4, **PRIYA)

    start, middle, end = (new.index(mark) for mark in ("<<<<<<< yours\n", "\n=======\n", ">>>>>>> policygen: "))
    assert "Questions: Olu Bello" in new[start:middle]
    assert "Priya Nair" in new[middle:end]
    document.with_name("new.md").replace(document)
    document.with_name("new.policygen.json").replace(document.with_suffix(".policygen.json"))
    again = policygen("update", document, "--date", LATER, "--out", document.with_name("third.md"))
    assert again.code in {0, 1}
    if again.code:
        assert "conflicts" in again.err


@pytest.mark.slow
def test_what_they_took_out_stays_out_and_a_file_of_windows_keeps_its_line_ends(document: Path) -> None:
    text = document.read_bytes().decode()
    rule = next(line for line in text.split("\n") if "Most slips end" in line)
    document.write_bytes(text.replace(f"{rule}\n\n", "").replace("\n", "\r\n").encode())

    new = update(document, **PRIYA)

    assert "Most slips end" not in new
    assert "Priya Nair" in new
    assert new.count("\n") == new.count("\r\n")


@pytest.mark.slow
def test_words_behind_the_last_cell_of_a_row_are_its_owners(document: Path) -> None:
    edit(document, "Never run a page from a made-up profile. |", "Never run a page from a made-up profile. | Zebra.")

    new = update(document, code=4, platforms=["x", "threads"])

    assert "made-up profile. | Zebra." in new


@pytest.mark.slow
@pytest.mark.parametrize("depth", ["short", "full"])
def test_whatever_people_write_into_it_every_line_of_theirs_is_there_afterwards(
    tmp_path: Path, library: Library, chance: Random, depth: str
) -> None:
    for number in range(4):
        path = made(tmp_path / str(number), headcount=60, depth=depth)
        lines = path.read_text("utf-8").split("\n")
        mine = [f"Zebra {at} stays, whatever *comes* of `it`." for at in range(5)]
        for words in mine:
            at = chance.randrange(30, len(lines) - 3)
            if chance.random() < 0.5 or not lines[at] or lines[at].startswith(("|", "<", "#")):
                lines[at:at] = ["", words, ""]
            else:
                lines[at] += f" {words}"
        path.write_text("\n".join(lines), "utf-8")
        answers = {"platforms": ["x", "threads", "tiktok"], "headcount": 40, "monitoring": ["none"], **PRIYA}
        answers_file(path.parent, **{**QUAY, "depth": depth, **answers})

        result = carry_out_update(plan_update(path, library, LATER), path.with_name("new.md"))

        carry_out(result.writes, replace=True)
        new = path.with_name("new.md").read_text("utf-8")
        for words in mine:
            assert words in new
        if not result.revision.plan.conflicts:
            again = plan_update(path.with_name("new.md"), library, LATER)
            assert not again.out_of_date, [
                (e.origin.id, e.decision, e.theirs[:300], e.after[:300]) for e in again.to_change
            ]
            assert open_issued(path.with_name("new.md")).record.issue.status == "draft"


def test_the_owner_in_the_front_matter_and_the_contents_follow_and_new_brackets_read_as_they_are(
    tmp_path: Path,
) -> None:
    path = made(tmp_path, "--depth", "full")
    assert "- [Forms](#forms)" in path.read_text("utf-8")

    new = update(path, **PRIYA, platforms=["none"], monitoring=["managed_accounts"], headcount=60)

    assert 'owner: "the Owner"' in new
    assert "- [Forms](#forms)" not in new
    listed = contents_lines(new.split("\n"))
    assert listed  # every line is a heading of the text, in order
    edited = new.replace("- [For everyone](#audience__everyone)", "- [For all of us](#audience__everyone)")
    assert with_contents_renewed(edited, new.replace("## <", "### <")) == new.replace("## <", "### <")
