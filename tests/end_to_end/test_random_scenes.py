"""Any organisation, any edits, any answers later: three programs give the owner's file back, and no word of it is lost."""

import os
from pathlib import Path

import pytest

from policygen.library.model import Library
from tests.end_to_end.test_second_reader import docxodus
from tests.support.drawing import SEED
from tests.support.office import hand, needed
from tests.support.scenes import try_scenes

AT_ONCE = 2


@pytest.mark.some_in_ci(1)
@pytest.mark.parametrize("batch", range(10))
def test_three_programs_give_the_owners_file_back_and_no_word_is_lost(
    tmp_path: Path, library: Library, batch: int
) -> None:
    core, first = docxodus(), batch * AT_ONCE
    needed("node")
    with hand(tmp_path) as office:
        tally = try_scenes(tmp_path, library, os.environ[SEED], range(first, first + AT_ONCE), office, core)

    assert not tally.faults
    assert tally.counts["owner's words lost"] == 0
