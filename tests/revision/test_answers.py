from policygen.document.model import Exact, Text
from policygen.revision.align import align
from policygen.revision.answers import EditedAnswer, edited_answers
from policygen.revision.theirs import ReadDocument
from tests.revision.scene import as_issued, clause, edit, para, part, policy, reworded, table

BASE = policy()
ISSUED = as_issued(BASE)
PRINTED = {
    "policy_owner": {"name": "Sam Okafor", "role": "Owner"},
    "roles": {"press": "Priya Nair"},
    "organisation_name": "Harbour Street Café",
    "headcount": 6,
}


def offers(document: ReadDocument) -> tuple[EditedAnswer, ...]:
    return edited_answers(BASE, document, align(BASE, document), PRINTED)


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
    assert (offer.questions, offer.after, offer.parts) == (("roles.press",), "Jo Reed", ("accounts.owner",))
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


def test_numbers_are_recognised_only_where_the_base_marks_them():
    base = (
        clause("a", "People", "We are more than 6 people who post for the café every week."),
        part("b", "Count", para((Text("There are "), Exact("6"), Text(" people who post for the café.")))),
    )
    document = edit(as_issued(base), "There are", reworded("6", "7"))
    document = edit(document, "We are more", reworded("6", "9"))
    found = edited_answers(base, document, align(base, document), {"headcount": 6})
    assert [(offer.after, offer.parts) for offer in found] == [("7", ("b",))]


def test_dates_are_recognised_as_they_are_spelled():
    base = (clause("a", "Date", "This policy holds from 1 December 2026 until we say otherwise."),)
    document = edit(as_issued(base), "This policy", reworded("1 December", "5 January"))
    found = edited_answers(base, document, align(base, document), {"effective_date": "2026-12-01"})
    assert [(offer.questions, offer.after) for offer in found] == [(("effective_date",), "5 January 2026")]
