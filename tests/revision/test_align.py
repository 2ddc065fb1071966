from dataclasses import replace

import pytest

from policygen.document.anchors import anchor_of
from policygen.document.as_read import ReadDocument, ReadPiece
from policygen.document.model import Heading, Paragraph, Part, Strong, Table, Text
from policygen.document.pieces import Piece, content, is_text, open_lists, text
from policygen.revision.align import Found, align
from tests.revision.scene import (
    as_issued,
    chapters,
    clause,
    edit,
    found,
    heading,
    inserted,
    para,
    part,
    policy,
    removed,
    reworded,
    words,
)

BASE = policy()
ISSUED = as_issued(BASE)
BARE = as_issued(BASE, anchors=False)


def of(document: ReadDocument, identity: str, base: tuple[Part, ...] = BASE) -> Found:
    return align(base, document).of(identity)


def said(document: ReadDocument, place: Found) -> list[str]:
    return [text(document.pieces[index].piece) for index in place.pieces]


def swapped(document: ReadDocument, first: range, second: range) -> ReadDocument:
    pieces = list(document.pieces)
    order = [*range(first.start), *second, *range(first.stop, second.start), *first, *range(second.stop, len(pieces))]
    return replace(document, pieces=tuple(pieces[index] for index in order))


@pytest.mark.parametrize("document", [ISSUED, BARE], ids=["anchored", "bare"])
def test_an_untouched_document_is_found_whole(document: ReadDocument):
    alignment = align(BASE, document)
    assert [place for known in alignment.parts for place in known.pieces] == list(range(len(document.pieces)))
    assert alignment.owner == ()
    assert alignment.related == 1.0


def test_the_carriers_that_agree_are_told_and_add_up():
    anchored, bare = of(ISSUED, "personal.respect"), of(BARE, "personal.respect")
    assert anchored.carriers == ("bookmark", "heading", "text")
    assert bare.carriers == ("heading", "text")
    assert bare.destroyed == ("bookmark",)
    assert anchored.certainty == bare.certainty == 1.0


@pytest.mark.parametrize("document", [ISSUED, BARE], ids=["anchored", "bare"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("You are free to speak for yourself", "Everybody here is free to speak up for themselves"),
        ("Do not give the impression that you speak for us", "Never sound as if you spoke for the café"),
    ],
)
def test_a_reworded_clause_is_found(document: ReadDocument, old: str, new: str):
    edited = edit(document, "You are free to speak", reworded(old, new))
    place = of(edited, "personal.own-views")
    assert len(place.pieces) == 4
    assert "text" in place.carriers
    assert place.certainty < 1.0


@pytest.mark.parametrize("document", [ISSUED, BARE], ids=["anchored", "bare"])
def test_a_clause_with_a_new_heading_is_found(document: ReadDocument):
    edited = edit(document, "Sign in safely", reworded("Sign in safely", "Passwords and codes"))
    place = of(edited, "accounts.sign-in")
    assert said(edited, place)[0] == "Passwords and codes"
    assert "heading" in place.destroyed


def test_a_clause_rewritten_whole_is_found_by_its_bookmark_and_not_believed_much():
    edited = edit(ISSUED, "Ask before you post", reworded("Ask before you post", "Mind the guests"))
    edited = edit(
        edited,
        "Ask Sam Okafor",
        reworded("Ask Sam Okafor before you post about anything that is not on the menu.", "x"),
    )
    edited = removed(edited, "Never post a picture")
    place = of(edited, "accounts.posting")
    assert place.carriers == ("bookmark",)
    assert place.certainty < 0.6


def test_a_clause_written_anew_and_moved_is_found_by_a_heading_that_stands_once_only():
    def moved(heading_now: str) -> Found:
        edited = removed(BARE, "Never post a picture")
        edited = edit(
            edited,
            "Ask Sam Okafor",
            reworded(
                "Ask Sam Okafor before you post about anything that is not on the menu.",
                "Guests come first, cameras second.",
            ),
        )
        at = found(edited, "Ask before you post")
        pieces = [*edited.pieces[:at], *edited.pieces[at + 2 :]]
        pieces[2:2] = [
            edit(edited, "Ask before you post", reworded("Ask before you post", heading_now)).pieces[at],
            edited.pieces[at + 1],
        ]
        return of(replace(edited, pieces=tuple(pieces)), "accounts.posting")

    assert moved("Ask before you post").carriers == ("heading",)
    assert not moved("Treat colleagues decently").there


