import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from policygen.document.as_read import ReadDocument
from policygen.document.model import Answer, Block, Confirm, Exact, Heading, Inline, Paragraph, Row, Table, Text
from policygen.revision.align import align
from policygen.revision.answers import EditedAnswer, edited_answers
from tests.revision.scene import as_issued, clause, edit, para, part, policy, reworded, table

PATHS = {"Sam Okafor": "policy_owner.name", "Priya Nair": "roles.0.name", "Harbour Street Café": "organisation_name"}


def marked(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Words of which the answers are told to be so, as a slot prints them."""
    found: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text | Exact):
            pieces = re.split(f"({'|'.join(PATHS)})", inline.value)
            found += [
                Answer(words, PATHS[words]) if words in PATHS else replace(inline, value=words) for words in pieces
            ]
        else:
            found.append(inline)
    return tuple(inline for inline in found if getattr(inline, "value", "x"))


def slotted(block: Block) -> Block:
    match block:
        case Paragraph(content):
            return replace(block, content=marked(content))
        case Table(rows=rows):
            return replace(block, rows=tuple(replace(row, cells=tuple(map(marked, row.cells))) for row in rows))
        case _:
            return block


BASE = tuple(replace(part, blocks=tuple(map(slotted, part.blocks))) for part in policy())
ISSUED = as_issued(BASE)


def offers(document: ReadDocument) -> tuple[EditedAnswer, ...]:
    return edited_answers(BASE, document, align(BASE, document))


def test_a_name_that_was_replaced_is_offered_with_where_it_still_stands():
    document = edit(ISSUED, "Ask Sam Okafor", reworded("Sam Okafor", "Jo Reed"))
    assert offers(document) == (
        EditedAnswer(("policy_owner.name",), "Sam Okafor", "Jo Reed", ("accounts.posting",), ("accounts.owner",)),
    )


def test_half_a_name_that_was_replaced_is_the_whole_name():
    document = edit(ISSUED, "Ask Sam Okafor", reworded("Okafor", "Reed"))
    assert [(offer.before, offer.after) for offer in offers(document)] == [("Sam Okafor", "Sam Reed")]


def test_names_in_tables_are_seen():
    rows = (
        ("Instagram", "@harbourstreet", "Jo Reed"),
        ("Facebook", "harbourstreetcafe", "Sam Okafor"),
        ("X", "@harbourst", "Jo Reed"),
    )
    document = edit(ISSUED, "Platform\t", lambda piece: table("", ("Platform", "Account", "Who posts"), *rows))
    (offer,) = offers(document)
    assert (offer.questions, offer.after, offer.parts) == (("roles.0.name",), "Jo Reed", ("accounts.owner",))
    assert offer.kept_in == ("personal.confidential",)


def test_a_sentence_written_anew_offers_nothing():
    document = edit(
        ISSUED, "Ask Sam Okafor", lambda piece: para("Nobody posts anything without being asked to.", "rule")
    )
    assert offers(document) == ()


def test_a_name_that_was_only_taken_out_offers_nothing():
    document = edit(ISSUED, "Ask Sam Okafor", reworded("Sam Okafor ", ""))
    assert offers(document) == ()


def test_an_untouched_document_offers_nothing():
    assert offers(ISSUED) == ()


def test_a_number_is_recognised_where_a_slot_printed_it_and_nowhere_else():
    base = (
        clause("a", "People", "We are more than 6 people who post for the café every week."),
        part(
            "b", "Count", para((Text("There are "), Answer("6", "headcount"), Text(" people who post for the café.")))
        ),
    )
    document = edit(as_issued(base), "There are", reworded("6", "7"))
    document = edit(document, "We are more", reworded("6", "9"))
    found = edited_answers(base, document, align(base, document))
    assert [(offer.questions, offer.after, offer.parts) for offer in found] == [(("headcount",), "7", ("b",))]


def test_a_date_is_recognised_as_it_was_printed():
    day = (
        Text("This policy holds from "),
        Answer("1 December 2026", "effective_date"),
        Text(" until we say otherwise."),
    )
    base = (part("a", "Date", para(day)),)
    document = edit(as_issued(base), "This policy", reworded("1 December", "5 January"))
    found = edited_answers(base, document, align(base, document))
    assert [(offer.questions, offer.before, offer.after) for offer in found] == [
        (("effective_date",), "1 December 2026", "5 January 2026")
    ]


def test_words_in_the_place_of_a_bracket_are_offered_for_its_question():
    bracket = (Text("Or ask "), Confirm("concern_contacts", (Text("one other person"),)), Text(" at any time."))
    base = (part("a", "Ask", para(bracket)),)
    document = edit(as_issued(base), "Or ask", reworded("[Confirm: one other person]", "Megan Rees"))
    (offer,) = edited_answers(base, document, align(base, document))
    assert (offer.questions, offer.after) == (("concern_contacts",), "Megan Rees")


def test_a_rule_of_their_own_is_offered_with_more_words_than_a_name_would_gain():
    rule = "Never post a picture of the keys or of the alarm panel of a customer"
    own = (Answer(rule, "own_rules.0.rule"), Text("."))
    base = (part("own:never-post", "Never post", para(own)), *policy()[:1])
    longer = f"{rule} and never say in public on which days the house stands empty"
    document = edit(as_issued(base), rule, reworded(rule, longer))
    (offer,) = edited_answers(base, document, align(base, document))
    assert (offer.questions, offer.after) == (("own_rules.0.rule",), longer)


def test_a_row_added_to_a_table_of_a_list_or_taken_out_of_it_is_offered():
    def named(*names: str) -> Table:
        rows = [Row(n, ((Answer(n, f"platforms.{i}"),), (Text("social network"),))) for i, n in enumerate(names)]
        return Table("platforms", ("Platform", "Kind"), tuple(rows))

    base = (part("a", "Networks", para("These are the networks that we use."), named("Instagram", "Facebook")),)
    document = edit(
        as_issued(base),
        "Platform\t",
        lambda piece: table("", ("Platform", "Kind"), ("Facebook", "social network"), ("TikTok", "video")),
    )
    found = edited_answers(base, document, align(base, document))
    assert {(offer.questions, offer.before, offer.after) for offer in found} == {
        (("platforms",), "", "TikTok"),
        (("platforms",), "Instagram", ""),
    }


# ---- lists in a sentence ---------------------------------------------------------------------------------------------


NETWORKS = ("Facebook", "Instagram")
CALLED = {"facebook": "Facebook", "instagram": "Instagram", "threads": "Threads", "insta": "Instagram", "x": "X"}


def called(question: str, said: str) -> tuple[str, ...]:
    """A register of networks that knows a few by several names; what begins with a small letter is none."""
    names = [CALLED.get(piece.casefold(), piece) for piece in re.split(" and |/", said)]
    return tuple(dict.fromkeys(name for name in names if name[:1].isupper()))


def sentence(*names: str, before: str = "Our accounts are on ", after: str = ". Ask first.") -> tuple[Inline, ...]:
    found: list[Inline] = [Text(before)]
    for place, name in enumerate(names):
        joining = "" if not place else " and " if place == len(names) - 1 else ", "
        found += (
            [Text(joining), Answer(name, f"platforms.{place}")] if joining else [Answer(name, f"platforms.{place}")]
        )
    return (*found, Text(after))


def listed(was: str, now: str, *names: str, kind: Callable[..., Block] = para) -> set[tuple[tuple[str, ...], str, str]]:
    """What is offered when a sentence that prints the list is changed."""
    base = (part("a", "Networks", kind(sentence(*(names or NETWORKS)))),)
    document = edit(as_issued(base), "Our accounts", reworded(was, now))
    found = edited_answers(base, document, align(base, document), called)
    return {(offer.questions, offer.before, offer.after) for offer in found}


@pytest.mark.parametrize(
    ("was", "now", "offered"),
    [
        ("Facebook and Instagram", "Facebook, Instagram and Threads", {("", "Threads")}),
        ("Facebook and Instagram", "Threads, Facebook and Instagram", {("", "Threads")}),
        ("Facebook and Instagram", "Facebook, Threads and Instagram", {("", "Threads")}),
        ("Facebook and Instagram", "Facebook, Instagram, and Threads", {("", "Threads")}),
        ("Facebook and Instagram", "Facebook, Instagram & Threads / Mastodon", {("", "Threads"), ("", "Mastodon")}),
        ("Facebook and Instagram", "Facebook, Instagram, Threads and Mastodon", {("", "Threads"), ("", "Mastodon")}),
        ("Facebook and Instagram", "Facebook", {("Instagram", "")}),
        ("Facebook and Instagram", "Instagram", {("Facebook", "")}),
        ("Facebook and Instagram", "Facebook, Threads and Mastodon", {("Instagram", ""), ("", "Threads"), ("", "Mastodon")}),
    ],
)  # fmt: skip
def test_a_member_written_into_a_sentence_list_or_struck_from_it_is_offered(
    was: str, now: str, offered: set[tuple[str, str]]
) -> None:
    assert listed(was, now) == {(("platforms",), before, after) for before, after in offered}


def test_a_list_of_one_in_a_sentence_grows_like_any_other() -> None:
    assert listed("Facebook", "Facebook and Threads", "Facebook") == {(("platforms",), "", "Threads")}


def test_one_member_in_the_place_of_another_is_a_changed_answer() -> None:
    assert listed("Instagram", "Threads") == {(("platforms.1",), "Instagram", "Threads")}


@pytest.mark.parametrize(
    "now",
    ["Instagram and Facebook", "Facebook, and Instagram", "Facebook and Insta", "Facebook and Instagram/Insta",
     "our website", "Facebook, Instagram and more", "Facebook and others"],
)  # fmt: skip
def test_a_list_put_in_another_order_or_spelled_otherwise_or_rewritten_offers_nothing(now: str) -> None:
    assert listed("Facebook and Instagram", now) == set()


def test_a_member_with_an_and_in_it_is_one() -> None:
    names = ("Health and Safety policy", "Sickness policy")
    now = "Health and Safety policy, Sickness policy and Dignity policy"
    found = listed("Health and Safety policy and Sickness policy", now, *names)
    assert found == {(("platforms",), "", "Dignity policy")}


def test_a_list_in_a_heading_is_read_like_any_other() -> None:
    found = listed("Instagram", "Instagram and Threads", kind=lambda words: Heading(2, words))
    assert found == {(("platforms",), "", "Threads")}


def test_a_member_added_in_the_sentence_and_not_in_the_table_tells_where_it_is_missing() -> None:
    rows = [Row(n, ((Answer(n, f"platforms.{i}"),), (Text("social network"),))) for i, n in enumerate(NETWORKS)]
    base = (
        part("a", "Networks", para(sentence(*NETWORKS))),
        part("b", "Table", para("These are they."), Table("platforms", ("Platform", "Kind"), tuple(rows))),
    )
    document = edit(as_issued(base), "Our accounts", reworded("Facebook and", "Facebook, Threads and"))
    found = edited_answers(base, document, align(base, document), called)
    assert found == (EditedAnswer(("platforms",), "", "Threads", ("a",), ("b",)),)


def test_a_row_whose_network_is_spelled_otherwise_is_the_same_network() -> None:
    rows = [Row(n, ((Answer(n, f"platforms.{i}"),), (Text("social network"),))) for i, n in enumerate(NETWORKS)]
    base = (part("b", "Table", para("These are they."), Table("platforms", ("Platform", "Kind"), tuple(rows))),)
    changed = table("", ("Platform", "Kind"), ("Facebook", "social network"), ("Insta", "pictures"))
    document = edit(as_issued(base), "Platform\t", lambda piece: changed)
    assert edited_answers(base, document, align(base, document), called) == ()
