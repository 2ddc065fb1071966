"""An update carried out: what comes to stand in the file, what waits in it, and what becomes of it afterwards."""

from pathlib import Path

import docx
import pytest

from policygen.formats.docx.reader import read
from policygen.formats.docx.settling import settled
from tests.cli.running import TODAY, policygen
from tests.end_to_end.telling import answered, issue
from tests.end_to_end.test_second_reader import lines

OURS = "policygen for Quay Works"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    return issue(tmp_path / "quay")


def update(path: Path, *options: object, code: int = 0) -> Path:
    """The updated document beside one."""
    target = path.with_name(f"{path.stem}.updated.docx")
    outcome = policygen("update", path, "--date", TODAY, "--out", target, *options)
    assert outcome.code == code, outcome.said
    return target


def as_it_stands(content: bytes) -> list[str]:
    return lines(content, "accept")


def test_another_owner_is_proposed_word_for_word_with_one_comment_that_says_why(word: Path) -> None:
    before = word.read_bytes()
    answered(word, policy_owner={"name": "Priya Nair", "role": "Owner"})

    new = update(word)

    assert word.read_bytes() == before
    content = new.read_bytes()
    assert as_it_stands(settled(content, OURS, accept=False)) == as_it_stands(before)
    accepted = "\n".join(as_it_stands(settled(content, OURS, accept=True)))
    assert "Priya Nair" in accepted
    assert "Sam Okafor" not in accepted
    found = read(content)
    assert {change.text for change in found.changes} == {"Sam Okafor", "Priya Nair"}
    assert found.pending_by_author().keys() == {OURS}
    comments = [comment.text for comment in docx.Document(str(new)).comments]
    assert len(comments) == 1
    assert comments[0].startswith("Answered otherwise: ")


def test_an_update_of_an_update_is_the_update(word: Path) -> None:
    answered(word, policy_owner={"name": "Priya Nair", "role": "Owner"})
    once = update(word)

    assert update(once).read_bytes() == once.read_bytes()