@pytest.mark.parametrize("document", [ISSUED, BARE], ids=["anchored", "bare"])
def test_a_deleted_clause_is_not_found_anywhere_else(document: ReadDocument):
    edited = removed(
        document,
        "Treat colleagues",
        "Do not harass",
        "Strong criticism",
        "For example",
        "sending a sexual",
        "posting a customer",
    )
    assert not of(edited, "personal.respect").there
    assert sum(known.there for known in align(BASE, edited).parts) == len(BASE) - 1


def test_a_bookmark_that_slid_onto_the_next_clause_is_not_believed():
    pieces = list(ISSUED.pieces)
    start, end = found(ISSUED, "Treat colleagues"), found(ISSUED, "Keep confidential")
    slid = replace(pieces[end], anchors=(*pieces[start].anchors, *pieces[end].anchors))
    edited = replace(ISSUED, pieces=(*pieces[:start], slid, *pieces[end + 1 :]))
    assert not of(edited, "personal.respect").there
    assert of(edited, "personal.confidential").certainty == 1.0


def test_a_bookmark_left_on_something_of_another_kind_is_not_believed():
    respect = next(member for member in BASE if member.origin.id == "personal.respect")
    gone = [text(piece) for piece in open_lists(respect.blocks)]
    without = removed(ISSUED, *gone)
    at = next(place for place, read in enumerate(without.pieces) if isinstance(read.piece, Table))
    pieces = list(without.pieces)
    pieces[at] = replace(pieces[at], anchors=(*pieces[at].anchors, anchor_of("personal.respect")))
    document = replace(without, pieces=tuple(pieces))
    assert not of(document, "personal.respect").pieces


@pytest.mark.parametrize("document", [ISSUED, BARE], ids=["anchored", "bare"])
def test_reordered_clauses_are_found_where_they_stand(document: ReadDocument):
    edited = swapped(document, range(3, 7), range(7, 13))
    assert said(edited, of(edited, "personal.respect"))[0] == "Treat colleagues decently"
    assert of(edited, "personal.respect").pieces == (3, 4, 5, 6, 7, 8)
    assert of(edited, "personal.own-views").pieces == (9, 10, 11, 12)


@pytest.mark.parametrize("document", [ISSUED, BARE], ids=["anchored", "bare"])
def test_paragraphs_of_the_owner_belong_to_nobody(document: ReadDocument):
    own = (heading("House music"), para("Turn the music down after nine in the evening."))
    edited = inserted(document, "People can link", *own)
    alignment = align(BASE, edited)
    assert [text(edited.pieces[place].piece) for place in alignment.owner] == [
        "House music",
        "Turn the music down after nine in the evening.",
    ]


def test_a_paragraph_pasted_between_two_of_a_clause_stands_on_its_ground_but_is_none_of_its():
    edited = inserted(ISSUED, "You are free to speak", para("Our owner adds something of her own here."))
    place = of(edited, "personal.own-views")
    assert len(place.pieces) == 5
    assert sorted(place.pairs.values()) == [0, 1, 3, 4]


@pytest.mark.parametrize("document", [ISSUED, BARE], ids=["anchored", "bare"])
def test_a_split_paragraph_is_one_clause_still(document: ReadDocument):
    at = found(document, "Ask Sam Okafor")
    pieces = list(document.pieces)
    pieces[at] = replace(pieces[at], piece=para("Ask Sam Okafor before you post", "rule"))
    pieces.insert(at + 1, ReadPiece(para("about anything that is not on the menu.", "rule")))
    place = of(replace(document, pieces=tuple(pieces)), "accounts.posting")
    assert len(place.pieces) == 4
    assert "split" in place.destroyed


def test_a_paragraph_split_at_the_end_of_its_clause_keeps_both_halves():
    at = found(BARE, "Remove a person's access")
    pieces = list(BARE.pieces)
    pieces[at] = replace(pieces[at], piece=para("Remove a person's access"))
    pieces.insert(at + 1, ReadPiece(para("on the day they leave.")))
    assert len(of(replace(BARE, pieces=tuple(pieces)), "accounts.sign-in.people").pieces) == 2


def test_clauses_joined_into_one_paragraph_are_said_to_be():
    joined = "Do not harass, threaten or bully anybody you know through work. You are free to speak for yourself. Do not give the impression that you speak for us."
    edited = removed(BARE, "Speak for yourself", "You are free", "You never need", "People can link")
    edited = edit(edited, "Do not harass", lambda piece: Paragraph(words(joined), "rule"))
    place = of(edited, "personal.own-views")
    assert place.joined_with == "personal.respect"
    assert place.destroyed == ("joined",)


