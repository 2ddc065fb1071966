"""What every test stands on: one library, a cache folder that is nobody's, and how many examples a law is tried on."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from policygen.library import reference_files
from policygen.library.model import Library
from tests.support.compiled import CompiledLibrary
from tests.support.drawing import SEED, into_tiers, is_drawn
from tests.support.library import once_for_each_text, the_library

_SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

settings.register_profile(
    "everyday", max_examples=10, deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW_TO_DRAW
)
settings.register_profile(
    "wide", max_examples=1000, deadline=None, print_blob=True, suppress_health_check=_SLOW_TO_DRAW
)
settings.load_profile(os.environ.get("POLICYGEN_TEST_PROFILE", "everyday"))

_OWN_CACHE = "POLICYGEN_TESTS_CACHE"


def pytest_configure(config: pytest.Config) -> None:
    """Set a cache folder and a seed up before anything is collected; the workers of a parallel run share them."""
    os.environ.setdefault(SEED, str(SystemRandom().randrange(1_000_000)))
    is_first = _OWN_CACHE not in os.environ
    folder = os.environ.setdefault(_OWN_CACHE, "") or tempfile.mkdtemp(prefix="policygen-tests-")
    os.environ[_OWN_CACHE] = os.environ["POLICYGEN_CACHE"] = folder
    if is_first:
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(_OWN_CACHE), ignore_errors=True))
        if hasattr(config, "cache"):  # not with `-p no:cacheprovider`
            kept = CompiledLibrary(config.cache.mkdir("policygen"))
            kept.bring(Path(folder))
            config.add_cleanup(lambda: kept.keep(Path(folder)))
    config.addinivalue_line("filterwarnings", "ignore:Generating overly large repr")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What draws the same again."""
    terminalreporter.write_line(f"Drawn by chance with {SEED}={os.environ[SEED]}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Before tests are left out by their marks: what is drawn by the seed gets its own."""
    into_tiers(items)
    items[:] = [item for item in items if is_drawn(item)]


_MADE_ONCE = {
    "tests/end_to_end/test_in_libreoffice.py",
    "tests/formats/test_docx_libreoffice.py",
    "tests/formats/test_read_edited_files.py",
    "tests/packaging/test_wheel.py",
    "tests/traps/test_corpus.py",
}
"""Modules whose slow tests share what takes long to make: on two workers it would be made twice."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Slow tests that share what is made once go to one worker; all others to whichever is free."""
    if config.option.markexpr != "slow":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            module = nodeid.partition("::")[0]
            return module if module in _MADE_ONCE else nodeid

    return Together(config, log)


@pytest.hookimpl(hookwrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays to the end: nobody need look through it, meanwhile or later, for what nobody holds."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _words_read_once() -> Iterator[None]:
    """The words round the clauses are the same in every small library, and three quarters of the work of making one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference_files, "parse_words", once_for_each_text(reference_files.parse_words))
        yield


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> Random:
    """What a test draws from by chance: the same for the same test and seed."""
    return Random(f"{os.environ[SEED]} {request.node.name}")


@pytest.fixture(scope="session")
def library() -> Library:
    """The library as shipped."""
    return the_library()


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of this test alone, empty."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("POLICYGEN_CACHE", str(folder))
    return folder
