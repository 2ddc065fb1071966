from dataclasses import replace
from itertools import product

import pytest

from policygen.document.model import (
    Answer,
    Emphasis,
    Exact,
    Heading,
    Link,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policygen.document.pieces import Piece, text
from policygen.document.walk import plain
from policygen.revision.merge import Conflict, merge
from policygen.revision.tables import merge_tables
from tests.revision.scene import heading, para, table, words


def result(base: list[Piece], theirs: list[Piece], ours: list[Piece]) -> list[str]:
    return [text(piece) for piece in merge(base, theirs, ours).pieces]


BASE: list[Piece] = [
    heading("Ask first"),
    para("Ask Sam before you post about anything that is not on the menu.", "rule"),
    para("A picture of a guest needs a yes from the guest."),
    para("Write down who said yes and when they said it."),
]


def changed(place: int, old: str, new: str) -> list[Piece]:
    piece = BASE[place]
    assert old in text(piece)
    return [*BASE[:place], para(text(piece).replace(old, new), getattr(piece, "role", "body")), *BASE[place + 1 :]]


def test_changes_of_different_paragraphs_both_stand():
    merged = merge(BASE, changed(1, "Sam", "Priya"), changed(3, "when", "where"))
    assert [text(piece) for piece in merged.pieces[1::2]] == [
        "Ask Priya before you post about anything that is not on the menu.",
        "Write down who said yes and where they said it.",
    ]
    assert not merged.conflicts
    assert not merged.review


def test_changes_of_one_sentence_apart_both_stand_and_are_to_be_read_once():
    merged = merge(BASE, changed(1, "Sam", "Priya"), changed(1, "menu", "card"))
    assert text(merged.pieces[1]) == "Ask Priya before you post about anything that is not on the card."
    assert merged.review
    assert not merged.conflicts


def test_different_changes_of_the_same_words_are_a_conflict_and_theirs_stand():
    merged = merge(BASE, changed(1, "Sam", "Priya"), changed(1, "Sam", "Jo"))
    assert text(merged.pieces[1]).startswith("Ask Priya")
    assert merged.conflicts == (Conflict(text(BASE[1]), text(merged.pieces[1]), text(BASE[1]).replace("Sam", "Jo")),)


def test_neighbouring_words_changed_on_each_side_are_a_conflict():
    assert merge(BASE, changed(1, "Sam", "Priya"), changed(1, "before", "when")).conflicts


def test_a_sentence_written_anew_is_never_mixed_with_ours():
    anew = [*BASE[:1], para("Nobody posts anything at all on a Sunday, and Sam decides who.", "rule"), *BASE[2:]]
    merged = merge(BASE, anew, changed(1, "not on the menu", "not on the new menu"))
    assert text(merged.pieces[1]) == text(anew[1])
    assert merged.conflicts


def test_a_paragraph_they_took_out_and_we_changed_is_a_conflict_and_stays_out():
    merged = merge(BASE, [*BASE[:2], BASE[3]], changed(2, "guest needs", "customer needs"))
    assert result(BASE, [*BASE[:2], BASE[3]], changed(2, "guest needs", "customer needs")) == [
        text(p) for p in (*BASE[:2], BASE[3])
    ]
    assert merged.conflicts[0].theirs == ""


def test_a_paragraph_we_took_out_and_they_changed_stays_and_is_a_conflict():
    merged = merge(BASE, changed(2, "yes from", "clear yes from"), [*BASE[:2], BASE[3]])
    assert text(merged.pieces[2]) == "A picture of a guest needs a clear yes from the guest."
    assert merged.conflicts


def test_paragraphs_both_took_out_and_replaced_are_a_conflict():
    left = [*BASE[:2], para("Their own words about something else entirely."), BASE[3]]
    right = [*BASE[:2], para("Our new rule concerning quite another matter."), BASE[3]]
    merged = merge(BASE, left, right)
    assert [text(piece) for piece in merged.pieces] == [text(piece) for piece in left]
    assert len(merged.conflicts) == 1


def test_paragraphs_added_at_one_place_both_stand_theirs_first():
    left = [*BASE[:2], para("Theirs is added here."), *BASE[2:]]
    right = [*BASE[:2], para("Ours has come along as well."), *BASE[2:]]
    assert result(BASE, left, right)[2:4] == ["Theirs is added here.", "Ours has come along as well."]
    assert merge(BASE, left, right).review


def test_a_paragraph_they_took_out_beside_one_we_added_is_no_conflict():
    merged = merge(BASE, [*BASE[:2], BASE[3]], [*BASE[:2], para("Ours has come along as well."), *BASE[2:]])
    assert [text(piece) for piece in merged.pieces][2:] == ["Ours has come along as well.", text(BASE[3])]
    assert not merged.conflicts
    assert not merged.review, "only one side added words"


@pytest.mark.parametrize("theirs_go", [False, True])
@pytest.mark.parametrize("ours_go", [False, True])
def test_what_either_side_puts_in_stands_once_and_what_either_takes_out_is_gone(theirs_go: bool, ours_go: bool):
    def side(whose: str, around: tuple[bool, bool], gone: bool) -> list[Piece]:
        put = [
            [para(f"{whose} words {where} it, and no others.")] if there else []
            for where, there in zip(("before", "behind"), around, strict=True)
        ]
        return [*BASE[:2], *put[0], *([] if gone else [BASE[2]]), *put[1], BASE[3]]

    for left, right in product(product([False, True], repeat=2), repeat=2):
        theirs, ours = side("Their", left, theirs_go), side("Our", right, ours_go)
        if theirs_go and ours_go and any(left) and any(right):
            continue  # a conflict
        merged = merge(BASE, theirs, ours)
        found = [text(piece) for piece in merged.pieces]
        assert not merged.conflicts
        assert sorted(found) == sorted(
            {text(piece) for piece in (*theirs, *ours)} - ({text(BASE[2])} if theirs_go or ours_go else set())
        )
        for each in (theirs, ours):
            assert [line for line in found if line in map(text, each)] == [
                line for line in map(text, each) if line in found
            ]
        assert [merged.sources[at] for at, line in enumerate(found) if line.startswith("Their")] == [
            at for at, piece in enumerate(theirs) if text(piece).startswith("Their")
        ]


def test_bold_of_theirs_and_words_of_ours_go_together():
    base: list[Piece] = [para("Ask Sam before you post.")]
    theirs: list[Piece] = [para((Text("Ask "), Strong(words("Sam")), Text(" before you post.")))]
    ours: list[Piece] = [para("Ask Sam before you ever post.")]
    assert merge(base, theirs, ours).pieces == (
        para((Text("Ask "), Strong(words("Sam")), Text(" before you ever post."))),
    )


def test_style_of_theirs_and_words_of_ours_go_together():
    theirs: list[Piece] = [Paragraph(words("One two three four five."), "note")]
    merged = merge([para("One two three four five.")], theirs, [para("One two three four six.")])
    assert merged.pieces == (Paragraph(words("One two three four six."), "note"),)


def test_quotes_dashes_and_spaces_that_an_editor_changed_are_no_change():
    base: list[Piece] = [para('Say "yes" - don\'t say no, and write it down...')]
    theirs: list[Piece] = [para("Say “yes” – don’t  say\u00a0no, and write it down…")]
    ours: list[Piece] = [para('Say "maybe" - don\'t say no, and write it down...')]
    merged = merge(base, theirs, ours)
    assert text(merged.pieces[0]) == "Say “maybe” – don’t  say\u00a0no, and write it down…"
    assert not merged.conflicts


def test_links_references_and_exact_words_survive_a_merge():
    tail = (Link("https://a.example", words("rules")), Text(" in "), Exact("Act 1"), Text(" (see "))
    end = (Reference("b", "B"), Text(")."))
    base: list[Piece] = [para((Text("Ask Sam about posts and "), *tail, *end))]
    theirs: list[Piece] = [para((Text("Ask Priya about posts and "), *tail, *end))]
    ours: list[Piece] = [para((Text("Ask Sam about pictures and "), *tail, *end))]
    assert merge(base, theirs, ours).pieces == (para((Text("Ask Priya about pictures and "), *tail, *end)),)


def test_a_heading_turned_into_bold_text_keeps_its_new_dress():
    theirs: list[Piece] = [para((Strong(words("Ask first of all")),))]
    merged = merge([heading("Ask first of all")], theirs, [heading("Ask first of all")])
    assert merged.pieces == tuple(theirs)
    assert not isinstance(merged.pieces[0], Heading)


# ---- tables ------------------------------------------------------------------------------------------------------------

PLATFORMS = table(
    "platforms",
    ("Platform", "Account", "Who posts"),
    ("Instagram", "@harbour", "Priya"),
    ("Facebook", "harbour", "Sam"),
    ("X", "@harbourst", "Priya"),
)


def keyless(made: Table) -> Table:
    return replace(made, name="", rows=tuple(replace(row, key="") for row in made.rows))


def cells(made: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row.cells] for row in made.rows]


