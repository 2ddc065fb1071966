"""How a command ends when it cannot go on: with words, a code, and no traceback unless somebody asks for it."""

import io
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import click
import pytest

from policygen import cli
from policygen.errors import InterruptedByUserError, PolicygenError, UnreadableError, UsageError

FAULT = "That is a fault of policygen. Set POLICYGEN_DEBUG=1 to see where, and report it.\n"


def ended(monkeypatch: pytest.MonkeyPatch, outcome: Any) -> tuple[object, str]:
    """The code and the words with which a command ends that comes to something."""

    def run(*_arguments: object, **_more: object) -> Any:
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    monkeypatch.setattr(cli.cli, "main", run)
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as stop:
        cli.main([])
    err.seek(0)
    return stop.value.code, err.read()


@pytest.mark.parametrize(
    ("outcome", "code", "said"),
    [
        (None, 0, ""),
        (0, 0, ""),
        (3, 3, ""),
        (click.exceptions.Abort(), 130, "Stopped.\n"),
        (click.UsageError("No such thing."), 2, "Error: No such thing.\n"),
        (UnreadableError("It is gone.", hint="Look again."), 1, "It is gone.\nLook again.\n"),
        (PolicygenError("It is gone."), 1, "It is gone.\n"),
        (UsageError("It cannot be meant."), 2, "It cannot be meant.\n"),
        (InterruptedByUserError("It is kept."), 130, "It is kept.\n"),
        (SystemExit(1), 0, ""),
        (OSError(28, "No space left", "a.docx"), 1, "policygen cannot go on: No space left (a.docx).\n"),
        (OSError("odd"), 1, "policygen cannot go on: odd.\n"),
        (
            ValueError("odd"),
            1,
            "policygen failed: ValueError: odd\n" + FAULT,
        ),
    ],
)
def test_a_command_ends_with_a_code_and_in_words(
    monkeypatch: pytest.MonkeyPatch, outcome: Any, code: int, said: str
) -> None:
    monkeypatch.delenv("POLICYGEN_DEBUG", raising=False)
    assert ended(monkeypatch, outcome) == (code, said)


@pytest.mark.parametrize("fault", [ValueError("odd"), OSError("odd")])
def test_who_asks_for_it_sees_where_a_fault_happened(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    monkeypatch.setenv("POLICYGEN_DEBUG", "1")
    monkeypatch.setattr(cli.cli, "main", lambda **_: (_ for _ in ()).throw(fault))
    with pytest.raises(type(fault), match="odd"):
        cli.main([])
