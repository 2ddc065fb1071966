"""Copies of one document combined: what each person's changes come to, accepted and rejected."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.document.as_read import Comment, ReadDocument
from policygen.document.edits import Signature, as_decided, revised, signatures
from policygen.document.model import Part, Row, Table
from policygen.document.pieces import Piece, open_lists, text
from policygen.document.words import fold
from policygen.revision.combining import Combination, Copy, combine, reading_of
from policygen.revision.weaving import ascending
from tests.revision.scene import as_issued, edit, inserted, para, policy, removed, reworded
from tests.revision.strategies import random_copies, seeds

HANDS = ("Ann", "Ben", "Cyd")


def combined(base: Sequence[Part], copies: Sequence[ReadDocument]) -> Combination:
    made = [Copy(Signature(HANDS[at], ""), reading_of(base, read)) for at, read in enumerate(copies)]
    return combine(base, made, Signature("told", ""))


def said(pieces: Sequence[Piece]) -> list[str]:
    return [words for piece in pieces if (words := fold(text(piece)))]


def reads(found: Combination, frame: ReadDocument, *accepted: str) -> list[str]:
    """What stands in the combined document when the changes of some are accepted and of all others rejected."""
    pieces = [each.piece for each in frame.pieces]
    return said(revised(pieces, [part for change in found.edits.changes for part in as_decided(change, accepted)]))


@given(seeds)
def test_rejecting_all_gives_what_was_issued_and_accepting_one_hand_alone_its_copy(seed: int) -> None:
    base, copies = random_copies(seed)

    found = combined(base, copies)

    assert not found.untold
    issued = [piece for part in base for piece in open_lists(part.blocks)]
    assert reads(found, copies[0]) == said(issued)
    assert reads(found, copies[0], "Ann") == said([each.piece for each in copies[0].pieces])
    for number, copy in enumerate(copies):
        if not found.clashes and not any(number in told.also for told in found.told):
            assert reads(found, copies[0], HANDS[number]) == said([each.piece for each in copy.pieces])


@given(seeds)
def test_no_word_that_anybody_wrote_is_lost(seed: int) -> None:
    base, copies = random_copies(seed)

    found = combined(base, copies)

    told = [remark.text for remark in found.edits.remarks]
    left = " ".join([*reads(found, copies[0], *HANDS), *told])
    issued = {word for part in base for piece in open_lists(part.blocks) for word in text(piece).split()}
    for copy in copies:
        own = {word for each in copy.pieces for word in text(each.piece).split() if word.startswith("byhand")}
        assert not [word for word in own - issued if word not in left]


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 9)))
def test_what_does_not_cross_is_kept(pairs: dict[int, int]) -> None:
    kept = ascending(pairs)
    assert kept.items() <= pairs.items()
    assert sorted(set(kept.values())) == list(kept.values())
    assert bool(kept) == bool(pairs)


ASK = "Ask Sam Okafor before you post about anything that is not on the menu."


def test_two_hands_in_one_sentence_stand_side_by_side() -> None:
    base = policy()
    ann = edit(as_issued(base), "Ask Sam", reworded("Sam Okafor", "Priya Nair"))
    ben = edit(as_issued(base), "Ask Sam", reworded("the menu", "the board"))

    found = combined(base, [ann, ben])

    assert not found.clashes
    both = "Ask Priya Nair before you post about anything that is not on the board."
    assert both in reads(found, ann, "Ann", "Ben")
    assert [(told.by, told.before, told.after) for told in found.told] == [
        ("Ann", "Sam Okafor", "Priya Nair"),
        ("Ben", "menu", "board"),
    ]


def test_what_both_changed_alike_is_one_change_under_the_first_name() -> None:
    base = policy()
    copies = [edit(as_issued(base), "Ask Sam", reworded("menu", "board")) for _ in range(2)]

    found = combined(base, copies)

    (told,) = found.told
    assert (told.by, told.also) == ("Ann", (1,))
    assert reads(found, copies[0], "Ben") == reads(found, copies[0])


@pytest.mark.parametrize("first", [0, 1], ids=["reworded first", "taken out first"])
def test_what_one_reworded_and_another_took_out_is_a_clash(first: int) -> None:
    base = policy()
    copies = [edit(as_issued(base), "Ask Sam", reworded("menu", "board")), removed(as_issued(base), "Ask Sam")]

    found = combined(base, copies[first:] + copies[:first])

    (clash,) = found.clashes
    assert (clash.before, clash.by) == (ASK, "Ben")
    assert "board" in (clash.stands, clash.other)[first]
    (remark,) = found.edits.remarks
    assert ASK in remark.text


def test_what_both_put_in_at_one_place_stands_in_their_order_and_once_where_it_is_the_same() -> None:
    base = policy()
    own = [para("Both alike."), para("Ann alone.")], [para("Both alike."), para("Ben alone.")]
    copies = [inserted(as_issued(base), "Ask Sam", *pieces) for pieces in own]

    found = combined(base, copies)

    whole = reads(found, copies[0], "Ann", "Ben")
    at = whole.index(ASK)
    assert whole[at + 1 : at + 4] == ["Both alike.", "Ann alone.", "Ben alone."]
    assert whole.count("Both alike.") == 1


def test_rows_of_a_table_come_and_go_under_their_names() -> None:
    base = policy()
    at = next(at for at, each in enumerate(as_issued(base).pieces) if text(each.piece).startswith("Platform"))
    table = as_issued(base).pieces[at].piece
    assert isinstance(table, Table)
    own = Row("", tuple(para(words).content for words in ("Bluesky", "@harbour", "Ben Shaw")))
    without = Table(table.name, table.columns, table.rows[1:])
    more = Table(table.name, table.columns, (*table.rows, own))
    copies = [edit(as_issued(base), "Platform", lambda _, to=changed: to) for changed in (without, more)]

    found = combined(base, copies)

    assert not found.clashes
    assert [(told.by, bool(told.before), bool(told.after)) for told in found.told] == [
        ("Ann", True, False),
        ("Ben", False, True),
    ]
    assert {each.author for change in found.edits.changes for each in signatures(change) if each} == {"Ann", "Ben"}
    assert fold(text(Table("", table.columns, (*table.rows[1:], own)))) in reads(found, copies[0], "Ann", "Ben")


def with_comment(read: ReadDocument, start: str, author: str, said: str) -> ReadDocument:
    at = next(at for at, each in enumerate(read.pieces) if text(each.piece).startswith(start))
    return replace(read, comments=(*read.comments, Comment(author, said, at, "")))


def test_a_comment_of_another_copy_stands_beside_the_same_words_in_the_first() -> None:
    base = policy()
    issued = as_issued(base)
    own = inserted(issued, "Ask Sam", para("Ben put this in."))
    theirs = with_comment(own, "Ask Sam", "Ben", "Who is that?")
    theirs = with_comment(theirs, "Ben put", "Ben", "Mine.")
    theirs = with_comment(theirs, "Strong criticism", "Ben", "Is that so?")
    frame = removed(inserted(issued, "Social media policy", para("Ann put this on top.")), "Strong criticism")

    found = combined(base, [frame, theirs])

    stands = {remark.text: text(frame.pieces[remark.piece].piece) for remark in found.edits.remarks}
    assert stands["Who is that?"] == ASK
    assert stands["Mine."] == ASK
    assert stands["Is that so?"].startswith("Do not harass")
    assert {remark.by.author for remark in found.edits.remarks if remark.by} == {"Ben"}


def test_a_comment_that_several_copies_have_stands_once() -> None:
    base = policy()
    copies = [with_comment(as_issued(base), "Ask Sam", "Dee", said) for said in ("Once.", "Twice.", "Twice. ")]

    found = combined(base, copies)

    assert [(remark.text, remark.by.author if remark.by else "") for remark in found.edits.remarks] == [
        ("Twice.", "Dee")
    ]
