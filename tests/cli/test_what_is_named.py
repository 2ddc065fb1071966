"""Which document a command takes where an answers file is named, and what it is called."""

import shutil
from pathlib import Path

import pytest

from policygen.app.review import document_of
from policygen.errors import UsageError
from tests.cli.running import TODAY, answers_file, built, outputs, policygen
from tests.cli.test_update_status import QUAY


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return answers_file(tmp_path, **QUAY)


def test_of_a_policy_and_a_card_the_policy_is_reviewed(answers: Path) -> None:
    built(answers, "--date", TODAY, "--documents", "policy,card", "--format", "docx", "--out", answers.parent)
    assert document_of(answers).name == "quay-works-social-media-policy.docx"


def test_nobody_guesses_between_two_policies_or_takes_one_that_was_made_from_other_answers(answers: Path) -> None:
    with pytest.raises(UsageError, match="No one document beside"):
        document_of(answers)
    built(answers, "--date", TODAY, "--format", "docx", "--out", answers.parent)
    document = answers.parent / "quay-works-social-media-policy.docx"
    for suffix in (".docx", ".policygen.json"):
        shutil.copy(document.with_suffix(suffix), document.with_name(f"second-policy{suffix}"))
    with pytest.raises(UsageError, match="No one document beside") as told:
        document_of(answers)
    assert "second-policy.docx" in (told.value.hint or "")


def test_an_explanation_says_of_a_version_since_when_it_is_in_force(answers: Path) -> None:
    built(answers, "--date", TODAY, "--format", "docx")
    (document,) = outputs(answers.parent, "docx")
    assert f"a draft of {TODAY}" in policygen("explain", document).out
    policygen("issue", document, "--approved-by", "The board", "--date", TODAY, "--accept-open")
    assert "version 1, in force from 2026-" in policygen("explain", document).out
