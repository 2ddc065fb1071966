"""The headings that rules stand under: by what they are about, by what they say, or by their section."""

from collections.abc import Iterator

import pytest

from policygen.assembly.assemble import assemble
from policygen.assembly.documents import CARD
from policygen.library.headings import OWN_WORK, Headings
from policygen.library.model import Clause, Library
from tests.support.answers import decide, part_ids


def own_work(library: Library) -> Iterator[Clause]:
    sections = {section.id for section in library.sections if section.group == OWN_WORK}
    yield from (clause for clause in library.clauses.values() if clause.section in sections and not clause.stands_apart)


def test_a_rule_of_our_own_work_stands_under_the_first_of_its_topics_that_has_a_heading(library: Library) -> None:
    of = {topic: group.id for group in library.groups for topic in group.topics}
    weighed = [
        clause for clause in own_work(library) if not clause.group and any(topic in of for topic in clause.topics)
    ]
    assert weighed
    for clause in weighed:
        assert Headings(library).group_of(clause) == next(of[topic] for topic in clause.topics if topic in of), (
            clause.id
        )


def test_one_heading_takes_every_rule_that_is_about_nothing_listed(library: Library) -> None:
    (rest,) = (group for group in library.groups if group.takes_rest)
    listed = {topic for group in library.groups for topic in group.topics}
    found = {
        Headings(library).group_of(each)
        for each in own_work(library)
        if not each.group and listed.isdisjoint(each.topics)
    }
    assert found == {rest.id}


def test_what_a_clause_says_goes_before_its_topics_and_its_section(library: Library) -> None:
    clause = library.clauses["confidentiality.kinds"]
    assert (Headings(library).group_of(clause), Headings(library, by_topic=False).group_of(clause)) == (
        "private",
        "personal",
    )


@pytest.mark.parametrize("headcount", [12, 90, 400])
def test_permission_is_asked_before_what_a_picture_gives_away_and_hard_moments_stand_with_the_rest(
    library: Library, headcount: int
) -> None:
    ids = part_ids(assemble(decide(library, trades=["barber"], headcount=headcount)))
    headings = ids.index("group:pictures"), ids.index("group:private")
    assert headings[0] < ids.index("images.ask-first") < ids.index("trade.barber-look") < headings[1]
    assert ids.index("trade.barber-moments") < ids.index("escalation.tell-at-once")
    assert "group:trade" not in ids


def test_a_card_has_the_few_headings_of_its_readers_and_no_rule_under_a_heading_of_another_matter(
    library: Library,
) -> None:
    ids = part_ids(assemble(decide(library, trades=["law_firm"], headcount=60), CARD))
    headings = [id.removeprefix("group:") for id in ids if id.startswith("group:")]
    assert headings == ["trade", "posting", "replying", "about", "personal"]
    assert ids.index("group:posting") < ids.index("speaking.second-pair-of-eyes") < ids.index("group:replying")


def test_a_document_of_an_earlier_shape_keeps_its_headings(library: Library) -> None:
    selection = decide(library, trades=["barber"], headcount=12)
    ids = part_ids(assemble(selection, shape=8))
    assert "group:pictures" not in ids
    assert ids.index("group:trade") < ids.index("trade.barber-moments") < ids.index("group:posting")


def test_what_one_chapter_gives_to_others_stands_in_one_of_them_alone(library: Library) -> None:
    for by_topic in (True, False):
        found = [
            clause.id
            for chapter in library.chapters
            for clause in Headings(library, by_topic).of_chapter(chapter, library.clauses)
        ]
        assert len(found) == len(set(found))
        standing = {each.id for each in library.clauses.values() if not (each.stands_apart or each.under)}
        assert standing - set(found) == set()


@pytest.mark.parametrize("headcount", [12, 90, 400])
def test_what_keeps_children_safe_stands_together_before_all_other_rules(library: Library, headcount: int) -> None:
    said = {"trades": ["riding_school"], "people_served": ["under_16s"], "work_locations": ["GB-ENG"]}
    ids = part_ids(assemble(decide(library, headcount=headcount, **said)))
    safe = ids[ids.index("group:safe") : ids.index("group:pictures")]
    messages = [safe.index(id) for id in ("sector.sport-two-adults", "sector.young-messages", "law.ew-trust")]
    assert messages == sorted(messages)
    assert max(messages) < safe.index("conduct.must-tell-risk") < safe.index("conduct.must-report-gb-eng")


def test_a_document_of_a_shape_before_that_has_them_where_they_stood(library: Library) -> None:
    said = {"trades": ["riding_school"], "people_served": ["under_16s"], "work_locations": ["GB-ENG"]}
    for headcount in (12, 400):
        ids = part_ids(assemble(decide(library, headcount=headcount, **said), shape=9))
        assert "group:safe" not in ids
        assert {"sector.sport-two-adults", "conduct.must-tell-risk"} <= set(ids)


def test_a_firm_that_serves_nobody_at_risk_has_no_such_heading(library: Library) -> None:
    ids = part_ids(assemble(decide(library, trades=["removals"], people_served=["general_public"], headcount=12)))
    assert "group:safe" not in ids
