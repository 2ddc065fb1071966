"""How many small changes of the source the tests notice: one is made at a time, drawn by chance, in a copy of the tree.

`python scripts/mutate.py --seed 1 --count 120 --out mutants.tsv`. First every everyday test runs once, and it is kept which
functions each runs. Then each change is tried on the tests of its own room that run the changed function, and if those
pass on all others that do. Samples and issued documents are left out: that the same answers make the same file says
nothing of whether it is right. What survives is to be read by a person: a test is missing, or it changes nothing.
"""

import argparse
import ast
import csv
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src/policygen")
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "out", "dist", "node_modules", "__pycache__", ".*_cache", ".hypothesis"
)
NOT_COUNTED = ("tests/samples", "tests/issued")
ROOM_TESTS = {
    "_yaml.py": "tests/yaml",
    "_codec.py": "tests/codec",
    "_dataclass.py": "tests/dataclass",
    "_resources.py": "tests/resources",
    "_visible.py": "tests/cli",
    "platforms": "tests/questions",
}
"""Where the tests of a room stand, if not under its name."""
COMPILING = {
    "library", "questions", "conditions", "platforms", "trades", "document", "language", "_yaml.py", "_codec.py",
    "_plain_data.py", "_resources.py", "_dataclass.py", "_on_use.py", "findings.py", "errors.py",
}  # fmt: skip
"""Rooms that take part in compiling the library: with a change of theirs it is compiled anew."""
AT_LEAST = 2
"""How many changes every room gets, before the others are drawn from all lines alike."""

TURNED = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one module."""

    path: str
    """From the root of the tree."""
    line: int
    function: int
    """The first line of the function it stands in, or 0."""
    start: int
    """Where what is changed begins and ends, in bytes."""
    end: int
    before: str
    after: str
    kind: str

    @property
    def room(self) -> str:
        """The room it stands in."""
        return Path(self.path).relative_to(PACKAGE).parts[0]

    @property
    def tests(self) -> str:
        """The folder of its room's own tests."""
        return ROOM_TESTS.get(self.room, f"tests/{self.room.removesuffix('.py')}")


# -- changes ---------------------------------------------------------------------------------------------------------------


class Changes(ast.NodeVisitor):
    """Every change of one module that is tried; none inside what is only said (messages, docstrings, types)."""

    def __init__(self, path: Path) -> None:
        self.path = path.relative_to(ROOT).as_posix()
        self.source = path.read_bytes()
        self.lines = [0]
        for line in self.source.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.function = 0
        self.found: list[Mutant] = []
        self.visit(ast.parse(self.source))

    def span(self, node: Any) -> tuple[int, int]:
        return self.lines[node.lineno - 1] + node.col_offset, self.lines[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: ast.AST) -> str:
        start, end = self.span(node)
        return self.source[start:end].decode()

    def change(self, node: Any, after: str, kind: str) -> None:
        start, end = self.span(node)
        self.found.append(Mutant(self.path, node.lineno, self.function, start, end, self.text(node), after, kind))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer, self.function = self.function, min([node.lineno, *(each.lineno for each in node.decorator_list)])
        for statement in (*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body):
            self.visit(statement)
        self.function = outer

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for statement in node.body:
            self.visit(statement)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """What a message says is not changed."""

    def visit_Raise(self, node: ast.Raise) -> None:
        self.change(node, "pass", "statement deleted")

    def visit_Compare(self, node: ast.Compare) -> None:
        if len(node.ops) == 1:
            turned = f"{self.text(node.left)} {TURNED[type(node.ops[0])]} {self.text(node.comparators[0])}"
            self.change(node, turned, "comparison turned")
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        joint = " and " if isinstance(node.op, ast.And) else " or "
        for dropped in node.values:
            rest = joint.join(f"({self.text(value)})" for value in node.values if value is not dropped)
            self.change(node, f"({rest})", "half dropped")
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self.change(node, f"({self.text(node.operand)})", "condition negated")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, (ast.Add, ast.Sub)) and not any(
            isinstance(each, ast.JoinedStr) for each in ast.walk(node)
        ):
            sign = "-" if isinstance(node.op, ast.Add) else "+"
            self.change(node, f"{self.text(node.left)} {sign} {self.text(node.right)}", "sum turned")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.change(node, str(not node.value), "truth turned")
        elif isinstance(node.value, int):
            self.change(node, f"({node.value + 1})", "number moved")
            self.change(node, f"({node.value - 1})", "number moved")

    def visit_If(self, node: ast.If | ast.IfExp) -> None:
        if not isinstance(node.test, (ast.Compare, ast.BoolOp, ast.UnaryOp)):  # those have changes of their own
            self.change(node.test, f"(not ({self.text(node.test)}))", "condition negated")
        self.generic_visit(node)

    visit_IfExp = visit_If  # noqa: N815

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, (ast.Call, ast.Yield, ast.YieldFrom)):
            self.change(node, "pass", "call dropped")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is None:
            self.change(node, "pass", "statement deleted")
        elif not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self.change(node.value, "None", "return value replaced")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.change(node, "pass", "statement deleted")
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if isinstance(node.targets[0], ast.Subscript):
            self.change(node, "pass", "statement deleted")
        self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue | ast.Break) -> None:
        self.change(node, "pass", "statement deleted")

    visit_Break = visit_Continue  # noqa: N815


