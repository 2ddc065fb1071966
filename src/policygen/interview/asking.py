"""Each kind of question, put to a person and brought to an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Value
from policygen.findings import Severity
from policygen.interview.console import Console
from policygen.interview.dates import read_day
from policygen.interview.lists import OPEN, ask_list, back_option
from policygen.interview.names import (
    PLACE_TYPED,
    PLATFORM_TYPED,
    part_options,
    place_options,
    platform_options,
)
from policygen.interview.options import Chosen, Kind, Option, starting
from policygen.interview.screen import Note, Refused, Screen
from policygen.interview.texts import Check, Field, ask_text
from policygen.language.dates import spelled_date
from policygen.library.model import Library
from policygen.questions.flow import Situation, default_of, offered
from policygen.questions.kinds import read_answer
from policygen.questions.model import Choice, Question
from policygen.questions.values import Slip

NOT_SURE = "Not sure yet"

ONE = ("Enter chooses", "")
MANY = ("Space ticks", "Space ticks")
SEARCHED_ONE = ("Enter chooses", "")
SEARCHED_MANY = ("Enter ticks, then goes on", "")
TYPE_TO_SEARCH = "type to search"
TYPE_A_PLACE = "type a country, state or city"

SEARCHED_FROM = 18
"""A list of so many choices is searched."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Puts questions at one moment of an interview."""

    console: Console
    library: Library
    known: Situation
    today: str
    """ISO date, for somebody who answers `today`."""
    thorough: bool = False

    # -- parts that every kind uses --

    def read(self, question: Question, data: Any) -> tuple[Value | None, tuple[Note, ...]]:
        """What somebody said as an answer, and what is to be told about it."""
        value, slips = read_answer(question, data, self.library)
        told = [slip for slip in slips if slip.severity >= Severity.MEDIUM]
        return value, tuple(Note("quiet", "", slip.message, slip.hint) for slip in told)

    def refused(self, question: Question, data: Any) -> Refused | None:
        """Why something said is no answer to a question; None when it is one."""
        return refusal(read_answer(question, data, self.library)[1])

    def ways_out(self, screen: Screen, *, fact: bool, open_label: str = NOT_SURE) -> tuple[Option, ...]:
        """The entries under a list: leaving it open where a fact is asked, and going back."""
        ways = [Option(OPEN, open_label, kind=Kind.ACTION)] if fact else []
        return (*ways, *([back_option(self.console.signs)] if screen.can_go_back else []))

    def suggestion(self, question: Question, earlier: Value | None) -> Value | None:
        """What stands in a question at first: what was said before, else our default. For a fact only what was said."""
        if earlier is not None or question.says == "fact":
            return earlier
        return default_of(question, self.known.facts, self.library.atlas)

    def cursor(self, question: Question, standing: Value | None) -> str:
        """What the pointer stands on at first."""
        if standing is None and question.says == "fact" and self.thorough:
            standing = question.preselect
        values = values_of(standing) if standing is not None else ()
        choice = question.choice(values[0]) if values else None
        return OPEN if choice is not None and choice.unknown else values[0] if values else ""


def refusal(slips: Sequence[Slip]) -> Refused | None:
    """Why something said is no answer, by the slips in it; None when none of them stops it."""
    blocks = [slip for slip in slips if slip.severity is Severity.BLOCK]
    return Refused(f"{blocks[0].message} {blocks[0].hint}".strip()) if blocks else None


def _option(choice: Choice) -> Option:
    return Option(choice.value, choice.label, choice.description, words=choice.description, exclusive=choice.exclusive)


# ---- choices -----------------------------------------------------------------------------------------------------------


def ask_one(asker: Asker, question: Question, screen: Screen, earlier: Value | None) -> str | None:
    """One of the choices."""
    choices = offered(question, asker.known.facts, asker.library.atlas)
    options = [_option(choice) for choice in choices if not choice.unknown]
    open_label = next((choice.label for choice in choices if choice.unknown), NOT_SURE)
    options += asker.ways_out(screen, fact=question.says == "fact", open_label=open_label)
    at = asker.cursor(question, asker.suggestion(question, earlier))
    return only_value(ask_list(asker.console, screen, starting(options, at), ONE))


def ask_yes_no(asker: Asker, question: Question, screen: Screen, earlier: Value | None) -> str | None:
    """Yes, no, or not sure yet."""
    options = [Option("yes", "Yes"), Option("no", "No"), *asker.ways_out(screen, fact=True)]
    at = asker.cursor(question, asker.suggestion(question, earlier))
    return only_value(ask_list(asker.console, screen, starting(options, at), ONE))


def only_value(chosen: Chosen) -> str | None:
    """The one value a list was left with; None when it was left open."""
    return chosen.values[0] if chosen.values else None


