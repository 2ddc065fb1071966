"""What an editor did by itself is no edit: styles flattened into formatting, spaces dropped."""

from policygen.document.as_read import ReadPiece
from policygen.document.model import Heading, Strong, Text
from policygen.revision.restoring import restore_from_base
from tests.revision.scene import heading


def adopted(theirs: Heading) -> object:
    (found,) = restore_from_base([heading("Ask first")], [ReadPiece(theirs)], {0: 0}, roles_ambiguous=False)
    return found


def test_a_heading_made_bold_by_an_editor_is_the_heading_still():
    assert adopted(Heading(2, (Strong((Text("Ask first"),)),))) == heading("Ask first")


def test_a_plain_space_at_the_end_of_a_bold_heading_makes_no_emphasis_of_it():
    found = adopted(Heading(2, (Strong((Text("Ask first"),)), Text(" "))))
    assert isinstance(found, Heading)
    assert not any(isinstance(inline, Strong) for inline in found.content)


def test_one_bold_word_in_a_heading_is_somebodys_emphasis():
    assert adopted(Heading(2, (Text("Ask "), Strong((Text("first"),))))) != heading("Ask first")
