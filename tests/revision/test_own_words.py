"""A word of the trade that somebody says otherwise throughout a document is offered back as their own."""

from policygen.document.as_read import ReadDocument
from policygen.document.model import Exact, Inline, Part, Text
from policygen.revision.align import align
from policygen.revision.answers import EditedAnswer
from policygen.revision.own_words import words_said_otherwise
from tests.revision.scene import as_issued, clause, edit, para, part, reworded

VOCABULARY = (("person", ("client", "a client", "clients")),)


def said(*pieces: str) -> tuple[Inline, ...]:
    """Texts, every second one as it is stored."""
    return tuple(Exact(piece) if at % 2 else Text(piece) for at, piece in enumerate(pieces))


BASE: tuple[Part, ...] = (
    part("images.ask", "", para(said("Ask ", "clients", " before you post."), "rule")),
    part("images.one", "", para(said("", "A client", " may say no."), "rule")),
    part("replies.kind", "", para(said("Be kind to ", "clients", "."), "rule")),
    clause("accounts.names", "Names", "Our clients know our names."),
)
ISSUED = as_issued(BASE)


def offers(document: ReadDocument) -> list[EditedAnswer]:
    return list(words_said_otherwise(BASE, document, align(BASE, document), VOCABULARY))


def changed(*texts: tuple[str, str, str]) -> ReadDocument:
    document = ISSUED
    for start, old, new in texts:
        document = edit(document, start, reworded(old, new))
    return document


ASK, KIND, ONE = ("Ask", "clients", "guests"), ("Be kind", "clients", "guests"), ("A client", "A client", "A guest")


def test_a_word_replaced_wherever_it_was_printed_is_offered_form_by_form() -> None:
    assert offers(changed(ASK, KIND, ONE)) == [
        EditedAnswer(("words.people",), "clients", "guests", ("images.ask", "replies.kind")),
        EditedAnswer(("words.a_person",), "a client", "a guest", ("images.one",)),
    ]


def test_a_word_that_still_stands_somewhere_or_is_said_in_two_ways_is_not_offered() -> None:
    assert offers(ISSUED) == []
    assert offers(changed(ASK, KIND)) == []
    assert offers(changed(ASK, ("Be kind", "clients", "visitors"), ONE)) == []
    assert offers(changed(ASK, ONE, ("Be kind", "Be kind to clients", "Smile"))) == []
