"""Policies edited in LibreOffice, tracked or not, and then updated: every hand edit stays, and rejecting ours gives the file back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from policygen.formats.docx.reader import read
from policygen.formats.docx.settling import settled
from tests.cli.running import TODAY, policygen
from tests.end_to_end.telling import SHORT, answered, issue
from tests.end_to_end.test_second_reader import lines
from tests.support.office import Hand, hand

pytestmark = pytest.mark.share_every_day(3)

OURS = "policygen for Quay Works"
OTHERWISE = {
    "policy_owner": {"name": "Priya Nair", "role": "Chair"},
    "platforms": ["facebook", "tiktok"],
    "monitoring": ["none"],
}
EDITS: dict[str, tuple[tuple[tuple[object, ...], ...], str]] = {
    "nothing": ((), ""),
    "reworded": ((("type_over", "Every account must", "second person", "second helper"),), "second helper"),
    "typed-anew": ((("retype", "Every account must", "One name everywhere."),), "One name everywhere."),
    "taken-out": ((("delete", SHORT, 1),), ""),
    "split": ((("split", "Only people named", "Not sure?"),), "Not sure?"),
    "joined": ((("join", "Our accounts are on"),), ""),
    "owner": ((("replace_all", "Sam Okafor", "Dana Levi"),), "Dana Levi"),
    "own-paragraph": ((("type_after", "Every account must", "Ours alone.", "Standard"),), "Ours alone."),
    "struck": ((("strike", "Every account must"),), ""),
}
"""What is done, and words of the owner's that must be there afterwards."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hand]:
    with hand(tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.mark.some_in_ci(4)
@pytest.mark.parametrize("way", ["untracked", "tracked", "accepted"])
@pytest.mark.parametrize("name", EDITS)
def test_a_hand_edit_stays_and_ours_can_be_taken_back(office: Hand, tmp_path: Path, name: str, way: str) -> None:
    steps, own = EDITS[name]
    issued = issue(tmp_path / "quay")
    shutil.copytree(issued.parent, tmp_path / "desk")
    word = office.edit(
        issued, tmp_path / "desk" / issued.name, *steps, track=way != "untracked", accept=way == "accepted"
    )
    answered(word, **OTHERWISE)
    target = word.with_name("new.docx")

    outcome = policygen("update", word, "--date", TODAY, "--out", target)

    assert outcome.code in {0, 4}, outcome.said
    new, before = target.read_bytes(), word.read_bytes()
    for changes in ("accept", "reject"):
        assert lines(settled(new, OURS, accept=False), changes) == lines(before, changes)
    left = lines(settled(new, OURS, accept=True), "accept")
    assert any(own in line for line in left)
    waiting = read(before).pending_by_author()
    assert {author: count for author, count in read(new).pending_by_author().items() if author != OURS} == waiting
    assert policygen("update", target, "--date", TODAY, "--out", word.with_name("twice.docx")).code == outcome.code
    assert word.with_name("twice.docx").read_bytes() == new
