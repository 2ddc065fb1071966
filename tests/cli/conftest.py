"""For the commands: the library is loaded once for all of them, since each test would otherwise wait for it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from policygen.library import load
from policygen.library.model import Library


@pytest.fixture(autouse=True)
def one_library(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    def load_library(packs: Sequence[Path] = ()) -> Library:
        return load.load_library(packs) if packs else library

    monkeypatch.setattr("policygen.cli._console.load_library", load_library)
