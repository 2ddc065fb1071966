"""Somebody else's sentences, handed to the traps."""

from policygen.document.model import Heading, Item, ItemList, Paragraph, Text
from policygen.document.pieces import open_lists
from policygen.findings import Severity
from policygen.lint.passages import Caught, Passage, caught_in, passages_of
from policygen.lint.traps import Traps
from tests.support.library import the_library


def caught(passage: Passage, *places: str) -> list[Caught]:
    return list(caught_in(Traps(the_library()), [passage], places))


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def test_the_first_sentence_of_an_item_is_read_with_what_leads_to_it() -> None:
    item = Passage("Rules", 3, "Disparage us. Ask first.", "You must not:")
    assert item.sentences() == ("You must not Disparage us.", "Ask first.")


def test_an_answer_is_read_with_its_question() -> None:
    assert Passage("", 1, "Does a reporter call? Say nothing.").sentences()[1] == "Does a reporter call? Say nothing."


def test_a_trap_set_elsewhere_only_is_told_and_said_to_be_elsewhere() -> None:
    passage = Passage("", 1, "Every post about work must carry a disclaimer.")

    def where(*places: str) -> set[bool]:
        return {found.is_here for found in caught(passage, *places) if found.trap.id == "T-16"}

    assert (where("US-CA"), where("FR"), where()) == ({True}, {False}, {True})


def test_it_is_said_where_wording_is_unlawful_and_where_it_is_a_risk() -> None:
    passage = Passage("", 1, "Do not discuss your pay online.")
    verdicts = {place: found.verdict for place in ("US-CA", "FR") for found in caught(passage, place)}
    assert verdicts == {"US-CA": "unlawful here", "FR": "risky here"}


def test_wording_blocks_only_where_it_is_unlawful() -> None:
    passage = Passage("", 1, "Do not talk to a regulator without approval.")
    severities = {place: [f.severity for f in caught(passage, place) if f.trap.id == "T-09"] for place in ("US", "JP")}
    assert severities == {"US": [Severity.BLOCK], "JP": [Severity.HIGH]}


def test_items_of_every_depth_are_read_with_what_leads_to_them() -> None:
    inner = ItemList((Item(words("colleagues")), Item(words("the company"))))
    outer = ItemList((Item(words("post lies")), Item(words("disparage:"), inner), Item(words("shout"))), ordered=True)
    straight = ItemList((Item(words("use our logo")),))
    blocks = [
        Heading(2, words("Your own accounts")),
        Paragraph(words("Enjoy them. You must not:")),
        outer,
        Heading(2, words("Never")),
        straight,
    ]
    read = [(passage.heading, *passage.sentences()) for passage in passages_of(open_lists(blocks))]
    assert read == [
        ("Your own accounts", "Enjoy them.", "You must not:"),
        ("Your own accounts", "You must not post lies"),
        ("Your own accounts", "You must not disparage:"),
        ("Your own accounts", "You must not disparage colleagues"),
        ("Your own accounts", "You must not disparage the company"),
        ("Your own accounts", "You must not shout"),
        ("Never", "Never use our logo"),
    ]


def stems(heading: str, *items: str) -> list[str]:
    blocks = (Heading(2, words(heading)), ItemList(tuple(Item(words(item)) for item in items)))
    return [passage.stem for passage in passages_of(open_lists(blocks))]


def test_a_heading_leads_to_items_that_go_on_from_it_and_to_no_others() -> None:
    assert stems("You will not be disciplined for", "criticising us") == ["You will not be disciplined for"]
    assert stems("You must not:", "Disparage us") == ["You must not:"]
    assert stems("Our accounts", "Never tag guests.") == [""]
