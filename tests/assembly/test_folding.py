"""A chapter of few words goes on under another heading."""

from dataclasses import replace

from policygen.assembly.folding import FEWEST_WORDS, folded
from policygen.document.model import Answer, Heading, Origin, Paragraph, Part, Text
from policygen.library.model import Chapter


def chapter(id: str, words: int, *, given: bool = True, right: str = "") -> tuple[Chapter, list[Part]]:
    heading = (Heading(2, (Text(id),)), *((Paragraph((Text(right),), "rights"),) if right else ()))
    rule = Part(Origin(f"rules.{id}", "clause", id), (Paragraph((Text("word " * words),), "rule"),))
    known = Chapter(id, id, "everyone", () if given else ("rules",), takes=(id,) if given else ())
    return known, [Part(Origin(f"group:{id}", "section", id), heading), rule]


def ids(*made: tuple[Chapter, list[Part]]) -> list[str]:
    return [part.origin.id for part in folded(made)]


def test_a_chapter_of_given_rules_with_few_words_goes_on_under_the_heading_before_it() -> None:
    light, own = chapter("b", FEWEST_WORDS - 1), chapter("b", FEWEST_WORDS - 1, given=False)
    assert ids(chapter("a", 90), light) == ["group:a", "rules.a", "rules.b"]
    assert ids(chapter("a", 90), chapter("b", FEWEST_WORDS)) == ["group:a", "rules.a", "group:b", "rules.b"]
    assert ids(chapter("a", 90), own) == ["group:a", "rules.a", "group:b", "rules.b"]


def test_the_first_goes_under_the_next_and_one_that_is_alone_keeps_its_heading() -> None:
    assert ids(chapter("a", 5), chapter("b", 90)) == ["group:b", "rules.b", "rules.a"]
    assert ids(chapter("a", 5), chapter("b", 5)) == ["group:a", "rules.a", "rules.b"]
    assert ids((chapter("a", 5)[0], [])) == []


def test_the_line_on_rights_goes_with_its_rules_and_stands_once() -> None:
    heading, *_ = folded([chapter("a", 90, right="Nothing limits you."), chapter("b", 5, right="Nothing limits you.")])
    assert len(heading.blocks) == 2
    heading, *_ = folded([chapter("a", 90), chapter("b", 5, right="Nothing limits you.")])
    assert len(heading.blocks) == 2


def test_a_name_counts_as_one_word_so_that_no_heading_hangs_on_an_answer() -> None:
    known, (heading, rule) = chapter("b", FEWEST_WORDS - 2)
    name = Answer("The Society of Friends of the Old Harbour Lights", "organisation_name")
    named = replace(rule, blocks=(*rule.blocks, Paragraph((name,), "rule")))
    assert ids(chapter("a", 90), (known, [heading, named])) == ["group:a", "rules.a", "rules.b"]


def test_a_chapter_that_goes_onward_stands_under_the_next_heading_and_not_under_the_one_before() -> None:
    found = folded([chapter("a", 90), chapter("b", 5), chapter("c", 90)], {"b"})
    assert [part.origin.id for part in found] == ["group:a", "rules.a", "group:c", "rules.c", "rules.b"]
