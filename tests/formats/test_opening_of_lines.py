"""What stands in a line of Markdown before its words: indent, sign and element, each as it is written."""

import pytest

from policygen.formats.markdown.places_of_pieces import Opening, opening_of

MARK = '<a id="who-posts"></a>'


@pytest.mark.parametrize(
    ("line", "opening", "is_rule", "is_plain"),
    [
        ("Words.", Opening(), False, True),
        ("", Opening(), False, True),
        ("## Words", Opening("", "## "), False, True),
        ("- Words.", Opening("", "- "), False, False),
        ("12. Words.", Opening("", "12. "), True, False),
        ("   Words.", Opening("   "), False, False),
        ("> - Words.", Opening("> ", "- "), False, False),
        (f"1. {MARK}Words.", Opening("", "1. ", MARK), True, False),
        (f"{MARK} Words.", Opening("", "", f"{MARK} "), False, True),
        ("-Words.", Opening(), False, True),
        ("#Words.", Opening(), False, True),
    ],
)
def test_a_line_begins_with_its_indent_its_sign_and_its_element(
    line: str, opening: Opening, is_rule: bool, is_plain: bool
) -> None:
    found = opening_of(line)
    assert found == opening
    assert (found.is_rule, found.is_plain) == (is_rule, is_plain)
    assert line.startswith(str(found))
