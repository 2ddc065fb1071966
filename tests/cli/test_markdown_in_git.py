"""Markdown that a docs team keeps: what changed is what a comparison shows, and the record lies in the working paper."""

import json
from difflib import unified_diff
from pathlib import Path

import pytest

from policygen.record.working_paper import ENDING
from tests.cli.running import CAFE, SAMPLES, TODAY, outputs, policygen, text_file

LONG = 2_000
"""Characters that no line of a policy has, unless a record stands in it."""


def build(answers: Path, *options: str) -> Path:
    outcome = policygen("build", answers, "--format", "md", "--documents", "policy", "--date", TODAY, *options)
    assert outcome.code == 0, outcome.said
    return outputs(answers.parent, "md")[0]


@pytest.fixture
def cafe(tmp_path: Path) -> Path:
    return text_file(tmp_path, CAFE.read_bytes())


@pytest.mark.parametrize("name", ["kirkbrae-house", "thornmere-county-council"])
def test_one_network_more_changes_a_few_lines(tmp_path: Path, name: str) -> None:
    text = (SAMPLES / name / "answers.yaml").read_text(encoding="utf-8")
    (tmp_path / "after").mkdir()
    before = build(text_file(tmp_path, text.encode()))
    more = text.replace("platforms: [", "platforms: [threads, ", 1)
    after = build(text_file(tmp_path / "after", more.encode()))
    lines = [path.read_text(encoding="utf-8").splitlines() for path in (before, after)]
    changed = [line for line in unified_diff(*lines, n=0, lineterm="") if line[0] in "+-"][2:]
    assert any("Threads" in line for line in changed)
    assert 0 < len(changed) <= 12, "\n".join(changed)
    assert max(len(line) for line in lines[0]) < LONG


def test_a_document_without_its_record_is_read_by_its_working_paper(cafe: Path) -> None:
    document = build(cafe)
    assert "policygen:record:1" in document.read_text(encoding="utf-8").splitlines()[-1]
    for command in (("check",), ("update", "--plan"), ("explain",)):
        assert policygen(command[0], document, *command[1:], "--date", TODAY).code == 0
    document.write_text(
        document.read_text(encoding="utf-8").replace("review or chat", "review, paint or chat"), encoding="utf-8"
    )
    told = json.loads(policygen("explain", document, "--json").out)
    assert [part["part"] for part in told["parts"] if part["standing"] == "edited"] == ["purpose.scope"]


def test_a_document_whose_working_paper_is_gone_says_what_to_do_and_is_built_anew(cafe: Path) -> None:
    document = build(cafe)
    document.with_suffix(ENDING).unlink()
    outcome = policygen("update", document, "--plan")
    assert outcome.code == 1
    assert f"Put its working paper, whose name ends in {ENDING}, beside it" in outcome.err
    cafe.write_text(cafe.read_text(encoding="utf-8").replace("Sam Okafor", "Ann Archer"), encoding="utf-8")
    assert build(cafe) == document
    assert "Ann Archer" in document.read_text(encoding="utf-8")


def test_the_record_stands_in_the_document_where_somebody_wants_it_there(cafe: Path) -> None:
    document = build(cafe, "--record", "inline")
    document.with_suffix(ENDING).unlink()
    assert policygen("explain", document).code == 0


def test_the_record_stands_in_the_document_where_its_working_paper_lies_elsewhere(cafe: Path) -> None:
    document = build(cafe, "--papers", str(cafe.parent / "papers"))
    assert not document.with_suffix(ENDING).exists()
    assert policygen("explain", document).code == 0
    assert (
        policygen("build", cafe, "--format", "md", "--date", "2026-11-29", "--papers", str(cafe.parent / "papers")).code
        == 0
    )
