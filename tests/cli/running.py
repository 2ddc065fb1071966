"""The command line run inside the test's own process, and in one of its own where only that will do."""

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from policygen import _yaml
from policygen.cli import main

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLES = REPOSITORY / "samples"
CAFE = SAMPLES / "harbour-street-cafe" / "answers.yaml"
CLINIC = SAMPLES / "lakeshore-dental" / "answers.yaml"
TODAY = "2026-11-22"


@dataclass(frozen=True)
class Outcome:
    """What a command said, and the code it ended with."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything it printed."""
        return self.out + self.err


class _Terminal(io.TextIOWrapper):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def _stream(encoding: str, *, terminal: bool) -> io.TextIOWrapper:
    kind = _Terminal if terminal else io.TextIOWrapper
    return kind(io.BytesIO(), encoding=encoding, write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    # Where a terminal claims to know ASCII alone, click writes UTF-8 all the same.
    return written.decode("utf-8" if stream.encoding == "ascii" else stream.encoding)


def policygen(*arguments: object, encoding: str = "utf-8", terminal: bool = False) -> Outcome:
    """Run a command here. Whatever happens, no traceback and no fault of ours may come out of it."""
    out, err = _stream(encoding, terminal=terminal), _stream(encoding, terminal=terminal)
    code: object = None
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code
    outcome = Outcome(code if isinstance(code, int) else -1, _text(out), _text(err))
    assert "Traceback" not in outcome.said, outcome.said
    assert "fault of policygen" not in outcome.said, outcome.said
    return outcome


def built(answers: Path, *options: object) -> None:
    """What a build leaves beside its answers: made once for the same answers and options, and copied."""
    if all(isinstance(option, str) for option in options):
        shutil.copytree(_built(answers.read_bytes(), options), answers.parent, dirs_exist_ok=True)
    else:  # what lies at a path may change
        outcome = policygen("build", answers, *options)
        assert outcome.code == 0, outcome.said


@cache
def _built(content: bytes, options: tuple[object, ...]) -> Path:
    folder = Path(tempfile.mkdtemp(dir=os.environ["POLICYGEN_TESTS_CACHE"]))
    outcome = policygen("build", text_file(folder, content), *options)
    assert outcome.code == 0, outcome.said
    return folder


def _heeds_ctrl_c() -> None:
    """A shell has what it starts in the background ignore Ctrl+C, and so does all that the tests start then."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def apart(*arguments: object, environment: Mapping[str, str] | None = None, **options: Any) -> subprocess.Popen[bytes]:
    """Start a command in a process of its own."""
    variables = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), **(environment or {})}
    command = [sys.executable, "-m", "policygen", *map(str, arguments)]
    heeding = None if sys.platform == "win32" else _heeds_ctrl_c
    return subprocess.Popen(command, env=variables, preexec_fn=heeding, **options)


def answers_file(folder: Path, name: str = "answers.yaml", /, **answers: object) -> Path:
    """An answers file that says this."""
    lines = [f"policygen: 1\nanswers:{'' if answers else ' {}'}"]
    lines += [line for key, value in answers.items() for line in _yaml.entry(key, value, 2)]
    return text_file(folder, "\n".join(lines) + "\n", name)


def text_file(folder: Path, content: str | bytes, name: str = "answers.yaml") -> Path:
    """A file with some content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def outputs(folder: Path, ending: str) -> list[Path]:
    """The documents of one format in a folder."""
    return sorted(folder.glob(f"*.{ending}"))


def house_pack(folder: Path) -> Path:
    """A pack with one rule of its own, `house.window`, in a folder of this one."""
    pack = folder / "house"
    rule = """\
---
id: house.window
title: The window
applies_to: [official]
appears: card
topics: [content-standards]
points: [P04]
sources: [practice-sector]
why: The window is ours.
edited: 2026-11-22
---
Keep the shop window out of every picture.
"""
    text_file(pack / "sections" / "content", rule, "house.window.md")
    text_file(pack, 'name: house\nversion: "1"\nsections:\n  - {id: content, clauses: [house.window]}\n', "pack.yaml")
    return pack


def lying(folder: Path) -> list[Path]:
    """What lies in a folder for anybody: not what the owner alone is to read."""
    return [path for path in folder.iterdir() if path.name != "for-the-owner"]
