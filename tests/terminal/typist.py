"""Somebody at a keyboard, played: keys go in one by one as screens are drawn, and every screen is kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from policygen.errors import InterruptedByUserError
from policygen.library.model import Library
from policygen.terminal.lines import width_of
from policygen.terminal.start import InterviewResult, run_interview
from tests.support.answers import TODAY

ENTER, SPACE, UP, DOWN, HOME = "\r", " ", "\x1b[A", "\x1b[B", "\x1b[H"
BACK, STOP, CLEAR, RUB_OUT, HELP = "\x02", "\x03", "\x15", "\x7f", "?"
ESCAPE, TAB, PAGE = "\x1b", "\t", "\x10"


class Paper(DummyOutput):
    """A terminal of some size that shows nothing."""

    def __init__(self, columns: int = 80, rows: int = 24) -> None:
        self.size = Size(rows=rows, columns=columns)

    def get_size(self) -> Size:
        return self.size


@dataclass
class Run:
    """What came of an interview."""

    path: Path
    result: InterviewResult | None = None
    stopped: InterruptedByUserError | None = None
    screens: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def questions(self) -> list[str]:
        """The progress line or else the first line of each screen, each run of equal ones once."""
        found: list[str] = []
        for screen in self.screens:
            line = next(
                (line for line in screen if re.search(r" of \d+( · \d+ to come)?$", line)), screen[0] if screen else ""
            )
            if not found or found[-1] != line:
                found.append(line)
        return found

    def shows(self, words: str) -> bool:
        """Whether some screen held these words, on one line or wrapped."""
        return any(words in " ".join(" ".join(screen).split()) for screen in self.screens)

    @property
    def last(self) -> str:
        """The words of the last screen."""
        return "\n".join(self.screens[-1])

    @property
    def said(self) -> dict[str, object]:
        """The answers that came out of it."""
        assert self.result is not None, self.last
        return dict(self.result.answers.values)


class Typist:
    """Sends the next key once a screen is drawn; when there is none left, stops the interview."""

    def __init__(self, keyboard: PipeInput, keys: Sequence[str], paper: Paper) -> None:
        self.keyboard = keyboard
        self.keys = list(keys)
        self.paper = paper
        self.screens: list[tuple[str, ...]] = []

    def see(self, screen: tuple[str, ...]) -> None:
        self.screens.append(screen)
        assert len(screen) < self.paper.size.rows, screen
        assert all(width_of(line) <= self.paper.size.columns for line in screen), screen
        self.keyboard.send_text(self.keys.pop(0) if self.keys else STOP)


def hold(
    library: Library,
    path: Path,
    *keys: str,
    thorough: bool = False,
    ask: Sequence[str] = (),
    further: bool = False,
    paper: Paper | None = None,
) -> Run:
    """An interview with somebody who types these keys, and then stops."""
    run = Run(path)
    shown = paper or Paper()
    with create_pipe_input() as keyboard:
        typist = Typist(keyboard, keys, shown)
        run.screens = typist.screens
        try:
            run.result = run_interview(
                library,
                path,
                thorough=thorough,
                today=TODAY,
                ask=ask,
                further=further,
                input=keyboard,
                output=shown,
                on_screen=typist.see,
            )
        except InterruptedByUserError as stopped:
            run.stopped = stopped
    return run


_MARKS = re.compile(r"^(?:› |/ |\[[ x]\] |\s)+")


def lines_read(screens: Sequence[tuple[str, ...]], typed: Sequence[str] = ()) -> list[str]:
    """The lines a reader meets, each once, without pointers, ticks and what they typed themselves."""
    lines = (_MARKS.sub("", line) for screen in screens for line in screen)
    return [line for line in dict.fromkeys(lines) if line not in typed]


def words_on(screens: Sequence[tuple[str, ...]], typed: Sequence[str] = ()) -> int:
    """The words a reader meets."""
    own = {word for name in typed for word in name.split()}
    words = (word for line in lines_read(screens, typed) for word in line.split() if any(map(str.isalpha, word)))
    return sum(1 for word in words if word not in own)


def keystrokes(keys: Sequence[str]) -> int:
    """How many keys somebody presses; an arrow or the like is one."""
    return sum(1 if key.startswith("\x1b") else len(key) for key in keys)