def platforms(*rows: tuple[str, ...], columns: tuple[str, ...] = PLATFORMS.columns) -> Table:
    return table("platforms", columns, *rows)


INSTAGRAM, FACEBOOK, X = (
    ("Instagram", "@harbour", "Priya"),
    ("Facebook", "harbour", "Sam"),
    ("X", "@harbourst", "Priya"),
)


def test_cells_changed_on_each_side_both_stand():
    theirs = keyless(platforms(INSTAGRAM, ("Facebook", "harbour", "Jo"), X))
    ours = platforms(("Instagram", "@harbour.street", "Priya"), FACEBOOK, X)
    merged = merge_tables(PLATFORMS, theirs, ours)
    assert cells(merged.table)[:2] == [["Instagram", "@harbour.street", "Priya"], ["Facebook", "harbour", "Jo"]]
    assert [row.key for row in merged.table.rows] == ["instagram", "facebook", "x"]


def test_one_cell_changed_on_both_sides_is_a_conflict_and_theirs_stands():
    theirs = keyless(platforms(INSTAGRAM, ("Facebook", "harbour", "Jo"), X))
    merged = merge_tables(PLATFORMS, theirs, platforms(INSTAGRAM, ("Facebook", "harbour", "Pat"), X))
    assert cells(merged.table)[1][2] == "Jo"
    assert [(c.key, c.column, c.base, c.theirs, c.ours) for c in merged.conflicts] == [
        ("facebook", "Who posts", "Sam", "Jo", "Pat")
    ]


