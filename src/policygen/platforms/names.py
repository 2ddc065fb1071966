"""Networks by what people write: `X (formerly Twitter)`, `Twitter/X`, `our Facebook page`, an address."""

import re

from policygen._on_use import regex
from policygen.platforms.handles import host_of
from policygen.platforms.model import Platform, Registry, fold

_JOINED = regex(
    r"""[/|()\[\],;&+=→]|\s[-–—]>?\s|->
    |\b(?:formerly(?:\s+known\s+as)?|previously|also\s+known\s+as|a\.?k\.?a\.?|known\s+as|once|(?:now|re(?:named|branded))(?:\s+(?:called|known\s+as|as|to))?|became|called|was|or|and)\b(?:\s*:)?
    |\bex[-\s]""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands between two names: for one network, or for two."""

_GENERIC = regex(
    r"^(?:our|the|an?|my|old|new|official|company|business)\s+|(?:^|\s+)(?:pages?|accounts?|channels?|profiles?|groups?|business|app|feed)$",
    re.IGNORECASE,
)
"""Words round a name that say only what kind of thing it is."""


def networks_in(text: str, registry: Registry) -> tuple[Platform, ...]:
    """The networks that a text names, each once; empty when any part of it is no name of one."""
    whole = _single(text, registry)
    if whole is not None:
        return (whole,)
    pieces = (piece.strip(" .:'\"“”‘’") for piece in _JOINED.split(text))
    parts = [piece for piece in pieces if _GENERIC.sub("", piece)]
    found = [(part, _single(part, registry)) for part in parts]
    networks = dict.fromkeys(platform.id for _, platform in found if platform is not None)
    owners = {fold(registry.platforms[id].owner) for id in networks}
    understood = all(platform is not None or fold(part) in owners for part, platform in found)
    return tuple(registry.platforms[id] for id in networks) if understood else ()


def _single(text: str, registry: Registry) -> Platform | None:
    """The network of one name, as it is, without the words round it, or as an address."""
    bare = text
    while (found := registry.find(bare)) is None:
        shorter = _GENERIC.sub("", bare).strip()
        if shorter == bare:
            break
        bare = shorter
    return found or network_of(text, registry)


def network_of(address: str, registry: Registry) -> Platform | None:
    """The network that an address leads to; None for another site, or for no address."""
    host = host_of(address)
    name, _, ending = host.rpartition(".")
    return registry.find(host) or registry.find(name.rpartition(".")[2]) if name and ending.isalpha() else None


def closing(platform: Platform, registry: Registry) -> tuple[str, str]:
    """That a network has closed and when, and what to do about it."""
    when = f" ({platform.status_date})" if platform.status_date else ""
    instead = f"Its place was taken by {registry.name(platform.successor)}." if platform.successor else ""
    hint = f"{instead} Take it off the list, and close or claim what is left of the old account.".strip()
    return f"{platform.name} has closed{when}.", hint
