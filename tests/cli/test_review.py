"""`policygen review`: what was decided comes into answers and document, and nothing else does."""

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from policygen import _yaml
from policygen.app import review
from policygen.app.issued import open_issued
from policygen.app.papers import paper_path
from policygen.formats.docx.settling import settled
from tests.cli.reading import docx_lines
from tests.cli.running import TODAY, answers_file, built, outputs, policygen, text_file
from tests.cli.test_update_status import OURS, QUAY, accepted

LATER = "2027-12-06"


@pytest.fixture
def version(tmp_path: Path) -> Path:
    built(answers_file(tmp_path, **QUAY), "--date", TODAY)
    path = next(path for path in outputs(tmp_path, "docx") if path.stem.endswith("policy"))
    assert (
        policygen("issue", path, "--approved-by", "The partners", "--in-force", "2026-12-01", "--date", TODAY).code == 0
    )
    return path


def asked(version: Path) -> dict[str, Any]:
    """What a review asks, by id, with nothing decided."""
    file = version.with_name("asked.yaml")
    file.unlink(missing_ok=True)
    outcome = policygen("review", version, "--write-decisions", file, "--date", LATER)
    assert outcome.code == 0, outcome.said
    data = _yaml.parse(file.read_text("utf-8"), "")[0].data
    return dict(data["decisions"])


USUAL = {"networks.new": "none", "changed": None}
WORDS = ("law.", "wording.", "source.")


def reviewed(version: Path, *options: object, **decided: Any) -> Any:
    """A review in which all is as it was but for what is decided; `__` in a name stands for a dot."""
    said = {name.replace("__", "."): decision for name, decision in decided.items()}
    usual = {id: USUAL.get(id, "seen" if id.startswith(WORDS) else "keep") for id in asked(version)}
    lines = ["review: 1", "decisions:"]
    for id, decision in {**usual, **said}.items():
        if decision is not None:
            lines += _yaml.entry(id, decision, 2)
    file = text_file(version.parent, "\n".join(lines), "decided.yaml")
    return policygen("review", version, "--decisions", file, "--date", LATER, *options)


def updated(version: Path) -> Path:
    return version.with_name(f"{version.stem}.updated.docx")


def test_a_paper_of_the_set_that_the_review_updates_as_well_is_not_said_to_be_left(tmp_path: Path) -> None:
    built(answers_file(tmp_path, **QUAY), "--date", TODAY, "--format", "docx", "--documents", "policy,card")
    policy = next(path for path in outputs(tmp_path, "docx") if path.stem.endswith("policy"))

    outcome = reviewed(policy, policy_owner={"name": "Priya Nair", "role": "Owner"})

    assert outcome.out.count("Wrote ") == 2
    assert "of the same set" not in outcome.said


def test_what_was_decided_is_in_the_answers_and_waits_in_the_document(version: Path) -> None:
    before = version.read_bytes()

    outcome = reviewed(
        version,
        network__facebook="gone",
        networks__new=["Threads"],
        policy_owner={"name": "Priya Nair", "role": "Owner"},
    )

    assert outcome.code == 0, outcome.said
    assert version.read_bytes() == before
    answers = version.with_name("answers.yaml").read_text("utf-8")
    assert "platforms: [x, threads]" in answers
    assert "Priya Nair" in answers
    new = accepted(updated(version))
    assert "Our accounts are on X and Threads." in new
    assert "Version 2 for signature, 6 December 2027 · Next review: 6 December 2028" in new
    assert docx_lines(settled(updated(version).read_bytes(), OURS, accept=False)) == docx_lines(before)


def test_a_review_in_which_nothing_is_new_changes_the_day_of_the_next_and_no_answer(version: Path) -> None:
    answers = version.with_name("answers.yaml").read_bytes()
    old = "\n".join(docx_lines(version.read_bytes()))

    outcome = reviewed(version)

    assert outcome.code == 0, outcome.said
    assert "The next review is on 6 December 2028." in outcome.out
    assert version.with_name("answers.yaml").read_bytes() == answers
    changed = set(accepted(updated(version)).splitlines()) - set(old.splitlines())
    assert len(changed) == 1
    assert changed.pop().startswith("Version 2 for signature, 6 December 2027 · Next review: 6 December 2028")