def test_rows_keep_the_owners_order_and_new_ones_go_behind_their_neighbour():
    theirs = keyless(platforms(X, FACEBOOK, ("TikTok", "@ours", "Jo"), INSTAGRAM))
    ours = platforms(INSTAGRAM, ("Bluesky", "harbour.st", "Priya"), FACEBOOK, X)
    merged = merge_tables(PLATFORMS, theirs, ours)
    assert [row[0] for row in cells(merged.table)] == ["X", "Facebook", "TikTok", "Instagram", "Bluesky"]


def test_a_row_that_both_added_is_one_row_with_what_the_owner_left_empty_filled_in():
    theirs = keyless(platforms(INSTAGRAM, FACEBOOK, X, ("tiktok", "", "Jo")))
    ours = platforms(INSTAGRAM, FACEBOOK, X, ("TikTok", "@harbour", "Jo"))
    merged = merge_tables(PLATFORMS, theirs, ours)
    assert cells(merged.table)[-1] == ["TikTok", "@harbour", "Jo"]
    assert len(merged.table.rows) == 4
    assert not merged.conflicts


def test_a_row_that_both_added_keeps_the_owners_words_where_they_differ_and_says_so():
    theirs = keyless(platforms(INSTAGRAM, FACEBOOK, X, ("TikTok", "@typed", "Jo")))
    ours = platforms(INSTAGRAM, FACEBOOK, X, ("TikTok", "@harbour", "Jo"))
    merged = merge_tables(PLATFORMS, theirs, ours)
    assert cells(merged.table)[-1] == ["TikTok", "@typed", "Jo"]
    assert [(c.key, c.base, c.theirs, c.ours) for c in merged.conflicts] == [("tiktok", "", "@typed", "@harbour")]


