"""Words of a run that go and come, so that it reads as another: how many changes that is, and where each of them lies."""

import pytest
from hypothesis import given

from policygen.document.comparison import body_keys
from policygen.document.edits import Addition, Removal, Rewording, revised
from policygen.document.model import Answer, Paragraph, Part, Row, Table, Text
from policygen.document.pieces import open_lists, text
from policygen.document.words import words as words_of
from policygen.revision.edits import edits_of, shown_keys, swaps_between
from policygen.revision.plan import plan
from tests.revision.scene import as_issued, clause, heading, para, part, table, words
from tests.revision.strategies import sentences


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("Ask Sam before noon.", "Ask Sam before noon.", []),
        ("Ask Sam before noon.", "Ask Priya before noon.", [(1, 2, "Priya")]),
        ("Ask Sam before noon.", "Ask Priya before dusk.", [(1, 4, "Priya before dusk")]),
        ("Ask Sam some day before noon.", "Ask Priya some day after noon.", [(1, 2, "Priya"), (4, 5, "after")]),
        ("Ask Sam before noon.", "Ask before noon.", [(1, 2, "")]),
        ("Ask before noon.", "Ask Sam before noon.", [(1, 1, "Sam")]),
        ("Ask before noon.", "Do ask before noon today.", [(0, 1, "Do ask"), (3, 3, "today")]),
    ],
)
def test_changes_with_one_word_between_them_are_one_and_those_with_two_are_two(
    before: str, after: str, changes: list[tuple[int, int, str]]
) -> None:
    found = swaps_between(words(before), words(before), words(after))
    assert [(swap.first, swap.last, " ".join(word.text for word in swap.words)) for swap in found] == changes


@given(sentences, sentences)
def test_a_run_with_its_changes_made_reads_as_it_was_to_read(before: str, after: str) -> None:
    found = swaps_between(words(before), words(before), words(after))
    (made,) = revised([para(before)], [Rewording(0, found)])
    assert isinstance(made, Paragraph)
    assert shown_keys(words_of(made.content)) == shown_keys(words_of(words(after)))


def test_a_table_that_gets_other_columns_goes_and_the_new_one_comes_behind_it() -> None:
    was = clause("a.who", "Who posts", "Ask them.", table("who", ("Network", "Who", "Steps in"), ("X", "Sam", "Kim")))
    new = clause("a.who", "Who posts", "Ask them.", table("who", ("Network", "Who"), ("X", "Sam"), ("Etsy", "Sam")))
    planned = plan((was,), as_issued((was,)), (new,))
    edits = edits_of(planned)
    assert [type(edit) for edit in edits.changes] == [Removal, Addition]
    made = revised([read.piece for read in planned.document.pieces], edits.changes)
    assert body_keys(made) == body_keys(open_lists(new.blocks))


def test_a_table_in_which_the_owner_has_columns_of_their_own_keeps_their_words() -> None:
    was = clause("a.who", "Who posts", "Ask them.", table("who", ("Network", "Who"), ("X", "Sam")))
    theirs = clause("a.who", "Who posts", "Ask them.", table("who", ("Network", "Who", "Since"), ("X", "Sam", "2019")))
    new = clause("a.who", "Who posts", "Ask them.", table("who", ("Network", "Who", "Steps in"), ("X", "Sam", "Kim")))
    planned = plan((was,), as_issued((theirs,)), (new,))
    made = revised([read.piece for read in planned.document.pieces], edits_of(planned).changes)
    assert "2019" in " ".join(map(text, made))


# ---- answers that both changed ------------------------------------------------------------------------------------------


def rules(role: str, name: str = "Sam") -> tuple[Part, ...]:
    """Three rules and a table that print a role."""
    printed = Answer(role, "policy_owner.role")
    said = (
        Text("Only "),
        Answer(name, "policy_owner.name"),
        Text(" may post. For all else, ask the "),
        printed,
        Text("."),
    )
    own = (Text("Reporters go to the "), printed, Text(", day and night."))
    row = Row("owner", ((Text("Owner"),), (Answer(name, "policy_owner.name"), Text(", "), printed)))
    return (
        part("a", "Who posts", heading("Who posts"), para(said, "rule")),
        part("b", "Reporters", heading("Reporters"), para(own, "rule"), Table("who", ("Part", "Who"), (row,))),
    )


def test_a_role_that_both_changed_is_one_conflict_however_often_it_stands_and_the_rest_merges() -> None:
    planned = plan(rules("Manager"), as_issued(rules("Head Vet")), rules("Director", "Kim"))
    edits = edits_of(planned)
    made = " ".join(map(text, revised([read.piece for read in planned.document.pieces], edits.changes)))
    assert "Only Kim may post. For all else, ask the Head Vet." in made
    assert "Kim, Head Vet" in made
    assert "Director" not in made
    assert planned.to_decide == 1
    spoken = [remark.text for remark in edits.remarks if not remark.again]
    assert spoken == [
        "You changed “Manager”, and so did we. Yours stands.\nOurs: Director\nThe same in 2 other places."
    ]


def test_a_conflict_in_a_table_names_its_row_and_column() -> None:
    columns = ("Network", "Who posts")
    was, ours = (clause("a", "A", "Ask.", table("who", columns, ("X", each))) for each in ("Sam or Jo", "Kim or Al"))
    theirs = clause("a", "A", "Ask.", table("who", columns, ("X", "whoever opens up")))
    (remark,) = edits_of(plan((was,), as_issued((theirs,)), (ours,))).remarks
    assert remark.text.startswith("In the row “X”, Who posts: You changed “Sam or Jo”")
    assert remark.row == "X"
