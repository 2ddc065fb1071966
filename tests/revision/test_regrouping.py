"""Paragraphs that their owner split or joined while ours changed, and cells: merged by words."""

import pytest

from policygen.document.pieces import Piece, text
from policygen.revision.merge import merge
from tests.revision.scene import heading, para, table

RULE = "Ask Sam Okafor before you post about anything that is not on the menu. Write down who said yes and when."
OURS = RULE.replace("Sam Okafor", "Priya Nair")
FIRST, SECOND = RULE.split(" Write")
SECOND = f"Write{SECOND}"
TITLE, LAST = heading("Ask first"), para("A picture of a guest needs a yes from the guest.")


def merged(base: list[Piece], theirs: list[Piece], ours: list[Piece]) -> tuple[list[str], tuple[int | None, ...], int]:
    made = merge([TITLE, *base, LAST], [TITLE, *theirs, LAST], [TITLE, *ours, LAST])
    return [text(piece) for piece in made.pieces[1:-1]], made.sources[1:-1], len(made.conflicts)


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "becomes"),
    [
        ([RULE], [FIRST, SECOND], [OURS], [FIRST.replace("Sam Okafor", "Priya Nair"), SECOND]),
        ([RULE], [FIRST, SECOND], [RULE.replace("Write", "Note")], [FIRST, SECOND.replace("Write", "Note")]),
        ([RULE], [FIRST, f"Please w{SECOND[1:]}"], [OURS], [FIRST.replace("Sam Okafor", "Priya Nair"), f"Please w{SECOND[1:]}"]),
        ([FIRST, SECOND], [RULE], [FIRST, SECOND.replace("Write", "Note")], [RULE.replace("Write", "Note")]),
        ([FIRST, SECOND], [f"{RULE} Ask twice."], [OURS.split(" Write")[0], SECOND], [f"{OURS} Ask twice."]),
    ],
    ids=["split", "the word that begins the second half", "split and reworded", "joined", "joined and reworded"],
)  # fmt: skip
def test_words_of_ours_go_into_paragraphs_that_were_split_or_joined(
    base: list[str], theirs: list[str], ours: list[str], becomes: list[str]
) -> None:
    made, sources, conflicts = merged(*([para(words) for words in side] for side in (base, theirs, ours)))

    assert made == becomes
    assert sources == tuple(range(1, len(theirs) + 1))
    assert not conflicts


def test_a_split_right_where_ours_rewrites_is_left_to_a_person() -> None:
    ours = RULE.replace("that is not on the menu. Write down who", "at all. Keep a list of those that")
    made, sources, conflicts = merged([para(RULE)], [para(FIRST), para(SECOND)], [para(ours)])

    assert made == [FIRST, SECOND]
    assert sources == (1, 2)
    assert conflicts == 1


def test_words_of_one_cell_changed_on_both_sides_stand_together() -> None:
    def people(said: str) -> Piece:
        return table("people", ("Who", "What"), ("Approval", said))

    base, theirs = people("Philippa Garside, Head of Communications"), people("Rhiannon Voss, Head of Communications")
    ours = people("Rhiannon Voss, Director of Engagement")

    assert merge([base], [theirs], [ours]).pieces == (ours,)
    both = merge([base], [people("Philippa Garside (until May), Head of Communications")],
                 [people("Philippa Garside, Head of Engagement")])  # fmt: skip
    assert "Philippa Garside (until May), Head of Engagement" in text(both.pieces[0])
    assert merge([base], [people("Dana Levi, Head of Communications")], [ours]).conflicts
