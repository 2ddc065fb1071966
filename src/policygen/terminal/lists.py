"""A list on the screen: one to choose or several to tick, searched where it is long."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from prompt_toolkit.application import get_app
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from policygen.interview.page import PageEntry
from policygen.interview.search import Option, OptionKind
from policygen.terminal.console import BackError, Console, GroupsError, PageError, Signs
from policygen.terminal.lines import Line, paragraph, width_of, wrap
from policygen.terminal.picker import BACK, DONE, OPEN, Chosen, Picker, starting
from policygen.terminal.screen import Screen, head, key_lines

NOTHING_FOUND = "Nothing found; try another word."

CHOOSES = "Enter chooses"

ROWS_AT_FIRST = 3
"""Of a list that is searched, until somebody moves in it or types: nobody is to read two hundred rows first."""

ROWS_OF_A_PAGE = 8
"""By how many a page up or down moves."""


def back_option(signs: Signs) -> Option:
    """The entry that goes back."""
    return Option(BACK, f"{signs.back} Back", kind=OptionKind.ACTION)


def option_lines(picker: Picker, at: int, option: Option, width: int, signs: Signs, *, airy: bool = True) -> list[Line]:
    """One entry: pointer, tick, and its words wrapped; with air above a heading where there is room."""
    pointed = at == picker.pointer
    if option.kind is OptionKind.HEADING:
        heading = paragraph(option.label, width, "quiet") if option.label else []
        return [(), *heading] if airy and at else heading
    mark = f"{signs.pointer} " if pointed else "  "
    tick = ""
    if picker.many and option.kind is OptionKind.CHOICE:
        tick = f"{signs.ticked if option.value in picker.ticked else signs.unticked} "
    style = "accent" if pointed else ""
    room = min(width, 78) - len(mark) - len(tick) - 1
    words = wrap(option.label, room)
    lines: list[Line] = [
        (("accent", mark), ("accent" if option.value in picker.ticked else style, tick), (style, words[0]))
    ]
    lines += [((style, " " * (len(mark) + len(tick)) + more),) for more in words[1:]]
    return lines


def rows(picker: Picker, width: int, room: int, signs: Signs) -> list[Line]:
    """The visible entries in so many lines, with the pointer among them and a mark where there is more."""
    each = [option_lines(picker, at, option, width, signs) for at, option in enumerate(picker.visible)]
    if sum(map(len, each)) > room:
        each = [option_lines(picker, at, option, width, signs, airy=False) for at, option in enumerate(picker.visible)]
    if sum(map(len, each)) <= room:
        return [line for lines in each for line in lines]
    first, last = _around([len(lines) for lines in each], max(picker.pointer, 0), max(room - 2, 2))
    shown = [line for lines in each[first : last + 1] for line in lines]
    top: list[Line] = [(("quiet", f"  {signs.above} {first} more"),)] if first else []
    after = len(each) - 1 - last
    bottom: list[Line] = [(("quiet", f"  {signs.below} {after} more"),)] if after else []
    return [*top, *shown, *bottom]


def _around(heights: Sequence[int], here: int, room: int) -> tuple[int, int]:
    """The first and the last of the entries that fit round one of them, with about as many above as below."""
    first = last = here
    used = heights[here]
    while True:
        above = first > 0 and used + heights[first - 1] <= room
        below = last < len(heights) - 1 and used + heights[last + 1] <= room
        if above and (not below or here - first <= last - here):
            first -= 1
            used += heights[first]
        elif below:
            last += 1
            used += heights[last]
        else:
            return first, last


class ListScreen:
    """A list being answered."""

    def __init__(
        self, console: Console, screen: Screen, picker: Picker, hint: str = CHOOSES, *, numbered: bool = False
    ) -> None:
        self.console = console
        self.screen = screen
        self.picker = picker
        self.numbered = numbered
        self.helping = False
        self.hint = hint
        self.has_moved = False

    # -- what is seen --

    def view(self) -> list[Line]:
        """The whole screen."""
        picker, width, signs = self.picker, self.console.width, self.console.signs
        above = [*head(self.screen, width, helping=self.helping), *self._search_lines(width)]
        below = self._below(width)
        room = max(self.console.height - 1 - len(above) - len(below), 3)
        if picker.search == "" and not self.has_moved:
            room = min(room, ROWS_AT_FIRST + 2)
        shown = rows(picker, width, room, signs) if picker.visible else [(("quiet", f"  {NOTHING_FOUND}"),)]
        return [*above, *shown, *below]

    def _search_lines(self, width: int) -> list[Line]:
        picker = self.picker
        if picker.search is None:
            return []
        lines: list[Line] = []
        labels = {option.value: option.label for option in picker.options}
        if picker.ticked and not picker.only_found:
            names = ", ".join(labels.get(value, value) for value in picker.ticked)
            fits = width_of(names) <= 2 * min(width, 78) - 10
            told = names if fits else f"{len(picker.ticked)} ticked"
            lines += paragraph(told, width, "accent", f"{self.console.signs.ticked} ")
        found: Line = (("strong", picker.search),) if picker.search else (("quiet", picker.placeholder),)
        return [*lines, (("accent", "/ "), *found)]

    def _below(self, width: int) -> list[Line]:
        option = self.picker.pointed
        deepest = max(
            (len(wrap(o.description, min(width, 78) - 2)) for o in self.picker.options if o.description), default=0
        )
        described = paragraph(option.description, width, "quiet", "  ") if option and option.description else []
        lines: list[Line] = [()]
        if deepest:
            lines = [(), *described[:3], *([()] * (min(deepest, 3) - len(described))), ()]
        if self.picker.error:
            lines += paragraph(self.picker.error, width, "error")
        types, dot = self.picker.search is not None, self.console.signs.dot
        return [*lines, *key_lines(self.screen, self._hint(), width, dot, types=types, helping=self.helping)]

    def _hint(self) -> str:
        picker, option = self.picker, self.picker.pointed
        if not picker.many or (option is not None and option.kind is OptionKind.ACTION):
            if picker.many and not picker.ticked and option is not None and option.value == OPEN:
                return f"Enter leaves it open {self.console.signs.dot} arrows to tick"
            if option is None or option.value != DONE:
                return self.hint
            return "Enter goes on" if picker.ticked or not picker.many else "Tick a line first"
        if picker.searching or option is None:
            return "Enter ticks it" if picker.searching else "Type its first letters"
        dot = self.console.signs.dot
        more = f" {dot} Space takes it off" if picker.ticked or self.helping else ""
        return f"Enter ticks{more} {dot} Tab to Done"

    # -- what a person does --

    def bindings(self) -> KeyBindings:
        """The keys of a list."""
        bound = KeyBindings()

        def on(*names: str | Keys, do: Callable[[Picker], Picker]) -> None:
            for name in names:

                @bound.add(name)
                def _(_event: KeyPressEvent) -> None:
                    self.picker, self.has_moved = do(self.picker), True

        on(Keys.Up, do=lambda picker: picker.moved(-1))
        on(Keys.Down, Keys.ControlN, do=lambda picker: picker.moved(1))
        on(Keys.Tab, do=lambda picker: picker.at_done() or picker.moved(1))
        on(Keys.PageUp, do=lambda picker: picker.moved(-ROWS_OF_A_PAGE))
        on(Keys.PageDown, do=lambda picker: picker.moved(ROWS_OF_A_PAGE))
        on(Keys.Home, do=lambda picker: picker.moved(-(10**6)))
        on(Keys.End, do=lambda picker: picker.moved(10**6))
        on(Keys.Backspace, do=lambda picker: picker.rubbed_out())
        on(Keys.ControlU, do=lambda picker: picker.rubbed_out(all_of_it=True))
        bound.add(Keys.Enter)(self._enter)
        bound.add(Keys.Any)(self._any)
        bound.add(Keys.BracketedPaste)(self._any)
        bound.add("?")(self._help)
        bound.add(Keys.F1)(self._help)
        bind_page(bound, self.screen)
        return bound

    def clear(self) -> bool:
        """Take back what was searched for; whether anything was."""
        was_searching = self.picker.searching
        self.picker = self.picker.rubbed_out(all_of_it=True)
        return was_searching

    def _help(self, _event: KeyPressEvent) -> None:
        self.helping = not self.helping

    def _any(self, event: KeyPressEvent) -> None:
        data = event.data
        if data == " " and self.picker.is_being_typed_in:
            self.picker = self.picker.parted()
        elif data == " " and not self.picker.searching:
            self._leave(self.picker.spaced())
        elif self.numbered and data.isdigit() and len(data) == 1:
            self._number(int(data))
        elif data and (data.isprintable() or event.key_sequence[0].key is Keys.BracketedPaste):
            self.picker = self.picker.begun(data) if self.picker.search is None else self.picker.typed(data)

    def _number(self, number: int) -> None:
        stops = [at for at, option in enumerate(self.picker.visible) if option.kind is not OptionKind.HEADING]
        if 1 <= number <= len(stops):
            self.picker = replace(self.picker, pointer=stops[number - 1])
            self._leave(self.picker.entered())

    def _enter(self, _event: KeyPressEvent) -> None:
        self._leave(self.picker.entered())

    def _leave(self, outcome: Picker | Chosen) -> None:
        if isinstance(outcome, Picker):
            self.picker = outcome
        else:
            get_app().exit(result=outcome)

    def ask(self) -> Chosen:
        """Put it to a person until they have chosen.

        Raises: `BackError` when they go back, `KeyboardInterrupt` when they stop.
        """
        chosen = with_page(
            self.console, self.screen, lambda: self.console.run(self.view, self.bindings(), clear=self.clear)
        )
        if not isinstance(chosen, Chosen):
            raise KeyboardInterrupt
        if chosen.action == BACK:
            raise BackError
        return chosen


def ask_list(
    console: Console, screen: Screen, picker: Picker, hint: str = CHOOSES, *, numbered: bool = False
) -> Chosen:
    """A list put to a person until they have chosen.

    Raises: `BackError` when they go back, `KeyboardInterrupt` when they stop.
    """
    return ListScreen(console, screen, picker, hint, numbered=numbered).ask()


# ---- the draft ---------------------------------------------------------------------------------------------------------


def bind_page(bindings: KeyBindings, screen: Screen) -> None:
    """The keys that show the draft and the groups of questions, on a screen that has them."""

    @bindings.add(Keys.ControlG, eager=True)
    def _groups(event: KeyPressEvent) -> None:
        if screen.has_groups:
            event.app.exit(exception=GroupsError)

    @bindings.add(Keys.ControlP, eager=True)
    def _page(event: KeyPressEvent) -> None:
        if screen.page is not None:
            event.app.exit(exception=PageError)


def with_page(console: Console, screen: Screen, run: Callable[[], Any]) -> Any:
    """A screen held until it is left, with the draft shown in between as often as somebody asks for it."""
    while True:
        try:
            return run()
        except PageError:
            show_page(console, screen.page() if screen.page is not None else ())


def show_page(console: Console, entries: Sequence[PageEntry]) -> None:
    """The policy as it now reads, with marks where the last answer changed it, until somebody has seen it.

    Raises: `KeyboardInterrupt` when they stop.
    """
    marks = {(True, False): "+ ", (False, True): "- "}
    kinds = {True: OptionKind.HEADING, False: OptionKind.CHOICE}
    rows = [
        Option(str(at), f"{marks.get((each.is_new, each.is_gone), '')}{each.words}", kind=kinds[each.is_heading])
        for at, each in enumerate(entries)
    ]
    first = next((str(at) for at, each in enumerate(entries) if each.is_new or each.is_gone), "")
    told = "+ and - mark what your last answer changed." if first else "Your last answer changed none of its words."
    screen = Screen(f"Your policy as it now reads. {told}")
    with suppress(BackError):
        ListScreen(
            console, screen, starting([*rows, back_option(console.signs)], first), "Arrows to read on, Enter to go back"
        ).ask()
