"""LibreOffice for tests: a process with a profile and a pipe of its own, and a hand that edits Word files in it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO
from uuid import uuid4

import pytest

TYPIST = Path(__file__).parent / "uno_typist.py"
TIME_LIMIT = 180
"""Seconds for one file: what takes longer hangs."""


def needed(program: str) -> str:
    """A program that this test needs: without it, it fails where everything should be there and is skipped elsewhere."""
    found = shutil.which(program)
    if found is None:
        message = f"NOT TRIED: {program} is not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{message}, but this run must try everything")
        pytest.skip(message)
    return found


def python_with_uno() -> str:
    """A Python that has LibreOffice's bridge."""
    for name in (sys.executable, "/usr/bin/python3", shutil.which("python3") or ""):
        if name and subprocess.run([name, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return name
    pytest.skip(
        "NOT TRIED: no Python here has LibreOffice's bridge (Debian: python3-uno); saves and edits were not tested"
    )


@contextmanager
def office(profile: Path) -> Iterator[tuple[str, str]]:
    """A LibreOffice that listens: the name of its pipe, and a Python that can speak with it."""
    program, python = needed("soffice"), python_with_uno()
    pipe = f"policygen-{uuid4().hex}"
    options = ["--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    arguments = [program, *options, f"--accept=pipe,name={pipe};urp;"]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            yield pipe, python
            running.wait(60)
        finally:
            running.kill()


class Hand:
    """Somebody's hand on Word files, in LibreOffice."""

    def __init__(self, running: "subprocess.Popen[str]") -> None:
        assert running.stdin is not None
        assert running.stdout is not None
        self._running = running
        self._asks: IO[str] = running.stdin
        self._says: IO[str] = running.stdout
        assert self._answer() == {}, "LibreOffice did not start"

    def _answer(self) -> dict[str, str]:
        limit = Timer(TIME_LIMIT, self._running.kill)
        limit.start()
        try:
            line = self._says.readline()
        finally:
            limit.cancel()
        return json.loads(line) if line else {"failed": "LibreOffice is gone, or took too long"}

    def edit(
        self, source: Path, target: Path, *steps: tuple[object, ...], track: bool = False, accept: bool = False
    ) -> Path:
        """Open a file, carry out the steps, save it as another: `("retype", "Use the same", "Another rule.")`."""
        return self._edit(source, target, steps, track=track, accept=accept)

    def edit_as_far_as_it_goes(
        self, source: Path, target: Path, *steps: tuple[object, ...], track: bool = False, accept: bool = False
    ) -> Path:
        """The same, without those steps that find nothing to be carried out on."""
        return self._edit(source, target, steps, track=track, accept=accept, tolerant=True)

    def _edit(self, source: Path, target: Path, steps: Sequence[tuple[object, ...]], **how: bool) -> Path:
        job = {"source": str(source), "target": str(target), "steps": steps, **how}
        self._asks.write(json.dumps(job) + "\n")
        self._asks.flush()
        answer = self._answer()
        assert answer == {}, (steps, answer)
        return target


@contextmanager
def hand(folder: Path) -> Iterator[Hand]:
    """A hand with a LibreOffice of its own, whose profile lies in a folder."""
    with (
        office(folder / "profile") as (pipe, python),
        subprocess.Popen(
            [python, str(TYPIST), pipe], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as typing,
    ):
        try:
            yield Hand(typing)
            typing.communicate(timeout=60)
        finally:
            typing.kill()
