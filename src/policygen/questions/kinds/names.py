"""Kinds answered by the name of something there is a list of: networks, places; and by the name of an account."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policygen.conditions.model import AnyOf, FieldValue, Value
from policygen.findings import Severity, nearest
from policygen.platforms.handles import has_odd_signs, is_address, problems
from policygen.platforms.names import network_of
from policygen.questions.kinds.base import Asked, Scalar, Schema
from policygen.questions.model import Choice, Context, Field
from policygen.questions.values import Path, ValueReader


class Place(Scalar):
    """A place by code or by any name."""

    name = "place"
    any_words = True
    tests = frozenset({AnyOf})

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> str | None:
        """The place's code; a place of no list as it was typed."""
        return reader.location(data, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        """A place by code or name; what has the form of a code must be one."""
        atlas = context.atlas
        form = r"^\s*[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?\s*$"
        short = sorted({alias for place in atlas.places.values() for alias in place.aliases if len(alias) == 2})
        whole = sorted(code for code in atlas.places if "-" not in code and not atlas.is_coarse(code))
        known = [
            {"enum": [*sorted(atlas.places), *short]},
            {"not": {"pattern": form}},
            {"pattern": f"^({'|'.join(whole)})-[A-Za-z0-9]{{1,3}}$"},
        ]
        return {**super().schema(asked, context, needed=needed), "anyOf": known}

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[str]:
        """Places of three laws."""
        yield from ("GB-ENG", "US-NY", "DE")

    def in_row(self, asked: Field, facts: Mapping[str, Value]) -> FieldValue:
        """The first place that people work in."""
        places = facts.get("work_locations")
        return str(places[0]) if isinstance(places, tuple) and places else super().in_row(asked, facts)

    def values(self, asked: Asked, context: Context) -> Sequence[str]:
        """Every place, and every union of countries."""
        return [*context.atlas.places, *context.atlas.groups]

    def unknown(self, asked: Asked, value: str, context: Context) -> tuple[str, str, str] | None:
        """Why a place cannot be tested for."""
        hint = unknown_place(value, context)
        return None if hint is None else ("unknown-place", f"tests for '{value}', which is no place we know.", hint)

    def named(self, text: str, context: Context) -> str:
        """By its name."""
        return context.atlas.name(text)

    def shown(self, text: str, context: Context) -> str:
        """By its name, and its country's where that alone could mislead."""
        return context.atlas.full_name(text)

    def in_sentence(self, text: str, context: Context, english: str) -> str:
        """By its name as it stands in a sentence."""
        return context.atlas.in_sentence(text)


class Platform(Scalar):
    """A network by any name it has or had."""

    name = "platform"
    any_words = True
    tests = frozenset({AnyOf})

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> str | None:
        """The network's id; one of no list as it was typed."""
        return reader.platform(data, path)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        """Any words, with the networks we know."""
        return {**super().schema(asked, context, needed=needed), "examples": sorted(context.registry.platforms)}

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[str]:
        """One that most use."""
        yield "instagram"

    def values(self, asked: Asked, context: Context) -> Sequence[str]:
        """Every network, and what may be chosen instead."""
        return [*(choice.value for choice in asked.choices), *context.registry.platforms]

    def named(self, text: str, context: Context) -> str:
        """By its name now."""
        return context.registry.name(text)


class Handle(Scalar):
    """The name of an account, by itself or in its address."""

    name = "handle"
    typed = any_words = True

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> str | None:
        """The name, without its @."""
        return reader.handle(data, path)

    def check_row(
        self, asked: Field, row: Mapping[str, FieldValue], data: Any, path: Path, reader: ValueReader
    ) -> None:
        """Tell a name that its network does not allow, and an address of another network."""
        registry, handle = reader.context.registry, str(row[asked.id])
        network = registry.platforms.get(str(row.get("platform", "")))
        if network is None:
            return
        other = network_of(str(data), registry) if is_address(str(data)) else None
        if other is not None and other is not network:
            message = f"'{data}' is an address of {other.name}, not of {network.name}."
            reader.slip(path, "other-network", message, "Put it in a row of its own.", level=Severity.MEDIUM)
            return
        wrong = problems(handle, network.handle)
        if wrong:
            message = f"'{handle}' does not have the form of a name on {network.name}: {'; '.join(wrong).rstrip('.')}."
            hint = "Write the name as it stands behind the last / of the account's address."
            level = Severity.MEDIUM if has_odd_signs(handle) else Severity.INFO
            reader.slip(path, "handle-form", message, hint, level=level)


def unknown_place(place: str, context: Context) -> str | None:
    """A hint for the code of a place that is not known; None for one that is."""
    atlas = context.atlas
    if place in atlas.places or place in atlas.groups:
        return None
    return nearest(place, [*atlas.places, *atlas.groups]) or "Use an ISO 3166 code, such as GB-ENG, US-NY or DE."
