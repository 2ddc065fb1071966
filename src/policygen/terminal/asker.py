"""What every prompt needs: the terminal, what is known, and the ways out of a question."""

from collections.abc import Sequence
from dataclasses import field, replace
from typing import Any

from policygen._dataclass import dataclass
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Value
from policygen.interview.conversation import refusal, suggestion
from policygen.interview.notes import Refused
from policygen.interview.search import Option, OptionKind
from policygen.library.model import Library
from policygen.questions.flow import Situation, offered
from policygen.questions.kinds import kind_of
from policygen.questions.kinds.base import Asked
from policygen.questions.model import Choice, Field
from policygen.questions.values import ValueReader
from policygen.terminal.console import Console
from policygen.terminal.lists import back_option
from policygen.terminal.picker import DONE, OPEN
from policygen.terminal.screen import Screen

NOT_SURE = "Not sure yet"
LEFT_OUT = "Leave it out"


@dataclass(slots=True)
class Begun:
    """What was said to a question before it was left unanswered: ticks, rows, the fields of a person."""

    data: Any = None
    """As an answers file would say it; None: nothing."""
    shown: str = ""
    """Words of their own that stood among the entries at first."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Puts questions, and fields of rows, at one moment of an interview."""

    console: Console
    library: Library
    known: Situation
    today: str
    """ISO date, for somebody who answers `today`."""
    thorough: bool = False
    was_left_open: bool = False
    """The question was left open before, on purpose."""
    begun: Begun = field(default_factory=Begun)
    """Filled in while a question is being answered."""

    def refused(self, asked: Asked, data: Any) -> Refused | None:
        """Why something said is no answer; None when it is one."""
        reader = ValueReader(self.library)
        read = None if data is None else kind_of(asked).read(asked, data, (), reader)
        if refused := refusal(reader.slips):
            return refused
        if read is None and isinstance(asked, Field) and asked.required:
            return Refused("This is needed: go back to leave the whole entry out.")
        return None

    def may_stay_open(self, asked: Asked) -> bool:
        """Whether somebody may say that they do not know: of a fact, and of a field that a row can do without."""
        return not asked.required if isinstance(asked, Field) else asked.says == "fact"

    def open_label(self, asked: Asked) -> str:
        """What leaving something open is called: a choice or a field is left out, a fact is not known."""
        return LEFT_OUT if isinstance(asked, Field) or asked.says != "fact" else NOT_SURE

    def ways_out(self, screen: Screen, *, fact: bool, open_label: str = NOT_SURE) -> tuple[Option, ...]:
        """The entries under a list: leaving it open where that may be, and going back."""
        ways = [Option(OPEN, open_label, kind=OptionKind.ACTION)] if fact else []
        return (*ways, *([back_option(self.console.signs)] if screen.can_go_back else []))

    def choices(self, asked: Asked) -> Sequence[Choice]:
        """The choices that are offered."""
        return offered(asked, self.known.facts, self.library.atlas)

    def suggestion(self, asked: Asked, earlier: Any) -> Any:
        """What stands there at first: what was said before, else our default."""
        return earlier if isinstance(asked, Field) else suggestion(self.library, self.known, asked, earlier)

    def cursor(self, asked: Asked, current: Value | None) -> str:
        """What the pointer stands on at first: what stands already, and of a fact that may stay open, that it does."""
        if current is None and self.may_stay_open(asked):
            is_put_to_all = not isinstance(asked, Field) and asked.essential
            return "" if is_put_to_all and not self.was_left_open else OPEN
        values = values_of(current) if current is not None else ()
        choice = next((choice for choice in asked.choices if values and choice.value == values[0]), None)
        return OPEN if choice is not None and choice.unknown else values[0] if values else ""

    def done(self) -> Option:
        """The entry that ends a list of ticks."""
        return Option(DONE, "Done", kind=OptionKind.ACTION)


def labelled(asked: Asked, screen: Screen) -> Screen:
    """A screen with the label of a field above what is asked; a question stands there by itself."""
    if not isinstance(asked, Field):
        return screen
    return replace(screen, above=(*screen.above, (("strong", f"  {asked.label}"),)))
