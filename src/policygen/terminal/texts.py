"""One line typed in answer to a question."""

from collections.abc import Callable

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, Window
from prompt_toolkit.layout.processors import BeforeInput

from policygen._dataclass import dataclass
from policygen.interview.notes import Refused
from policygen.terminal.console import Console
from policygen.terminal.lines import Line, paragraph, width_of
from policygen.terminal.lists import bind_page, with_page
from policygen.terminal.screen import Screen, head, key_lines

LONGEST = 2_000
"""Characters that a line takes; what is too long to be an answer is said once it is entered."""


Check = Callable[[str], "str | Refused"]
"""What a typed line comes to, or why it is no answer. An empty line is never asked about."""


MOST_LINES = 6
"""Rows that a long answer takes; the rest of it scrolls."""


@dataclass(frozen=True, slots=True)
class TextField:
    """A line to fill in."""

    check: Check
    label: str = ""
    """What stands before it, where one screen asks for several."""
    default: str = ""
    """What stands in it at first."""
    empty: str = ""
    """What an empty line means, such as `not sure yet`; empty: it must be filled in."""
    doubt: Callable[[str], str] = lambda _: ""
    """What is odd about an answer that may be right all the same: said once, and taken when it is entered again."""


class TextScreen:
    """A line being typed."""

    def __init__(self, console: Console, screen: Screen, field: TextField) -> None:
        self.console = console
        self.screen = screen
        self.field = field
        self.helping = False
        self.error = ""
        self.is_edited = False
        self.doubted = ""
        self.buffer = Buffer(document=Document(field.default[:LONGEST]), multiline=False, on_text_changed=self._changed)

    def _changed(self, buffer: Buffer) -> None:
        self.error = ""
        self.is_edited = True
        if len(buffer.text) > LONGEST or "\n" in buffer.text or "\r" in buffer.text:
            text = " ".join(buffer.text.split())[:LONGEST]
            buffer.set_document(Document(text))

    def above(self) -> list[Line]:
        """What stands above the line."""
        return head(self.screen, self.console.width, helping=self.helping)

    def below(self) -> list[Line]:
        """What stands under it."""
        width = self.console.width
        lines: list[Line] = [()]
        if self.error:
            lines += paragraph(self.error, width, "error")
        dot = self.console.signs.dot
        return [*lines, *key_lines(self.screen, self._hint(), width, dot, types=True, helping=self.helping)]

    def _hint(self) -> str:
        if self.is_untouched:
            return "Enter keeps it, typing replaces it"
        return "Enter goes on" if self.buffer.text or not self.field.empty else f"Enter alone: {self.field.empty}"

    @property
    def is_untouched(self) -> bool:
        """Whether the line is as it stood there at first."""
        return not self.is_edited and bool(self.field.default) and self.buffer.text == self.field.default[:LONGEST]

    def line(self) -> Window:
        """The line itself."""
        label = f"{self.field.label}  " if self.field.label else ""
        before = f"{self.console.signs.pointer} {label}"

        def height() -> int:
            columns = width_of(before) + width_of(self.buffer.text) + 1
            return min(-(-columns // max(self.console.width, 10)), MOST_LINES)

        control = BufferControl(self.buffer, input_processors=[BeforeInput(before, style="class:accent")])
        return Window(control, wrap_lines=True, dont_extend_height=True, height=height)

    def bindings(self) -> KeyBindings:
        """The keys that are not those of any line."""
        bound = KeyBindings()
        is_empty = Condition(lambda: not self.buffer.text)
        is_untouched = Condition(lambda: self.is_untouched)

        @bound.add(Keys.F1)
        @bound.add("?", filter=is_empty | is_untouched)
        def _help(_event: KeyPressEvent) -> None:
            self.helping = not self.helping

        self._bind_replacing(bound, is_untouched)

        @bound.add(Keys.ControlD, filter=is_empty)
        def _stop(event: KeyPressEvent) -> None:
            event.app.exit(exception=KeyboardInterrupt)

        bind_page(bound, self.screen)

        @bound.add(Keys.Enter)
        def _enter(event: KeyPressEvent) -> None:
            self._entered(event)

        return bound

    def _entered(self, event: KeyPressEvent) -> None:
        """Takes what stands in the line, or says what is wrong or odd about it."""
        text = " ".join(self.buffer.text.split())
        if not text and not self.field.empty:
            self.error = "This cannot be left empty."
            return
        outcome = self.field.check(text) if text else ""
        doubt = self.field.doubt(text) if text and text not in {self.field.default, self.doubted} else ""
        if isinstance(outcome, Refused):
            self.error = outcome.message
        elif doubt:
            self.error, self.doubted = doubt, text
        else:
            event.app.exit(result=outcome)

    def _bind_replacing(self, bound: KeyBindings, is_untouched: Condition) -> None:
        """What stands there at first is replaced by what is typed, unless somebody goes into it."""

        @bound.add(Keys.Any, filter=is_untouched)
        @bound.add(Keys.BracketedPaste, filter=is_untouched)
        def _replace(event: KeyPressEvent) -> None:
            if event.data.isprintable() or event.key_sequence[0].key is Keys.BracketedPaste:
                self.buffer.set_document(Document(event.data))
                self.is_edited = True  # also where the first letter is the same

        @bound.add(Keys.Left, filter=is_untouched)
        @bound.add(Keys.Home, filter=is_untouched)
        def _edit(event: KeyPressEvent) -> None:
            self.is_edited = True
            self.buffer.cursor_position = 0 if event.key_sequence[0].key is Keys.Home else len(self.buffer.text) - 1


def ask_text(console: Console, screen: Screen, field: TextField) -> str:
    """A line put to a person until it is an answer; empty when it was left empty.

    Raises: `BackError` when they go back, `KeyboardInterrupt` when they stop.
    """
    shown = TextScreen(console, screen, field)
    typed = with_page(
        console, screen, lambda: console.run(shown.above, shown.bindings(), field=shown.line(), below=shown.below)
    )
    if not isinstance(typed, str):
        raise KeyboardInterrupt
    return typed
