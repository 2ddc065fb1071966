"""What is installed is what was tested: the locks satisfy the bounds, say nothing of where packages come from, and are read by pip."""

import re
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted(path.stem for path in (ROOT / "requirements").glob("*.txt"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
EXTRAS = {
    "run": (),
    "test": ("test",),
    "develop": ("cluster", "develop", "test"),
    "benchmark": ("benchmark",),
    "cluster": ("cluster",),
    "lowest": ("test",),
}
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def applies(requirement: Requirement, python: str) -> bool:
    environment = {**default_environment(), "python_version": python, "python_full_version": f"{python}.0"}
    return requirement.marker is None or requirement.marker.evaluate({**environment, "extra": ""})


def bounds(lock: str, python: str) -> list[Requirement]:
    """What the project asks for in an environment of this lock."""
    project = PROJECT["project"]
    named = [*project["dependencies"], *PROJECT["dependency-groups"]["build"]]
    named += [name for extra in EXTRAS[lock] for name in project["optional-dependencies"][extra]]
    found = [Requirement(name) for name in named]
    return [bound for bound in found if bound.name != project["name"] and applies(bound, python)]


@cache
def lines(lock: str) -> tuple[str, ...]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def pinned(lock: str, python: str) -> dict[str, str]:
    """The version of every package that the lock installs here with a Python."""
    found: dict[str, str] = {}
    for line in lines(lock):
        requirement = Requirement(line)
        (specifier,) = requirement.specifier
        assert specifier.operator == "==", line
        if applies(requirement, python):
            name = canonicalize_name(requirement.name)
            assert name not in found, f"{name} twice in {lock}.txt"
            found[name] = specifier.version
    return found


def test_there_is_a_lock_for_every_extra() -> None:
    assert set(EXTRAS) == set(LOCKS)
    assert set(PROJECT["project"]["optional-dependencies"]) <= set(LOCKS)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_satisfies_every_bound_on_every_python(lock: str, python: str) -> None:
    found = pinned(lock, python)
    for bound in bounds(lock, python):
        assert bound.specifier.contains(found[canonicalize_name(bound.name)]), bound


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lowest_lock_has_the_lowest_version_that_each_bound_allows(python: str) -> None:
    lowest: dict[str, Version] = {}
    for bound in bounds("lowest", python):
        asked = max(Version(specifier.version) for specifier in bound.specifier)
        lowest[canonicalize_name(bound.name)] = max(asked, lowest.get(canonicalize_name(bound.name), asked))
    found = pinned("lowest", python)
    for name, version in lowest.items():
        # The first release of a series need not end in .0.
        assert Version(found[name]).release[: len(version.release)] == version.release, name


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_no_path_and_no_option(lock: str) -> None:
    for line in (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*( ; [^/@]+)?", line), line
        assert not re.search(r"https?:|file:|@|/simple|--(index|find|extra-index|trusted)", line), line


def test_every_library_that_the_source_imports_is_asked_for() -> None:
    """What comes only with another package may go with its next version."""
    provides = {
        "docx": "python-docx",
        "yaml": "pyyaml",
        "markdown_it": "markdown-it-py",
        "prompt_toolkit": "prompt-toolkit",
    }
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    imported = {name for text in texts for name in re.findall(r"^\s*(?:from|import) (\w+)", text, re.MULTILINE)}
    foreign = {provides.get(name, name) for name in imported - set(sys.stdlib_module_names) - {"policygen"}}
    assert foreign == {Requirement(name).name for name in PROJECT["project"]["dependencies"]}