@pytest.mark.parametrize(("said", "host"), [("Post only the truth.", "a.respect"), ("Post the truth.", "")])
def test_five_words_with_their_full_stop_are_enough_to_be_found_inside_another(said: str, host: str):
    base = (
        clause("a.respect", "Respect", "Do not harass, threaten or bully anybody you know through work."),
        clause("a.true", "True", said),
        clause("a.ask", "Ask", "Ask the owner of this policy when you are not sure what it says."),
    )
    both = f"Do not harass, threaten or bully anybody you know through work. {said}"
    document = removed(as_issued(base, anchors=False), "True", said)
    document = edit(document, "Do not harass", lambda piece: Paragraph(words(both), "rule"))
    assert align(base, document).of("a.true").joined_with == host


def test_text_pasted_twice_is_found_once():
    pieces = ISSUED.pieces
    copied = tuple(replace(known, anchors=()) for known in pieces[7:13])
    edited = replace(ISSUED, pieces=(*pieces, *copied))
    alignment = align(BASE, edited)
    assert alignment.of("personal.respect").pieces == tuple(range(7, 13))
    assert len(alignment.owner) == len(copied)


def test_styles_flattened_to_one_leave_every_part_found():
    def flat(piece: Piece) -> Piece:
        return Paragraph(content(piece)) if is_text(piece) else piece

    edited = replace(BARE, pieces=tuple(ReadPiece(flat(known.piece)) for known in BARE.pieces))
    assert all(known.there for known in align(BASE, edited).parts)


def test_a_document_of_somebody_else_is_said_to_be_unrelated():
    other = (
        clause("a", "Computers at work", "Lock your screen whenever you leave the desk for lunch or a meeting."),
        clause("b", "Travel", "Book trains rather than planes for anything under four hours and keep receipts."),
        clause("c", "Holidays", "Tell your manager six weeks ahead when you want to be away for a fortnight."),
    )
    alignment = align(BASE, as_issued(other))
    assert alignment.unrelated
    assert alignment.owner == tuple(range(6))


def test_a_policy_with_the_same_headings_and_other_words_is_unrelated():
    other = tuple(
        part(
            known.origin.id,
            known.origin.title,
            *(
                piece if isinstance(piece, Heading) else para("Something wholly different stands written at this spot.")
                for piece in open_lists(known.blocks)
            ),
        )
        for known in BASE
    )
    assert align(BASE, as_issued(other, anchors=False)).unrelated


def test_an_empty_document_is_unrelated():
    assert align(BASE, ReadDocument(())).unrelated
    assert align((), ISSUED).owner == tuple(range(len(ISSUED.pieces)))


def test_short_headings_that_stand_twice_are_told_apart_by_their_place():
    base = (
        part("section:a", "Pictures", heading("Pictures", 1), kind="section"),
        clause("a", "Guests", "Ask every guest before you take a picture of them in here."),
        part("section:b", "Pictures", heading("Pictures", 1), kind="section"),
        clause("b", "Recipes", "Keep the recipes that are marked private out of every picture."),
    )
    document = as_issued(base, anchors=False)
    assert [align(base, document).of(known.origin.id).pieces[0] for known in base] == [0, 1, 3, 4]


def test_a_clause_written_anew_is_found_by_the_title_run_into_it():
    base = chapters()
    untitled, titled = (
        (Text("Shouting at anyone costs trust."),),
        (Strong(words("In doubt.")), Text(" Shouting costs trust.")),
    )
    for said, there in ((titled, True), (untitled, False)):
        anew = edit(as_issued(base, anchors=False), "In doubt.", lambda _: Paragraph(said, "titled-rule"))  # noqa: B023
        place = of(anew, "personal.own-views", base)
        assert place.there is there
        assert ("heading" in place.carriers) is there


@pytest.mark.parametrize(("left", "host"), [("Post only the facts.", "a.respect"), ("Tell only the facts.", "")])
def test_four_words_of_five_are_enough_to_be_found_inside_another_and_three_are_not(left: str, host: str):
    respect = "Do not harass, threaten or bully anybody you know through work."
    base = (
        clause("a.respect", "Respect", respect),
        clause("a.true", "True", "Post only the truth."),
        clause("a.ask", "Ask", "Ask the owner of this policy when you are not sure what it says."),
    )
    document = removed(as_issued(base, anchors=False), "True", "Post only the truth.")
    document = edit(document, "Do not harass", lambda piece: Paragraph(words(f"{respect} {left}"), "rule"))
    assert align(base, document).of("a.true").joined_with == host
