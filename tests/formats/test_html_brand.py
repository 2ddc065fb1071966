"""A brand on a web page: its colours by day, by night and with more contrast; its logo in the page itself."""

import re
from dataclasses import replace

from policygen.brand.colours import OURS, palette, schemes
from policygen.brand.fonts import font_named
from policygen.brand.images import read_image
from policygen.brand.model import Brand, Logo
from policygen.document.model import Document
from policygen.formats.html.style import our_style, page_style
from policygen.formats.html.writer import write
from tests.brand.pictures import png
from tests.formats.example_document import short_policy

LOGO = Logo(read_image(png()), 'The "Copperline" & <co>', 42)
BRAND = Brand(
    "Copperline", palette("A8480F", "26211E"), font_named("Georgia"), font_named("Gotham", "Arial"), 24, logo=LOGO
)


def page(document: Document, brand: Brand | None = BRAND) -> str:
    return write(document, our_style(), brand)[0]


def test_every_colour_of_ours_gives_way_by_day_and_by_night() -> None:
    made = page(short_policy())
    for key in ("accent", "text", "soft", "tint", "line"):
        assert f"#{getattr(OURS, key).lower()}" not in made
        assert f"#{getattr(BRAND.palette, key).lower()}" in made
    screens = schemes("A8480F")
    assert all(f"#{shade.lower()}" in made for shade in (screens.dark, screens.high, screens.dark_high))


def test_a_style_sheet_without_a_brand_is_ours_to_the_letter() -> None:
    assert our_style() in page(short_policy(), None)
    assert "img-src" not in page(short_policy(), None)


def test_a_logo_is_part_of_the_page_and_all_that_it_may_load() -> None:
    made = page(short_policy())
    assert "default-src 'none'; img-src data:; style-src 'sha256-" in made
    assert '<img src="data:image/png;base64,' in made
    assert 'alt="The &quot;Copperline&quot; &amp; &lt;co&gt;"' in made
    assert made.count("<img") == 1


def test_a_logo_for_dark_grounds_takes_its_place_by_night() -> None:
    made = page(short_policy(), replace(BRAND, logo=replace(LOGO, on_dark=read_image(png(300, 100)))))
    assert made.count("<img") == 2
    assert ".by-night+img{display:none}" in made


def test_a_logo_for_cards_stands_on_cards_alone() -> None:
    brand, document = replace(BRAND, logo=replace(LOGO, place="card")), short_policy()
    assert "<img" not in page(document, brand)
    assert "<img" in page(replace(document, properties=replace(document.properties, kind="card")), brand)


def test_fonts_paper_and_what_stands_around_the_text_are_the_brands() -> None:
    brand = replace(
        BRAND, paper="letter", header="{title} | {page}", footer="© {organisation}", classification="Internal"
    )
    made = page(short_policy(), brand)
    assert '"Gotham","Arial",sans-serif' in made
    assert 'h1,h2,h3{font-family:"Georgia","Gelasio",serif}' in made
    assert "@page{size:letter" in made
    assert "@top-right{content:counter(page)" in made
    assert '<p class="meta">Internal</p>' in made


def test_what_stands_over_a_printed_page_keeps_every_blank_of_a_name_and_round_a_dot() -> None:
    names = ("Blackthorn & Wren Tree Surgeons", "Marks (Old) and 'New' # 1", 'A  "B" C')
    for name in names:
        document = short_policy()
        style = page_style(replace(document.properties, organisation=name, title="Rules"))
        (shown,) = re.findall(r"@top-left\{content:((?:\"[^\"]*\" ?)+);", style)
        assert as_a_browser_reads(shown) == f"{' '.join(name.split())} · Rules"


def as_a_browser_reads(strings: str) -> str:
    """What strings of a style sheet show: an escape takes one blank behind it along."""
    words = "".join(re.findall(r'"([^"]*)"', strings))
    return re.sub(r"\\([0-9a-f]{1,6}) ?", lambda found: chr(int(found[1], 16)), words)


def test_words_of_a_brand_never_leave_their_place() -> None:
    hostile = '</style><script>alert(1)</script>"}*{content:url(http://x.example)}'
    made = page(short_policy(), replace(BRAND, header=hostile, footer=hostile, classification=hostile))
    assert "<script" not in made
    assert "url(http" not in made[made.index("<style>") : made.index("</style>")]