@pytest.mark.slow
def test_what_the_review_changed_is_what_the_history_of_versions_says(version: Path) -> None:
    assert reviewed(version, network__facebook="gone").code == 0
    new = updated(version)
    new.write_bytes(settled(new.read_bytes(), OURS, accept=True))

    outcome = policygen("issue", new, "--approved-by", "The partners", "--date", LATER)

    assert outcome.code == 0, outcome.said
    (_, second) = open_issued(new).record.issue.history
    assert second.changed == "Reviewed on 6 December 2027. Changed: the networks we use."
    assert second.in_force == LATER
    assert "review-overdue" not in policygen("check", new, "--json", "--date", LATER).out


@pytest.mark.slow
def test_an_answer_that_was_changed_in_the_document_is_taken_over_or_left(version: Path) -> None:
    document = docx.Document(str(version))
    for run in (run for paragraph in document.paragraphs for run in paragraph.runs):
        run.text = run.text.replace("Sam Okafor", "Priya Nair")
    document.save(str(version))

    outcome = reviewed(version, edited__policy_owner__name="take")

    assert outcome.code == 0, outcome.said
    assert "Priya Nair" in version.with_name("answers.yaml").read_text("utf-8")


@pytest.mark.slow
def test_what_is_not_decided_or_wrongly_is_told_and_nothing_is_written(version: Path) -> None:
    before = {path: path.read_bytes() for path in version.parent.iterdir() if path.is_file()}

    missing = reviewed(version, headcount=None)
    wrong = reviewed(version, network__x="perhaps", headcount="many", nonsense="keep")

    assert missing.code == wrong.code == 1
    assert "Not decided: headcount" in missing.err
    for told in (
        "network.x: “perhaps” is none of keep, gone",
        "headcount:",
        "nonsense: this review asks no such thing",
    ):
        assert told in wrong.err
    assert {path: path.read_bytes() for path in before} == before
    assert not updated(version).exists()


@pytest.mark.slow
def test_an_update_that_cannot_be_written_leaves_the_answers_as_they_were(version: Path) -> None:
    answers = version.with_name("answers.yaml")
    before = answers.read_bytes()
    updated(version).write_bytes(b"mine")

    outcome = reviewed(version, network__facebook="gone")

    assert outcome.code == 2
    assert "is there already" in outcome.err
    assert answers.read_bytes() == before
    assert updated(version).read_bytes() == b"mine"


def test_a_review_that_is_stopped_while_it_writes_leaves_the_answers_as_they_were(
    version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = version.with_name("answers.yaml")
    answers.write_bytes(answers.read_bytes().replace(b"\n", b"\r\n"))
    before = answers.read_bytes()

    def stopped(*_: object) -> None:
        assert answers.read_bytes() != before
        raise KeyboardInterrupt

    monkeypatch.setattr(review, "carry_out_update", stopped)
    outcome = reviewed(version, network__facebook="gone")

    assert outcome.code == 130
    assert answers.read_bytes() == before
    assert not updated(version).exists()


def test_without_a_terminal_it_says_how_to_decide_in_a_file(version: Path) -> None:
    outcome = policygen("review", version, "--date", LATER)

    assert outcome.code == 2
    assert "--write-decisions" in outcome.err
    assert "--decisions" in policygen("review", "--help").out


@pytest.mark.slow
def test_the_answers_file_leads_to_the_document_and_json_tells_what_came_of_it(version: Path) -> None:
    reviewed(version, "--out", version.with_name("first.docx"))
    decided = version.with_name("decided.yaml")

    outcome = policygen("review", version.with_name("answers.yaml"), "--decisions", decided, "--json", "--date", LATER)

    told = json.loads(outcome.out)
    assert told["next_review"] == "2028-12-06"
    assert str(paper_path(updated(version))) in told["written"]
