"""Words that a law asks for do not go, and are not turned round, without being told with both texts."""

from dataclasses import replace

import pytest

from policygen.document.as_read import UNSAYING, ReadPiece
from policygen.document.model import Confirm, Heading, Text
from policygen.findings import Severity
from policygen.revision.plan import plan
from tests.revision.scene import as_issued, edit, found, heading, para, part, policy, removed, reworded, words

NOTICE = part(
    "notice.state",
    "State notice",
    heading("State notice"),
    para("Any message you send may be monitored at any time.", "statutory"),
    para("We will give you this notice before we start.", "statutory"),
    para((Text("Ask "), Confirm("hr", words("the HR contact")), Text(" about it.")), "statutory"),
    statutory=True,
)
BASE = (*policy(), NOTICE)
ISSUED = as_issued(BASE)


def told(document, base=BASE, new=BASE):
    return [finding for finding in plan(base, document, new).findings if finding.code.startswith("statutory-")]


def test_nothing_is_told_of_a_notice_that_stands_as_issued():
    assert told(ISSUED) == []
    assert told(edit(ISSUED, "Any message", reworded("message you", "message  you"))) == []


def test_a_sentence_taken_out_is_told_with_its_words():
    (finding,) = told(removed(ISSUED, "Any message"))
    assert (finding.code, finding.severity) == ("statutory-changed", Severity.HIGH)
    assert "As issued: “Any message you send may be monitored at any time.” As it stands: nothing." in finding.message
    assert "before we start" not in finding.message, "what stands as issued is not told"


@pytest.mark.parametrize(("old", "new"), [("may be", "is never"), ("may be", "may not be")])
def test_words_turned_round_are_told_as_that_with_both_texts(old, new):
    (finding,) = told(edit(ISSUED, "Any message", reworded(old, new)))
    assert finding.severity is Severity.HIGH
    assert "may now say the opposite" in finding.message
    assert "may be monitored at any time" in finding.message
    assert f"{new} monitored at any time" in finding.message


def test_any_other_change_of_the_words_is_told_with_both_texts():
    (finding,) = told(edit(ISSUED, "Any message", reworded("at any time", "now and then")))
    assert finding.severity is Severity.HIGH
    assert "opposite" not in finding.message
    assert "“Any message you send may be monitored at any time.”" in finding.message
    assert "“Any message you send may be monitored now and then.”" in finding.message


@pytest.mark.parametrize("kind", UNSAYING)
def test_words_struck_out_or_hidden_are_told(kind):
    at = found(ISSUED, "Any message")
    pieces = list(ISSUED.pieces)
    pieces[at] = replace(pieces[at], holds=(kind,))
    (finding,) = told(replace(ISSUED, pieces=tuple(pieces)))
    assert finding.severity is Severity.HIGH
    assert f"are {kind}: “Any message you send may be monitored at any time.”" in finding.message


def test_a_bracket_filled_in_is_no_alarm_unless_it_turns_the_words_round():
    (finding,) = told(edit(ISSUED, "Ask [", lambda piece: para("Ask Ann Lee about it.", "statutory")))
    assert (finding.code, finding.severity) == ("statutory-filled", Severity.INFO)
    (finding,) = told(edit(ISSUED, "Ask [", lambda piece: para("Ask nobody about it.", "statutory")))
    assert finding.severity is Severity.HIGH


def test_words_added_right_under_a_notice_are_told():
    at = found(ISSUED, "Ask [") + 1
    pieces = (*ISSUED.pieces[:at], ReadPiece(para("None of this is meant for us.")), *ISSUED.pieces[at:])
    finding = told(replace(ISSUED, pieces=pieces))[0]
    assert finding.code in {"statutory-added", "statutory-changed"}
    assert "None of this is meant for us." in finding.message


def test_a_notice_moved_as_it_is_to_another_place_is_there():
    notice = [read for read in ISSUED.pieces if read.piece in NOTICE.blocks]
    rest = [read for read in ISSUED.pieces if read.piece not in NOTICE.blocks]
    assert told(replace(ISSUED, pieces=(*rest[:2], *notice, *rest[2:]))) == []


def test_a_notice_whose_law_no_longer_asks_for_it_may_go():
    without = tuple(member for member in BASE if member is not NOTICE)
    assert told(removed(ISSUED, "State notice", "Any message", "We will give", "Ask ["), new=without) == []


def test_a_changed_title_of_a_notice_is_told():
    (finding,) = told(edit(ISSUED, "State notice", lambda piece: Heading(2, words("Old notice"))))
    assert "“State notice”" in finding.message
