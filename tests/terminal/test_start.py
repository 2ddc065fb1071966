"""The ways in, and what happens where there is no terminal."""

import io
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.input import create_pipe_input

from policygen.errors import InterruptedByUserError, UsageError
from policygen.terminal.start import is_terminal, main_menu, require_terminal
from tests.terminal.typist import BACK, DOWN, ENTER, STOP, Paper

ASK = """
import sys
from pathlib import Path
from policygen.errors import PolicygenError
from policygen.terminal.start import run_interview
from tests.support.library import tiny
library = tiny("ask name: text fact\\n    essential: true\\nclause rules.base: You must ask first.")
try:
    run_interview(library, Path(sys.argv[1]), thorough=False, today="2026-11-22")
except PolicygenError as error:
    sys.stderr.write(f"{error.message} {error.hint}")
    loaded = [name for name in ("questionary", "prompt_toolkit") if name in sys.modules]
    sys.stderr.write(f" loaded: {loaded}")
    sys.exit(error.exit_code)
"""


def asked(path: Path, **streams: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", ASK, str(path)]
    root = str(Path(__file__).parents[2])
    return subprocess.run(command, capture_output=True, text=True, cwd=root, timeout=60, check=False, **streams)


@pytest.mark.slow
@pytest.mark.parametrize("streams", [{"input": "Foo\nBar\n"}, {"stdin": subprocess.DEVNULL}])
def test_a_pipe_is_never_taken_for_answers(tmp_path: Path, streams: dict[str, object]) -> None:
    path = tmp_path / "answers.yaml"
    outcome = asked(path, **streams)
    assert outcome.returncode == 2
    assert "policygen build answers.yaml" in outcome.stderr
    assert "loaded: []" in outcome.stderr
    assert not path.exists()


@pytest.mark.slow
def test_a_closed_input_is_no_terminal(tmp_path: Path) -> None:
    script = f"import sys, os; os.close(0); sys.stdin = None\n{ASK}"
    command = [sys.executable, "-c", script, str(tmp_path / "a.yaml")]
    root = str(Path(__file__).parents[2])
    outcome = subprocess.run(command, capture_output=True, text=True, cwd=root, timeout=60, check=False)
    assert outcome.returncode == 2


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_needs_both_a_keyboard_and_a_screen() -> None:
    assert not is_terminal(None, Screen())
    assert not is_terminal(Screen(), io.StringIO())
    closed = io.StringIO()
    closed.close()
    assert not is_terminal(Screen(), closed)


def test_a_terminal_that_cannot_move_its_cursor_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert is_terminal(Screen(), Screen())
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(UsageError) as caught:
        require_terminal(Screen(), Screen())
    assert caught.value.exit_code == 2
    assert "TERM=dumb" in caught.value.message


@contextmanager
def in_a_terminal(path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The interview in a terminal of its own, at its first question; and the keyboard of that terminal."""
    pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals of this kind")
    master, slave = pty.openpty()
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    command = [sys.executable, "-c", ASK, str(path)]
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=subprocess.PIPE, cwd=root, env=environment)
    os.close(slave)
    try:
        _until(master, b"What is name?")
        yield process, master
    finally:
        process.kill()
        process.communicate()
        os.close(master)


@pytest.mark.slow
def test_in_a_real_terminal_an_interrupt_keeps_the_answers_and_leaves_with_130(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    with in_a_terminal(path) as (process, keyboard):
        os.write(keyboard, b"Jo\r")
        _until(keyboard, b"Is this right?")
        os.write(keyboard, b"\x03")
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"1 answer is kept" in told
    assert "name: Jo" in path.read_text(encoding="utf-8")


@pytest.mark.slow
def test_in_a_real_terminal_no_key_typed_ahead_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    with in_a_terminal(path) as (process, keyboard):
        os.write(keyboard, b"Jo\r\r")
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert "name: Jo" in path.read_text(encoding="utf-8")


def _until(terminal: int, words: bytes) -> None:
    seen = b""
    while words not in seen:
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, seen
        seen += os.read(terminal, 65536)


# ---- the way in --------------------------------------------------------------------------------------------------------


def chosen(*keys: str, begun: Path | None = None) -> tuple[str, str]:
    screens: list[tuple[str, ...]] = []
    with create_pipe_input() as keyboard:
        keyboard.send_text("".join(keys))
        door = main_menu(begun=begun, input=keyboard, output=Paper(), on_screen=screens.append)
    return door, "\n".join(screens[0])


def test_the_first_offer_is_to_make_my_policy() -> None:
    door, screen = chosen(ENTER)
    assert door == "quick"
    assert "› 1 Make my policy" in screen


def test_a_number_is_enough() -> None:
    assert [chosen(number)[0] for number in "1234"] == ["quick", "thorough", "help", "leave"]


def test_arrows_do_as_well() -> None:
    assert chosen(DOWN, DOWN, ENTER)[0] == "help"


def test_where_answers_lie_the_first_offer_is_to_go_on() -> None:
    door, screen = chosen("1", begun=Path("answers.yaml"))
    assert door == "resume"
    assert "answers.yaml" in screen


def test_going_back_is_leaving() -> None:
    assert chosen(BACK)[0] == "leave"


def test_stopping_at_the_way_in_writes_nothing() -> None:
    with pytest.raises(InterruptedByUserError, match="nothing was written"):
        chosen(STOP)
