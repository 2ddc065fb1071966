"""What an editor did by itself is no edit: styles flattened into formatting, spaces dropped."""

import pytest

from policygen.document.as_read import ReadPiece
from policygen.document.model import Contents, Heading, PageBreak, Reference, Strong, Text
from policygen.document.pieces import Piece
from policygen.revision.restoring import restore_from_base
from tests.revision.scene import heading, para, table


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


@pytest.mark.parametrize(
    ("issued", "theirs", "stands"),
    [
        (para("Ask first."), table("own", ("Who", "What"), ("Ann", "press")), "theirs"),
        (table("own", ("Who", "What"), ("Ann", "press")), para("Ask first."), "theirs"),
        (PageBreak(), para("Ask first."), "issued"),
        (Contents("Contents"), para("Ask first."), "issued"),
    ],
    ids=["words made a table", "a table made words", "a page break", "contents"],
)
def test_what_became_a_thing_of_another_kind_is_theirs_but_for_what_no_words_stand_in(
    issued: Piece, theirs: Piece, stands: str
) -> None:
    found = restore_from_base([issued], [ReadPiece(theirs)], {0: 0})
    assert found == ({"theirs": theirs, "issued": issued}[stands],)


@pytest.mark.parametrize("behind", ["", " before you post."])
def test_a_reference_of_which_only_its_number_is_left_is_one_again_wherever_it_stands(behind: str) -> None:
    end = (Text(behind),) if behind else ()
    issued = para((Text("See "), Reference("rules.ask", "Ask first"), *end))
    assert restore_from_base([issued], [ReadPiece(para(f"See rule 3{behind}"))], {0: 0}) == (issued,)
