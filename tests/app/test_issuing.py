"""What a new version is called and from when it holds, and what is told of a first day that comes too soon."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from policygen.app import history
from policygen.app.history import in_force_on
from policygen.app.new_version import IssueTerms, new_version
from policygen.app.obstacles import too_early
from policygen.errors import DocumentError, UsageError
from policygen.record.model import Version
from tests.support.library import tiny

FIRST = Version("1", "2026-12-01", "Kim Lee")


def named(*, before: tuple[Version, ...] = (FIRST,), answers: dict[str, object] | None = None, **said: Any) -> Version:
    return new_version(answers or {}, before, IssueTerms("2026-11-22", **said))


def test_a_version_takes_its_number_day_and_approver_from_whoever_issues_it() -> None:
    said = {"version": "2.1", "in_force": "2027-01-04", "approved_by": " Jo Park ", "changed": " Pictures. "}
    assert named(**said) == Version("2.1", "2027-01-04", "Jo Park", "Pictures.")


def test_what_is_not_said_follows_from_the_answers_and_the_version_before() -> None:
    answers = {"policy_owner": {"name": "Sam Okafor"}, "effective_date": "2027-02-01"}
    assert named(answers=answers) == Version("2", "2027-02-01", "Sam Okafor")
    assert named() == Version("2", "2026-12-01")
    assert named(before=()) == Version("1", "2026-11-22")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"in_force": "2026-11-30"}, "2026-11-30 is before the first day of version 1"),
        ({"version": "1"}, "Version 1 was issued already"),
        ({"version": "2 b"}, "is no number of a version"),
    ],
)
def test_what_no_version_can_be_called_or_begin_with_is_refused(said: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        named(**said)
    assert named(in_force="2026-12-01").in_force == "2026-12-01", "the same day is late enough"


NOTICES = tiny("""
    ask headcount: integer fact
    clause notices.watched: We look at posts.
        statutory: true
        days_before: 14
    clause notices.plain: We say so.
        statutory: true
""")


def early(in_force: str, **answers: str) -> list[str]:
    parts = tuple(SimpleNamespace(origin=SimpleNamespace(id=id)) for id in ("notices.watched", "notices.plain"))
    record = SimpleNamespace(document=SimpleNamespace(parts=parts))
    found: Any = SimpleNamespace(
        issued=SimpleNamespace(path="a.docx", record=record, paper=SimpleNamespace(answers=answers))
    )
    return [finding.message for finding in too_early(found, in_force, "2026-11-22", NOTICES)]


def test_a_notice_that_must_be_told_before_is_held_against_the_first_day() -> None:
    (told,) = early("2026-12-05")
    assert "must be told 14 days before. Told on 2026-11-22, it may start on 2026-12-06" in told
    assert early("2026-12-06") == []
    assert early("2026-12-01", monitoring_start="2027-01-01") == []
    assert early("2026-12-05", monitoring_notice_date="2026-11-01") == []


def test_the_version_of_a_day_is_the_last_that_began_by_then_and_its_file_must_be_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    second = Version("2", "2027-01-01")
    held = (SimpleNamespace(version=FIRST, path=None), SimpleNamespace(version=second, path="a.docx"))
    monkeypatch.setattr(history, "history_of", lambda _path: SimpleNamespace(versions=held))
    assert in_force_on(SimpleNamespace(), "2027-01-01")[1] is held[1]  # type: ignore[arg-type]
    with pytest.raises(DocumentError, match=r"No version of .* was in force on 2026-11-30"):
        in_force_on(SimpleNamespace(), "2026-11-30")  # type: ignore[arg-type]
    monkeypatch.setattr(history, "snapshot_path", lambda _path, number: f"copy-{number}")
    with pytest.raises(DocumentError, match=r"On 2026-12-31 version 1 of .* was in force, but no copy"):
        in_force_on(SimpleNamespace(), "2026-12-31")  # type: ignore[arg-type]


@pytest.mark.parametrize("as_issued", [True, False])
def test_the_document_itself_holds_its_last_version_while_nobody_changed_it(
    as_issued: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, path = Version("2", "2027-01-01"), tmp_path / "a.docx"
    record = SimpleNamespace(issue=SimpleNamespace(history=(FIRST, second)))
    monkeypatch.setattr(history, "document_status", lambda _: SimpleNamespace(issued=SimpleNamespace(record=record)))
    monkeypatch.setattr(history, "is_as_issued", lambda _found: as_issued)
    monkeypatch.setattr(history, "version_of", lambda _record: second)
    versions = history.history_of(path).versions
    assert [(each.until, each.path) for each in versions] == [("2027-01-01", None), ("", path if as_issued else None)]
