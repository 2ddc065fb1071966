"""What slips into a line that asks for something else is noticed, and what may be right can stay."""

import pytest

from policygen.questions.slipped import Holds, impossible, odd


@pytest.mark.parametrize(
    ("holds", "text", "told"),
    [
        ("person", "sam@harbour.example", "is an e-mail address. This asks for a name."),
        ("person", "www.harbour.example", "is a web address"),
        ("person", "https://harbour.example/sam", "is a web address"),
        ("person", "0117 496 0123", "is a number"),
        ("job", "sam@harbour.example", "This asks for a job title."),
        ("organisation", "42", "is a number. This asks for an organisation’s name."),
        ("organisation", "booking.com", "is a web address"),
        ("phone", "Dana Ruiz", "has letters. This asks for a telephone number."),
        ("phone", "dana@x.example", "is an e-mail address"),
        ("phone", "12", "is short for a telephone number"),
        ("page", "our page", "is not the address of a page"),
        ("page", "sam@x.example", "is not the address of a page"),
        ("handle", "Harbour Street", "has a space"),
        ("handle", "sam@x.example", "is an e-mail address"),
    ],
)
def test_what_is_plainly_something_else_is_said(holds: Holds, text: str, told: str) -> None:
    assert told in odd(holds, text)
    assert text in odd(holds, text)


@pytest.mark.parametrize(
    ("holds", "texts"),
    [
        ("person", ("Sam Okafor", "Dr. J.P. Smith", "St.John", "Sam (days), Jo (nights)", "李小龍", "24-7 Crew", "X Æ A-12")),
        ("job", ("Owner", "Head of IT 2", "HR/Personnel")),
        ("organisation", ("3D Prints", "Harbour Street Café", "A & B Ltd.", "No. 7")),
        ("phone", ("0117 496 0123", "+44 (0)117 496-0123 ext. 12", "112", "555.010.0199 x4")),
        ("page", ("https://x.example/us", "instagram.com/us", "maps.app.goo.gl/x")),
        ("handle", ("harbourstreet", "@harbour.street", "123", "harbour@mastodon")),
        ("", ("sam@x.example", "12", "www.x.example")),
        ("email", ("sam@x.example",)),
    ],
)  # fmt: skip
def test_what_may_well_be_meant_is_not(holds: Holds, texts: tuple[str, ...]) -> None:
    assert [odd(holds, text) for text in texts] == [""] * len(texts)
    assert [impossible(holds, text) for text in texts] == [""] * len(texts)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sam.example", "has no @"),
        ("sam@jo@x.example", "has more than one @"),
        ("sam@x", "is not a whole e-mail address"),
    ],
)
def test_an_email_address_that_can_be_none_is_refused_with_what_is_wrong(text: str, told: str) -> None:
    assert told in impossible("email", text)