def ask_many(asker: Asker, question: Question, screen: Screen, earlier: Value | None) -> list[str] | None:
    """Several of the choices."""
    choices = offered(question, asker.known.facts, asker.library.atlas)
    options = [_option(choice) for choice in choices if not choice.unknown]
    searched = len(options) >= SEARCHED_FROM
    open_label = next((choice.label for choice in choices if choice.unknown), NOT_SURE)
    listed = {option.value for option in options}
    options += asker.ways_out(screen, fact=question.says == "fact", open_label=open_label)
    standing = asker.suggestion(question, earlier)
    ticked = tuple(value for value in values_of(standing or ()) if value in listed)
    at = "" if searched else asker.cursor(question, standing)
    picker = starting(
        options, at, many=True, ticked=ticked, search="" if searched else None, placeholder=TYPE_TO_SEARCH
    )
    chosen = ask_list(asker.console, screen, picker, SEARCHED_MANY if searched else MANY)
    return list(chosen.values) or None


# ---- names of long lists -----------------------------------------------------------------------------------------------


def ask_places(asker: Asker, screen: Screen, earlier: Sequence[str]) -> list[str] | None:
    """Places by any name, and the state, province or nation where law needs it."""
    atlas = asker.library.atlas
    typed = tuple(Option(place, place) for place in earlier if place not in atlas.places)
    picker = starting(
        (*typed, *place_options(atlas), *asker.ways_out(screen, fact=True)),
        many=True,
        ticked=tuple(earlier),
        search="",
        placeholder=TYPE_A_PLACE,
        only_found=True,
        free=PLACE_TYPED,
    )
    chosen = ask_list(asker.console, screen, picker, SEARCHED_MANY)
    places = list(chosen.values)
    for country in [place for place in places if atlas.is_coarse(place)]:
        parts = ask_parts(asker, screen, country, [place for place in places if place.startswith(f"{country}-")])
        if parts:
            places = [place for place in places if place != country and not place.startswith(f"{country}-")] + parts
    return places or None


def ask_parts(asker: Asker, screen: Screen, country: str, earlier: Sequence[str]) -> list[str]:
    """The states, provinces or nations of a country; none when that is not known."""
    atlas = asker.library.atlas
    parts = part_options(atlas, country)
    follow = screen.asking(f"Which part of {atlas.in_sentence(country)}?", "The law is not the same in all of it.")
    options = [*parts, *asker.ways_out(screen, fact=True)]
    searched = len(parts) >= SEARCHED_FROM
    picker = starting(
        options, many=True, ticked=tuple(earlier), search="" if searched else None, placeholder=TYPE_TO_SEARCH
    )
    return list(ask_list(asker.console, follow, picker, SEARCHED_MANY if searched else MANY).values)


def ask_platforms(asker: Asker, question: Question, screen: Screen, earlier: Value | None) -> list[str] | None:
    """Networks by any name they have or had."""
    ticked = values_of(earlier) if earlier is not None else ()
    special = [_option(choice) for choice in question.choices if not choice.unknown]
    named = [value for value in ticked if question.choice(value) is None]
    options = (*platform_options(asker.library.registry, question.categories, named), *special)
    ways = asker.ways_out(screen, fact=question.says == "fact")
    picker = starting(
        (*options, *ways), many=True, ticked=ticked, search="", placeholder=TYPE_TO_SEARCH, free=PLATFORM_TYPED
    )
    chosen = ask_list(asker.console, screen, picker, SEARCHED_MANY)
    return list(chosen.values) or None


# ---- lines -------------------------------------------------------------------------------------------------------------


def ask_line(asker: Asker, question: Question, screen: Screen, earlier: Value | None) -> object:
    """A text, a number, a date or several texts, typed on one line."""
    standing = asker.suggestion(question, earlier)
    empty = "not sure yet" if question.says == "fact" else "leave it out"
    typed = ask_text(
        asker.console, screen, Field(line_check(asker, question), default=line_of(question, standing), empty=empty)
    )
    return line_data(question, typed, asker.today)


def line_of(question: Question, value: Value | None) -> str:
    """An answer as somebody would type it."""
    if value is None:
        return ""
    if question.kind == "texts":
        texts = values_of(value)
        return ("; " if any("," in text for text in texts) else ", ").join(texts)
    return spelled_date(str(value)) if question.kind == "date" else str(value)


def line_data(question: Question, typed: str, today: str) -> object:
    """What was typed, as an answers file would say it; None when nothing was."""
    if not typed:
        return None
    match question.kind:
        case "texts":
            return [text for part in typed.split(";" if ";" in typed else ",") if (text := part.strip())] or None
        case "date":
            day = read_day(typed, today)
            return day if isinstance(day, str) else typed
        case _:
            return typed


def line_check(asker: Asker, question: Question) -> Check:
    """Whether something typed is an answer."""

    def check(text: str) -> str | Refused:
        if question.kind == "date" and isinstance(day := read_day(text, asker.today), Refused):
            return day
        return asker.refused(question, line_data(question, text, asker.today)) or text

    return check
