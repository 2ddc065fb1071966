"""What every test stands on: one library, a cache folder that is nobody's, and how many examples a law is tried on."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from policygen.library.model import Library
from tests.support.library import the_library

_SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

settings.register_profile(
    "everyday", max_examples=10, deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW_TO_DRAW
)
settings.register_profile(
    "wide", max_examples=1000, deadline=None, print_blob=True, suppress_health_check=_SLOW_TO_DRAW
)
settings.load_profile(os.environ.get("POLICYGEN_TEST_PROFILE", "everyday"))

_OWN_CACHE = "POLICYGEN_TESTS_CACHE"
_SEED = "POLICYGEN_TEST_SEED"


def pytest_configure(config: pytest.Config) -> None:
    """Set a cache folder and a seed up before anything is collected; the workers of a parallel run share them."""
    os.environ.setdefault(_SEED, str(SystemRandom().randrange(1_000_000)))
    if _OWN_CACHE not in os.environ:
        os.environ[_OWN_CACHE] = tempfile.mkdtemp(prefix="policygen-tests-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(_OWN_CACHE), ignore_errors=True))
    config.addinivalue_line("filterwarnings", "ignore:Generating overly large repr")
    os.environ["POLICYGEN_CACHE"] = os.environ[_OWN_CACHE]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What draws the same again."""
    terminalreporter.write_line(f"Drawn by chance with {_SEED}={os.environ[_SEED]}")


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> Random:
    """What a test draws from by chance: the same for the same test and seed."""
    return Random(f"{os.environ[_SEED]} {request.node.name}")


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
