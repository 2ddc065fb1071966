"""Which places lie in which: states in countries, countries in unions."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from policygen._dataclass import dataclass
from policygen._on_use import regex

_PART = regex("[A-Z]{2}-[A-Z0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One place: an ISO 3166-1 country or an ISO 3166-2 part of one."""

    code: str
    name: str
    in_sentence: str
    """The name as it stands in a sentence: `the United States`."""
    aliases: tuple[str, ...] = ()
    """Other names a person may type, well-known cities among them."""


@dataclass(frozen=True, slots=True)
class NumberToCall:
    """Whom to call in a place, and when somebody last looked it up."""

    number: str
    checked: str
    """ISO date on which somebody last looked it up."""
    confidence: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """Every place by code, the unions of countries, and the countries whose law needs the state, province or nation."""

    places: Mapping[str, PlaceName]
    groups: Mapping[str, frozenset[str]]
    """EU, EEA: their countries."""
    needs_subdivision: frozenset[str]
    spelling: Mapping[str, str]
    """The English usual in a country, `en-GB` …; `other` for the rest."""
    paper: Mapping[str, str]
    """`letter` or `a4` by country; `other` for the rest."""
    emergency: Mapping[str, NumberToCall] = field(default_factory=dict[str, NumberToCall])
    """By country, or by a group for all its countries that have none of their own."""
    crisis_lines: Mapping[str, NumberToCall] = field(default_factory=dict[str, NumberToCall])
    """Who listens day and night to people who may harm themselves, by country or group, as it stands in a sentence."""
    mainly: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    """By a country that law needs a narrower place than: the parts in which nearly all its people work."""
    asked_for: frozenset[str] = frozenset()
    """The questions whose answers are places, which nest."""

    def holds(self, region: str, place: str) -> bool | None:
        """Whether a place lies in a region; None when the place is too coarse to tell (`US` for `US-NY`)."""
        if place == region or place.startswith(f"{region}-"):
            return True
        if region in self.groups:
            return place.split("-")[0] in self.groups[region]
        if region.startswith(f"{place}-"):
            return None
        return False

    def any_in(self, regions: Sequence[str], places: Sequence[str]) -> bool | None:
        """Whether any of the places lies in any of the regions; None when that cannot be told.

        A country that is too coarse lies in them if all the parts do that its people mainly work in.
        """
        parts = {place: self.mainly.get(place, ()) for place in places}
        if any(found and all(self.any_in(regions, [part]) for part in found) for found in parts.values()):
            return True
        verdicts = [self.holds(region, place) for region in regions for place in places]
        if True in verdicts:
            return True
        return None if None in verdicts else False

    def is_coarse(self, place: str) -> bool:
        """Whether law needs a narrower place than this one."""
        return place in self.needs_subdivision

    def in_sentence(self, code: str) -> str:
        """A place as it stands in a sentence; a place of no list by the name that was typed."""
        place = self._find(code)
        return place.in_sentence if place else code

    def name(self, code: str) -> str:
        """A place's name on its own."""
        place = self._find(code)
        return place.name if place else code

    def full_name(self, code: str) -> str:
        """A place by name, with its country where the name alone could mislead: `Georgia, United States`."""
        country = code.split("-")[0]
        if country in {code, "GB"} or country not in self.places or code not in self.places:
            return self.name(code)
        return f"{self.name(code)}, {self.name(country)}"

    def _find(self, code: str) -> PlaceName | None:
        """A place by its code; the country of a part that stands in no list, such as `DE-BY`."""
        if code in self.places or not _PART.fullmatch(code):
            return self.places.get(code)
        return self.places.get(code[:2])

    def spelling_in(self, place: str) -> str:
        """The English usual in a place."""
        return self.spelling.get(place.split("-")[0]) or self.spelling.get("other", "en-GB")

    def paper_in(self, place: str) -> str:
        """The paper usual in a place."""
        return self.paper.get(place.split("-")[0]) or self.paper.get("other", "a4")

    def emergency_in(self, place: str) -> str:
        """The number to call in a place where somebody is in danger; empty where nobody looked it up."""
        return self._number_in(self.emergency, place)

    def crisis_line_in(self, place: str) -> str:
        """Who listens in a place to somebody who may harm themselves, with a number; empty where nobody looked it up."""
        return self._number_in(self.crisis_lines, place)

    def _number_in(self, numbers: Mapping[str, NumberToCall], place: str) -> str:
        known = (region for region in (place.split("-")[0], *self.groups) if region in numbers)
        return next((numbers[region].number for region in known if self.holds(region, place)), "")
