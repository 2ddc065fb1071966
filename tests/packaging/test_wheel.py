"""What is installed: the library and the templates travel in the wheel, whole and nothing else, and work from there."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = "policygen/_data/"
CAFE = "samples/harbour-street-cafe/answers.yaml"
MADE = "harbour-street-cafe-social-media-policy"


def run(*command: object, folder: Path, **variables: str) -> str:
    """Run something elsewhere, as somebody would who has never seen this checkout."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PYTHON", "POLICYGEN", "PYTEST", "VIRTUAL"))
    }
    finished = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, f"{command}\n{finished.stdout}\n{finished.stderr}"
    return finished.stdout


def kept_files() -> list[str]:
    """Every file of the repository that is not ignored, as git knows them."""
    if shutil.which("git") is None or not (REPOSITORY / ".git").exists():
        pytest.skip("not a git checkout")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=REPOSITORY)
    return sorted({name for name in listed.split("\0") if name and (REPOSITORY / name).is_file()})


def data_files() -> set[str]:
    return {name for name in kept_files() if name.startswith(("clauses/", "templates/"))}


def built(kind: str, source: Path, target: Path) -> Path:
    """A distribution built without touching the network."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed here; it comes with the extra 'develop'")
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target, folder=source)
    (made,) = target.iterdir()
    return made


def names_below_data(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name.removeprefix(DATA) for name in archive.namelist() if name.startswith(DATA)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", REPOSITORY, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository as a stranger gets it: what git knows, and nothing that lies about here."""
    folder = tmp_path_factory.mktemp("export") / "policygen"
    for name in kept_files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / name, folder / name)
    return folder


@pytest.mark.slow
def test_the_wheel_holds_the_library_and_the_templates_whole_and_nothing_else(wheel: Path) -> None:
    assert names_below_data(wheel) == data_files()


@pytest.mark.slow
def test_the_wheel_holds_no_tests_samples_or_papers(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"policygen"}
    assert "policygen/py.typed" in names
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".orig", "~"))]
    modules = {name for name in names if name.endswith(".py")}
    assert modules == {
        name.removeprefix("src/") for name in kept_files() if name.startswith("src/") and name.endswith(".py")
    }


@pytest.mark.slow
def test_a_wheel_made_from_the_source_distribution_holds_the_same(tmp_path: Path, wheel: Path) -> None:
    packed = built("sdist", REPOSITORY, tmp_path / "sdist")
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    again = built("wheel", source, tmp_path / "wheel")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as two:
        assert sorted(one.namelist()) == sorted(two.namelist())


def fresh_environment(folder: Path) -> Path:
    """The folder of programs of a new environment."""
    run(sys.executable, "-m", "venv", folder, folder=folder.parent)
    return folder / ("Scripts" if sys.platform == "win32" else "bin")


def builds_a_policy(programs: Path, answers: Path, folder: Path) -> None:
    folder.mkdir()
    cache = str(folder / "cache")
    for round_ in ("first", "second"):
        told = run(
            programs / "policygen", "build", answers, "--out", folder / "out", folder=folder, POLICYGEN_CACHE=cache
        )
        assert MADE in told, round_
    assert {path.suffix for path in (folder / "out").iterdir() if path.is_file()} == {".docx", ".md", ".json"}
    where = run(programs / "python", "-c", "import policygen; print(policygen.__file__)", folder=folder)
    assert str(REPOSITORY) not in where
    assert "personal.own-views" in run(programs / "policygen", "library", "show", "personal.own-views", folder=folder)


@pytest.mark.slow
def test_the_wheel_works_in_a_fresh_environment_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    programs = fresh_environment(tmp_path / "environment")
    run(programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, folder=tmp_path)
    answers = tmp_path / "answers.yaml"
    shutil.copy(REPOSITORY / CAFE, answers)
    builds_a_policy(programs, answers, tmp_path / "elsewhere")


@pytest.mark.slow
def test_a_stranger_needs_nothing_but_pip(export: Path, tmp_path: Path) -> None:
    programs = fresh_environment(tmp_path / "environment")
    run(programs / "pip", "install", "--quiet", "--disable-pip-version-check", ".", folder=export)
    builds_a_policy(programs, export / CAFE, tmp_path / "elsewhere")
