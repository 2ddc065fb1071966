"""Answers and accepted risks."""

from collections.abc import Mapping
from dataclasses import field

from policygen._dataclass import dataclass
from policygen._yaml import YamlFile
from policygen.conditions.model import Value


@dataclass(frozen=True, slots=True)
class Accepted:
    """An advisory, or a trap that catches a rule of their own, that somebody takes upon themselves."""

    advisory: str
    reason: str
    by: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A clause that this organisation does without, and who decided so."""

    clause: str
    reason: str
    by: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Answerer:
    """Who gave an answer, and when."""

    by: str = ""
    on: str = ""
    """ISO date; empty where nobody said."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said. With the library, the only source of a policy."""

    values: Mapping[str, Value]
    """By question id; only what was said, no defaults."""
    accepted: tuple[Accepted, ...] = ()
    library: str = ""
    """The version of the library they were last used with."""
    file: YamlFile | None = field(default=None, compare=False, repr=False)
    """Where they were read from, for findings."""
    packs: tuple[str, ...] = ()
    """Folders of the packs over the library, as the file names them."""
    leaves_out: tuple[LeftOut, ...] = ()
    brand: str = ""
    """The brand file of the documents, as the file names it."""
    reference: str = ""
    """The Word document that they look like, as the file names it."""
    body_size: str = ""
    """Of the words of their documents, one of `SIZES`; empty: as the brand has it, or ours."""
    said: Mapping[str, Answerer] = field(default_factory=dict[str, Answerer])
    """Who gave which answer, by question, as far as that was told."""
