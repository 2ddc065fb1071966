"""What follows an interview: further questions, the last screen, signing and opening; and a policy that was edited."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from policygen.app.build import BuildOptions, build
from policygen.app.finish import FurtherQuestion
from policygen.app.sources import open_answers
from policygen.cli import _put_into_edited, new
from policygen.errors import InterruptedByUserError
from policygen.questions.flow import situation
from policygen.terminal.start import InterviewResult
from tests.support.answers import TODAY
from tests.support.library import the_library

SAID = """answers:
  organisation_name: Bramble & Thorn
  headcount: 2
  trades: [florist]
  work_locations: [GB-ENG]
  platforms: [instagram]
"""

RISKY = "Staff mustn't friend parents on Facebook."


@pytest.fixture
def talked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Any]]:
    """An answers file, and an interview over it in which nobody says anything new: what was asked, offered and told."""
    path = tmp_path / "answers.yaml"
    path.write_text(SAID, encoding="utf-8")
    heard: dict[str, list[Any]] = {"asked": [], "thorough": [], "offered": [], "told": [], "issued": [], "opened": []}

    def run_interview(
        library: Any, path: Path, *, ask: Sequence[str] = (), told: Sequence[str] = (), **how: Any
    ) -> Any:
        heard["asked"].append(tuple(ask))
        heard["thorough"].append(how["thorough"])
        heard["told"] += told
        answers, _findings = open_answers(path, library)
        return InterviewResult(path, answers, situation(library, answers.values), ())

    def choose_further(questions: Sequence[FurtherQuestion], *, offers_own_rules: bool) -> tuple[str, ...]:
        heard["offered"].append(([each.id for each in questions], offers_own_rules))
        return (questions[0].id,) if len(heard["offered"]) == 1 else ()

    monkeypatch.setattr(new, "require_terminal", lambda: None)
    monkeypatch.setattr(new, "run_interview", run_interview)
    monkeypatch.setattr(new, "choose_further", choose_further)
    monkeypatch.setattr("policygen.app.finish.most_effective_questions", lambda *_: ())
    monkeypatch.setattr(new, "offer_to_issue", lambda document, *_: heard["issued"].append(document.name))
    monkeypatch.setattr(new, "offer_to_open", lambda document: heard["opened"].append(document.name))
    monkeypatch.setattr(_put_into_edited, "offer_to_open", lambda document: heard["opened"].append(document.name))
    return heard


def hold(path: Path) -> None:
    new.interview(path, thorough=False, ask=(), made_on=TODAY, packs=())


def test_what_is_open_is_offered_once_each_and_the_last_word_is_the_file(
    tmp_path: Path, talked: dict[str, list[Any]]
) -> None:
    hold(tmp_path / "answers.yaml")
    first, second = talked["offered"]
    assert first[0]
    assert second[0] == first[0][1:]
    assert talked["asked"] == [(), (first[0][0],)]
    assert talked["thorough"] == [False, False], "what to type after Ctrl-C is no thorough interview"
    assert talked["opened"] == ["bramble-thorn-social-media-policy.docx"]


@pytest.mark.slow
def test_what_is_new_is_put_into_a_copy_of_an_edited_policy(
    tmp_path: Path, talked: dict[str, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "answers.yaml"
    hold(path)
    policy = tmp_path / "bramble-thorn-social-media-policy.docx"
    _reword(policy, b"Instagram", b"our own Instagram")
    edited = policy.read_bytes()
    path.write_text(SAID.replace("[instagram]", "[instagram, threads]"), encoding="utf-8")
    monkeypatch.setattr("click.confirm", lambda *_, **__: True)
    hold(path)
    assert "It stays as it is" in talked["told"][0]
    assert policy.read_bytes() == edited
    assert talked["opened"][-1] == "bramble-thorn-social-media-policy.updated.docx"
    assert (tmp_path / talked["opened"][-1]).is_file()


@pytest.mark.parametrize("stops", ["choose_further", "run_interview"])
def test_whoever_stops_behind_a_written_policy_is_told_where_it_lies_and_keeps_the_next_steps(
    tmp_path: Path, talked: dict[str, list[Any]], monkeypatch: pytest.MonkeyPatch, stops: str
) -> None:
    held = new.run_interview

    def stop(*what: Any, **how: Any) -> Any:
        if stops == "run_interview" and not how.get("further"):
            return held(*what, **how)
        raise InterruptedByUserError("Stopped.", hint="To go on: policygen new")

    monkeypatch.setattr(new, stops, stop)
    with pytest.raises(InterruptedByUserError) as stopped:
        hold(tmp_path / "answers.yaml")
    assert "bramble-thorn-social-media-policy.docx" in stopped.value.hint
    assert "policygen new" in stopped.value.hint
    assert (tmp_path / "bramble-thorn-next-steps.txt").is_file()
    assert not talked["opened"]


def test_what_was_said_of_a_rule_of_their_own_when_they_entered_it_is_not_said_again(
    tmp_path: Path, talked: dict[str, list[Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(f"{SAID}  own_rules: [{{rule: {RISKY}}}]\n", encoding="utf-8")
    hold(path)
    assert "rule of your own" not in capsys.readouterr().out
    assert talked["opened"]


def _reword(document: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(document) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, new)
    with zipfile.ZipFile(document, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


@pytest.mark.slow
def test_a_policy_is_written_in_word_and_its_markdown_is_renewed_only_where_somebody_made_some(
    tmp_path: Path, talked: dict[str, list[Any]]
) -> None:
    path = tmp_path / "answers.yaml"
    hold(path)
    markdown = tmp_path / "bramble-thorn-social-media-policy.md"
    assert markdown.with_suffix(".docx").is_file()
    assert not list(tmp_path.rglob("*.md"))
    library = the_library()
    build(path, library, BuildOptions(TODAY, ("md",)))
    path.write_text(SAID.replace("[instagram]", "[instagram, threads]"), encoding="utf-8")
    hold(path)
    assert "Threads" in markdown.read_text(encoding="utf-8")
