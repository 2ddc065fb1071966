"""A Markdown text with changes of ours in it: what comes in can be reached by whatever leads to it."""

import pytest

from policygen.document.edits import Addition, Edits
from policygen.document.model import Emphasis, Heading, Inline, Paragraph, Reference, Strong, Text
from policygen.formats.markdown.revising import revise_text

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
