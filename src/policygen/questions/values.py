"""Single values as somebody wrote them: texts, numbers, dates, choices, networks, places."""

import re
from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.findings import Severity, nearest
from policygen.platforms.handles import handle_in, is_address
from policygen.platforms.model import fold
from policygen.platforms.names import closing, networks_in
from policygen.questions.model import Choice, Context
from policygen.questions.typed import (
    may_be_a_handle,
    number_advice,
    plain_blanks,
    says_not_known,
    whole_number,
    without_invisible,
    without_quotes,
)

MAX_TEXT = 300
"""Characters in one answer."""
MAX_ROWS = 500
"""Entries of a list."""
MAX_NUMBER = 10_000_000
YEARS = range(1900, 2100)
"""Years that a date in an answer can mean."""

_CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_DIRECTION = regex("[\u202a-\u202e\u2066-\u2069]")
_PLACE_CODE = regex(r"[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?")


Path = tuple[str | int, ...]
"""The way to a value inside an answer: keys and positions."""

ReadOne = Callable[[Any, Path], str | Sequence[str] | None]
"""Reads one entry of a list, at a path: what it comes to, mostly one text."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong with an answer, at a path inside it."""

    path: Path
    code: str
    severity: Severity
    message: str
    hint: str = ""


@dataclass(slots=True)
class ValueReader:
    """Reads single values, and lists of them, against what is known of networks and places, gathering slips."""

    context: Context
    slips: list[Slip] = field(default_factory=list[Slip])

    def slip(
        self, path: Sequence[str | int], code: str, message: str, hint: str = "", *, level: Severity = Severity.BLOCK
    ) -> None:
        """Note something wrong."""
        self.slips.append(Slip(tuple(path), code, level, message, hint))

    def told_not_known(self, path: Path) -> bool:
        """Whether something at or inside a path was read as not known."""
        return any(slip.code == "placeholder" and slip.path[: len(path)] == path for slip in self.slips)

    def not_known(self, data: Any, path: Path) -> bool:
        """Whether something written stands for an answer nobody has yet, which is told."""
        if not isinstance(data, str) or not says_not_known(data):
            return False
        message = f"'{' '.join(data.split())[:40]}' is read as not known."
        hint = "Write the answer when you have it. Until then, leave it out: the document asks to confirm it."
        self.slip(path, "placeholder", message, hint, level=Severity.MEDIUM)
        return True

    # -- texts --

    def text(self, data: Any, path: Path) -> str | None:
        """One line of words, cleaned of what cannot be printed; None for words that say that it is not known."""
        text = self.line(data, path)
        return None if text is None or self.not_known(text, path) else text

    def line(self, data: Any, path: Path) -> str | None:
        """One line of words, whatever they say."""
        if isinstance(data, bool) or not isinstance(data, (str, int)):
            self.slip(path, "wrong-type", "This must be a text.", "Put it in quotes on one line.")
            return None
        text = " ".join(plain_blanks(self.printable(str(data), path)).split())
        bare = without_quotes(text)
        if bare != text:
            message = f"The quotes round '{bare[:60]}' were taken off."
            self.slip(path, "quotes-round", message, level=Severity.INFO)
        if len(bare) > MAX_TEXT:
            hint = f"Shorten it to {MAX_TEXT} characters."
            self.slip(path, "too-long", f"This answer has {len(bare):,} characters.", hint)
            return None
        return bare or None

    def printable(self, text: str, path: Path) -> str:
        """A text without characters that cannot be seen."""
        if _CONTROL.search(text):
            self.slip(
                path, "control-characters", "Characters that cannot be printed were left out.", level=Severity.MEDIUM
            )
            text = _CONTROL.sub("", text)
        if _DIRECTION.search(text):
            message = "Hidden marks that turn the direction of writing were left out."
            self.slip(path, "direction-marks", message, level=Severity.MEDIUM)
            text = _DIRECTION.sub("", text)
        seen = without_invisible(text)
        if seen != text:
            self.slip(path, "invisible", "Characters that cannot be seen were left out.", level=Severity.INFO)
        return seen

    def handle(self, data: Any, path: Path) -> str | None:
        """The name of an account, without its @; of an address the name that stands in it."""
        text = self.line(data, path)
        if text is None:
            return None
        if is_address(text):
            found = handle_in(text)
            if not found:
                message = f"No account's name can be read from the address '{text[:80]}'."
                hint = "Write the account's name here, and the address as its link."
                self.slip(path, "no-handle", message, hint, level=Severity.MEDIUM)
                return None
            self.slip(path, "handle-address", f"The account's name was read as '{found}'.", level=Severity.INFO)
            return found
        if may_be_a_handle(text):
            if says_not_known(text):
                message, hint = f"'{text}' is read as the name of an account.", "Leave it out if it is not known yet."
                self.slip(path, "placeholder-handle", message, hint, level=Severity.MEDIUM)
        elif self.not_known(text, path):
            return None
        return text.lstrip("@").strip() or None

    # -- numbers and dates --

    def number(self, data: Any, path: Path, least: int | None, most: int | None) -> int | None:
        """A whole number within bounds."""
        if self.not_known(data, path):
            return None
        value: Any = whole_number(data) if isinstance(data, str) else data
        if isinstance(value, bool) or not isinstance(value, int):
            shown = f"'{data[:40]}' is not a whole number." if isinstance(data, str) else "This must be a whole number."
            self.slip(path, "wrong-type", shown, number_advice(str(data)))
            return None
        least = least or 0
        if value < least or value > (most if most is not None else MAX_NUMBER):
            upper = f" and at most {most:,}" if most is not None else ""
            self.slip(path, "out-of-range", f"{value:,} must be at least {least}{upper}.")
            return None
        return value

    def day(self, data: Any, path: Path) -> str | None:
        """A date as ISO text."""
        if self.not_known(data, path):
            return None
        written = plain_blanks(str(data)).strip()
        found = _day(written)
        if found is None:
            self.slip(path, "not-a-date", f"'{written[:40]}' is not a date.", "Write it as 2026-11-22.")
            return None
        if found.year not in YEARS:
            message = f"The year {found.year:04} of '{written}' is hardly meant."
            self.slip(path, "unlikely-year", message, "Look at the year again.", level=Severity.HIGH)
        return found.isoformat()

    def yes_no(self, data: Any, path: Path) -> str | None:
        """Yes or no; not sure means unknown."""
        value = ("yes" if data else "no") if isinstance(data, bool) else data
        value = value.strip().lower().replace(" ", "_") if isinstance(value, str) else value
        if value in ("yes", "no"):
            return str(value)
        if value not in ("not_sure", "unknown", None) and not self.not_known(data, path):
            self.slip(path, "unknown-choice", f"'{str(value)[:40]}' is not yes or no.", "Write yes, no or not_sure.")
        return None

    # -- choices --

    def choice(self, data: Any, choices: tuple[Choice, ...], path: Path) -> Choice | None:
        """One of the choices, by its present or a former value."""
        value = ("yes" if data else "no") if isinstance(data, bool) else str(data).strip()
        if isinstance(data, (dict, list)) or data is None:
            self.slip(path, "wrong-type", "This must be one of the choices.", _choices_hint(choices))
            return None
        for choice in choices:
            if value == choice.value or value in choice.formerly:
                return choice
        if self.not_known(data, path):
            return None
        hint = f"{nearest(value, [choice.value for choice in choices])} {_choices_hint(choices)}".strip()
        self.slip(path, "unknown-choice", f"'{value[:60]}' is not one of the choices.", hint)
        return None

    def one_of(self, data: Any, choices: tuple[Choice, ...], path: Path) -> str | None:
        """The value of one choice; a choice that says "not sure" means unknown."""
        if isinstance(data, list) and len(data) == 1:
            data = data[0]
        found = self.choice(data, choices, path)
        return None if found is None or found.unknown else found.value

    def many(self, data: Any, path: Path, read: ReadOne) -> tuple[str, ...]:
        """Each of a list, once, in the order given; a single value counts as a list of one."""
        if isinstance(data, str) and "," in data and not self.reads(data, read):
            pieces = [piece.strip() for piece in data.split(",") if piece.strip()]
            if all(self.reads(piece, read) for piece in pieces):
                self.slip(path, "not-a-list", "Several answers must be a list.", f"Write [{', '.join(pieces)}].")
                return ()
        items = data if isinstance(data, list) else [data]
        if len(items) > MAX_ROWS:
            self.slip(path, "too-many", f"There are {len(items):,} entries; at most {MAX_ROWS} are read.")
            return ()
        found: list[str] = []
        for index, item in enumerate(items):
            value = read(item, (*path, index) if isinstance(data, list) else path)
            found += [value] if isinstance(value, str) else value or ()
        return tuple(dict.fromkeys(found))

    def reads(self, data: Any, read: ReadOne) -> bool:
        """Whether something is read without a slip that needs mending; none is noted."""
        before = len(self.slips)
        read(data, ())
        told = self.slips[before:]
        del self.slips[before:]
        return all(slip.severity is Severity.INFO for slip in told)

    def many_of(self, data: Any, choices: tuple[Choice, ...], path: Path) -> tuple[str, ...] | None:
        """The values of several choices, or None when that says "not sure"."""
        values = self.many(data, path, lambda item, at: c.value if (c := self.choice(item, choices, at)) else None)
        chosen = [choice for choice in choices if choice.value in values]
        alone = next((choice for choice in chosen if choice.exclusive or choice.unknown), None)
        if alone is not None and len(chosen) > 1:
            message = f"'{alone.value}' excludes the other choices."
            self.slip(path, "exclusive-choice", message, f"Keep '{alone.value}', or take it out.")
            return None
        return values if values and not (alone and alone.unknown) else None

    # -- names of lists --

    def platform(self, data: Any, path: Path) -> str | None:
        """The id of a platform by any name, past or present; a name of no list as it was typed."""
        found = self.networks(data, path)
        if len(found) > 1:
            message = f"This names several networks: {', '.join(found)}."
            self.slip(path, "several-platforms", message, "Name one of them in each row.")
            return None
        return found[0] if found else None

    def networks(self, data: Any, path: Path) -> tuple[str, ...]:
        """The ids of the platforms that one entry names, mostly one; a name of no list as it was typed."""
        name = self.line(data, path)
        if name is None:
            return ()
        found = networks_in(name, self.context.registry)
        if not found and self.not_known(name, path):
            return ()
        if not found:
            hint = nearest(fold(name), self.context.registry.by_name, 0.8)
            message = f"'{name}' is not in the list of platforms; it will be printed as it is."
            self.slip(path, "unknown-platform", message, hint, level=Severity.MEDIUM)
            return (name,)
        ids = tuple(platform.id for platform in found)
        if ids != (name,):
            read_as = " and ".join(f"'{platform.id}' ({platform.name})" for platform in found)
            hint = f"Write {', '.join(ids)}."
            self.slip(path, "platform-name", f"'{name}' was read as {read_as}.", hint, level=Severity.INFO)
        for platform in found:
            if platform.status == "closed":
                message, hint = closing(platform, self.context.registry)
                self.slip(path, "platform-closed", message, hint, level=Severity.HIGH)
        return ids

    def trade(self, data: Any, path: Path) -> str | None:
        """The id of a trade by id or title; words that people use for one are matched where a person confirms them."""
        name = self.line(data, path)
        trades = self.context.trades.trades
        if name is None or name in trades:
            return name
        wanted = fold(name)
        found = next((id for id, trade in trades.items() if wanted in {fold(id), fold(trade.title)}), None)
        if found is not None:
            self.slip(path, "trade-name", f"'{name}' was read as {found}.", level=Severity.INFO)
        elif not self.not_known(name, path):
            hint = nearest(name, trades) or f"To find its id: {to_type('trades find', name)}"
            self.slip(path, "unknown-trade", f"'{name[:60]}' is no trade of the list.", hint)
        return found

    def location(self, data: Any, path: Path) -> str | None:
        """The code of a place by code or name; a place of no list as it was typed."""
        name = self.line(data, path)
        if name is None:
            return None
        if name.upper() in self.context.atlas.places and name != "na":  # somebody in Namibia writes NA
            return name.upper()
        wanted = fold(name)
        for place in self.context.atlas.places.values():
            if wanted in {fold(place.name), *map(fold, place.aliases)}:
                self.slip(path, "place-name", f"'{name}' was read as {place.code} ({place.name}).", level=Severity.INFO)
                return place.code
        if self.not_known(name, path):
            return None
        country = name.upper().split("-")[0]
        if _PLACE_CODE.fullmatch(name) and (
            country not in self.context.atlas.places or self.context.atlas.is_coarse(country)
        ):
            hint = (
                nearest(name.upper(), self.context.atlas.places) or "Use an ISO 3166 code, such as GB-ENG, US-NY or DE."
            )
            self.slip(path, "unknown-place", f"'{name}' is no place we know.", hint)
            return None
        if not _PLACE_CODE.fullmatch(name):
            hint = nearest(name, [place.name for place in self.context.atlas.places.values()])
            message = (
                f"'{name}' is no place we know; it will be printed as it is, and no law of it is taken into account."
            )
            self.slip(path, "unknown-place", message, hint, level=Severity.MEDIUM)
        return name.upper() if _PLACE_CODE.fullmatch(name) else name


def _day(text: str) -> date | None:
    """The day of an ISO date written in full."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{8}", text, re.ASCII) else None
    except ValueError:
        return None


def _choices_hint(choices: tuple[Choice, ...]) -> str:
    return f"Choose from: {', '.join(choice.value for choice in choices)}."
