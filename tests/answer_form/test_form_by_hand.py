"""A form that was filled in by hand, in the ways that people have: what is an answer, what is inferred, what is told."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import pytest

from policygen.answer_form.model import FormRead
from policygen.answer_form.read import read_form
from policygen.answer_form.typed import days_first, number_in_words, typed
from policygen.answer_form.write import answer_form
from policygen.answers.model import Answers
from policygen.document.filled import FilledForm, FilledTable, Line, Stretch
from policygen.formats.registry import FORM_READERS, FORMATS
from tests.support.library import the_library

PERSON = "{'name': 'Ann Lee', 'role': 'Owner'}"


@cache
def blank() -> FilledForm:
    """A form that nobody wrote on, as it comes out of Word."""
    content, _ = FORMATS["docx"].write(answer_form(the_library(), Answers({}), "2026-11-30"), None, "")
    return FORM_READERS[".docx"](content)


def line(text: str) -> Line:
    """A line; `**words**` are marked, `~~words~~` struck through."""
    pieces = re.findall(r"\*\*(.+?)\*\*|~~(.+?)~~|((?:(?!\*\*|~~).)+)", text)
    return Line(tuple(Stretch(bold or struck or plain, bool(bold), bool(struck)) for bold, struck, plain in pieces))


def under(question: str, edits: Mapping[str, str]) -> Iterator[Line | FilledTable]:
    """A question of the blank form with some lines written anew: by how they began; `+` adds one, `n` is the nth box.

    What `?` says is written behind the question, what `!` says behind its help.
    """
    asked = the_library().questionnaire.questions[question]
    ask, why, here, first = asked.ask, asked.why, False, True
    for block in blank().blocks:
        if isinstance(block, Line) and block.anchors:
            if here and "+" in edits:
                yield line(edits["+"])
            here = block.text.endswith(ask)
        if not here:
            continue
        if isinstance(block, FilledTable) and first:
            first = False
            rows = [
                (row[0], (line(edits[str(n)]),), *row[2:]) if str(n) in edits else row
                for n, row in enumerate(block.rows)
            ]
            yield FilledTable(tuple(rows))
        elif isinstance(block, FilledTable):
            yield block
        elif block.text.endswith(ask) and "?" in edits:
            yield replace(line(f"{block.text} {edits['?']}"), anchors=block.anchors)
        elif block.text.startswith(why) and "!" in edits:
            yield line(f"{block.text} {edits['!']}")
        else:
            new = next(
                (text for begins, text in edits.items() if not begins.isdigit() and block.text.startswith(begins)), None
            )
            if new is None or new:
                yield block if new is None else replace(line(new), anchors=block.anchors)


def read(question: str, edits: Mapping[str, str]) -> FormRead:
    return read_form(replace(blank(), blocks=tuple(under(question, edits))), the_library())


@pytest.mark.parametrize(
    ("question", "edits", "answer", "told"),
    [
        # their own words beside ours
        ("words", {"0": "guest", "2": "guests"}, "{'person': 'guest', 'people': 'guests'}", "a_person is not given."),
        # an x, X, a tick, a yes, on either side of the box
        ("organisation_type", {"☐ Charity": "x ☐ Charity"}, "charity", ""),
        ("organisation_type", {"☐ Charity": "☐ Charity X"}, "charity", ""),
        ("organisation_type", {"☐ Charity": "[x] Charity"}, "charity", ""),
        ("organisation_type", {"☐ Charity": "✓ Charity", "☐ Company": "✗ Company"}, "charity", "inferred"),
        ("organisation_type", {"☐ Charity": "☐ Charity yes"}, "charity", ""),
        ("platforms", {"☐ X": "☐ X x", "☐ Facebook": "☒ Facebook"}, ("facebook", "x"), ""),
        # the box gone, the words marked, the others struck through or taken out
        ("organisation_type", {"☐ Charity": "Charity"}, "charity", "inferred"),
        ("organisation_type", {"☐ Charity": "☐ **Charity**"}, "charity", "inferred"),
        ("paid_promotion", {"☐ Yes": "☐ ~~Yes~~", "☐ Not sure": "~~☐ Not sure yet~~"}, "no", "inferred"),
        ("paid_promotion", {"☐ Yes": "", "☐ Not": ""}, "no", "inferred"),
        # what no program may guess
        ("organisation_type", {"☐ Charity": "☒ Charity", "☐ Company": "☒ Company"}, None, "unread"),
        ("organisation_type", {"☐ Charity": "☐ **Charity**", "☐ Company": "☐ **Company**"}, None, "unread"),
        ("organisation_type", {"☐ Charity": "☒ Charity (soon a company)"}, "charity", "unread"),
        ("monitoring", {"☐ None": "☒ None of these", "☐ We": "☒ We may look"}, None, "unread"),
        ("organisation_type", {"+": "half a charity"}, None, "unread"),
        ("organisation_type", {"☐ Company": "☐ Company ☐ Charity x"}, None, "unread"),
        ("organisation_type", {"☐ Company": "☐ Company ☒ Charity"}, "charity", ""),
        ("organisation_type", {"☐ Charity": "☐ Charity <-- us"}, "charity", "unread"),
        ("people_by_place", {"0": "England"}, None, "unread"),
        ("trades", {"0": "Café", "1": "astronaut"}, ("cafe",), "unread"),
        ("trades", {"0": "dog groomer and plumber"}, ("dog_grooming", "plumbing_heating"), "inferred"),
        ("headcount", {"0": "31", "☐ Not sure": "☒ Not sure yet"}, None, "unread"),
        # answers in the wrong place, and in words
        ("organisation_type", {"+": "charity"}, "charity", "inferred"),
        ("headcount", {"0": "31"}, 31, ""),
        ("headcount", {"0": "thirty-one"}, 31, "inferred"),
        ("headcount", {"0": "31 people"}, 31, "inferred"),
        ("headcount", {"0": "30 to 40"}, None, "unread"),
        ("headcount", {"+": "31"}, 31, "inferred"),
        ("headcount", {"?": "31"}, 31, "inferred"),
        ("headcount", {"!": "31"}, 31, "inferred"),
        ("headcount", {"0": "31", "+": "of whom five are away"}, 31, "unread"),
        ("effective_date", {"0": "1st May 2027"}, "2027-05-01", ""),
        ("effective_date", {"0": "22/11/2027"}, "2027-11-22", "inferred"),
        ("effective_date", {"0": "3/4/2027"}, None, "unread"),
        ("work_locations", {"0": "England, Wales and Scotland"}, ("GB-ENG", "GB-WLS", "GB-SCT"), "inferred"),
        ("policy_owner", {"0": "Ann Lee", "1": "Owner", "3": "ann@quay.example"}, "{'name': 'Ann Lee', 'role': 'Owner', 'email': 'ann@quay.example'}", "inferred"),
        ("policy_owner", {"+": "Ann Lee, Owner"}, PERSON, "inferred"),
        ("policy_owner", {"0": "Ann Lee", "1": "Owner", "2": "ann at quay"}, PERSON, "unread"),
        ("accounts", {"0": "Facebook", "3": "Ann Lee, Owner", "6": "two"}, "({'platform': 'facebook', 'owner': " + PERSON + ", 'administrators': 2},)", "inferred"),
        ("accounts", {"1": "quay"}, None, "unread"),
        ("paid_promotion", {"☐ Not sure": "☒ Not sure yet"}, None, ""),
    ],
)  # fmt: skip
def test_what_a_hand_wrote_is_an_answer_or_is_told(
    question: str, edits: Mapping[str, str], answer: object, told: str
) -> None:
    found = read(question, edits)
    value = found.values.get(question)
    assert (str(value) if isinstance(answer, str) and answer[0] in "{(" else value) == answer
    assert set(found.values) <= {question}
    assert bool(found.unread) == (told == "unread"), found.unread
    assert bool(found.inferred) == (told == "inferred") or told == "unread", found.inferred
    assert all(each.question == question for each in (*found.unread, *found.inferred))


def test_nothing_that_somebody_wrote_is_lost() -> None:
    stray = FilledForm((line("Dear Sam, here it is"), *blank().blocks), (("Kim", "Ask Sam?"),))
    picture = replace(stray, blocks=(*stray.blocks, Line((), (), ("text-box: not on Fridays",))))
    texts = [each.text for each in read_form(picture, the_library()).unread]
    assert texts == ["Dear Sam, here it is", "not on Fridays", "Ask Sam?"]


@pytest.mark.parametrize("text", ["-", " ", "x ", "☐", "[ ", "a, ", "1,", "a@a.", "Charity ", "twenty ", "<", "31 "])
def test_a_line_that_never_ends_is_read_or_told(text: str) -> None:
    long = text * (20_000 // len(text))
    for question in ("organisation_type", "headcount", "work_locations", "policy_owner", "effective_date", "platforms"):
        read(question, {"0": long, "+": long})


def test_numbers_in_words_are_numbers_up_to_a_million() -> None:
    spelled = {
        "twelve": 12,
        "Twenty-one": 21,
        "two hundred and five": 205,
        "a dozen": 12,
        "three thousand and one": 3001,
    }
    assert {words: number_in_words(words) for words in spelled} == spelled
    assert {number_in_words(words) for words in ("twenty eleven", "two three", "hundred", "few", "")} == {None}


def test_a_day_in_figures_is_read_where_only_one_can_be_meant() -> None:
    asked = the_library().questionnaire.questions["effective_date"]
    days = {"1.12.2027": "2027-12-01", "12/31/2027": "2027-12-31", "5/5/27": "2027-05-05", "May 1, 2027": "2027-05-01"}
    assert {words: typed("date", asked, words).data for words in days} == days
    assert typed("date", asked, "31.2.2027").data == "31.2.2027"
    places = (("GB-ENG",), ("US-NY",), ("GB-ENG", "US-NY"), ("CA-ON",), ())
    assert [days_first(each, the_library()) for each in places] == [True, False, None, None, None]
    read = [typed("date", asked, "3/4/2027", day_first=first).data for first in (True, False, None)]
    assert read == ["2027-04-03", "2027-03-04", "3/4/2027"]
