"""A Markdown policy issued, published and asked about: quick, since nothing of Word is opened. Each test has a copy of one version."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import TODAY, answers_file, built, policygen

TERMS = ("--approved-by", "The partners", "--in-force", "2027-01-04", "--date", TODAY)
LATER = "2027-02-01"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a draft, and of its first version with a copy to show to anybody."""
    folder = tmp_path_factory.mktemp("made")
    said: dict[str, Any] = {
        "organisation_name": "Quay Works", "headcount": 6, "work_locations": ["GB-ENG"], "platforms": ["x"],
        "policy_owner": {"name": "Sam Okafor", "role": "Owner"}, "sector_rules": ["none"],
        "concern_contacts": [{"name": "Ann Lee", "role": "Bookkeeper"}], "people_served": ["general_public"],
    }  # fmt: skip
    built(answers_file(folder / "draft", **said), "--date", TODAY, "--format", "md", "--documents", "policy")
    shutil.copytree(folder / "draft", folder / "issued")
    outcome = policygen("issue", policy(folder / "issued"), *TERMS, "--publication")
    assert outcome.code == 0, outcome.said
    (folder / "told").write_text(outcome.out, "utf-8")
    return folder


def policy(folder: Path) -> Path:
    return folder / "quay-works-social-media-policy.md"


@pytest.fixture
def draft(made: Path, tmp_path: Path) -> Path:
    return policy(shutil.copytree(made / "draft", tmp_path / "draft"))


@pytest.fixture
def version(made: Path, tmp_path: Path) -> Path:
    return policy(shutil.copytree(made / "issued", tmp_path / "issued"))


def shown(path: Path) -> Path:
    return path.parent / "publication" / f"{path.stem}-v1.md"


def write(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_version_says_so_where_its_draft_did_and_nothing_else_of_it_changes(made: Path) -> None:
    before, after = (policy(made / name).read_text("utf-8").splitlines() for name in ("draft", "issued"))
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    assert 0 < len(gone) <= len(come) < 12
    assert any("Version 1, in force from 4 January 2027" in line for line in come)
    assert not any("Version 1" in line for line in gone)


def test_what_lies_where_is_told_when_a_version_is_issued(made: Path) -> None:
    told = (made / "told").read_text("utf-8").splitlines()
    assert told[0] == "Issued as version 1, in force from 4 January 2027, approved by The partners."
    assert told[-1].startswith("To show to anybody: ")
    assert shown(policy(made / "issued")).is_file()


def test_words_of_its_owner_that_say_what_a_draft_says_of_itself_stay_as_they_are(draft: Path) -> None:
    status = next(line for line in draft.read_text("utf-8").splitlines() if "raft" in line and not line.startswith("<"))
    write(draft, "Not sure? Ask first.", f"Not sure? Ask first.\n\n{status}")
    assert policygen("issue", draft, *TERMS).code == 0
    lines = draft.read_text("utf-8").splitlines()
    assert lines.count(status) == 1
    assert lines.index(status) > next(at for at, line in enumerate(lines) if "Ask first." in line)


def test_a_copy_to_show_is_made_later_too_and_never_over_something_else(version: Path) -> None:
    kept = shown(version).read_bytes()
    shown(version).unlink()
    outcome = policygen("issue", version, "--publication", "--date", LATER)
    assert outcome.out == f"To show to anybody: {shown(version)}\n"
    assert shown(version).read_bytes() == kept
    shown(version).write_bytes(b"Mine.")
    outcome = policygen("issue", version, "--publication", "--date", LATER)
    assert outcome.err == f"{shown(version)} was left as it is: something else lies there under that name.\n"
    assert outcome.out == ""
    assert shown(version).read_bytes() == b"Mine."


@pytest.mark.parametrize("is_edited", [False, True])
def test_the_words_of_a_rule_on_a_day_are_those_of_the_version_even_where_it_was_edited_since(
    version: Path, is_edited: bool
) -> None:
    if is_edited:
        write(version, "Not sure? Ask first.", "Not sure? Never post.")
    told = policygen("explain", version, "who posts for us", "--on", LATER).out
    assert "Ask first." in told
    assert "Never post" not in told
    assert "In force on 2027-02-01: version 1, from 2027-01-04, approved by The partners." in told
    assert ("has been edited since, and is not that version any more" in told) is is_edited
    assert ("The words are those of" in told) is is_edited


def test_before_its_first_day_nothing_was_in_force(version: Path) -> None:
    outcome = policygen("explain", version, "1", "--on", "2027-01-03")
    assert outcome.code == 1
    assert "came into force on 2027-01-04" in outcome.err
    assert json.loads(policygen("explain", version, "1", "--on", "2027-01-04", "--json").out)["version"] == "1"
