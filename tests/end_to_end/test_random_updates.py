"""Any edits by hand, and then any other answers: no word of the owner's is lost, and an update of an update is the update."""

import shutil
from pathlib import Path
from random import Random

import pytest

from policygen.app.carrying_out import carry_out_update
from policygen.app.update import plan_update
from policygen.formats.docx.settling import settled
from policygen.library.model import Library
from tests.end_to_end.telling import answered, issue
from tests.end_to_end.test_second_reader import lines
from tests.support.hand_edits import answers_by_chance, edited_by_chance

pytestmark = pytest.mark.share_every_day(3)

SCENES = 1000


@pytest.mark.some_in_ci(4)
@pytest.mark.parametrize("scene", range(SCENES // 10))
def test_no_word_of_the_owners_is_lost(tmp_path: Path, library: Library, scene: int) -> None:
    for number in range(10):
        try_scene(tmp_path / str(number), library, Random(f"{scene} {number}"))


def try_scene(folder: Path, library: Library, chance: Random) -> None:
    """One file edited and updated. The proofs of the update itself raise where they fail."""
    word = issue(folder, *chance.choice(((), ("--depth", "full"))))
    said = edited_by_chance(word, chance)
    answered(word, **answers_by_chance(chance))
    day = chance.choice(("2026-11-22", "2027-02-01"))

    once = carry_out_update(plan_update(word, library, day), folder / "once.docx")

    for write in once.writes:
        write.path.write_bytes(write.content)
    if once.writes:
        new = once.writes[0].content
        for accept in (True, False):
            left = "\n".join(lines(settled(new, once.author, accept=accept), "accept"))
            assert not [own for own in said if own not in left]
        twice = carry_out_update(plan_update(folder / "once.docx", library, day), folder / "twice.docx")
        assert twice.writes
        assert twice.writes[0].content == new
    shutil.rmtree(folder)