def applied(source: bytes, mutant: Mutant) -> bytes:
    """A module's source with one change made."""
    return source[: mutant.start] + mutant.after.encode() + source[mutant.end :]


def is_valid(mutant: Mutant) -> bool:
    """Whether a module can still be compiled."""
    try:
        compile(applied((ROOT / mutant.path).read_bytes(), mutant), mutant.path, "exec")
    except (SyntaxError, SyntaxWarning):
        return False
    return True


def drawn(seed: int, count: int) -> list[Mutant]:
    """Changes by chance: a few in every room, the others on any line alike; no line twice."""
    by_line: dict[tuple[str, int], list[Mutant]] = defaultdict(list)
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        for mutant in Changes(path).found:
            by_line[mutant.path, mutant.line].append(mutant)
    chance = Random(seed)
    lines = sorted(by_line)
    chance.shuffle(lines)
    rooms = Counter[str]()
    first: list[tuple[str, int]] = []
    for line in lines:
        rooms[room := by_line[line][0].room] += 1
        if rooms[room] <= AT_LEAST:
            first.append(line)
    found: list[Mutant] = []
    for line in dict.fromkeys([*first, *lines]):
        changes = chance.sample(by_line[line], len(by_line[line]))
        found += [mutant for mutant in changes if is_valid(mutant)][:1]
        if len(found) == count:
            break
    return sorted(found, key=lambda mutant: (mutant.path, mutant.line))


# -- tests -----------------------------------------------------------------------------------------------------------------

_RECORD, _ORDER = "MUTATE_RECORD", "MUTATE_ORDER"


class Recorder:
    """A pytest plugin that keeps which functions of the package each test runs, and how long it takes; a line a test."""

    def __init__(self) -> None:
        self.file = Path(os.environ[_RECORD] + os.environ.get("PYTEST_XDIST_WORKER", ""))
        self.package = f"{Path.cwd() / PACKAGE}{os.sep}"
        self.calls: set[tuple[str, int]] = set()
        self.seconds = 0.0
        self.passed = True

    def pytest_runtest_logstart(self) -> None:
        self.calls, self.seconds, self.passed = set(), 0.0, True
        note = self.calls.add

        def trace(frame: Any, *_: object) -> None:
            note((frame.f_code.co_filename, frame.f_code.co_firstlineno))

        threading.settrace(trace)
        sys.settrace(trace)

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.seconds += report.duration
        self.passed = self.passed and not report.failed

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        sys.settrace(None)
        threading.settrace(None)  # type: ignore[arg-type]
        runs = [(name.removeprefix(self.package), line) for name, line in self.calls if name.startswith(self.package)]
        row = {"test": nodeid, "passed": self.passed, "seconds": round(self.seconds, 3), "runs": runs}
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


