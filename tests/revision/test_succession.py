"""Parts of ours that take the place of issued ones: one part, under the id that it was issued with."""

from dataclasses import replace

import pytest

from policygen.document.model import Part, Reference, Row, Table, Text
from policygen.library.model import Library
from policygen.library.succession import predecessors
from policygen.revision.succession import in_their_place, successions
from tests.revision.scene import clause, para

NAMED = clause("who.named", "Who posts", "Only people named by Sam Okafor may post or reply in our name.")
ALONE = clause("who.alone", "Who posts", "Only Sam Okafor may post or reply in our name.")
OTHER = clause("who.other", "Who posts", "Children never appear in a picture unless a parent said yes in writing.")


def test_of_several_parts_that_went_the_likest_is_the_one_whose_place_is_taken_and_no_part_is_taken_twice() -> None:
    found = {"who.alone": ("who.other", "who.named"), "who.late": ("who.named", "who.other")}
    late = replace(OTHER, origin=replace(OTHER.origin, id="who.late"))

    assert successions((OTHER, NAMED), (ALONE, late), found) == {"who.alone": "who.named", "who.late": "who.other"}
    assert successions((NAMED,), (ALONE, late), found) == {"who.alone": "who.named"}
    assert successions((NAMED,), (NAMED, ALONE), found) == {}


def test_references_and_rows_lead_to_the_part_as_it_was_issued() -> None:
    said = (Text("See "), Reference("who.alone", "Who posts"), Text("."))
    page = Table("rules", ("", ""), (Row("who.alone", ((Text("Ask."),), said)),))
    part = Part(NAMED.origin, (para(said), page))

    (found,) = in_their_place((part,), {"who.alone": "who.named"})

    led = (Text("See "), Reference("who.named", "Who posts"), Text("."))
    assert found.blocks == (para(led), Table("rules", ("", ""), (Row("who.named", ((Text("Ask."),), led)),)))


@pytest.mark.parametrize(
    ("gone", "come", "takes"),
    [
        ("speaking.named-people", "speaking.owner-only", True),
        ("personal.off-duty", "personal.off-duty-us", True),
        ("images.working-conditions", "images.ask-first", True),
        ("law.us-recording", "law.ca-recording", False),
        ("speaking.named-people", "images.solo", False),
        ("of.a-pack-that-is-gone", "images.solo", False),
    ],
)
def test_clauses_of_one_title_or_declared_in_place_of_another_are_alternatives_and_law_of_another_place_is_none(
    library: Library, gone: str, come: str, *, takes: bool
) -> None:
    assert (gone in predecessors(library, [gone], [come]).get(come, ())) == takes
