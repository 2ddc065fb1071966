import re
from dataclasses import replace

from policygen.document.as_read import ReadDocument
from policygen.document.model import Answer, Block, Confirm, Exact, Inline, Paragraph, Row, Table, Text
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
