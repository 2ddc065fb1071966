"""Each kind of question and field but rows, put to a person and brought to what an answers file would say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from policygen._dataclass import dataclass
from policygen.answer_form.typed import typed as typed_as
from policygen.conditions.evaluate import values_of
from policygen.interview.dates import read_day
from policygen.interview.names import (
    PLACE_TYPED,
    PLATFORM_TYPED,
    TRADE_IN_WORDS,
    TRADE_TYPED,
    choice_options,
    own_words,
    part_options,
    place_options,
    platform_options,
    trade_options,
    words_of_sectors,
)
from policygen.interview.notes import Refused
from policygen.interview.search import Option
from policygen.language.dates import spelled_date
from policygen.questions.doubts import line_doubt, line_slip
from policygen.questions.kinds.base import Asked
from policygen.questions.model import Field, Question
from policygen.terminal.asker import Asker, labelled
from policygen.terminal.console import BackError
from policygen.terminal.lines import Line, shortened
from policygen.terminal.lists import ListScreen, ask_list
from policygen.terminal.picker import DONE, OPEN, Chosen, starting
from policygen.terminal.screen import Screen
from policygen.terminal.texts import TextField, ask_text
from policygen.trades.matching import Matcher

Prompt = Callable[[Asker, Asked, Screen, Any], Any]
"""Puts a question or field with what was said before. What is said, None when it is left open.

