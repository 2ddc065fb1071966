"""Markdown that would keep the parser busy for ever is refused before it, with the line; ordinary Markdown never is."""

import pytest

from policygen.document.pieces import text
from policygen.errors import DocumentError
from policygen.formats.markdown.bounds import check_bounds
from policygen.formats.markdown.reader import read

HOSTILE = {
    "a table of many columns": (
        "|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n" + ("|" + "b|" * 5000 + "\n") * 100,
        "5,00",
    ),
    "a table of many short rows": ("|" + "a|" * 60 + "\n|" + "-|" * 60 + "\n" + "a\n" * 9_000, "line 2"),
    "runs of backticks": ("".join("`" * number + " " for number in range(1, 1500)), "signs of markup"),
    "brackets": ("[" * 200_000, "signs of markup"),
    "stars": ("*a **b " * 60_000, "signs of markup"),
    "open links": ("first\n\n" + "[a](" * 50_000, "line 3"),
    "open tags": ("<a " * 100_000, "signs of markup"),
    "nested emphasis": ("*" * 1_400 + "a" + "*" * 1_400, "nests deeper"),
    "more than is read": ("word " * 500_000, "too large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_policy_holds_is_refused(name: str) -> None:
    markdown, words = HOSTILE[name]
    with pytest.raises(DocumentError, match=words) as told:
        read(markdown)
    assert len(told.value.message) < 300
    assert told.value.hint or name == "more than is read"


def table(columns: int, rows: int) -> str:
    return f"|{'a|' * columns}\n|{'-|' * columns}\n" + "b\n" * (rows - 1)


@pytest.mark.parametrize(
    ("markdown", "one_more"),
    [
        ("a" * 2_000_000, "a"),
        ("*" * 3_000, "*"),
        ("a*\n" * 3_000, "a*\n"),
        (table(63, 1), "\n" + table(64, 1)),
        ("\n".join([table(48, 500)] * 2), "\n" + table(1, 1)),
    ],
    ids=["signs", "marks", "marks over lines", "columns", "cells of all tables"],
)
def test_what_is_just_not_too_much_is_read(markdown: str, one_more: str) -> None:
    check_bounds(markdown)
    with pytest.raises(DocumentError):
        check_bounds(markdown + one_more)


def test_marks_of_two_paragraphs_are_not_added_up() -> None:
    check_bounds("*" * 3_000 + "\n\n" + "*" * 3_000)


def test_a_long_policy_with_tables_lists_and_links_is_read() -> None:
    table = "| a | b |\n| - | - |\n" + "| **x** | [y](https://a.example) |\n" * 300
    items = "".join(f"- **{number}** see [it](https://a.example/{number})\n" for number in range(300))
    found = read(f"# Policy\n\n{table}\n{items}\n" + "A paragraph of `words`.\n\n" * 2_00)
    assert [text(piece.piece) for piece in found.pieces].count("A paragraph of words.") == 200
