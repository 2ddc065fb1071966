"""Which places' own law stands behind a selection, and which places' does not."""

from collections.abc import Iterator, Sequence

from policygen._dataclass import dataclass
from policygen.conditions.evaluate import values_of
from policygen.conditions.places import Atlas
from policygen.language.lists import listed
from policygen.library.model import Clause, Library, Source
from policygen.selection.model import Selection

CHECK_THERE = "Have the policy checked by somebody who knows the law there."
"""What to do about a place whose law was not considered."""


@dataclass(frozen=True, slots=True)
class LawGaps:
    """The places whose own law stands behind no clause."""

    named: bool
    """Whether any place was named at all."""
    wider: tuple[str, ...] = ()
    """Only law that many countries share stands behind clauses there, such as that of the European Union or a treaty."""
    none: tuple[str, ...] = ()
    """No law at all does."""
    everywhere: bool = False
    """Every place is such a one."""

    def sentences(self) -> Iterator[str]:
        """What to tell the owner: a sentence for each kind of gap."""
        if not self.named:
            yield "No local law was considered, since no place was named."
        if self.wider:
            places = listed(self.wider)
            yield f"No law of {places} itself was considered, only what many countries have in common."
        if self.none:
            yield f"No law of {listed(self.none)} was considered."


def is_of_one_country(source: Source, atlas: Atlas) -> bool:
    """Whether a source is one country's own, or that of a part of it, and not what many share."""
    countries = {region[:2] if region[2:3] == "-" else region for region in source.extent}
    return len(countries) == 1 and countries.isdisjoint(atlas.groups)


def without_law(library: Library, places: Sequence[str]) -> tuple[str, ...]:
    """Of some places those of which the library holds no law that anybody read, as they stand inside a sentence."""
    atlas = library.atlas
    own = [source for source in library.sources.values() if source.is_read and is_of_one_country(source, atlas)]
    return tuple(
        atlas.in_sentence(place)
        for place in places
        if not any(atlas.holds(region, place) is not False for source in own for region in source.extent)
    )


def law_gaps(selection: Selection) -> LawGaps:
    """The places of which no clause was selected on a source of their own."""
    library, atlas = selection.library, selection.library.atlas
    places = values_of(selection.situation.facts.get("work_locations", ()))
    chosen = selection.standing()

    def binds(clause: Clause, place: str) -> bool:
        here = not clause.binds_at or any(atlas.holds(region, place) is not False for region in clause.binds_at)
        return here and not any(atlas.holds(region, place) for region in clause.not_in)

    def rests_on(place: str, *, own: bool) -> bool:
        """Whether a clause that binds in a place rests on a source of it that somebody read: its own, or a shared one."""
        return any(
            source.is_read
            and is_of_one_country(source, atlas) is own
            and any(atlas.holds(region, place) is not False for region in source.extent)
            for clause in chosen
            if binds(clause, place)
            for source in (library.sources[id] for id in clause.sources if id in library.sources)
        )

    missing = [place for place in places if not rests_on(place, own=True)]
    wider = [place for place in missing if rests_on(place, own=False)]
    names = {place: atlas.in_sentence(place) for place in missing}
    return LawGaps(
        bool(places),
        tuple(names[place] for place in wider),
        tuple(names[place] for place in missing if place not in wider),
        bool(places) and len(missing) == len(places),
    )