def test_a_network_replaced_by_hand_and_in_the_answers_is_one_row_and_no_conflict():
    theirs = keyless(platforms(INSTAGRAM, FACEBOOK, ("Bluesky", "@harbourst", "Priya")))
    ours = platforms(INSTAGRAM, FACEBOOK, ("Bluesky", "@harbourst", "Sam"))
    merged = merge_tables(PLATFORMS, theirs, ours)
    assert [row[0] for row in cells(merged.table)] == ["Instagram", "Facebook", "Bluesky"]
    assert cells(merged.table)[-1][2] == "Sam"
    assert not merged.conflicts


def test_a_row_that_both_added_under_two_names_of_one_network_is_one_row():
    def listed(*names: str, keys: bool = True) -> Table:
        rows = [
            Row(n.lower() if keys else "", ((Answer(n, f"platforms.{i}"),), words("–"))) for i, n in enumerate(names)
        ]
        return Table("platforms", ("Platform", "Kind"), tuple(rows))

    theirs, ours = listed("Facebook", "Twitter", keys=False), listed("Facebook", "X")
    merged = merge_tables(listed("Facebook"), theirs, ours, lambda _, said: ("X",) if said == "Twitter" else (said,))
    assert [row[0] for row in cells(merged.table)] == ["Facebook", "X"]
    assert not merged.conflicts


def test_a_row_they_took_out_stays_out():
    merged = merge_tables(PLATFORMS, keyless(platforms(INSTAGRAM, X)), platforms(INSTAGRAM, FACEBOOK, X))
    assert [row[0] for row in cells(merged.table)] == ["Instagram", "X"]
    assert not merged.conflicts


def test_a_row_we_took_out_goes_unless_they_changed_it():
    merged = merge_tables(PLATFORMS, keyless(PLATFORMS), platforms(INSTAGRAM, FACEBOOK))
    assert [row[0] for row in cells(merged.table)] == ["Instagram", "Facebook"]
    edited = keyless(platforms(INSTAGRAM, FACEBOOK, ("X", "@new", "Priya")))
    merged = merge_tables(PLATFORMS, edited, platforms(INSTAGRAM, FACEBOOK))
    assert [row[0] for row in cells(merged.table)] == ["Instagram", "Facebook", "X"]
    assert merged.conflicts[0].ours == ""


def test_the_owners_columns_stay_with_our_new_rows_empty_in_them():
    columns = ("Platform", "Since", "Account", "Who posts")
    theirs = keyless(
        platforms(
            ("Instagram", "2019", "@harbour", "Priya"),
            ("Facebook", "2015", "harbour", "Sam"),
            ("X", "2020", "@harbourst", "Priya"),
            columns=columns,
        )
    )
    ours = platforms(INSTAGRAM, FACEBOOK, X, ("Bluesky", "harbour.st", "Priya"))
    merged = merge_tables(PLATFORMS, theirs, ours)
    assert merged.table.columns == columns
    assert cells(merged.table)[-1] == ["Bluesky", "", "harbour.st", "Priya"]
    assert cells(merged.table)[0] == ["Instagram", "2019", "@harbour", "Priya"]


