"""Nothing that stands in a file steers the terminal: no escape, no control character, no turned reading order."""

import json
import re
import shutil
from pathlib import Path

import docx
import pytest

from policygen.cli._terminal import echo, styled
from tests.cli.running import SAMPLES, TODAY, policygen

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
OURS = re.compile("\x1b\\[(?:0|1|22|3[0-7])m")
NASTY = "\u202eever yp\u202c \x9b31m \u2066turned\u2069"
ESCAPES = "\x1b]0;evil\x07\x1b[2J\x1b[31m hello"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    path = tmp_path / "policy.docx"
    shutil.copy(SAMPLES / "harbour-street-cafe" / "harbour-street-cafe-social-media-policy.docx", path)
    document = docx.Document(str(path))
    document.paragraphs[-1].insert_paragraph_before(f"Our own rule {NASTY}: never disparage us.")
    rule = next(found for found in document.paragraphs if found.style.name == "Policy Numbered Rule")
    rule.runs[0].text = f"{rule.runs[0].text} {NASTY}"
    document.save(str(path))
    return path


@pytest.fixture
def markdown(tmp_path: Path) -> Path:
    source = shutil.copy(SAMPLES / "harbour-street-cafe" / "answers.yaml", tmp_path / "answers.yaml")
    policygen("build", source, "--format", "md", "--date", TODAY)
    path = next(tmp_path.glob("*policy.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n\n", f"\n\nOwn words {ESCAPES}: never disparage us.\n\n", 2), encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("command", [("explain",), ("update", "--plan"), ("check",)], ids=lambda words: words[0])
@pytest.mark.parametrize("kind", ["word", "markdown"])
@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
def test_no_document_steers_the_terminal(
    command: tuple[str, ...], kind: str, terminal: bool, request: pytest.FixtureRequest
) -> None:
    path: Path = request.getfixturevalue(kind)
    shutil.copy(SAMPLES / "harbour-street-cafe" / "answers.yaml", path.parent / "answers.yaml")
    outcome = policygen(command[0], path, *command[1:], "--date", TODAY, terminal=terminal)
    assert "turned" in outcome.out or "hello" in outcome.out or command[0] == "update", outcome.said
    assert not STEERING.search(OURS.sub("", outcome.said))
    assert "\x1b[31m hello" not in outcome.said


def test_no_answers_file_steers_the_terminal(tmp_path: Path) -> None:
    name = "Quay \\u202e \\x9b31m \\e[31m Works"
    path = tmp_path / "answers.yaml"
    path.write_text(f'policygen: 1\nanswers:\n  organisation_name: "{name}"\n  headcount: "{name}"\n', encoding="utf-8")
    for command in ("check", "build", "explain"):
        outcome = policygen(command, path, "--date", TODAY, terminal=True)
        assert not STEERING.search(OURS.sub("", outcome.said)), command
        assert "\x1b[31m Works" not in outcome.said


def test_json_says_such_characters_as_escapes_and_loses_none(word: Path) -> None:
    outcome = policygen("explain", word, "--json")
    assert not STEERING.search(outcome.out)
    assert any(NASTY in text for text in json.loads(outcome.out)["added"])


def test_only_what_we_dressed_is_printed_in_a_look(capsys: pytest.CaptureFixture[str]) -> None:
    dressed = styled("words \x1b[8m", bold=True)
    echo(f"{dressed} \x1b[1mtheirs")
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "words \ufffd[8m \ufffd[1mtheirs" in said
