"""A list to choose from: what is shown of it, what is ticked, where the pointer stands. Draws nothing itself."""

from collections.abc import Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.interview.search import KNOWN, Option, OptionKind, found
from policygen.language.lists import counted

TYPED = "\0typed"
"""Before a value that was typed and is on no list, while it is only offered."""

BACK, OPEN, DONE = "\0back", "\0open", "\0done"
"""Entries under a list: to the question before, leaving it open, and going on with what is ticked."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a list was left: with an action, or with values."""

    action: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picker:
    """A list and what a person has done with it so far."""

    options: tuple[Option, ...]
    many: bool = False
    ticked: tuple[str, ...] = ()
    pointer: int = 0
    """An index into what is visible; -1: nowhere, while nothing was searched for."""
    search: str | None = None
    """What is being searched for; None: the list is short, and not searched."""
    placeholder: str = ""
    """What stands in the search while it is empty."""
    only_found: bool = False
    """Shows nothing but what is ticked until something is searched for: the list is too long to look through, or is being
    searched already."""
    free: str = ""
    """What is said of a name on no list, with {} for the name; empty: only what is listed may be chosen."""
    error: str = ""
    letters: str = ""
    """What was typed in a list that is not searched: the pointer stands on an entry with a word that begins so."""

    @property
    def searching(self) -> bool:
        """Whether something is being searched for."""
        return bool(self.search and self.search.strip())

    # -- what is seen --

    @property
    def visible(self) -> tuple[Option, ...]:
        """The entries shown now, in order."""
        if not self.searching:
            return tuple(
                o
                for o in self.options
                if not self.only_found or o.kind is not OptionKind.CHOICE or o.value in self.ticked
            )
        hits = found(self.options, self.search or "")
        shown = tuple(option for _, option in hits)
        known = bool(hits) and hits[0][0] <= KNOWN
        return shown if known or not self.free else (*shown, self._typed())

    def _typed(self) -> Option:
        name = " ".join((self.search or "").split())
        return Option(f"{TYPED}{name}", self.free.format(name))

    @property
    def pointed(self) -> Option | None:
        """The entry that the pointer stands on."""
        visible = self.visible
        return visible[self.pointer] if 0 <= self.pointer < len(visible) else None

    # -- what a person does --

    def settled(self) -> "Picker":
        """The same with the pointer on an entry that can be pointed at."""
        visible = self.visible
        if self.search is not None and all(option.kind is not OptionKind.CHOICE for option in visible):
            return replace(self, pointer=-1)
        start = min(max(self.pointer, 0), len(visible) - 1)
        around = sorted(range(len(visible)), key=lambda at: (abs(at - start), -at))
        best = next((at for at in around if visible[at].kind is not OptionKind.HEADING), start)
        return replace(self, pointer=best)

    def pointing_at(self, value: str) -> "Picker":
        """The same with the pointer on a value, or on the first entry."""
        position = next((at for at, option in enumerate(self.visible) if value and option.value == value), 0)
        return replace(self, pointer=position).settled()

    def at_done(self) -> "Picker | None":
        """The same with the pointer on `Done`; None where there is none."""
        return self.pointing_at(DONE) if any(option.value == DONE for option in self.visible) else None

    def moved(self, steps: int) -> "Picker":
        """The pointer one up or down, round the ends; further steps stop there."""
        visible = self.visible
        stops = [at for at, option in enumerate(visible) if option.kind is not OptionKind.HEADING]
        if not stops:
            return self
        here = stops.index(self.pointer) if self.pointer in stops else -1 if steps > 0 else 0
        there = (here + steps) % len(stops) if abs(steps) == 1 else min(max(here + steps, 0), len(stops) - 1)
        return replace(self, pointer=stops[there], error="", letters="")

    @property
    def is_being_typed_in(self) -> bool:
        """Whether somebody is typing a word or more to find one line, with which a blank goes on."""
        return not self.many and self.search is None and bool(self.letters or self.error)

    def begun(self, text: str) -> "Picker":
        """The pointer on the next entry with a word that begins with what was typed, or a word that there is none."""
        text = "".join(filter(str.isprintable, text))[:20]
        lines = [
            (at, " ".join(["", *option.label.casefold().split()]))
            for at, option in enumerate(self.visible)
            if option.kind is not OptionKind.HEADING
        ]
        for letters in dict.fromkeys((self.letters + text.casefold(), text.casefold())):
            begins = [at for at, line in lines if f" {letters}" in line]
            if begins:
                ahead = [at for at in begins if at >= self.pointer + (len(letters) == 1)]
                return replace(self, pointer=(ahead or begins)[0], letters=letters, error="")
        return replace(self, letters="", error=f"No line here has a word that begins with “{text}”. The arrows move.")

    def parted(self) -> "Picker":
        """The same after the blank between two words that are typed to find a line: it chooses nothing."""
        if not self.letters or self.letters.endswith(" "):
            return self
        found = self.begun(" ")
        return found if found.letters else replace(self, letters="", error="Enter chooses.")

    def typed(self, text: str) -> "Picker":
        """Something more to search for."""
        if self.search is None:
            return self
        clean = "".join(character if character.isprintable() else " " for character in text)
        return replace(self, search=(self.search + clean)[:60].lstrip(), pointer=0, error="").settled()

    def rubbed_out(self, *, all_of_it: bool = False) -> "Picker":
        """Less to search for."""
        if not self.search:
            return self
        return replace(self, search="" if all_of_it else self.search[:-1], pointer=0, error="").settled()

    def toggled(self) -> "Picker":
        """The entry at the pointer ticked, or no longer; an exclusive one clears the others and is cleared by them."""
        option = self.pointed
        if not self.many or option is None or option.kind is not OptionKind.CHOICE:
            return self
        value = option.value.removeprefix(TYPED)
        if value in self.ticked:
            return replace(self, ticked=tuple(other for other in self.ticked if other != value), error="")
        alone = {other.value for other in self.options if other.exclusive}
        kept = () if option.exclusive else tuple(other for other in self.ticked if other not in alone)
        return replace(self, ticked=(*kept, value), error="")

    def spaced(self) -> "Picker | Chosen":
        """What the Space key does: tick what is pointed at, or take the tick off; anything else as the Enter key does."""
        option = self.pointed
        is_ticked = self.many and option is not None and option.value.removeprefix(TYPED) in self.ticked
        return self.toggled() if is_ticked else self.entered()

    def entered(self) -> "Picker | Chosen":
        """What the Enter key does: choose or tick what is pointed at; on what is ticked, go to `Done`, and there go on.

        It takes no tick off, and nothing ticked is ever left behind.
        """
        option = self.pointed
        if option is None:
            return self if self.searching else replace(self, error="Type a name first.")
        if option.kind is OptionKind.ACTION:
            return self._acted(option.value)
        if option.kind is not OptionKind.CHOICE:
            return self
        value = option.value.removeprefix(TYPED)
        if not self.many:
            return Chosen(values=(value,))
        was_ticked = value in self.ticked
        ticked = self if was_ticked else self.toggled()
        if self.searching:
            return replace(ticked._listing(option), search="", only_found=True).pointing_at(DONE)
        return ticked.pointing_at(DONE) if was_ticked or option.exclusive else ticked

    def _acted(self, action: str) -> "Picker | Chosen":
        """What an entry comes to that does something: `Done` needs a tick, and leaving it open none."""
        if action == DONE and self.many:
            return Chosen(values=self.ticked) if self.ticked else replace(self, error=self._nothing_ticked())
        if action == OPEN and self.ticked:
            many = counted(len(self.ticked), "entry is", "entries are")
            return replace(
                self, error=f"{many} ticked. “Done” keeps that; to leave this open, take the ticks off first."
            )
        return Chosen(action=action)

    def _nothing_ticked(self) -> str:
        leave = next((option.label for option in self.options if option.value == OPEN), "")
        none = next((option.label for option in self.options if option.exclusive), "")
        more = f" To leave this open, choose “{leave}”." if leave else f" If none fits, tick “{none}”." if none else ""
        return f"Nothing is ticked yet.{more}"

    def _listing(self, option: Option) -> "Picker":
        """The list with a name that was typed as an entry of its own."""
        name = option.value.removeprefix(TYPED)
        if any(other.value == name for other in self.options):
            return self
        return replace(self, options=(Option(name, name), *self.options))


def starting(options: Sequence[Option], at: str = "", **settings: object) -> Picker:
    """A list with the pointer on a value, or on the first entry."""
    return Picker(tuple(options), **settings).pointing_at(at)  # type: ignore[arg-type]
