"""Commands that messages name can be typed as they stand: the program as it was started, and paths in quotes."""

import os
import re
import runpy
import shlex
import sys
from pathlib import Path

import pytest

from policygen import _command
from policygen._command import as_typed, started, to_type
from policygen.cli._terminal import wrapped
from tests.cli.running import CAFE, REPOSITORY, TODAY, apart, policygen

SOURCE = REPOSITORY / "src" / "policygen"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "a folder" / "bin" / "policygen"
    path.parent.mkdir(parents=True)
    path.touch()
    return path


def test_a_program_that_the_shell_finds_is_named_alone(script: Path) -> None:
    path = os.pathsep.join(["/nowhere", str(script.parent)])
    assert started([str(script), "check"], ["python", str(script), "check"], path) == ("policygen",)


def test_a_program_that_the_shell_does_not_find_is_named_by_its_path(script: Path, tmp_path: Path) -> None:
    assert started([str(script), "check"], [], "/nowhere") == (str(script),)
    other = tmp_path / "policygen"
    other.touch()
    assert started([str(script), "check"], [], str(tmp_path)) == (str(script),)
    assert started([".venv/bin/policygen"], [], "") == (".venv/bin/policygen",)


@pytest.mark.parametrize("words", [("python", "-m", "policygen"), ("py", "-X", "utf8", "-m", "policygen")])
def test_a_module_is_named_with_its_interpreter(words: tuple[str, ...]) -> None:
    given = ("check", "a b.yaml")
    assert started(["/x/policygen/__main__.py", *given], [*words, *given], "") == words


def test_a_module_in_a_worker_process_is_still_one_that_can_be_started() -> None:
    spawned = ["python", "-c", "from multiprocessing import spawn"]
    assert started(["/x/policygen/__main__.py", "build"], spawned, "") == (sys.executable, "-m", "policygen")


def test_the_module_runs_the_program_and_importing_it_does_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["policygen", "--version"])
    runpy.run_module("policygen.__main__")
    assert capsys.readouterr().out == ""
    with pytest.raises(SystemExit) as left:
        runpy.run_module("policygen", run_name="__main__")
    assert left.value.code in {0, None}
    assert capsys.readouterr().out.startswith("policygen")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["/x/uv", "tool", "uvx", "--from", "a b", "policygen", "check"], ("uvx", "--from", "a b", "policygen")),
        (["uv", "run", "policygen", "check"], ("uv", "run", "policygen")),
    ],
)
def test_a_program_that_another_runs_is_named_with_that(line: list[str], words: tuple[str, ...], script: Path) -> None:
    assert started([str(script), "check"], [], str(script.parent), line) == words


def test_what_runs_the_program_is_asked_of_the_system_and_else_guessed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("UV", raising=False)
    monkeypatch.delenv("UV_RUN_RECURSION_DEPTH", raising=False)
    runner = _command._runner
    assert runner(["check"]) == ()
    monkeypatch.setenv("UV", "/x/uv")
    parent = tmp_path / "cmdline"
    monkeypatch.setattr(_command, "LINE_OF_PROCESS", str(parent))
    assert runner(["check"]) == ("uvx", "policygen", "check")
    monkeypatch.setenv("UV_RUN_RECURSION_DEPTH", "1")
    assert runner(["check"]) == ("uv", "run", "policygen", "check")
    parent.write_bytes(b"/x/uv\0tool\0uvx\0policygen\0check\0")
    assert runner(["check"]) == ("/x/uv", "tool", "uvx", "policygen", "check")
    parent.write_bytes(b"/bin/bash\0-c\0policygen check\0")
    assert runner(["check"]) == (), "a shell that uv started some time is not what runs us"


def test_what_is_no_start_of_ours_is_named_plainly() -> None:
    for argument in ("", "-c", "/usr/bin/pytest", "/x/other/__main__.py"):
        assert started([argument, "check"], ["python", argument, "check"], "") == ("policygen",)
    assert started([], [], "") == ("policygen",)


@pytest.mark.skipif(sys.platform == "win32", reason="quotes are another shell's there")
@pytest.mark.parametrize("name", ["answers.yaml", "my answers.yaml", "it's.yaml", "-x.yaml", "$HOME.yaml", "a;b.yaml"])
def test_paths_are_quoted_as_a_shell_wants_them(name: str) -> None:
    (read,) = shlex.split(as_typed(Path(name)))
    assert Path(read) == Path(name)
    assert not read.startswith("-")


def test_empty_words_leave_no_blank() -> None:
    assert to_type("new", "", Path("a")) == "policygen new a"


def test_messages_and_help_name_the_program_as_it_was_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(_command, "_given", ["python -m policygen"])
    told = policygen("build", CAFE, "--out", tmp_path, "--date", TODAY)
    assert f"(python -m policygen explain {CAFE} --defaults)" in told.out
    slip = policygen("build", "--nothing")
    assert "Usage: python -m policygen build" in slip.err
    told = policygen("build", "--help").out
    assert "    python -m policygen build answers.yaml" in told
    assert not re.search(r"(?<!-m )policygen build", told)


@pytest.mark.slow
def test_a_module_started_in_a_process_of_its_own_says_so() -> None:
    with apart("biuld", stderr=-1) as process:
        assert f"Usage: {sys.executable} -m policygen".encode() in process.communicate()[1]


def test_no_message_names_the_program_otherwise() -> None:
    spoken = re.compile(r"(?<![/\"`])\bpolicygen (new|build|explain|diff|update|check|library|platforms|schema)\b")
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        text = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        found += [f"{path.relative_to(SOURCE)}: {match[0]}" for match in spoken.finditer(text)]
    assert not found


def test_a_terminal_cuts_no_word_and_breaks_no_command() -> None:
    text = "  medium: Find out, and write it in the place of the bracket; or answer it and build again."
    lines = wrapped(text, 40).split("\n")
    assert all(len(line) <= 40 and line.startswith("  ") for line in lines)
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())
    command = "policygen explain 'my clients/answers of the quay.yaml' --defaults"
    assert wrapped(f"    15 choices nobody made ({command}).", 40).split("\n")[-1] == f"    ({command})."
    assert wrapped(command, 20) == command
    assert wrapped(f"a\n\n{'b' * 30} c", 20) == f"a\n\n{'b' * 30}\nc"


def test_json_and_what_fits_are_left_as_they_are() -> None:
    for text in ('{"a": "some words that are longer than a line"}', '[{"a": "some words that are longer"}]', "  a   b"):
        assert wrapped(text, 20) == text


def test_a_look_takes_no_room() -> None:
    assert wrapped("\x1b[31mhigh\x1b[0m and low", 12) == "\x1b[31mhigh\x1b[0m and low"
