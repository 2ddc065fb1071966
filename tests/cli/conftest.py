"""For the commands: a library is loaded once for all of them, since each test would otherwise wait for it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from policygen.library import load
from policygen.library.model import Library
from tests.cli.issuing import TERMS, issue, made

_laid: dict[tuple[tuple[Path, bytes], ...], Library] = {}
"""Libraries with packs over them, by every file of those packs."""


@pytest.fixture(autouse=True)
def one_library(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    def load_library(packs: Sequence[Path] = ()) -> Library:
        if not packs:
            return library
        files = (path for pack in packs for path in (pack, *sorted(pack.rglob("*"))))
        key = tuple((path, path.read_bytes() if path.is_file() else b"") for path in files)
        if key not in _laid:
            _laid[key] = load.load_library(packs)
        return _laid[key]

    monkeypatch.setattr("policygen.cli._console.load_library", load_library)
    monkeypatch.setattr("policygen.app.packs.load_library", load_library)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A Word document, a draft beside its answers."""
    return made(tmp_path)


@pytest.fixture
def version(draft: Path) -> Path:
    """The same, issued."""
    assert issue(draft, *TERMS).code == 0
    return draft
