"""The law of the places: told behind the rules, apart from them, and in the policy alone."""

import re
from random import Random

import pytest

from policygen.document.model import Heading, Paragraph, Strong, Text
from policygen.library.model import Library
from tests.assembly.small import small
from tests.support.answers import part_ids, words, written
from tests.support.budgets import counted, under

CLAUSES = """clause rules.a: Ask.
    clause notices.law: We tell you.
        statutory: true
    clause law.recordings: Malta asks for a yes.
        kind: law
        appears: short
        always: A nod will do.
    clause law.germany: Germany has a law.
        kind: law
        appears: short
        binds_at: [DE]
        when: {work_locations: [DE]}
    """


@pytest.mark.parametrize("depth", ["short", "standard", "full"])
def test_the_law_stands_behind_the_rules_and_before_the_notices_with_its_titles_run_in(depth: str) -> None:
    document = small(CLAUSES, depth=depth)
    assert [id for id in part_ids(document) if "." in id] == ["rules.a", "law.recordings", "notices.law"]
    parts = {part.origin.id: part.blocks for part in document.parts}
    assert isinstance(parts["law"][0], Heading)
    assert parts["law.recordings"] == (
        Paragraph((Strong((Text("Recordings."),)), Text(" "), Text("Malta asks for a yes.")), "body"),
        Paragraph((Text("A nod will do."),), "always"),
    )


@pytest.mark.parametrize("depth", ["short", "standard", "full"])
def test_the_law_is_no_rule_and_no_budget_counts_it(depth: str) -> None:
    assert "law.recordings" not in {part.origin.id for part in counted(small(CLAUSES, depth=depth))}


def test_where_people_work_elsewhere_too_the_law_of_a_place_says_whose_it_is() -> None:
    document = small(CLAUSES, work_locations=["DE", "US-NY"])
    assert words(document, "law.germany") == "Germany. In Germany. Germany has a law."


def test_no_law_is_told_where_none_is_known() -> None:
    assert "law" not in part_ids(small("clause rules.a: Ask."))


@pytest.mark.parametrize("headcount", [11, 90, 600])
def test_what_the_law_asks_of_a_trade_stands_as_rules_behind_those_of_the_trade_on_the_same_matter(
    library: Library, headcount: int
) -> None:
    said = {"trades": ["estate_agent"], "organisation_type": "company", "work_locations": ["AU-NSW"]}
    document = written(library, headcount=headcount, **said)
    behind = [part.origin.id for part in under(document, "group:said")]
    laws = [id for id in behind if library.clauses[id].tells_law]
    assert "law.au-nsw-underquoting" in laws
    first = behind.index(laws[0])
    assert behind[first : first + len(laws)] == laws
    sections = [library.clauses[id].section for id in behind[:first]]
    assert set(sections) <= {"trade", "sector", "images"}
    assert not any(library.clauses[part.origin.id].tells_law_of_trade for part in under(document, "law"))
    asked = next(part for part in document.parts if part.origin.id == "law.au-nsw-underquoting")
    assert isinstance(asked.blocks[0], Paragraph)
    assert asked.blocks[0].role == ("numbered-rule" if headcount == 11 else "titled-rule")
    assert set(laws).isdisjoint(part.origin.id for part in counted(document))


@pytest.mark.parametrize("kind", ["card", "handbook"])
def test_neither_a_card_nor_a_handbook_tells_the_law(kind: str) -> None:
    cards = CLAUSES.replace("appears: short", "appears: card").replace(
        "kind: law", "kind: law\n        audience: account_holders"
    )
    assert not [id for id in part_ids(small(cards, kind=kind, depth="full")) if id.startswith("law")]


OF_STAFF = {"fair-process", "whistleblowing", "working-conditions", "working-time"}


def test_whoever_works_alone_is_told_no_law_about_staff(library: Library, chance: Random) -> None:
    told = [clause for clause in library.clauses.values() if clause.tells_law]
    places = sorted({place for clause in told for place in clause.binds_at if place in library.atlas.places})
    for place in chance.sample(places, 8):
        printed = set(part_ids(written(library, headcount=1, work_locations=[place])))
        assert [each.id for each in told if each.id in printed and OF_STAFF & set(each.topics)] == []


def test_a_law_that_spares_a_trade_is_no_order_of_the_others(library: Library) -> None:
    clause = library.clauses["law.ca-on-human-rights"]
    read = clause.when.keys() if clause.when else frozenset()
    assert "trades" in read
    assert not clause.tells_law_of_trade


@pytest.mark.parametrize(
    ("said", "prints"),
    [
        ({"monitoring": ["none"]}, False),
        ({"monitoring": ["reactive"]}, False),
        ({"monitoring": ["systems"]}, True),
        ({"monitoring": ["reactive"], "workplace_records": ["cameras"]}, True),
        ({"monitoring": ["public_review"]}, True),
    ],
)
@pytest.mark.parametrize(("place", "notice"), [("AU-NSW", "notices.au-nsw"), ("AU-ACT", "notices.au-act")])
def test_a_notice_of_surveillance_stands_where_something_is_watched_or_nobody_can_tell(
    library: Library, place: str, notice: str, said: dict[str, list[str]], prints: bool
) -> None:
    assert (notice in part_ids(written(library, headcount=14, work_locations=[place], **said))) is prints


PARTS_OF_GB = {
    "GB-ENG": r"Scot(?:land|tish)|Wales|Welsh|Northern Ir\w+",
    "GB-SCT": r"England|English|Wales|Welsh|Northern Ir\w+",
    "GB-WLS": r"England|English|Scot(?:land|tish)|Northern Ir\w+",
    "GB-NIR": r"England|English|Scot(?:land|tish)|Wales|Welsh",
}
NAMED_SO = (
    "Charity Commission for England and Wales", "in England and Wales", "Church of Scotland", "in Welsh as in English",
    "than English", "English and Welsh",
)  # fmt: skip
"""Names of bodies and languages."""


@pytest.mark.parametrize("place", PARTS_OF_GB)
@pytest.mark.parametrize(
    "trade", ["kennels", "charity", "farm", "takeaway", "job_centre", "theatre", "care_home", "builder"]
)
def test_a_policy_for_one_nation_names_no_other(library: Library, place: str, trade: str) -> None:
    text = words(written(library, headcount=20, work_locations=[place], trades=[trade], platforms=["instagram"]))
    for name in NAMED_SO:
        text = text.replace(name, "")
    assert not re.findall(rf"[^.\n]*\b(?:{PARTS_OF_GB[place]})\b[^.\n]*", text)