Raises: `BackError` when the person goes back, `KeyboardInterrupt` when they stop.
"""

TYPE_TO_SEARCH = "type to search"
TYPE_A_PLACE = "type a country, state or city"

SEARCHED_FROM = 18
"""A list of so many choices is searched."""


# ---- choices -----------------------------------------------------------------------------------------------------------


def _choices(asker: Asker, asked: Asked, screen: Screen) -> tuple[list[Option], tuple[Option, ...]]:
    """The choices as entries, and the ways out under them: one says in its own words that the answer is not known."""
    choices = asker.choices(asked)
    open_label = next((choice.label for choice in choices if choice.unknown), asker.open_label(asked))
    ways = asker.ways_out(screen, fact=asker.may_stay_open(asked), open_label=open_label)
    sectors = not isinstance(asked, Field) and asked.id == "sectors"
    return choice_options(choices, words_of_sectors(asker.library.trades) if sectors else None), ways


def ask_one(asker: Asker, asked: Asked, screen: Screen, earlier: Any) -> str | None:
    """One of the choices."""
    options, ways = _choices(asker, asked, screen)
    at = asker.cursor(asked, asker.suggestion(asked, earlier))
    searched = any(choice.found_by for choice in asked.choices)
    picker = starting((*options, *ways), at, search="" if searched else None, placeholder=TYPE_TO_SEARCH)
    return only_value(ask_list(asker.console, labelled(asked, screen), picker))


def ask_yes_no(asker: Asker, asked: Asked, screen: Screen, earlier: Any) -> str | None:
    """Yes, no, or not sure yet."""
    fact = not isinstance(asked, Field) or not asked.required
    options = [
        Option("yes", "Yes"),
        Option("no", "No"),
        *asker.ways_out(screen, fact=fact, open_label=asker.open_label(asked)),
    ]
    at = asker.cursor(asked, asker.suggestion(asked, earlier))
    return only_value(ask_list(asker.console, labelled(asked, screen), starting(options, at)))


def only_value(chosen: Chosen) -> str | None:
    """The one value a list was left with; None when it was left open."""
    return chosen.values[0] if chosen.values else None


def ask_many(asker: Asker, asked: Asked, screen: Screen, earlier: Any) -> list[str] | None:
    """Several of the choices."""
    options, ways = _choices(asker, asked, screen)
    current = asker.suggestion(asked, tuple(earlier) if isinstance(earlier, list) else earlier)
    listed = {option.value for option in options}
    ticked = [value for value in values_of(current or ()) if value in listed]
    return _tick(asker, asked, labelled(asked, screen), options, ways, ticked)


def _tick(
    asker: Asker,
    asked: Asked | None,
    screen: Screen,
    options: Sequence[Option],
    ways: Sequence[Option],
    ticked: Sequence[str],
    **settings: object,
) -> list[str] | None:
    """Entries ticked in a list, which is searched when it is long. What is ticked when a question is left stays said."""
    searched = len(options) >= SEARCHED_FROM
    picker = starting(
        (*options, asker.done(), *ways),
        DONE if ticked else _untouched(options, ways, searched=searched),
        many=True,
        ticked=tuple(ticked),
        **{"search": "" if searched else None, "placeholder": TYPE_TO_SEARCH, **settings},
    )
    shown = ListScreen(asker.console, screen, picker)
    try:
        return list(shown.ask().values) or None
    except (BackError, KeyboardInterrupt):
        if shown.picker.ticked != picker.ticked and asked is not None and not isinstance(asked, Field):
            asker.begun.data = list(shown.picker.ticked)
        raise


def _untouched(options: Sequence[Option], ways: Sequence[Option], *, searched: bool) -> str:
    """Where the pointer begins while nothing is ticked: Enter alone states no fact, and promises nothing."""
    if searched:
        return ""
    none = next((option.value for option in options if option.exclusive), "")
    return OPEN if any(way.value == OPEN for way in ways) else none


# ---- names of long lists -----------------------------------------------------------------------------------------------


def _ask_name(
    asker: Asker, asked: Asked, screen: Screen, options: Sequence[Option], earlier: Any, free: str
) -> str | None:
    ways = asker.ways_out(screen, fact=asker.may_stay_open(asked), open_label=asker.open_label(asked))
    at = str(earlier or "")
    picker = starting((*options, *ways), at, search="", placeholder=TYPE_TO_SEARCH, free=free)
    return only_value(ask_list(asker.console, labelled(asked, screen), picker))


def ask_place(asker: Asker, asked: Asked, screen: Screen, earlier: Any) -> str | None:
    """A place, those that people work in first."""
    places = values_of(asker.known.facts.get("work_locations", ()))
    options = dict.fromkeys((*place_options(asker.library.atlas, places), *place_options(asker.library.atlas)))
    return _ask_name(asker, asked, screen, tuple(options), earlier, PLACE_TYPED)


def ask_platform(asker: Asker, asked: Asked, screen: Screen, earlier: Any) -> str | None:
    """A network, those in use first."""
    used = values_of(asker.known.facts.get("platforms", ()))
    return _ask_name(asker, asked, screen, platform_options(asker.library.registry, (), used), earlier, PLATFORM_TYPED)


def ask_places(asker: Asker, asked: Asked, screen: Screen, earlier: Any) -> list[str] | None:
    """Places by any name, and the state, province or nation where law needs it."""
    atlas, given = asker.library.atlas, values_of(earlier or ())
    typed = tuple(Option(place, place) for place in given if place not in atlas.places)
    ways = asker.ways_out(screen, fact=asker.may_stay_open(asked), open_label=asker.open_label(asked))
    options = (*typed, *place_options(atlas))
    settings: dict[str, object] = {"placeholder": TYPE_A_PLACE, "only_found": True, "free": PLACE_TYPED, "search": ""}
    places = _tick(asker, asked, screen, options, ways, given, **settings) or []
    asker.begun.data = places or None
    for country in [place for place in places if atlas.is_coarse(place)]:
        parts = _ask_parts(asker, screen, country, [place for place in places if place.startswith(f"{country}-")])
        if parts:
            places = [place for place in places if place != country and not place.startswith(f"{country}-")] + parts
    return places or None


def _ask_parts(asker: Asker, screen: Screen, country: str, earlier: Sequence[str]) -> list[str]:
    """The states, provinces or nations of a country; none when that is not known."""
    atlas = asker.library.atlas
    follow = screen.asking(f"Which part of {atlas.in_sentence(country)}?", "The law is not the same in all of it.")
    ways = asker.ways_out(screen, fact=True)
    return _tick(asker, None, follow, part_options(atlas, country), ways, earlier) or []


def ask_platforms(asker: Asker, asked: Asked, screen: Screen, earlier: Any) -> list[str] | None:
    """Networks by any name they have or had."""
    ticked = values_of(earlier or ())
    special = choice_options(asked.choices)
    named = [value for value in ticked if all(choice.value != value for choice in asked.choices)]
    categories = () if isinstance(asked, Field) else asked.categories
    options = (*platform_options(asker.library.registry, categories, named), *special)
    ways = asker.ways_out(screen, fact=asker.may_stay_open(asked), open_label=asker.open_label(asked))
    return _tick(asker, asked, labelled(asked, screen), options, ways, ticked, free=PLATFORM_TYPED, search="")


def ask_trades(asker: Asker, asked: Asked, screen: Screen, earlier: Any) -> list[str] | None:
    """Trades by any word for them, the main one first."""
    said = " ".join(values_of(asker.known.facts.get("trade", ())))
    matcher = Matcher(asker.library.trades)
    sure = matcher.sure(said) if said and not earlier else ""
    fits = bool(said and (sure or matcher.sure(said)))
    own = own_words(asker.library, asker.known.facts, fit=fits, was_walked=asker.thorough and not asker.was_left_open)
    asker.begun.shown = own
    ticked = (*values_of(earlier or ((sure,) if sure else ())), *filter(None, [own]))
    first = dict.fromkeys((*ticked, *(match.trade.id for match in matcher.find(said))))
    ways = asker.ways_out(screen, fact=asker.may_stay_open(asked), open_label=asker.open_label(asked))
    free = TRADE_TYPED if TRADE_IN_WORDS in asker.library.questionnaire.questions else ""
    listed = tuple(trade for trade in first if trade in asker.library.trades.trades)
    options = (*([Option(own, own)] if own else []), *trade_options(asker.library.trades, listed))
    return _tick(asker, asked, screen, options, ways, ticked, search="", free=free)


# ---- lines -------------------------------------------------------------------------------------------------------------


def insisting(doubt: str) -> str:
    """A doubt, with the key that insists."""
    return f"{doubt} If it is right, press Enter once more." if doubt else ""


class LinePrompt:
    """Something typed on one line."""

    def __call__(self, asker: Asker, asked: Asked, screen: Screen, earlier: Any) -> Any:
        """Put it until it is an answer."""

        def check(text: str) -> str | Refused:
            data = self.data(text, asker.today)
            if isinstance(data, Refused):
                return data
            slip = line_slip(asked, text)
            return Refused(slip) if slip else asker.refused(asked, data) or text

        def doubt(text: str) -> str:
            return insisting(next(filter(None, (line_doubt(asked, line) for line in self.lines(text))), ""))

        current = asker.suggestion(asked, earlier)
        default = "" if current is None else self.shown(current)
        if isinstance(asked, Field):
            entry = TextField(check, asked.label, default, "" if asked.required else "leave it out", doubt)
        else:
            empty = "not sure yet" if asked.says == "fact" else "leave it out"
            entry = TextField(check, default=default, empty=empty, doubt=doubt)
        typed = ask_text(asker.console, screen, entry)
        return self.data(typed, asker.today) if typed else None

    def shown(self, value: Any) -> str:
        """An answer as somebody would type it."""
        return str(value)

    def data(self, typed: str, today: str) -> Any:
        """What was typed, as an answers file would say it, or why it is nothing of the kind."""
        return typed

    def lines(self, typed: str) -> Sequence[str]:
        """Each answer on the line by itself."""
        return (typed,)


class NumberPrompt(LinePrompt):
    """A whole number, in digits or in words."""

    def data(self, typed: str, today: str) -> Any:
        """The number; what was typed where it is none."""
        return typed_as("integer", _SOMEBODY, typed).data


class DatePrompt(LinePrompt):
    """A day typed as people write it."""

    def shown(self, value: Any) -> str:
        """In words."""
        return spelled_date(str(value))

    def data(self, typed: str, today: str) -> str | Refused:
        """The ISO date."""
        return read_day(typed, today)


class TextsPrompt(LinePrompt):
    """Several texts with commas between them, or semicolons where one holds a comma."""

    def shown(self, value: Any) -> str:
        """All on one line."""
        texts = values_of(value)
        return ("; " if any("," in text for text in texts) else ", ").join(texts)

    def data(self, typed: str, today: str) -> list[str] | None:
        """Each text."""
        return list(self.lines(typed)) or None

    def lines(self, typed: str) -> Sequence[str]:
        """Each text."""
        return [text for part in typed.split(";" if ";" in typed else ",") if (text := part.strip())]


# ---- people ------------------------------------------------------------------------------------------------------------

PERSON = (("name", "Name"), ("role", "Job title"), ("email", "E-mail"))
_SOMEBODY = Field("", "contact", "")


@dataclass(slots=True)
class FieldSequence:
    """Fields asked in turn; going back leads to the field before, and from the first out of the row."""

    asked: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])
    skips: Callable[[int], bool] = lambda _: False
    """Whether one of them is not to be asked, by what the others say."""

    def run(self) -> None:
        """Ask them all.

        Raises: `BackError` when the person goes back from the first.
        """
        at = 0
        while at < len(self.asked):
            try:
                if not self.skips(at):
                    self.asked[at]()
            except BackError:
                earlier = [index for index in range(at) if not self.skips(index)]
                if not earlier:
                    raise
                at = earlier[-1]
            else:
                at += 1


def given_lines(pairs: Sequence[tuple[str, str]], width: int) -> tuple[Line, ...]:
    """What was filled in so far, a line each."""
    room = max((len(label) for label, _ in pairs), default=0)
    return tuple(
        (("quiet", f"  {label.ljust(room)}  "), ("", shortened(text, width - room - 6))) for label, text in pairs
    )


def ask_contact(asker: Asker, asked: Asked, screen: Screen, earlier: Any) -> dict[str, Any] | None:
    """A person: name, job title, email, in turn. None when neither name nor job title is given."""
    person: dict[str, Any] = {str(key): value for key, value in earlier.items()} if isinstance(earlier, Mapping) else {}
    screen = labelled(asked, screen)

    def step(index: int) -> Callable[[], None]:
        key, label = PERSON[index]

        def check(text: str) -> str | Refused:
            slip = line_slip(_SOMEBODY, text, key)
            return Refused(slip) if slip else asker.refused(_SOMEBODY, {"name": "somebody", key: text}) or text

        def doubt(text: str) -> str:
            return insisting(line_doubt(_SOMEBODY, text, key))

        def ask() -> None:
            if key == "email" and not person.get("name") and not person.get("role"):
                return
            done = [(other, str(person.get(id) or "–")) for id, other in PERSON[:index]]
            above = (*screen.above, *given_lines(done, asker.console.width))
            notes = () if index else screen.notes
            shown = replace(screen, above=above, notes=notes, can_go_back=screen.can_go_back or index > 0)
            empty = "not sure yet" if not person.get("name") and index < 2 else "leave it out"
            entry = TextField(check, label, str(person.get(key) or ""), empty, doubt)
            typed = ask_text(asker.console, shown, entry)
            person.pop(key, None)
            if typed:
                person[key] = typed

        return ask

    try:
        FieldSequence([step(index) for index in range(len(PERSON))]).run()
    except (BackError, KeyboardInterrupt):
        if isinstance(asked, Question) and asked.kind == "contact" and person != earlier:
            asker.begun.data = person or None
        raise
    return person if person.get("name") or person.get("role") else None


FIELD_PROMPTS: Mapping[str, Prompt] = {
    "text": LinePrompt(),
    "handle": LinePrompt(),
    "integer": NumberPrompt(),
    "date": DatePrompt(),
    "one_of": ask_one,
    "yes_no": ask_yes_no,
    "many_of": ask_many,
    "place": ask_place,
    "platform": ask_platform,
    "contact": ask_contact,
}
"""How a field of each kind is put."""
