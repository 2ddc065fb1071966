"""A version that lies under another name than its document, as an update leaves it or a person calls it, is still found."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from policygen.app.carrying_out import UPDATED
from policygen.app.combine import COMBINED
from policygen.app.reissue import REISSUED
from policygen.app.replacing import NEW
from policygen.workspace.naming import BEFORE, own_name
from tests.cli.issuing import IN_FORCE_NOW, LATER, QUAY, SECOND, gone_on, issue
from tests.cli.reading import docx_lines
from tests.cli.running import answers_file, policygen
from tests.cli.test_issue import copy_of, edited, history, said

pytestmark = pytest.mark.share_every_day(3)

STILL_LATER = "2028-03-01"


@pytest.fixture
def second(version: Path) -> Path:
    """Version 2, issued under the name that an update gave it, beside version 1."""
    new = gone_on(version)
    outcome = issue(new, *SECOND, date=LATER)
    assert outcome.code == 0, outcome.said
    return new


def rebuilt(path: Path, date: str = STILL_LATER) -> Any:
    return policygen("build", path.with_name("answers.yaml"), "--date", date)


def test_the_name_of_a_document_is_without_every_word_that_we_put_behind_it() -> None:
    words = [UPDATED, COMBINED, REISSUED, f".{NEW}", f".{NEW}-2", f".{BEFORE}", f"{UPDATED}-3", f"{UPDATED}{UPDATED}"]
    assert {own_name(f"our.policy{word}") for word in words} == {"our.policy"}
    assert own_name("policy.2027") == "policy.2027"
    assert own_name(".new") == ".new"


@pytest.mark.slow
def test_the_copy_of_a_version_bears_the_name_of_its_document(version: Path, second: Path) -> None:
    assert copy_of(version, "2").read_bytes() == second.read_bytes()
    assert IN_FORCE_NOW in said(copy_of(version, "2"))
    assert copy_of(version, "2").with_suffix(".policygen.json").exists()


@pytest.mark.slow
def test_its_history_and_the_words_of_a_day_are_those_of_the_document(version: Path, second: Path) -> None:
    told = policygen("explain", second, "--history")
    assert "No copy of it is there" not in told.out
    assert str(copy_of(version, "1")) in told.out

    then = policygen("explain", second, "networks", "--on", "2027-01-10")
    assert then.code == 0, then.said
    assert str(copy_of(version, "1")) in then.out


@pytest.mark.slow
def test_everybody_has_a_page_of_what_it_changed(version: Path, second: Path) -> None:
    page = version.with_name(f"{version.stem}-changes-v2.docx")
    assert page.exists()
    assert "Threads" in "\n".join(docx_lines(page.read_bytes()))


@pytest.mark.slow
def test_a_build_that_comes_to_its_words_leaves_it_and_the_version_before_alone(version: Path, second: Path) -> None:
    before = version.read_bytes(), second.read_bytes()

    outcome = rebuilt(version)

    assert outcome.code == 0, outcome.said
    assert "version 2 still says" in outcome.err
    assert (version.read_bytes(), second.read_bytes()) == before


@pytest.mark.slow
def test_a_build_that_comes_to_other_words_is_a_draft_of_the_version_behind_it(version: Path, second: Path) -> None:
    copy_of(version, "1").unlink()
    first, kept = version.read_bytes(), second.read_bytes()
    answers_file(version.parent, **{**QUAY, "platforms": ["threads"]})

    outcome = rebuilt(version)

    assert outcome.code == 0, outcome.said
    assert "Version 3 for signature" in said(version)
    assert [each.number for each in history(version)] == ["1", "2"]
    assert second.read_bytes() == kept
    assert copy_of(version, "1").read_bytes() == first, "it gives way to the draft"


@pytest.mark.slow
def test_the_version_before_is_not_issued_as_the_same_version_once_more(version: Path, second: Path) -> None:
    edited(version, "Not sure? Ask first.", "Not sure? Never post for Quay.")

    outcome = issue(version, "--approved-by", "The partners", "--changed", "One word.", date=STILL_LATER)

    assert outcome.code == 0, outcome.said
    assert [each.number for each in history(version)] == ["1", "2", "3"]


@pytest.mark.slow
@pytest.mark.parametrize("is_there", [True, False])
def test_a_document_that_somebody_called_otherwise_finds_the_copies_of_its_versions(
    version: Path, tmp_path: Path, is_there: bool
) -> None:
    renamed = version.with_name("Policy 2027 FINAL.docx")
    if is_there:
        shutil.copy(version, renamed)
    else:
        version.rename(renamed)
    edited(renamed, "Not sure? Ask first.", "Not sure? Never post for Quay.")
    assert issue(renamed, *SECOND, date=LATER).code == 0

    told = policygen("explain", renamed, "--history").out

    assert str(copy_of(version, "1")) in told
    assert renamed.with_name("Policy 2027 FINAL-changes-v2.docx").exists()


@pytest.mark.slow
def test_a_copy_kept_before_under_the_name_of_the_update_is_found(version: Path, second: Path) -> None:
    old = copy_of(version, "2").with_name(f"{second.stem}-v2.docx")
    copy_of(version, "2").rename(old)
    edited(second, "Not sure? Ask first.", "Not sure? Never post for Quay.")
    assert issue(second, *SECOND, date=STILL_LATER).code == 0

    assert str(old) in policygen("explain", second, "--history").out


@pytest.mark.slow
def test_who_issues_it_is_told_what_lies_under_the_name_of_the_document(version: Path, second: Path) -> None:
    edited(second, "Not sure? Ask first.", "Not sure? Never post for Quay.")

    outcome = issue(second, *SECOND, date=STILL_LATER)

    assert f"was left as it is: {version.name} and {version.stem}.md." in outcome.err


@pytest.mark.slow
def test_where_nobody_names_a_document_the_latest_version_of_it_is_meant(
    version: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(version.parent)
    assert f"Using {second.name}, the only" in policygen("update", "--plan", "--date", STILL_LATER).err
    version.unlink()
    assert f"Using {second.name}, the only" in policygen("update", "--plan", "--date", STILL_LATER).err
