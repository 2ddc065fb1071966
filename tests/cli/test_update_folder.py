"""All documents of a folder updated at once: each in a copy of its own, and none kept back by another."""

import json
from pathlib import Path

import pytest

from tests.cli.running import TODAY, answers_file, built, outputs, policygen
from tests.cli.test_update_status import PRIYA, QUAY


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """A firm with a policy and a card, whose owner has changed since, beside one where nothing has."""
    for name, answers in (("a", PRIYA), ("b", {})):
        built(answers_file(tmp_path / name, **QUAY), "--date", TODAY, "--documents", "policy,card")
        answers_file(tmp_path / name, **{**QUAY, **answers})
    return tmp_path


def test_each_document_gets_a_copy_with_its_changes_and_stays_as_it_is(firm: Path) -> None:
    before = {path: path.read_bytes() for path in sorted(firm.rglob("*")) if path.is_file()}

    outcome = policygen("update", firm, "--date", TODAY)

    rows = {line.split()[0]: line.split()[-1] for line in outcome.out.splitlines() if line.startswith(("a/", "b/"))}
    assert rows == {
        "a/quay-works-social-media-policy.docx": "quay-works-social-media-policy.updated.docx",
        "a/quay-works-social-media-rules.docx": "quay-works-social-media-rules.updated.docx",
        "b/quay-works-social-media-policy.docx": "date",
        "b/quay-works-social-media-rules.docx": "date",
    }
    assert all(path.read_bytes() == content for path, content in before.items())
    assert len(list((firm / "a").rglob("*.updated.docx"))) == 2
    assert not list((firm / "b").rglob("*.updated.*"))
    assert outcome.code == 0


def test_one_that_cannot_be_updated_is_told_behind_the_others_and_keeps_none_of_them_back(firm: Path) -> None:
    (firm / "b" / "answers.yaml").write_text("policygen: 1\nanswers:\n  organisation_name: Another\n", "utf-8")

    outcome = policygen("update", firm, "--date", TODAY)

    assert outcome.code == 1
    assert outcome.out.count("cannot be updated: see below") == 2
    assert "Another" in outcome.out
    assert len(list(firm.rglob("*.updated.docx"))) == 2


@pytest.mark.parametrize("headcount", [6, 90, 300])
def test_a_card_and_a_handbook_keep_up_with_the_policy_beside_them_whatever_its_length(
    tmp_path: Path, headcount: int
) -> None:
    answers = answers_file(tmp_path / "a", **{**QUAY, "headcount": headcount})
    built(answers, "--date", TODAY, "--format", "docx", "--documents", "policy,card,handbook")

    out_of_date = [
        policygen("update", path, "--plan", "--exit-code", "--date", TODAY).code
        for path in outputs(tmp_path / "a", "docx")
    ]
    assert out_of_date == [0, 0, 0]


def test_a_handbook_alone_is_updated_as_it_was_made(tmp_path: Path) -> None:
    answers = answers_file(tmp_path / "a", **QUAY)
    built(answers, "--date", TODAY, "--format", "docx", "--documents", "handbook")
    (handbook,) = outputs(tmp_path / "a", "docx")
    assert policygen("update", handbook, "--plan", "--exit-code", "--date", TODAY).code == 0


@pytest.mark.slow
def test_what_a_set_has_and_does_not_lie_there_is_named(tmp_path: Path) -> None:
    built(answers_file(tmp_path / "a", **{**QUAY, "headcount": 300}), "--date", TODAY)
    (handbook,) = (path for path in outputs(tmp_path / "a", "docx") if "handbook" in path.name)
    for path in (handbook, handbook.with_suffix(".md")):
        path.unlink()

    for plan in ((), ("--plan",)):
        outcome = policygen("update", handbook.parent, "--date", TODAY, *plan)
        assert f"{handbook.parent}: the handbook of this set is not here, so it stays as it was issued." in outcome.out


@pytest.mark.parametrize("given", [("--answers", "a.yaml"), ("--out", "b.docx"), ("--renamed",), ("--reissue",)])
def test_what_is_asked_of_one_document_is_not_asked_of_a_folder(firm: Path, given: tuple[str, ...]) -> None:
    outcome = policygen("update", firm, *given, "--date", TODAY)
    assert outcome.code == 2
    assert f"is a folder, and {given[0]} is for one document" in outcome.said
    assert not list(firm.rglob("*.updated.*"))


def test_for_machines_each_document_is_told_with_what_was_written(firm: Path) -> None:
    told = json.loads(policygen("update", firm, "--json", "--date", TODAY).out)
    assert [bool(each["written"]) for each in told] == [True, True, False, False]
    assert all(each["changes"] == 0 for each in told[2:])


def test_an_update_of_one_names_the_others_of_its_set(firm: Path) -> None:
    document = next(path for path in outputs(firm / "a", "docx") if "policy" in path.name)
    outcome = policygen("update", document, "--date", TODAY)
    assert "quay-works-social-media-rules.docx of the same set is not updated:" in outcome.out
