"""How a page looks: our style sheet, and what of it hangs on the document."""

from functools import cache

from policygen._resources import data_root, read_text
from policygen.document.model import Properties
from policygen.formats.text import clean, edition_line

_PAPERS = {"a4": "A4", "letter": "letter"}


@cache
def our_style() -> str:
    """The style sheet of our pages.

    Raises: `UnreadableError` when it cannot be read.
    """
    return read_text(data_root() / "templates" / "page.css").split("*/\n", 1)[-1]


def page_style(properties: Properties) -> str:
    """How the page is printed: its paper, and what stands over and under the text."""
    over = " · ".join(filter(None, (properties.organisation, properties.title)))
    under = edition_line(properties)
    small = "font-size:9pt;color:#3b4852"
    return (
        f"@page{{size:{_PAPERS[properties.paper]};margin:25mm 26mm 23mm;"
        f"@top-left{{content:{_quoted(over)};{small}}}"
        f"@bottom-left{{content:{_quoted(under)};{small}}}"
        f'@bottom-right{{content:counter(page) " / " counter(pages);{small}}}}}\n'
        f"@page:first{{@top-left{{content:none}}}}\n"
    )


def _quoted(text: str) -> str:
    """Text as a string of a style sheet inside a page: every character that could end either is written by its number."""
    one_line = " ".join(clean(text).split())
    return '"' + "".join(each if each.isalnum() or each in " ·.," else f"\\{ord(each):06x}" for each in one_line) + '"'
