"""Reads the file of places: countries and their parts, unions of them, and what is usual in each."""

from dataclasses import replace

from policygen._yaml import YamlFile
from policygen.conditions.places import NumberToCall
from policygen.library import reference_files
from policygen.library.draft import LibraryDraft
from policygen.library.fields import CONFIDENCE, Fields
from policygen.library.reference_files import listed


def places(draft: LibraryDraft, file: YamlFile) -> None:
    """Add places, unions of them, and what is usual in each."""
    for place, entry in listed(file, draft.findings, "A place", reference_files.place, "places"):
        draft.put(draft.places, "place", place.code, place, entry)
    fields = Fields(file, (), draft.findings, "The list of places")
    fields.raw("places")
    unions: dict[str, frozenset[str]] = {}
    if fields.mapping("groups"):
        groups = fields.inside("The groups of places", "groups")
        unions = {name: frozenset(groups.texts(name)) for name in groups.data}
    mainly: dict[str, frozenset[str]] = {}
    if fields.mapping("mainly"):
        parts = fields.inside("The main parts of places", "mainly")
        mainly = {name: frozenset(parts.texts(name)) for name in parts.data}
    numbers, lines = (
        {entry.text("in", required=True): _number_to_call(entry) for entry in fields.each(key, "A number to call")}
        for key in ("emergency", "crisis_lines")
    )
    draft.emergency_when = fields.condition("emergency_when") or draft.emergency_when
    known = draft.atlas
    draft.atlas = replace(
        known,
        groups={**known.groups, **unions},
        needs_subdivision=known.needs_subdivision | frozenset(fields.texts("needs_subdivision")),
        mainly={**known.mainly, **mainly},
        spelling={**known.spelling, **fields.text_mapping("by_default_spelling")},
        paper={**known.paper, **fields.text_mapping("paper")},
        emergency={**known.emergency, **numbers},
        crisis_lines={**known.crisis_lines, **lines},
    )
    fields.done()


def _number_to_call(fields: Fields) -> NumberToCall:
    found = NumberToCall(
        fields.text("number", required=True),
        fields.date("checked", required=True),
        fields.one_of("confidence", CONFIDENCE, "unverified"),
    )
    fields.done()
    return found
