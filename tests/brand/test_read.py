"""A brand file: what it says is taken, and every slip has its line and what to do."""

import pytest

from policygen.brand.colours import OURS
from policygen.brand.model import Brand
from policygen.brand.read import read_brand
from policygen.errors import UnreadableError
from policygen.findings import Finding, Severity
from tests.brand.pictures import jpeg, png

FILES = {"logo.png": png(), "wide.png": png(1200, 100), "tall.jpg": jpeg(300, 600), "logo.svg": b"<svg/>"}


def opened(name: str) -> bytes:
    if name not in FILES:
        raise UnreadableError(f"there is no file '{name}' here.", hint="Check the name.")
    return FILES[name]


def read(text: str) -> tuple[Brand, tuple[Finding, ...]]:
    return read_brand(text, "brand.yaml", opened)


def only(text: str) -> Finding:
    (finding,) = read(text)[1]
    return finding


WHOLE = """\
name: Copperline
logo: {file: logo.png, alt: Copperline Creative, width_mm: 40, place: both}
colours: {accent: "#A8480F", text: "26211E"}
fonts: {heading: Georgia, body: arial, fallback: sans-serif}
body_size: 10.5
paper: letter
header: "{title} | {section}"
footer: "{organisation} · {version} | {page} of {pages}"
cover: no
classification: Internal
card: {band: accent}
"""


def test_a_whole_brand_is_taken_without_a_word() -> None:
    brand, findings = read(WHOLE)
    assert findings == ()
    assert (brand.palette.accent, brand.palette.text, brand.body_size) == ("A8480F", "26211E", 21)
    assert brand.heading_font
    assert brand.body_font
    assert (brand.heading_font.name, brand.body_font.name) == ("Georgia", "Arial")
    assert (brand.paper, brand.cover, brand.card_band) == ("letter", False, True)
    assert brand.logo
    assert (brand.logo.width_mm, brand.logo.place) == (40, "both")


def test_a_brand_that_says_little_is_ours_in_all_else() -> None:
    assert read("name: Copperline") == (Brand(name="Copperline"), ())


@pytest.mark.parametrize(
    ("key", "said", "named"),
    [("accent", "E07B39", "B1612D"), ("text", "777777", "595959"), ("tint", "1B5866", "FFFFFF")],
)
def test_a_colour_that_cannot_be_read_is_refused_and_the_nearest_that_can_is_named(
    key: str, said: str, named: str
) -> None:
    finding = only(f'colours:\n  {key}: "{said}"')
    assert finding.severity is Severity.BLOCK
    assert finding.location.line == 2
    assert f"#{said}" in finding.message
    shade = finding.hint.split("#")[1][:6]
    assert key == "tint" or shade == named
    assert read(f'colours: {{{key}: "{shade}"}}')[1] == ()


def test_a_tint_on_which_only_headings_cannot_be_read_is_refused_too() -> None:
    finding = only('colours: {accent: "#1B5866", text: "#000000", tint: "#AAAAAA"}')
    assert "words on it are hard to read" in finding.message


def test_a_colour_without_quotes_is_told_why_it_is_empty() -> None:
    finding = only("colours:\n  accent: #1B5866")
    assert "in quotes" in finding.hint


SLIPS = {
    "colour: red": "brand says nothing of 'colour'",
    "numbering: none": "brand says nothing of 'numbering'",
    "rule_device: panel": "brand says nothing of 'rule_device'",
    "body_size: 14": "none of: 10.5, 11, 12",
    "paper: A3": "none of: a4, letter",
    "cover: maybe": "none of: yes, no",
    "header: [a]": "one text",
    'footer: "{version} {pgae}"': "cannot show '{pgae}'",
    'footer: "© us"': "no version or no page",
    "fonts: Georgia": "must be a mapping",
    "fonts: {body: '<b>'}": "no font's name",
    "fonts: {body: 'x\"};*{'}": "no font's name",
    "fonts: {body: Brandon Grotesque}": "does not come with Word",
    "logo: {alt: us}": "names no file",
    "logo: {file: logo.svg, alt: us}": "SVG drawing",
    "logo: {file: ../x.png, alt: us}": "no file",
    "logo: {file: logo.png, alt: us, width_mm: 90}": "no width that there is room for",
    "logo: {file: logo.png, alt: us, place: footer}": "none of: cover",
    "logo: logo.png": "no 'alt:'",
    "logo: {file: tall.jpg, alt: us, width_mm: 60}": "",
    "logo: {file: wide.png, alt: us, width_mm: 60}": "",
    "name: &a x": "not allowed",
    "- a": "must be a mapping",
    "": "empty",
    "name: a\nname: b": "given twice",
    f"name: {'x' * 200}": "longer than a line",
}


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_told_with_its_line(text: str) -> None:
    findings = read(text)[1]
    if SLIPS[text]:
        assert any(SLIPS[text] in finding.message for finding in findings)
        assert all(finding.location.file == "brand.yaml" for finding in findings)
    else:
        assert findings == ()


def test_a_logo_is_never_higher_than_there_is_room_for() -> None:
    logo = read("logo: {file: tall.jpg, alt: us, width_mm: 60}")[0].logo
    assert logo
    assert logo.height_mm == pytest.approx(25)


def test_a_logo_with_too_few_pixels_is_told() -> None:
    FILES["small.png"] = png(100, 40)
    assert "coarse" in only("logo: {file: small.png, alt: us, width_mm: 60}").message


def test_what_cannot_be_printed_is_replaced_so_that_all_else_can_be_looked_at() -> None:
    brand, findings = read('colours: {accent: "FFFF00", tint: "000000"}')
    assert len(findings) == 2
    assert brand.palette.text == OURS.text
    assert read(f'colours: {{accent: "{brand.palette.accent}", tint: "{brand.palette.tint}"}}')[1] == ()
