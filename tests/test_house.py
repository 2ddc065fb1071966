"""The house: sizes, who prints, who reads files and clocks, what a build imports, and that the rooms open downwards only."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from policygen.library.model import Library
from tests.support.strategies import SAMPLES

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "policygen"
MODULES = sorted(SOURCE.rglob("*.py"))
TEXTS = {".py", ".md", ".yaml", ".yml", ".toml", ".xml", ".rels", ".txt", ".cfg", ".json", ".sh"}
NOT_OURS = {".git", ".venv", "venv", "dist", "build", "out", "node_modules", "__pycache__", ".hypothesis"}

LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
MAY_PRINT = ("cli", "terminal")


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    """Every module by its path inside the package, parsed."""
    return tuple((path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in MODULES)


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Everything in a module: a dozen tests look through it."""
    return tuple(ast.walk(tree))


def files() -> Iterator[Path]:
    """Every text file of the repository."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith(("_cache", ".egg-info"))]
        yield from (Path(folder) / name for name in names if Path(name).suffix in TEXTS or "." not in name)


def test_a_module_is_no_longer_than_can_be_read_at_once() -> None:
    long = {
        str(path): n for path in MODULES if (n := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function from its name to its end, without its docstring."""
    docstring = function.body[0] if ast.get_docstring(function) is not None else None
    lines = (function.end_lineno or 0) - function.lineno + 1
    return lines - ((docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0)


def is_dispatch(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function is one match and nothing else of length."""
    inside = [node for node in function.body if isinstance(node, ast.Match)]
    return sum((node.end_lineno or 0) - node.lineno for node in inside) > length(function) - LONGEST_FUNCTION // 4


def test_a_function_is_no_longer_than_a_page() -> None:
    long = [
        f"{name}: {node.name} has {length(node)} lines"
        for name, tree in trees()
        for node in nodes(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and length(node) > LONGEST_FUNCTION
        and not is_dispatch(node)
    ]
    assert not long


def test_nobody_prints_outside_the_command_line_and_the_terminal() -> None:
    loud = [
        f"{name}:{node.lineno}"
        for name, tree in trees()
        if not name.startswith(MAY_PRINT)
        for node in nodes(tree)
        if (isinstance(node, ast.Name) and node.id in {"print", "input"})
        or (isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr", "stdin"})
        or (
            isinstance(node, ast.Attribute)
            and node.attr == "exit"
            and isinstance(node.value, ast.Name)
            and node.value.id == "sys"
        )
    ]
    assert not loud


def test_commands_print_through_the_one_function_that_lets_nothing_of_a_file_steer_the_terminal() -> None:
    others = [
        f"{name}:{node.lineno}"
        for name, tree in trees()
        if name.startswith("cli/") and name != "cli/_terminal.py"
        for node in nodes(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"echo", "secho", "style", "echo_via_pager"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "click"
    ]
    assert not others


@pytest.mark.parametrize("call", ["now", "today", "utcnow", "time", "random", "uuid4"])
def test_nobody_asks_a_clock_or_throws_dice_outside_the_command_line(call: str) -> None:
    asked = [
        f"{name}:{node.lineno}"
        for name, tree in trees()
        if not name.startswith(MAY_PRINT)
        for node in nodes(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == call
    ]
    assert not asked


def test_nobody_reaches_for_the_network() -> None:
    network = {"socket", "urllib.request", "http", "http.client", "requests", "httpx", "ftplib", "smtplib"}
    imported = [
        f"{name}:{node.lineno}"
        for name, tree in trees()
        for node in nodes(tree)
        if (isinstance(node, ast.Import) and {alias.name for alias in node.names} & network)
        or (isinstance(node, ast.ImportFrom) and node.module in network)
    ]
    assert not imported


def test_every_module_and_every_public_thing_says_what_it_is() -> None:
    silent = [
        f"{name}:{getattr(node, 'lineno', 1)} {getattr(node, 'name', 'the module')}"
        for name, tree in trees()
        for node in (tree, *tree.body)
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))
        and not getattr(node, "name", "").startswith("_")
        and not (ast.get_docstring(node) or "").strip()
    ]
    assert not silent


# ---- what must not stand in any file -----------------------------------------------------------------------------------

_MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|work|root|tmp|var/folders)/[\w.-]+|[A-Z]:\\\\?Users\\\\?\w+")
_UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|HA" + r"CK)\b")


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _MACHINE.search(line) and path != Path(__file__)
    ]
    assert not found


def test_nothing_is_left_to_be_done() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _UNFINISHED.search(line)
    ]
    assert not found


def test_every_file_is_utf_8_with_plain_line_ends_and_ends_with_one() -> None:
    for path in files():
        content = path.read_bytes()
        assert b"\r" not in content, path
        assert not content.startswith(b"\xef\xbb\xbf"), path
        assert not content or content.endswith(b"\n"), path


# ---- what a build imports ----------------------------------------------------------------------------------------------

HEAVY = ("docx", "jinja2", "markdown_it", "questionary", "prompt_toolkit", "hypothesis", "pytest")

BUILD = """
import sys
from pathlib import Path
from policygen.app.build import BuildOptions, build
from policygen.library.load import load_library
build(Path(sys.argv[1]), load_library(), BuildOptions("2026-11-22", tuple(sys.argv[3].split(",")), out=Path(sys.argv[2])))
print(*sorted(name for name in sys.modules if "." not in name))
"""


def imported_by(program: str, *arguments: str) -> set[str]:
    """The top-level modules that a fresh Python has loaded after a program."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, *arguments],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.slow
@pytest.mark.parametrize("formats", ["docx", "md", "docx,md"])
def test_a_build_with_everything_prepared_imports_nothing_that_it_does_not_need(
    library: Library, tmp_path: Path, formats: str
) -> None:
    source = SAMPLES / "harbour-street-cafe" / "answers.yaml"
    imported_by(BUILD, str(source), str(tmp_path / "first"), "docx,md")
    loaded = imported_by(BUILD, str(source), str(tmp_path / "second"), formats)
    assert not loaded & set(HEAVY)
    assert ("lxml" in loaded) == ("docx" in formats.split(","))


def test_asking_for_help_imports_next_to_nothing() -> None:
    loaded = imported_by(
        "import sys\nimport policygen.cli\nprint(*sorted(name for name in sys.modules if '.' not in name))"
    )
    assert not loaded & {*HEAVY, "dataclasses", "json", "lxml", "pathlib", "rich", "shutil", "yaml"}


# ---- rooms -------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_rooms_open_downwards_only() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    if not tool.exists():
        assert "CI" not in os.environ, "lint-imports is missing: install the extra 'develop'"
        pytest.skip("lint-imports is not installed")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [str(tool), "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_room_is_named_in_the_line() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rooms = {path.relative_to(SOURCE).parts[0].removesuffix(".py") for path in MODULES}
    rooms -= {"__init__", "__main__", "__pycache__", "py"}
    lines = project.partition("layers = [")[2].partition("]")[0]
    assert rooms - {"_data"} <= set(re.findall(r"\w+", lines))


def test_every_file_that_the_map_of_the_house_names_is_there() -> None:
    told = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z_]+/[a-z_/]+(?:\.py|/))`", told)
    assert len(named) > 30
    assert [name for name in named if not ((SOURCE / name).exists() or (ROOT / name).exists())] == []


def test_the_map_of_the_house_names_every_room() -> None:
    told = (ROOT / "docs" / "house.md").read_text(encoding="utf-8").split("## Where")[0]
    rooms = {path.stem for path in SOURCE.iterdir() if path.is_dir() or path.suffix == ".py"}
    assert {room for room in rooms - {"__init__", "__main__", "__pycache__", "py"} if room not in told} == set()
