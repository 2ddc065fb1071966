"""What stands round a question on the screen, and lines of words, to the letter."""

from types import SimpleNamespace

import pytest

from policygen.interview.notes import Note
from policygen.questions.session import Progress
from policygen.terminal.lines import Line, character_width, fragments, paragraph, plain, shortened, width_of, wrap
from policygen.terminal.review import answer_words
from policygen.terminal.screen import Screen, head, key_lines, note_lines, progress_line


@pytest.mark.parametrize(
    ("note", "lines"),
    [
        (Note("warn", "High", "It is risky.", "Mend it."), [(("warn", "High: "), ("", "It is risky.")), (("", "  Mend it."),), ()]),
        (Note("quiet", "", "It is so."), [(("quiet", "It is so."),), ()]),
        (Note("warn", "High", "It is risky indeed."), [(("warn", "High: "), ("", "It is risky")), (("", "indeed."),), ()]),
    ],
)  # fmt: skip
def test_a_note_is_shown_with_its_lead_and_what_to_do_and_a_blank_line_behind(note: Note, lines: list[Line]) -> None:
    assert note_lines([note], 17 if "indeed" in note.text else 40) == lines


@pytest.mark.parametrize("helping", [True, False])
def test_above_an_answer_stand_notes_progress_question_help_and_what_was_given(helping: bool) -> None:
    given: Line = (("", "  Name  Jo"),)
    screen = Screen("What is it?", "Because.", "All · 1 of 2", (Note("quiet", "", "Kept."),), above=(given,))
    why = [(("accent", "  Because."),)] if helping else []
    assert head(screen, 60, helping=helping) == [
        (("quiet", "Kept."),), (), (("progress", "All · 1 of 2"),), (), (("question", "What is it?"),), *why, (), given,
    ]  # fmt: skip
    assert head(Screen(""), 60, helping=helping) == []
    assert head(Screen("What?"), 60, helping=helping) == [(("question", "What?"),), ()]


def test_a_question_that_follows_on_keeps_its_help_unless_it_has_its_own() -> None:
    screen = Screen(
        "What?", "Because.", "1 of 2", (Note("quiet", "", "Kept."),), can_go_back=True, above=((("", "x"),),)
    )
    assert screen.asking("Who?") == Screen("Who?", "Because.", "1 of 2", can_go_back=True)
    assert screen.asking("Who?", "So.").why == "So."


@pytest.mark.parametrize(
    ("why", "can_go_back", "lines"),
    [
        ("x", True, ["Enter chooses", "? why · Esc back"]),
        ("", True, ["Enter chooses", "Esc back"]),
        ("x", False, ["Enter chooses", "? why"]),
        ("", False, ["Enter chooses"]),
    ],
)
def test_keys_are_named_that_do_something_on_this_screen(why: str, can_go_back: bool, lines: list[str]) -> None:
    shown = key_lines(Screen("?", why, can_go_back=can_go_back), "Enter chooses", 60, "·")
    assert [plain(line) for line in shown] == lines


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (Progress("", 7, 12), "7 of 12"),
        (Progress("Yours", 2, 6, 41), "Yours · 2 of 6 · 41 to come"),
        (Progress("Yours"), "Yours"),
    ],
)
def test_progress_says_a_number_and_in_a_long_interview_the_group_and_what_is_to_come(
    progress: Progress, line: str
) -> None:
    assert progress_line(progress, "·") == line


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, ("",)),
        ("ab cd", 5, ("ab cd",)),
        ("ab cde", 5, ("ab", "cde")),
        ("abcdefgh", 5, ("abcde", "fgh")),
        ("a bcdefghij", 7, ("a bcdef", "ghij")),
        ("abcd efghij", 5, ("abcd", "efghi", "j")),
        ("abcdef", 1, ("abcd", "ef")),
    ],
)
def test_words_are_wrapped_where_they_fit_and_cut_only_where_none_would(
    text: str, width: int, lines: tuple[str, ...]
) -> None:
    assert wrap(text, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("ab cd", 5, "ab cd"),
        ("ab  cd\n", 5, "ab cd"),
        ("ab cdef", 5, "ab c…"),
        ("ab cdef", 4, "ab…"),
        ("abc", 1, "a…"),
        ("日本語", 5, "日本…"),
    ],
)
def test_a_text_is_cut_with_an_ellipsis_only_where_it_is_too_long(text: str, width: int, short: str) -> None:
    assert shortened(text, width) == short


@pytest.mark.parametrize(
    ("character", "width"), [("a", 1), ("é", 1), ("\u0301", 0), ("\u200d", 0), ("\x1b", 0), ("漢", 2), ("Ａ", 2)]
)
def test_a_character_takes_as_many_columns_as_a_terminal_gives_it(character: str, width: int) -> None:
    assert character_width(character) == width
    assert width_of(f"é{character}") == 1 + width


def test_a_paragraph_is_indented_by_what_stands_before_it_and_never_wider_than_reading_allows() -> None:
    assert paragraph("ab cd ef", 7, "warn", "- ") == [(("warn", "- ab cd"),), (("warn", "  ef"),)]
    assert paragraph("ab cd ef", 7, "", "- ", "") == [(("", "- ab cd"),), (("", "ef"),)]
    assert [width_of(plain(line)) for line in paragraph("a " * 60, 200)] == [77, 41]


def test_lines_become_one_run_of_words_that_steer_no_terminal() -> None:
    assert fragments([(("a", "x\x1b"), ("", "y")), (), (("b", "z"),)]) == [
        ("a", "x\N{REPLACEMENT CHARACTER}"), ("", "y"), ("", "\n"), ("", "\n"), ("b", "z"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "fields", "entries", "words"),
    [
        ("texts", (), ("a", "b"), "a, b"),
        ("texts", (), ("a, b", "c"), "a, b; c"),
        ("records", ("x",), ("abcdefgh", "b", "c"), "abcde…; b; c"),
        ("records", ("x",), ("a", "b", "c", "d", "e"), "a; b; c; and 2 more"),
        ("records", (), ("abcdefgh",), "abcdefgh"),
    ],
)
def test_an_answer_is_shown_on_one_line_and_its_rows_are_cut(
    kind: str, fields: tuple[str, ...], entries: tuple[str, ...], words: str
) -> None:
    answer = SimpleNamespace(entries=entries, question=SimpleNamespace(kind=kind, fields=fields))
    assert answer_words(answer, 6) == words  # type: ignore[arg-type]