class Chosen:
    """A pytest plugin that runs some tests, in an order of ours."""

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        order = {test: place for place, test in enumerate(json.loads(Path(os.environ[_ORDER]).read_text("utf-8")))}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])


def pytest_configure(config: Any) -> None:
    """Take part in a run that this script started."""
    if _RECORD not in os.environ:
        config.pluginmanager.register(Chosen())
    elif hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder())


class Trial:
    """A copy of the tree in which changes are tried."""

    def __init__(self, tree: Path, seconds: int, most: float = 600) -> None:
        self.tree, self.seconds, self.most = tree, seconds, most
        self.cache = tree.parent / "cache"
        """The library as it is compiled without any change."""
        self.tests: dict[tuple[str, int], list[str]] = defaultdict(list)
        """The tests that run a function, quickest first; under line 0 those that run anything of a module."""
        self.takes: dict[str, float] = {}
        """Seconds of each test."""

    def run(self, arguments: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
        """Tests in the copy; a change that makes them endless ends by the processor's clock."""
        paths = f"{self.tree / 'src'}{os.pathsep}{self.tree / 'scripts'}"
        environment |= {
            "PYTHONPATH": paths,
            "PYTHONDONTWRITEBYTECODE": "",
            "POLICYGEN_TEST_EVERY_DAY": "all",
        }  # what is compiled once is read 120 times
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "mutate",
            "-p",
            "no:cacheprovider",
            "--tb=no",
            *arguments,
        ]

        def limited() -> None:
            if _ORDER in environment:
                resource.setrlimit(resource.RLIMIT_CPU, (self.seconds, self.seconds))

        return subprocess.run(
            command, cwd=self.tree, env=os.environ | environment, capture_output=True, text=True, preexec_fn=limited,
            check=False,
        )  # fmt: skip

    def record(self, known: Path) -> None:
        """Run every test once, unless `known` holds what came of it."""
        if not known.exists():
            leave_out = [f"--ignore={folder}" for folder in NOT_COUNTED]
            self.run(["-n", "2", *leave_out], **{_RECORD: str(known), "POLICYGEN_TEST_SEED": "1"})
            with known.open("wb") as file:
                for part in sorted(known.parent.glob(f"{known.name}gw*")):
                    file.write(part.read_bytes())
        with known.open(encoding="utf-8") as lines:
            tests = sorted(map(json.loads, lines), key=lambda test: test["seconds"])
        for test in tests:
            self.takes[test["test"]] = test["seconds"]
            if not test["passed"]:
                print(f"fails without any change, and is left out: {test['test']}")
                continue
            for name, line in {(name, line) for name, line in test["runs"]} | {(name, 0) for name, _ in test["runs"]}:
                self.tests[(PACKAGE / name).as_posix(), line].append(test["test"])

    def killed_by(self, mutant: Mutant) -> str:
        """The first test that notices a change, or empty."""
        path = self.tree / mutant.path
        source, status = path.read_bytes(), path.stat()
        path.write_bytes(applied(source, mutant))
        try:
            # What runs only while modules are loaded is in no test's record: all that run the module can notice it. A module
            # of data classes alone runs in none: all that run anything of its folder can.
            tests = self.tests[mutant.path, mutant.function] or self.tests[mutant.path, 0] or self.beside(mutant.path)
            own = [test for test in tests if test.startswith(f"{mutant.tests}/")]
            others = [test for test in tests if not test.startswith(f"{mutant.tests}/")]
            return self.first_failure(own, mutant.room) or self.first_failure(self.quickest(others), mutant.room)
        finally:
            path.write_bytes(source)
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))  # by which Python knows what it compiled

    def quickest(self, tests: list[str]) -> list[str]:
        """As many tests as take so many seconds together."""
        total, chosen = 0.0, list[str]()
        for test in tests:
            total += self.takes[test]
            if total > self.most:
                break
            chosen.append(test)
        return chosen

    def prepare(self) -> None:
        """Compile the library once."""
        load = "from policygen.library.load import load_library; load_library()"
        environment = {"PYTHONPATH": str(self.tree / "src"), "POLICYGEN_CACHE": str(self.cache)}
        subprocess.run([sys.executable, "-c", load], cwd=self.tree, env=os.environ | environment, check=True)

    def beside(self, path: str) -> list[str]:
        """The tests that run any module of a module's folder."""
        folder = path.rpartition("/")[0]
        found = [tests for (name, line), tests in self.tests.items() if not line and name.rpartition("/")[0] == folder]
        return list(dict.fromkeys(test for tests in found for test in tests))

    def first_failure(self, tests: list[str], room: str) -> str:
        if not tests:
            return ""
        order = self.tree / "order.json"
        order.write_text(json.dumps(tests), encoding="utf-8")
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
        with tempfile.TemporaryDirectory(prefix="mutants-cache-") as cache:
            if room not in COMPILING:
                shutil.copytree(self.cache, cache, dirs_exist_ok=True)
            environment = {_ORDER: str(order), "POLICYGEN_TEST_SEED": "1", "POLICYGEN_TESTS_CACHE": cache}
            done = self.run(["-x", "-rfE", *files], **environment)
        if done.returncode == 0:
            return ""
        told = [line for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
        return told[0].split(" ", 1)[1].partition(" - ")[0] if told else f"{files[0]} (ended with {done.returncode})"


def verdict(mutant: Mutant, killer: str) -> str:
    """Who noticed a change."""
    if not killer:
        return "survived"
    return "killed by its room" if killer.startswith(f"{mutant.tests}/") else "killed further away"


def tried(mutants: list[Mutant], numbers: set[int], trial: Trial) -> Iterator[tuple[Mutant, dict[str, object]]]:
    """Each change with what became of it."""
    for number, mutant in enumerate(mutants, 1):
        if numbers and number not in numbers:
            continue
        killer = trial.killed_by(mutant)
        yield (
            mutant,
            {
                "number": number,
                "place": f"{mutant.path}:{mutant.line}",
                "kind": mutant.kind,
                "before": " ".join(mutant.before.split()),
                "after": " ".join(mutant.after.split()),
                "verdict": verdict(mutant, killer),
                "by": killer,
            },
        )


def main() -> None:
    says = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    says.add_argument("--seed", type=int, required=True, help="what draws the changes: the same from the same source")
    says.add_argument("--count", type=int, default=120)
    says.add_argument("--only", default="", help="numbers of changes to try again, with commas")
    says.add_argument("--out", type=Path, default=Path("mutants.tsv"))
    says.add_argument("--tests-of", type=Path, help="keep here which test runs what, or read it if it is there")
    says.add_argument("--seconds", type=int, default=300, help="of the processor, for one run of tests")
    says.add_argument(
        "--most", type=float, default=600, help="seconds of tests outside a change's room, quickest first"
    )
    said = says.parse_args()
    mutants = drawn(said.seed, said.count)
    with (
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
        said.out.open("w", encoding="utf-8", newline="") as out,
    ):
        tree = Path(folder).resolve() / "tree"
        shutil.copytree(ROOT, tree, ignore=NOT_COPIED)
        trial = Trial(tree, said.seconds, said.most)
        trial.prepare()
        trial.record(said.tests_of or tree / "tests-of.json")
        counted, table = Counter[str](), csv.writer(out, delimiter="\t")
        for _, row in tried(mutants, {int(number) for number in said.only.split(",") if number}, trial):
            if not counted:
                table.writerow(row)
            table.writerow(row.values())
            out.flush()
            counted[str(row["verdict"])] += 1
            print(*row.values(), sep=" | ", flush=True)
    print(f"seed {said.seed}: " + ", ".join(f"{count} {word}" for word, count in counted.most_common()))


if __name__ == "__main__":
    main()
