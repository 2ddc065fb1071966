"""What a colleague would mention before changing somebody's document."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from policygen.document.as_read import Comment, ReadDocument
from policygen.document.model import Answer, Inline, Part, Text
from policygen.document.pieces import text
from policygen.findings import Finding
from policygen.revision.edits import edits_of
from policygen.revision.plan import plan
from policygen.revision.seen import seen_in
from policygen.revision.still_named import still_named
from tests.revision.scene import as_issued, edit, found, heading, inserted, ours, para, part, policy

BASE = policy()
ISSUED = as_issued(BASE)
RULE = "You are free to speak for yourself"
OURS = ours(BASE, "speak for us.", "speak for the café.")


def told(document: ReadDocument, new: Sequence[Part] = BASE) -> dict[str, str]:
    return {finding.code: finding.message for finding in seen_in(plan(BASE, document, new))}


def commented(start: str) -> ReadDocument:
    return replace(ISSUED, comments=(Comment("Ann", "Is this\nstill so?", found(ISSUED, start)),))


def test_a_comment_of_a_colleague_is_told_of_a_clause_that_is_about_to_change_and_of_no_other() -> None:
    assert told(commented(RULE), OURS) == {
        "commented": "“Speak for yourself” is about to change, and somebody wrote beside it. Ann: “Is this still so?”."
    }
    assert told(commented("Do not harass"), OURS) == {}
    assert told(ISSUED, OURS) == {}


def test_parts_that_stand_elsewhere_are_told_once() -> None:
    first, last = found(ISSUED, "Speak for yourself"), found(ISSUED, "Treat colleagues")
    pieces = ISSUED.pieces
    moved = replace(
        ISSUED, pieces=(*pieces[:first], *pieces[last : last + 5], *pieces[first:last], *pieces[last + 5 :])
    )

    assert told(moved)["moved"] in {
        "“Speak for yourself” stands elsewhere than when this was issued.",
        "“Treat colleagues decently” stands elsewhere than when this was issued.",
    }


@pytest.mark.parametrize(
    ("restyled", "said"),
    [
        ((RULE,), "“Speak for yourself” has another style than when this was issued."),
        ((RULE, "Do not harass"), "“Speak for yourself” and “Treat colleagues decently” have other styles than when this was issued."),
    ],
)  # fmt: skip
def test_parts_of_another_look_are_told_and_kept(restyled: Sequence[str], said: str) -> None:
    document = ISSUED
    for start in restyled:
        document = edit(document, start, lambda piece: para(text(piece), "note"))

    assert told(document) == {"restyled": said}


def test_styles_that_went_from_most_of_the_document_are_told_as_that() -> None:
    flat = replace(ISSUED, pieces=tuple(
        replace(read, piece=para(text(read.piece), "note")) if text(read.piece) else read for read in ISSUED.pieces
    ))  # fmt: skip
    assert told(flat)["restyled"].startswith("Most of the document (")


# ---- what goes on to name what changed ---------------------------------------------------------------------------------


def rule(*said: Inline) -> tuple[Part, ...]:
    return (part("who", "Who posts", heading("Who posts"), para(said, "rule")),)


def findings_of(path: str, before: str, after: str, own: str) -> list[Finding]:
    """What is told of a paragraph of the owner's, where one answer was printed and another is now."""
    base, new = (rule(Text("Only "), Answer(words, path), Text(" may post for us.")) for words in (before, after))
    document = inserted(as_issued(base), "Only", heading("Our shop"), para(own))
    made = plan(base, document, new)

    def also_called(path: str, words: str) -> tuple[str, ...]:
        return ("X", "Twitter") if path == "platforms.1" and words in {"X", "Twitter"} else ()

    return list(still_named(base, new, made, edits_of(made).changes, also_called))


@pytest.mark.parametrize(
    ("path", "before", "after", "own", "named"),
    [
        ("policy_owner.name", "Sam Okafor", "Priya Nair", "Ring Sam Okafor about keys.", "still stands"),
        ("policy_owner.name", "Sam Okafor", "Priya Nair", "Ring Sam about keys.", "“Sam” still stands"),
        ("policy_owner.name", "Sam Okafor", "Priya Nair", "Ask Mr Okafor about keys.", "“Okafor” still stands"),
        ("policy_owner.name", "Sam Okafor", "Sam Brandt", "Ring Sam about keys.", ""),
        ("policy_owner.name", "May Okafor", "Priya Nair", "In May we close.", ""),
        ("policy_owner.role", "Head of shop", "Owner", "The Head of shop has the keys.", "still stands"),
        ("policy_owner.role", "Head of shop", "Owner", "The Head has the keys.", ""),
        ("platforms.1", "X", "Bluesky", "Our Twitter account is run by the shop.", "“Twitter” still stands"),
        ("platforms.1", "Twitter", "X", "Our account on X is run by the shop.", ""),
        ("platforms.1", "Twitter", "X", "Our Twitter account is run by the shop.", "still stands"),
        ("platforms.1", "X", "Bluesky", "Our X account is run by the shop.", "still stands"),
        ("platforms.1", "X", "XING", "Our X account is run by the shop.", "still stands"),
        ("platforms.1", "X", "Bluesky", "Two x three is six.", ""),
    ],
)
def test_a_paragraph_of_the_owners_that_names_what_changed_is_told_with_its_place(
    path: str, before: str, after: str, own: str, named: str
) -> None:
    told = [finding.message for finding in findings_of(path, before, after, own)]

    place = f"{named} in 1 place: “{own}” (under “Our shop”)."
    became = f"is called {after} now" if (before, after) == ("Twitter", "X") else "is no answer any more"
    assert told == ([f"“{before}” {became}, and {place}"] if named else [])