def test_a_column_of_ours_and_one_of_the_owner_both_stand():
    theirs = keyless(platforms((*INSTAGRAM, "2019"), (*FACEBOOK, "2015"), columns=(*PLATFORMS.columns, "Since")))
    ours = platforms(
        ("Instagram", "Pictures", "@harbour", "Priya"),
        ("Facebook", "News", "harbour", "Sam"),
        columns=("Platform", "Purpose", "Account", "Who posts"),
    )
    merged = merge_tables(platforms(INSTAGRAM, FACEBOOK), theirs, ours)
    assert merged.table.columns == ("Platform", "Purpose", "Account", "Who posts", "Since")
    assert cells(merged.table) == [
        ["Instagram", "Pictures", "@harbour", "Priya", "2019"],
        ["Facebook", "News", "harbour", "Sam", "2015"],
    ]
    assert not merged.conflicts


def test_a_row_we_took_out_stays_for_what_the_owner_wrote_beside_it():
    columns = (*PLATFORMS.columns, "Since")
    rows = ((*INSTAGRAM, "2019"), (*FACEBOOK, ""), (*X, "2020"))
    merged = merge_tables(PLATFORMS, keyless(platforms(*rows, columns=columns)), platforms(INSTAGRAM))
    assert [row[0] for row in cells(merged.table)] == ["Instagram", "X"]
    assert [conflict.key for conflict in merged.conflicts] == ["x"]


def test_a_column_they_took_out_stays_out_and_our_changes_of_it_are_said():
    theirs = keyless(
        platforms(("Instagram", "Priya"), ("Facebook", "Sam"), ("X", "Priya"), columns=("Platform", "Who posts"))
    )
    merged = merge_tables(PLATFORMS, theirs, platforms(INSTAGRAM, ("Facebook", "new", "Sam"), X))
    assert merged.table.columns == ("Platform", "Who posts")
    assert merged.review


def test_a_column_of_ours_that_is_new_comes_in():
    columns = (*PLATFORMS.columns, "Backup")
    ours = platforms((*INSTAGRAM, "Jo"), (*FACEBOOK, "Jo"), (*X, "Jo"), columns=columns)
    theirs = keyless(platforms(INSTAGRAM, FACEBOOK, X, ("TikTok", "@ours", "Jo")))
    merged = merge_tables(PLATFORMS, theirs, ours)
    assert merged.table.columns == columns
    assert cells(merged.table)[0][-1] == "Jo"
    assert cells(merged.table)[-1] == ["TikTok", "@ours", "Jo", ""]


@pytest.mark.parametrize("name", ["Twitter", "twitter (now X)"])
def test_a_row_whose_first_cell_was_reworded_is_the_same_row(name: str):
    theirs = keyless(platforms(INSTAGRAM, FACEBOOK, (name, "@harbourst", "Priya Nair of the kitchen")))
    base = platforms(INSTAGRAM, FACEBOOK, ("X", "@harbourst", "Priya Nair of the kitchen"))
    assert [row.key for row in merge_tables(base, theirs, base).table.rows] == ["instagram", "facebook", "x"]


def test_italics_in_a_cell_are_an_edit_like_any_other():
    rows = list(keyless(PLATFORMS).rows)
    rows[0] = replace(rows[0], cells=((Emphasis(words("Instagram")),), *rows[0].cells[1:]))
    theirs = replace(keyless(PLATFORMS), rows=tuple(rows))
    merged = merge_tables(PLATFORMS, theirs, PLATFORMS)
    assert merged.table.rows[0].cells[0] == (Emphasis(words("Instagram")),)


def test_whoever_signs_is_the_same_row_when_both_name_another():
    def sheet(name: str) -> Table:
        return Table("signature", ("Approved by", "Signature"), (Row("owner", (words(name), words(""))),), "signature")

    made = merge_tables(sheet("Sam"), keyless(sheet("Priya")), sheet("Priya"))
    assert cells(made.table) == [["Priya", ""]]
    assert made.conflicts == ()
