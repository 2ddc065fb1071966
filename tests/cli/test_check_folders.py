"""`policygen check` over folders: every answers file and every document of ours, and no fault stops the rest."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from policygen.app.check_folder import ToCheck, check_one
from policygen.app.folder_contents import find_to_check
from policygen.app.packs import Libraries
from tests.cli.running import TODAY, Outcome, answers_file, outputs, policygen, text_file

pytestmark = pytest.mark.share_every_day(3)

QUAY = {
    "organisation_name": "Quay Works", "headcount": 6, "work_locations": ["GB-ENG"], "platforms": ["x"],
    "policy_owner": {"name": "Sam Okafor", "role": "Owner"},
    "concern_contacts": [{"name": "Ann Lee", "role": "Bookkeeper"}],
    "sector_rules": ["none"], "people_served": ["general_public"],
}  # fmt: skip


def check(*arguments: object) -> Outcome:
    return policygen("check", *arguments, "--date", TODAY)


def report(*arguments: object) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(check(*arguments, "--json").out)
    return data


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """Two clients, the first with its documents, the second with a slip."""
    path = answers_file(tmp_path / "clients", "quay.yaml", **QUAY)
    assert policygen("build", path, "--date", TODAY).code == 0
    answers_file(tmp_path / "clients", "lane.yaml", organisation_name="Lane & Co", headcount=6, reviewmonths=6)
    return path.parent


def edited(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("# Social media policy", "# Our own title"), encoding="utf-8")


def test_answers_and_documents_are_rows_of_one_table_with_their_client(clients: Path) -> None:
    outcome = check(clients, "--fail-on", "never")
    assert outcome.code == 0
    rows = outcome.out.split("\n\n")[0].splitlines()
    assert rows[0].split() == ["Organisation", "File", "Findings"]
    assert {row.split("  ")[0] for row in rows[1:] if not row.startswith("Left out")} == {"Quay Works", "Lane & Co"}
    for name in ("quay.yaml", "lane.yaml", "quay-works-social-media-policy.docx", "quay-works-social-media-policy.md"):
        assert any(str(clients / name) in row for row in rows), name
    at = f"{clients / 'lane.yaml'}:5: "
    assert f"\nLane & Co (lane.yaml)\n  high: {at}There is no question 'reviewmonths'." in outcome.out
    assert "2 answers files, 2 documents: 0 block, 1 high, " in outcome.out.splitlines()[-1]


def test_what_is_high_ends_with_3_and_a_row_with_nothing_is_there_too(clients: Path) -> None:
    assert check(clients).code == 3
    assert check(clients, "--fail-on", "block").code == 0
    (row,) = [row for row in check(clients).out.splitlines() if row.rstrip().endswith(str(clients / "quay.yaml"))]
    assert row.startswith("Quay Works ")


def test_a_file_that_cannot_be_read_is_a_row_with_a_reason_and_stops_no_other(clients: Path) -> None:
    text_file(clients, b"PK\x03\x04 nonsense", "broken.docx")
    text_file(clients, b"\xff\xfe\x00binary", "broken.yaml")
    outcome = check(clients)
    assert outcome.code == 1
    for name in ("broken.docx", "broken.yaml"):
        (row,) = [row for row in outcome.out.splitlines() if f"{clients / name}  " in row]
        assert "not checked: " in row
    assert "reviewmonths" in outcome.out
    assert outcome.out.splitlines()[-1].endswith("2 could not be checked.")


def test_data_has_the_shape_of_a_folder_that_is_built(clients: Path) -> None:
    text_file(clients / "archive", b"a: b\n", "old.yaml")
    text_file(clients, b"# Notes\n\nNot a policy.\n", "README.md")
    data = report(clients)
    assert set(data) == {"clients", "left_out"}
    assert {(one["organisation"], one["state"]) for one in data["clients"]} == {
        ("Quay Works", "checked"), ("Lane & Co", "checked"),
    }  # fmt: skip
    (lane,) = [one for one in data["clients"] if one["organisation"] == "Lane & Co"]
    assert lane["file"] == str(clients / "lane.yaml")
    assert {"unknown-answer"} <= {finding["code"] for finding in lane["findings"]}
    assert {(Path(one["path"]).name, one["why"]) for one in data["left_out"]} == {
        ("archive", "set aside as 'archive'"),
        ("README.md", "not made by policygen"),
        ("quay-works-social-media-policy.policygen.json", "a working paper"),
    }


def test_what_lies_there_and_is_nobodys_is_left_out_and_told(tmp_path: Path) -> None:
    answers_file(tmp_path, "quay.yaml", **QUAY)
    for name in (
        "old/a.docx",
        "house/pack.yaml",
        "house/b.md",
        "~$p.docx",
        "._p.docx",
        ".git/c.yaml",
        "p.before.docx",
        "quay-questions (2).docx",
    ):
        text_file(tmp_path, b"x", name)
    text_file(tmp_path / "issued", b"x", "q.docx")
    below = find_to_check([tmp_path])
    assert {path.relative_to(tmp_path).as_posix() for path in below.files} == {"quay.yaml", "issued/q.docx"}
    assert {(entry.path.name, entry.why.split(" that")[0]) for entry in below.left_out} == {
        ("old", "set aside as 'old'"), ("house", "a pack"), ("~$p.docx", "a file"), ("._p.docx", "a file"),
        ("p.before.docx", "kept when a new one took its place"), ("quay-questions (2).docx", "an answer form"),
    }  # fmt: skip
    outcome = check(tmp_path)
    assert "Left out: " in outcome.out
    assert "~$p.docx (a file that Word keeps for itself)." in outcome.out


def test_few_files_that_are_left_out_are_named_and_many_only_counted(tmp_path: Path) -> None:
    answers_file(tmp_path, "quay.yaml", **QUAY)
    names = [str(text_file(tmp_path, "{}", f"{number}.policygen.json")) for number in range(6)]
    assert check(tmp_path).out.count("Left out: ") == 1
    assert "Left out: 6 files or folders (a working paper).\n" in check(tmp_path).out
    Path(names.pop()).unlink()
    few = check(tmp_path).out
    assert [few.count(f"Left out: {name} (a working paper).\n") for name in names] == [1] * 5
    assert few.count("Left out: ") == 5


def test_a_policy_of_others_is_read_when_it_is_named_beside_a_folder(clients: Path, tmp_path: Path) -> None:
    other = text_file(tmp_path, b"# Policy\n\nYou must not criticise the company online.\n", "theirs.md")
    (found,) = [one for one in report(clients, other)["clients"] if one["file"] == str(other)]
    assert found["findings"]


def test_files_of_one_client_that_tell_the_same_are_told_once(tmp_path: Path) -> None:
    path = answers_file(tmp_path, **{key: value for key, value in QUAY.items() if key != "policy_owner"})
    assert policygen("build", path, "--date", TODAY).code == 0
    outcome = check(tmp_path)
    heading = "Quay Works (quay-works-social-media-policy.docx, quay-works-social-media-policy.md)"
    assert outcome.out.count(heading) == 1
    assert outcome.out.count("Still to confirm: who owns this policy.") == 1


def test_a_folder_with_nothing_in_it_says_what_was_looked_for(tmp_path: Path) -> None:
    outcome = check(tmp_path)
    assert outcome.code == 1
    assert f"There is nothing to check in {tmp_path}." in outcome.err


@pytest.mark.slow
def test_places_beside_answers_are_said_to_count_for_nothing(clients: Path) -> None:
    told = "--in is for documents: "
    assert f"{told}{clients / 'quay.yaml'} says where people work." in check(clients / "quay.yaml", "--in", "US-CA").err
    assert f"{told}2 answers files say where people work." in check(clients, "--in", "US-CA").err
    assert told not in check(clients).err
    assert told not in check(outputs(clients, "md")[0], "--in", "US-CA").err


def test_a_private_answer_is_never_shown(tmp_path: Path) -> None:
    account = {"platform": "x", "handle": "quay", "sign_in": "personal_profile", "administrators": 7}
    assert policygen("build", answers_file(tmp_path, **QUAY, accounts=[account]), "--date", TODAY).code == 0
    for outcome in (check(tmp_path), check(tmp_path, "--json")):
        assert "Quay Works" in outcome.out
        assert not re.search(r"personal.profile|\b7\b", outcome.said.replace(str(tmp_path), ""))


def test_a_fault_of_ours_with_one_file_hides_nothing_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("policygen.app.check_folder.check_file", broken)
    told = check_one(ToCheck(tmp_path / "a.yaml", named=False), Libraries((), TODAY), TODAY, ())
    assert told.state == "not checked"
    assert "ZeroDivisionError" in told.findings[0].message


@pytest.mark.slow
def test_two_processes_find_what_one_finds(tmp_path: Path) -> None:
    for index in range(20):
        answers_file(tmp_path, f"{index}.yaml", **{**QUAY, "organisation_name": f"Client {index}", "reviewmonths": 6})
    assert check(tmp_path).out == check(tmp_path, "--jobs", "2").out


def _told(path: Path, sealed: object, monkeypatch: pytest.MonkeyPatch) -> Sequence[str]:
    with monkeypatch.context() as patch:
        patch.setattr("policygen.app.check.open_sealed", sealed)
        return [str(one) for one in json.loads(check(path, "--json").out)]


@pytest.mark.some_in_ci(2)
@pytest.mark.parametrize("issue", sorted(path.name for path in (Path(__file__).parents[1] / "issued" / "1").iterdir()))
def test_an_untouched_document_is_told_the_same_whether_its_words_are_read_or_not(
    issue: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policygen.app.issued import open_sealed

    folder = tmp_path / issue
    shutil.copytree(Path(__file__).parents[1] / "issued" / "1" / issue, folder)
    for path in (*outputs(folder, "docx"), *outputs(folder, "md")):
        assert _told(path, open_sealed, monkeypatch) == _told(path, lambda _: None, monkeypatch), path
