"""Commands as a person can type them: the program the way it was started, and paths quoted as their shell wants them."""

import os
import shlex
import sys
from collections.abc import Iterable, Sequence
from functools import cache

NAME = "policygen"
PathLike = os.PathLike[str]
LINE_OF_PROCESS = "/proc/{}/cmdline"
"""Where Linux tells how a process was started, by its number."""
_given: list[str] = []
"""How the program was started, where another process knows better."""


def as_typed(word: PathLike | str) -> str:
    """A path or word as it is typed in a command: in quotes where a shell would take it apart."""
    text = f".{os.sep}{word}" if isinstance(word, os.PathLike) and str(word).startswith("-") else str(word)
    return (f'"{text}"' if " " in text else text) if sys.platform == "win32" else shlex.quote(text)


def to_type(*words: PathLike | str) -> str:
    """A command to type: the program as it was started, words as they are, and paths quoted."""
    return " ".join((program(), *(as_typed(word) if isinstance(word, os.PathLike) else word for word in words if word)))


def with_packs(packs: Iterable[PathLike]) -> tuple[PathLike | str, ...]:
    """The words that lay some packs over the library."""
    return tuple(word for pack in packs for word in ("--pack", pack))


def program() -> str:
    """The program as it is typed to start it again in this way."""
    return _given[0] if _given else _program()


def tell_program(text: str) -> None:
    """Let a worker process name the program as the process that began it does."""
    _given[:] = [text]


@cache
def _program() -> str:
    words = started(sys.argv, sys.orig_argv, os.environ.get("PATH", ""), _runner(sys.argv[1:]))
    return " ".join(map(as_typed, words))


def started(arguments: Sequence[str], whole: Sequence[str], path: str, runner: Sequence[str] = ()) -> tuple[str, ...]:
    """The words that start the program again, by how this process was started.

    `arguments` and `whole` are `sys.argv` and `sys.orig_argv`, `path` is where commands are looked for, and `runner` is the
    line that runs us for somebody else, as `uvx` does; empty when nobody does.
    """
    script, given = os.path.normpath(arguments[0] if arguments else ""), list(arguments[1:])
    folder, name = os.path.split(script)
    is_module = name == "__main__.py" and os.path.basename(folder) == NAME
    if not is_module and name.lower().removesuffix(".exe") != NAME:
        return (NAME,)
    for line in (runner, whole) if is_module else (runner,):
        before = list(line[: len(line) - len(given)])
        if before and list(line) == [*before, *given]:
            return ("uvx", *before[3:]) if before[1:3] == ["tool", "uvx"] else tuple(before)
    if is_module:
        return (sys.executable, "-m", NAME)
    return (NAME,) if _is_found(script, path) else (arguments[0],)


def _is_found(script: str, path: str) -> bool:
    """Whether a shell that is told the program's name runs this very file."""
    for folder in path.split(os.pathsep):
        for name in (NAME, f"{NAME}.exe"):
            found = os.path.join(folder or ".", name)
            if os.path.isfile(found):
                return os.path.exists(script) and os.path.samefile(found, script)
    return not os.path.dirname(script)  # found by the shell in some way of its own


def _runner(given: Sequence[str]) -> tuple[str, ...]:
    """The command line by which `uv` runs us, as its own child; as far as can be known where no system tells."""
    if "UV" not in os.environ:
        return ()
    try:
        with open(LINE_OF_PROCESS.format(os.getppid()), "rb") as file:
            line = file.read().decode()
    except (OSError, ValueError):
        return (*(("uv", "run") if "UV_RUN_RECURSION_DEPTH" in os.environ else ("uvx",)), NAME, *given)
    words = tuple(line.removesuffix("\0").split("\0"))
    return words if os.path.basename(words[0]).startswith("uv") else ()
