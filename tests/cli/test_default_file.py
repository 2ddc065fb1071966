"""Where nobody named a file, the only one here is meant; several are listed, and none is guessed."""

from pathlib import Path

import pytest

from policygen.cli._default_file import answers_in, begun_here
from tests.cli.running import TODAY, answers_file, outputs, policygen, text_file

pytestmark = pytest.mark.share_every_day(3)

QUAY = {"organisation_name": "Quay Works", "headcount": 6, "work_locations": ["GB-ENG"], "platforms": ["x"]}
SAID = "Using answers.yaml, the only answers file here.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        ("check",),
        ("explain",),
        ("explain", "14.2"),
        ("explain", "passwords"),
        ("diff", "--set", "headcount=7"),
    ],
    ids=" ".join,
)
def test_the_only_answers_file_is_used_and_that_is_said(arguments: tuple[str, ...], here: Path) -> None:
    answers_file(here, **QUAY)
    text_file(here, b"services: {}\n", "compose.yaml")
    outcome = policygen(*arguments, "--date", TODAY)
    assert SAID in outcome.err
    assert "Missing argument" not in outcome.said


def test_several_are_listed_as_commands_and_none_is_used(here: Path) -> None:
    answers_file(here, "a b.yaml", **QUAY)
    answers_file(here, "c.yml", **QUAY)
    for command in ("build", "check", "explain"):
        outcome = policygen(command)
        assert outcome.code == 2
        assert "2 answers files lie here. Choose one:" in outcome.err
        assert f"  policygen {command} c.yml\n" in outcome.err
        assert "a b.yaml" in outcome.err
    assert outputs(here, "docx") == []
    assert "  policygen explain c.yml 14.2\n" in policygen("explain", "14.2").err


def test_where_none_lies_that_is_said_with_the_way_to_one() -> None:
    outcome = policygen("build")
    assert outcome.code == 2
    assert "No answers file is named, and none lies here." in outcome.err
    assert "policygen new" in outcome.err
    assert "No document of ours is named, and none lies here." in policygen("update", "--plan").err


def test_a_word_file_is_meant_before_its_markdown_and_neither_kept_nor_waiting_ones(here: Path) -> None:
    answers_file(here, **QUAY)
    assert policygen("build", "--date", TODAY).code == 0
    (document,) = outputs(here, "docx")
    paper = document.with_suffix(".policygen.json")
    for word in ("before", "new-2"):
        text_file(here, document.read_bytes(), f"{document.stem}.{word}.docx")
        text_file(here, paper.read_bytes(), f"{document.stem}.{word}.policygen.json")
    outcome = policygen("update", "--plan", "--date", TODAY)
    assert f"Using {document.name}, the only document of ours here." in outcome.err
    text_file(here, document.read_bytes(), "other.docx")
    text_file(here, paper.read_bytes(), "other.policygen.json")
    outcome = policygen("update", "--plan")
    assert f"  policygen update {document.name} --plan\n" in outcome.err
    assert "  policygen update other.docx --plan\n" in outcome.err


def test_what_is_there_or_could_be_a_file_is_never_taken_for_a_clause(here: Path) -> None:
    answers_file(here, **QUAY)
    assert "gone.yaml" in policygen("explain", "gone.yaml").err
    assert SAID not in policygen("explain", "gone.docx").err
    assert SAID not in policygen("explain", "folder/monitoring").err


def test_the_way_in_finds_answers_here_and_one_folder_below(here: Path) -> None:
    assert begun_here() is None
    answers_file(here / "buckeye", **QUAY)
    answers_file(here / ".hidden", **QUAY)
    assert begun_here() == Path("buckeye/answers.yaml")
    answers_file(here / "other", **QUAY)
    assert begun_here() is None
    answers_file(here, "mine.yaml", **QUAY)
    assert begun_here() == Path("mine.yaml")


def test_what_is_no_answers_file_is_none(here: Path) -> None:
    text_file(here, b"\xff\xfe\x00", "binary.yaml")
    text_file(here, b"name: house\nversion: 1\n", "pack.yaml")
    text_file(here, b"organisation_name: Quay\n", "bare.yaml")
    text_file(here, b'{"policygen": 1, "answers": {}}', "json.yaml")
    (here / "folder.yaml").mkdir()
    assert [path.name for path in answers_in(here)] == ["bare.yaml", "json.yaml"]


def test_a_renamed_document_is_meant_where_it_is_the_only_one_and_a_copy_of_one_is_not(here: Path) -> None:
    answers_file(here, **QUAY)
    assert policygen("build", "--date", TODAY).code == 0
    (document,) = outputs(here, "docx")
    text_file(here, document.read_bytes(), "copy.docx")
    assert f"Using {document.name}, the only" in policygen("update", "--plan", "--date", TODAY).err
    document.unlink()
    document.with_suffix(".md").unlink()
    assert "Using copy.docx, the only" in policygen("update", "--plan", "--date", TODAY).err
