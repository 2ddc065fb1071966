"""What is known of each network."""

from collections.abc import Mapping
from dataclasses import field

from policygen._dataclass import dataclass

USES = ("wide", "usual", "rare")
"""How many organisations use a network, most first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed with a network or with what a source says."""

    date: str
    """When: an ISO date, or as much of one as is known (`2023`, `2023-07`)."""
    text: str
    """What changed, in one sentence."""
    kind: str = ""
    """Which sort of change it is, where somebody said so."""
    source: str = ""
    """Where that was read."""
    confidence: str = "unverified"


@dataclass(frozen=True, slots=True)
class HandleRule:
    """What a network accepts as a handle, as far as known."""

    least: int = 0
    most: int = 0
    """Bounds of the length in characters; 0: unknown."""
    pattern: str = ""
    """A regular expression for the whole handle, without the @; empty: unknown."""
    note: str = ""
    confidence: str = "unverified"


@dataclass(frozen=True, slots=True)
class Platform:
    """One network."""

    id: str
    name: str
    category: str
    status: str
    """active, unstable, renamed or closed."""
    owner: str = ""
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    also_words: tuple[str, ...] = ()
    """Those of its names that are words too, as `Artifact`: they name it only where another network is named."""
    found_by: tuple[str, ...] = ()
    """Words that people look for it by, and that are no names of it."""
    use: str = "usual"
    """One of `USES`: a list begins with what most look for."""
    status_date: str = ""
    successor: str = ""
    """The id of the network that took its place."""
    rule: str = ""
    """What those who run an account there must mind, in a sentence."""
    au16: str = "unknown"
    """listed or self_assessed: under-16s in Australia may not hold accounts."""
    byte_dance: bool = False
    federated: bool = False
    ephemeral: bool = False
    minimum_age: int = 0
    confidence: str = "unverified"
    as_of: str = ""
    handle: HandleRule = HandleRule()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """Every network by id, and every name it has ever had."""

    platforms: Mapping[str, Platform]
    by_name: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """Any name, present, past or alias, in lower case and folded, to the id; where nobody gives it, worked out."""

    def __post_init__(self) -> None:
        if not self.by_name:
            object.__setattr__(self, "by_name", _by_name(self.platforms))

    def find(self, name: str) -> Platform | None:
        """The network of an id or of any name, past or present; one that has closed only where none in use is called so."""
        written = " ".join(name.casefold().split())
        return self.platforms.get(self.by_name.get(written) or self.by_name.get(fold(name), ""))

    def name(self, platform: str) -> str:
        """What a network is called today; a name of no list as it was typed."""
        found = self.platforms.get(platform)
        return found.name if found else platform


def fold(name: str) -> str:
    """A name for comparing: lower case, letters and digits only."""
    return "".join(character for character in name.casefold() if character.isalnum())


def _by_name(platforms: Mapping[str, Platform]) -> dict[str, str]:
    """Every name to an id.

    A name as it is written wins over one that only folds to the same letters; the name of a network in use over that of one
    that has closed; a present name over a past one.
    """
    order = sorted(platforms.values(), key=lambda platform: platform.status == "closed")
    found: dict[str, str] = {platform.id: platform.id for platform in order}
    for key in (str.casefold, fold):
        for past in (False, True):
            for platform in order:
                for name in platform.former_names if past else (platform.name, *platform.aliases):
                    found.setdefault(key(name), platform.id)
    for platform in order:
        found.setdefault(fold(platform.id), platform.id)
    return found
