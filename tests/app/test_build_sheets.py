"""Spreadsheets beside a policy: begun by a build, and never written over once somebody goes on with them."""

import stat
import zipfile
from pathlib import Path

import pytest

from policygen.app.build import BuildOptions, BuildResult, build_answers
from policygen.library.model import Library
from tests.support.answers import TODAY, answers

REGISTER, LOG = "quay-register-of-accounts.xlsx", "quay-measurement-log.xlsx"


def built(
    folder: Path, library: Library, *documents: str, headcount: int = 6, date: str = TODAY, replace: bool = False
) -> BuildResult:
    said = answers(library, organisation_name="Quay", headcount=headcount, platforms=["x"])
    options = BuildOptions(date, ("md",), documents, replace=replace)
    return build_answers(said, folder / "answers.yaml", library, options)


def sheets(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.xlsx"))


@pytest.mark.parametrize(("headcount", "made"), [(6, []), (60, []), (400, [f"for-the-owner/{REGISTER}", LOG])])
def test_a_full_policy_comes_with_register_and_log(
    headcount: int, made: list[str], library: Library, tmp_path: Path
) -> None:
    built(tmp_path, library, headcount=headcount)
    assert sheets(tmp_path) == made


def test_any_firm_can_ask_for_them_alone(library: Library, tmp_path: Path) -> None:
    result = built(tmp_path, library, "register", "log")
    assert result.state == "built"
    assert sheets(tmp_path) == [f"for-the-owner/{REGISTER}", LOG]
    assert [path.name for path in result.written] == [REGISTER, LOG]
    assert "not for staff" in result.purposes[tmp_path / "for-the-owner" / REGISTER]


def test_only_the_owner_and_a_group_may_read_the_register(library: Library, tmp_path: Path) -> None:
    built(tmp_path, library, "register", "log")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in sheets(tmp_path)]
    assert [bool(mode & 0o004) for mode in modes] == [False, True]


def test_what_nobody_went_on_with_is_made_anew(library: Library, tmp_path: Path) -> None:
    built(tmp_path, library, "log")
    before = (tmp_path / LOG).read_bytes()
    again = built(tmp_path, library, "log", date="2027-01-01")
    assert again.left == ()
    assert (tmp_path / LOG).read_bytes() != before


@pytest.mark.parametrize("replace", [False, True])
def test_what_somebody_goes_on_with_is_left_alone_and_stands_in_no_ones_way(
    replace: bool, library: Library, tmp_path: Path
) -> None:
    built(tmp_path, library, headcount=400)
    with zipfile.ZipFile(tmp_path / LOG, "a") as archive:
        archive.writestr("xl/worksheets/sheet2.xml", "<worksheet/>")
    theirs = (tmp_path / LOG).read_bytes()
    again = built(tmp_path, library, headcount=400, date="2027-01-01", replace=replace)
    assert (again.state, again.left) == ("built", (tmp_path / LOG,))
    assert (tmp_path / LOG).read_bytes() == theirs
    assert tmp_path / "for-the-owner" / REGISTER in again.written
    assert sheets(tmp_path) == [f"for-the-owner/{REGISTER}", LOG]


def test_a_file_of_theirs_in_that_place_is_left_alone(library: Library, tmp_path: Path) -> None:
    (tmp_path / LOG).write_bytes(b"mine")
    result = built(tmp_path, library, "log")
    assert result.left == (tmp_path / LOG,)
    assert (tmp_path / LOG).read_bytes() == b"mine"
