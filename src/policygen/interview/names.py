"""Places, networks and trades as entries of a list, found by every name people use for them. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from policygen.conditions.places import Atlas
from policygen.interview.search import Option
from policygen.platforms.model import Platform, Registry
from policygen.trades.model import TradeList

PLACE_TYPED = "Use “{}” as typed; no law of it is taken into account"
PLATFORM_TYPED = "Add “{}”, which is not in our list"


def place_options(atlas: Atlas, codes: Sequence[str] = ()) -> tuple[Option, ...]:
    """Places as entries: those named, or all, the larger first."""
    wanted = codes or sorted(atlas.places, key=lambda code: "-" in code)
    return tuple(_place(atlas, code) for code in wanted)


def _place(atlas: Atlas, code: str) -> Option:
    place = atlas.places.get(code)
    return Option(code, atlas.full_name(code), found_by=(*place.aliases, code) if place else ())


def part_options(atlas: Atlas, country: str) -> tuple[Option, ...]:
    """The states, provinces or nations of a country as entries, by name."""
    codes = sorted((code for code in atlas.places if code.startswith(f"{country}-")), key=atlas.name)
    return tuple(replace(_place(atlas, code), label=atlas.name(code)) for code in codes)


def platform_options(
    registry: Registry, categories: Sequence[str] = (), first: Sequence[str] = ()
) -> tuple[Option, ...]:
    """Networks as entries: some first, then those in use, then those that have closed; all in the order of the registry."""
    offered = [p for p in registry.platforms.values() if not categories or p.category in categories or p.id in first]
    unknown = [Option(name, name) for name in first if name not in registry.platforms]
    offered.sort(key=lambda platform: (platform.id not in first, platform.status == "closed"))
    return (*unknown, *(_platform(platform) for platform in offered))


def trade_options(listed: TradeList, first: Sequence[str] = ()) -> tuple[Option, ...]:
    """Trades as entries: some first, the others by title."""
    others = sorted((id for id in listed.trades if id not in first), key=listed.name)
    return tuple(Option(id, listed.name(id), found_by=listed.trades[id].says) for id in (*first, *others))


def _platform(platform: Platform) -> Option:
    closed = platform.status == "closed"
    label = f"{platform.name} (closed)" if closed else platform.name
    return Option(
        platform.id, label, found_by=(platform.name, *platform.aliases, *platform.former_names), out_of_use=closed
    )
