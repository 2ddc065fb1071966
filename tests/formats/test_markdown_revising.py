"""A Markdown text with changes of ours in it: what comes in can be reached by whatever leads to it."""

import re

import pytest

from policygen.document.edits import Addition, Edits, Rewording
from policygen.document.model import Emphasis, Heading, Inline, Paragraph, Reference, Strong, Text
from policygen.document.pieces import content, is_text
from policygen.document.walk import plain
from policygen.formats.markdown.reader import read
from policygen.formats.markdown.revising import lost_lines, revise_text
from policygen.formats.markdown.writer import write
from policygen.revision.edits import swaps_between
from tests.formats.example_document import lettered_policy

ASK = Reference("rules.ask", "Ask first")
TEXT = b"# Policy\n\nFirst.\n\nLast.\n"


def revised(leading: Inline) -> str:
    """A text into which a part comes, and another that leads to it."""
    pieces = (Heading(2, (Text("Ask first"),)), Paragraph((Text("Ask Sam."),)))
    other = Paragraph((Text("In doubt see "), leading, Text(".")))
    changes = (Addition(1, "rules.ask", pieces, opens=True), Addition(2, "rules.doubt", (other,), opens=True))
    made = revise_text(TEXT, Edits(changes, numbers={"rules.ask": "1", "rules.doubt": ""}))
    assert made.done == changes
    return made.content.decode()


@pytest.mark.parametrize("leading", [ASK, Strong((ASK,)), Emphasis((Strong((ASK,)),))])
def test_a_reference_leads_to_what_comes_in_however_its_words_are_dressed(leading: Inline) -> None:
    text = revised(leading)
    assert "[1 Ask first](#rules_ask)" in text
    assert '<a id="rules_ask"></a>1 Ask first' in text


def test_what_nothing_leads_to_bears_no_anchor_of_its_own() -> None:
    assert "<a id=" not in revised(Text("Sam"))


LETTERED = write(lettered_policy(), record=None, digest="")[0]


def lines_of(made: bytes) -> list[str]:
    return [line.replace("\u00a0", " ") for line in made.decode().splitlines() if line.startswith("**")]


def place(words: str, text: str = LETTERED) -> int:
    return next(
        at for at, each in enumerate(read(text).pieces) if is_text(each.piece) and words in plain(content(each.piece))
    )


def test_a_further_rule_that_comes_in_has_its_letter_and_those_behind_it_follow() -> None:
    more = Paragraph((Text("Praise no rival."),), "rule")
    change = Addition(place("Nobody may"), "two.new", (more,), opens=True)
    made = revise_text(LETTERED.encode(), Edits((change,)))
    assert (made.done, made.refused) == ((change,), ())
    assert lines_of(made.content)[2:7] == [
        "**2.1 a** Nobody may make you follow us.",
        "**2.1 b** Praise no rival.",
        "**2.1 c** **Say it.** Say you work here.",
        "**2.1 d** Ask if unsure.",
        "**2.2 Settings.** See who can read.",
    ]
    assert lost_lines(LETTERED.encode(), made.content, ()) == ()


def test_letters_follow_the_number_of_their_clause() -> None:
    change = Addition(place("Yours"), "new", (Paragraph((Strong((Text("Be kind."),)),), "titled-rule"),), opens=True)
    made = revise_text(LETTERED.encode(), Edits((change,), numbers={"new": "2.1"}))
    assert lines_of(made.content)[2:4] == [
        "**2.2 Your own views.** Speak for yourself.",
        "**2.2 a** Nobody may make you follow us.",
    ]
    assert lost_lines(LETTERED.encode(), made.content, ()) == ()


@pytest.mark.parametrize(
    ("text", "says", "begins"),
    [
        (LETTERED, "Nobody may", "**2.1\u00a0a** "),
        (LETTERED, "Say it.", "**2.1\u00a0b** "),
        (LETTERED.replace("\u00a0a** Nobody", " a** Nobody"), "Nobody may", "**2.1 a** "),
        (LETTERED.replace("b** **Say", "b Say"), "Say it.", "**2.1\u00a0b "),
    ],
)
def test_other_words_of_a_further_rule_leave_its_letter(text: str, says: str, begins: str) -> None:
    at = place(says, text)
    was = content(read(text).pieces[at].piece)
    now = (*was[:-1], Text(was[-1].value.replace("us.", "them.").replace("here.", "there.")))
    change = Rewording(at, swaps_between(was, was, now))
    made = revise_text(text.encode(), Edits((change,)))
    assert made.done == (change,)
    (line,) = [line for line in made.content.decode().splitlines() if "them." in line or "there." in line]
    assert line.startswith(begins)


def test_a_document_without_letters_gets_none() -> None:
    older = re.sub("\\*\\*2[.][12]\u00a0[a-c]\\*\\* ", "", LETTERED)
    change = Addition(place("Nobody may"), "two.new", (Paragraph((Text("More."),), "rule"),), opens=True)
    made = revise_text(older.encode(), Edits((change,)))
    assert made.done == (change,)
    assert not re.search(r"[*]{2}[0-9.]+\s[a-z]+[* ]", made.content.decode())
