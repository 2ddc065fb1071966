"""The terminal an interview is held in: its size, its one colour, its signs, and the running of one screen."""

import os
from collections.abc import Callable, Iterable
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.application.current import create_app_session
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.containers import Container
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.shortcuts import print_formatted_text

from policygen._dataclass import dataclass
from policygen.terminal.lines import Line, fragments, plain

_COLOURED = {"accent": "ansicyan", "question": "bold", "warn": "ansiyellow bold", "error": "ansired", "strong": "bold"}
_PLAIN = {"accent": "bold", "question": "bold", "warn": "bold", "error": "bold", "strong": "bold"}
_QUIET = ("quiet", "hint", "progress")

_ESCAPE_WAITS = 0.1
"""Seconds until an Escape is the key and not the beginning of an arrow's code."""


class BackError(Exception):
    """The person wants to go back."""


class GroupsError(Exception):
    """The person wants to go to another group of questions."""


class PageError(Exception):
    """The person wants to see their policy as it now reads."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Marks beside words; plain ones where the terminal cannot show others."""

    pointer: str = "›"
    ticked: str = "[x]"
    unticked: str = "[ ]"
    back: str = "←"
    dot: str = "·"
    bullet: str = "•"
    above: str = "↑"
    below: str = "↓"


_ASCII = Signs(">", "[x]", "[ ]", "<-", "-", "*", "^", "v")


def _style(coloured: bool) -> questionary.Style:  # noqa: FBT001 -- one switch, of one private function
    names = dict(_COLOURED if coloured else _PLAIN)
    try:
        return questionary.Style([*names.items(), *((name, "dim") for name in _QUIET)])
    except ValueError:  # an earlier prompt_toolkit knows no dimmed words
        return questionary.Style([*names.items(), *((name, "") for name in _QUIET)])


@dataclass(slots=True)
class Console:
    """A terminal with a person at it."""

    input: Input
    output: Output
    coloured: bool = True
    signs: Signs = Signs()
    on_screen: Callable[[tuple[str, ...]], None] | None = None
    """Told the lines of every screen as it is drawn."""

    @property
    def width(self) -> int:
        """Columns."""
        return max(20, self.output.get_size().columns)

    @property
    def height(self) -> int:
        """Rows."""
        return max(10, self.output.get_size().rows)

    def say(self, lines: Iterable[Line]) -> None:
        """Words that stay on the screen."""
        told = tuple(lines)
        if self.on_screen:
            self.on_screen(tuple(plain(line) for line in told))
        with create_app_session(self.input, self.output):
            text = FormattedText([(f"class:{style}" if style else "", words) for style, words in fragments(told)])
            print_formatted_text(text, style=_style(self.coloured), output=self.output)

    def run(
        self,
        view: Callable[[], list[Line]],
        bindings: KeyBindings,
        *,
        field: Container | None = None,
        below: Callable[[], list[Line]] | None = None,
        clear: Callable[[], bool] | None = None,
    ) -> Any:
        """One screen until it is left; nothing of it stays behind. The key that goes back first takes back what `clear` does.

        Raises: `KeyboardInterrupt` when the person stops, `BackError` when they want to go back.
        """
        bind_ways_out(bindings, clear)
        parts: list[Container] = [_window(view)]
        if field is not None:
            parts.append(field)
        if below is not None:
            parts.append(_window(below))
        with create_app_session(self.input, self.output):
            application: Application[Any] = Application(
                layout=Layout(HSplit(parts), focused_element=field),
                key_bindings=bindings,
                style=_style(self.coloured),
                color_depth=None if self.coloured else ColorDepth.DEPTH_1_BIT,
                erase_when_done=True,
                input=self.input,
                output=self.output,
                after_render=lambda app: None if app.is_done else self._drawn(view, below),
            )
            application.ttimeoutlen = application.timeoutlen = _ESCAPE_WAITS
            return questionary.Question(application).unsafe_ask()

    def _drawn(self, view: Callable[[], list[Line]], below: Callable[[], list[Line]] | None) -> None:
        if self.on_screen:
            self.on_screen(tuple(plain(line) for line in (*view(), *(below() if below else ()))))


def open_console(
    input: Input | None = None,  # noqa: A002 -- the word for it
    output: Output | None = None,
    on_screen: Callable[[tuple[str, ...]], None] | None = None,
) -> Console:
    """The terminal that policygen was started from, or the one given. Without colour where `NO_COLOR` asks for that."""
    where = output or create_output()
    try:
        "›←•↓·".encode(where.encoding())
        signs = Signs()
    except (UnicodeEncodeError, LookupError):
        signs = _ASCII
    return Console(input or create_input(), where, not os.environ.get("NO_COLOR"), signs, on_screen)


def _window(lines: Callable[[], list[Line]]) -> Window:
    def text() -> FormattedText:
        return FormattedText(
            [
                (style if style.startswith("[") else f"class:{style}" if style else "", words)
                for style, words in fragments(lines())
            ]
        )

    return Window(
        FormattedTextControl(text, focusable=True, show_cursor=False), dont_extend_height=True, always_hide_cursor=True
    )


def bind_ways_out(bindings: KeyBindings, clear: Callable[[], bool] | None = None) -> None:
    """Ctrl-C, and Escape and Ctrl-B alike, on every screen."""

    @bindings.add(Keys.ControlC, eager=True)
    @bindings.add(Keys.SIGINT, eager=True)
    def _stop(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    @bindings.add(Keys.ControlB, eager=True)
    @bindings.add(Keys.Escape)
    def _back(event: KeyPressEvent) -> None:
        if clear is None or not clear():
            event.app.exit(exception=BackError)
