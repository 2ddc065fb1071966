"""The interview as somebody goes through it: back, help, warnings, review, changing one's mind."""

from pathlib import Path
from typing import Any

import pytest

from policygen._command import as_typed
from policygen.answers.read import read_answers
from policygen.errors import UsageError
from policygen.library.layers import LayerFiles
from policygen.library.model import Library
from tests.support.library import NAME_SIZE_PACE, layer, tiny
from tests.terminal.typist import BACK, CLEAR, DOWN, ENTER, ESCAPE, HELP, HOME, PAGE, SPACE, STOP, UP, Paper, hold

LIBRARY = tiny(
    NAME_SIZE_PACE
    + """
    ask boss: contact fact
        essential: true
    ask steps: many_of fact (a b none! unsure?)
        when: {pace: [fast]}
    clause rules.base: You must ask first.
    clause rules.quick: We will answer within the hour.
        owner: boss
        when: {pace: [fast]}
    advise W-2 block: Nobody that large is slow.
        when: {pace: [slow], size: {at_least: 500}}
        stops: build
        acceptable: false
"""
)

BOSS = ("Jo", ENTER, "Owner", ENTER, ENTER)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers.yaml"


def answers_in(path: Path, library: Library = LIBRARY) -> dict[str, Any]:
    answers, _ = read_answers(path.read_text(encoding="utf-8"), str(path), library)
    return dict(answers.values)


# ---- going on ----------------------------------------------------------------------------------------------------------


def test_each_answer_is_in_the_file_before_the_next_question_is_put(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, "5", ENTER)
    assert answers_in(path) == {"name": "A", "size": 5}
    assert run.stopped is not None
    assert "2 answers are kept" in run.stopped.message
    assert run.stopped.exit_code == 130


@pytest.mark.parametrize(
    ("packs", "added"), [((), ""), ((layer("clause rules.firm: Ask.\n", name="firm"),), " --pack firm")]
)
def test_what_to_type_to_go_on_names_packs_and_not_our_library(
    path: Path, packs: tuple[LayerFiles, ...], added: str
) -> None:
    asks = "ask name: text fact\n    essential: true\nask size: integer fact\n    essential: true\nclause rules.base: Ask.\n"
    stopped = hold(tiny(asks, *packs), path, "A", ENTER).stopped
    assert stopped is not None
    assert stopped.hint.endswith(f"policygen new {as_typed(path.parent)}{added}")


def test_a_blank_line_parts_a_question_from_what_is_to_be_chosen(path: Path) -> None:
    assert "What is pace?\n\n  Slow" in hold(LIBRARY, path, ask=("pace",)).last


def test_progress_says_a_number_and_in_a_long_interview_the_group(path: Path) -> None:
    assert "All" not in hold(LIBRARY, path).last
    assert "All · 1 of" in hold(LIBRARY, path, thorough=True).last


def test_help_comes_when_asked_for_and_goes_again(path: Path) -> None:
    run = hold(LIBRARY, path, HELP, HELP)
    assert [("It decides name." in "\n".join(screen)) for screen in run.screens] == [False, True, False]


def test_a_question_mark_inside_an_answer_is_part_of_it(path: Path) -> None:
    hold(LIBRARY, path, "Who?", ENTER)
    assert answers_in(path) == {"name": "Who?"}


def test_help_works_in_a_list(path: Path) -> None:
    assert "It decides pace." in hold(LIBRARY, path, "A", ENTER, "50", ENTER, HELP).last


def test_a_wrong_answer_is_refused_in_place_and_can_be_mended(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, "many", ENTER, CLEAR, "1,000", ENTER, ENTER)
    assert run.shows("That is 1,000. If it is right, press Enter once more.")
    assert run.shows("whole number")
    assert answers_in(path)["size"] == 1000


def test_those_large_enough_choose_a_length_with_its_pages_and_minutes_told(path: Path) -> None:
    book = tiny("""
        ask name: text fact
            essential: true
        ask headcount: integer fact
            essential: true
        ask depth: one_of choice (auto short standard full)
            default: auto
        clause rules.base: You must ask first.
    """)
    run = hold(book, path, "A", ENTER, "60", ENTER, DOWN, ENTER)
    assert run.shows("Short: about 1 page, 1 minute to read. Standard: about 1 page")
    assert "Our depth: Short" in run.last
    path.unlink()
    assert "Is this right?" in hold(book, path, "A", ENTER, "49", ENTER).last


def test_what_was_typed_is_kept_as_typed_except_what_no_file_can_hold(path: Path) -> None:
    hold(LIBRARY, path, "\x1b[200~Zoë\t{{ x }}\n# <b> \u202eevil\x1b[201~", ENTER)
    assert answers_in(path) == {"name": "Zoë {{ x }} # <b> evil"}


def test_too_long_an_answer_is_refused(path: Path) -> None:
    run = hold(LIBRARY, path, "\x1b[200~" + "word " * 200 + "\x1b[201~", ENTER)
    assert run.shows("characters")
    assert not path.exists()


# ---- back --------------------------------------------------------------------------------------------------------------


def test_the_back_key_shows_the_answer_given_before(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, BACK, "B", ENTER)
    assert "1 of 4" in "\n".join(run.screens[3])
    assert answers_in(path) == {"name": "B"}


@pytest.mark.parametrize("key", [BACK, ESCAPE])
def test_escape_and_back_are_one_key(path: Path, key: str) -> None:
    assert "1 of 4" in hold(LIBRARY, path, "A", ENTER, key).last


def test_on_the_way_back_and_forward_again_nothing_is_skipped_and_what_was_left_open_stays_open(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, ENTER, ENTER, ESCAPE, ESCAPE, ESCAPE, ENTER, ENTER, ENTER, *BOSS)
    assert [line[-6] for line in run.questions if line.endswith(" of 4")] == [*"1234321234"]
    assert "Our size: not sure yet" in run.last
    assert answers_in(path) == {"name": "A", "pace": "fast", "boss": {"name": "Jo", "role": "Owner"}}


def test_what_was_ticked_before_somebody_left_a_list_is_kept(path: Path) -> None:
    path.write_text("answers:\n  name: A\n  pace: fast\n", encoding="utf-8")
    for leave in (ESCAPE, STOP):
        run = hold(LIBRARY, path, HOME, SPACE, leave, ask=("steps",))
        assert answers_in(path).get("steps") == ("a",)
        hold(LIBRARY, path, HOME, SPACE, UP, ENTER, ask=("steps",))
        assert answers_in(path).get("steps") is None
    assert run.stopped is not None


def test_an_essential_question_stands_in_the_review_although_it_was_never_put(path: Path) -> None:
    path.write_text("answers:\n  name: A\n", encoding="utf-8")
    assert "Our size: not sure yet" in hold(LIBRARY, path, ENTER, ask=("name",)).last


def test_a_list_has_an_entry_that_goes_back(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, "5", ENTER, UP, ENTER)
    assert "2 of 4" in run.last


def test_the_first_question_has_no_way_back(path: Path) -> None:
    run = hold(LIBRARY, path, BACK)
    assert "1 of 4" in run.last
    assert "back" not in run.last


def test_what_an_empty_line_means_is_said_where_the_line_is_empty(path: Path) -> None:
    asked = hold(LIBRARY, path, ask=("boss",))
    assert "Enter alone: not sure yet" in asked.last
    assert "back" not in asked.last, "the first field of the first question has no way back"
    again = hold(LIBRARY, path, "Jo", ENTER, ask=("boss",))
    assert "Esc back" in again.last
    path.write_text("answers:\n  boss: Jo\n", encoding="utf-8")
    assert "Enter alone" not in hold(LIBRARY, path, ask=("boss",)).last


# ---- warnings ----------------------------------------------------------------------------------------------------------


def test_a_warning_stands_right_after_the_answer_that_raises_it_with_what_to_do(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, "6", ENTER, DOWN, ENTER)
    assert "Warning: A small team cannot keep that pace." in run.last
    assert "Take it slower." in run.last


def test_from_a_warning_one_can_go_back_and_change_the_answer(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, "6", ENTER, DOWN, ENTER, DOWN, ENTER, UP, ENTER)
    assert answers_in(path)["pace"] == "slow"
    assert "What is boss?" in run.last


def test_a_warning_is_not_repeated_while_it_stands_but_is_there_in_the_review(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, "6", ENTER, DOWN, ENTER, ENTER, *BOSS)
    warned = [
        index for index, screen in enumerate(run.screens) if any("cannot keep that pace" in line for line in screen)
    ]
    assert len(warned) == 2
    assert "Is this right?" in "\n".join(run.screens[warned[1]])


def test_what_merely_informs_does_not_interrupt(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, "5", ENTER)
    assert "Five is a good number." in run.last
    assert "What is pace?" in run.last


def test_what_stops_the_build_says_so(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, "600", ENTER, UP, ENTER)
    assert "Nothing can be written like this" in run.last


# ---- the end -----------------------------------------------------------------------------------------------------------


def test_the_review_lists_answers_and_marks_what_we_suggest(path: Path) -> None:
    path.write_text("answers:\n  name: A\n  size: 5\n  boss: Jo\n", encoding="utf-8")
    run = hold(LIBRARY, path, STOP, ask=("name",))
    run = hold(LIBRARY, path, ENTER, ask=("name",))
    assert "Our name: A" in run.last
    assert "Show 1 suggestion of ours" in run.last
    assert "\n\n  Our name: A\n" in run.last
    assert "our suggestion" in hold(LIBRARY, path, ENTER, UP, UP, ENTER, ask=("name",)).last


def test_any_answer_can_be_changed_in_the_review(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, "5", ENTER, ENTER, *BOSS, DOWN, ENTER, "B", ENTER, ENTER)
    assert run.said["name"] == "B"


@pytest.mark.slow
def test_from_a_question_that_was_picked_out_one_goes_back_to_the_review_and_then_to_the_last_question(
    path: Path,
) -> None:
    there = ("A", ENTER, "5", ENTER, ENTER, *BOSS, DOWN, ENTER)
    assert "What is name?" in hold(LIBRARY, path, *there).last
    for keys, shown in (((BACK,), "Is this right?"), ((BACK, BACK), "What is boss?")):
        path.unlink()
        assert shown in hold(LIBRARY, path, *there, *keys).last


def test_the_promises_are_shown_with_who_keeps_them(path: Path) -> None:
    keys = ("A", ENTER, "50", ENTER, ENTER, *BOSS, ENTER)
    run = hold(LIBRARY, path, *keys)
    assert "Your policy makes 1 promise. Can you keep it?" in run.last
    assert "Jo keeps:" in run.last
    assert "We will answer within the hour." in run.last
    assert hold(LIBRARY, path, ENTER, BACK).last.startswith("Is this right?")


def test_a_promise_leads_to_the_answer_it_comes_from_or_is_dropped(path: Path) -> None:
    keys = ("A", ENTER, "50", ENTER, ENTER, *BOSS, ENTER, DOWN, DOWN, ENTER)
    assert "Change the answer: What is pace? (now: Fast)" in hold(LIBRARY, path, *keys).last
    path.unlink()
    assert "› Fast" in hold(LIBRARY, path, *keys, DOWN, ENTER).last
    path.unlink()
    run = hold(LIBRARY, path, *keys, UP, ENTER)
    assert run.result is not None
    assert [each.clause for each in run.result.answers.leaves_out] == ["rules.quick"]
    text = path.read_text(encoding="utf-8")
    assert "leaves_out:\n" in text
    assert read_answers(text, "answers.yaml", LIBRARY)[0].leaves_out[0].reason == "We do not promise this."


def test_a_law_text_cannot_be_dropped(path: Path) -> None:
    book = tiny("ask name: text fact\n    essential: true\nclause rules.base: We will tell you.\n    statutory: true\n")
    dropped = hold(book, path, "A", ENTER, ENTER, DOWN, DOWN, ENTER).last
    assert "A law asks for this text" in dropped
    assert "Drop" not in dropped


def test_that_nobody_is_punished_for_using_a_right_cannot_be_dropped(path: Path) -> None:
    book = tiny("ask name: text fact\n    essential: true\nclause rights.base: We will not punish you.\n")
    dropped = hold(book, path, "A", ENTER, ENTER, DOWN, DOWN, ENTER).last
    assert "People have this right anyway" in dropped
    assert "Drop" not in dropped


def test_one_key_shows_the_policy_as_it_now_reads_with_what_the_last_answer_changed(path: Path) -> None:
    run = hold(LIBRARY, path, "A", ENTER, "50", ENTER, UP, ENTER, PAGE)
    assert "Your policy as it now reads. + and - mark what your last answer changed." in " ".join(run.last.split())
    assert any(line.startswith("› - ") and "answer within the hour" in line for line in run.screens[-1])
    again = hold(LIBRARY, path, PAGE, ESCAPE)
    assert "What is boss?" in again.last


# ---- coming back -------------------------------------------------------------------------------------------------------


def test_resuming_asks_only_what_is_open(path: Path) -> None:
    path.write_text("answers:\n  name: A\n  pace: slow\n", encoding="utf-8")
    run = hold(LIBRARY, path, "50", ENTER)
    assert run.shows("2 answers kept from before. Only what is open is asked.")
    assert "2 of 4" in "\n".join(run.screens[0])
    assert "4 of 4" in run.last


def test_a_question_can_be_named_and_is_asked_with_its_answer_standing(path: Path) -> None:
    path.write_text("answers:\n  name: A\n  size: 50\n  pace: slow\n  boss: Jo\n", encoding="utf-8")
    run = hold(LIBRARY, path, DOWN, ENTER, ask=("pace",))
    assert "1 of 1" in "\n".join(run.screens[0])
    assert any(line.startswith("› Slow") for line in run.screens[0])
    assert answers_in(path)["pace"] == "fast"


def test_a_question_nobody_knows_is_refused_with_the_nearest_name(path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        hold(LIBRARY, path, ask=("nmae",))
    assert "name" in caught.value.hint


def test_the_result_says_what_has_changed(path: Path) -> None:
    path.write_text("answers:\n  name: A\n  size: 5\n  pace: slow\n  boss: Jo\n", encoding="utf-8")
    run = hold(LIBRARY, path, "B", ENTER, ENTER, ask=("name",))
    assert run.result is not None
    assert run.result.changed == ("name",)
    assert run.result.answers.values["name"] == "B"


# ---- any terminal ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("columns", "rows"), [(40, 14), (60, 20), (200, 60)])
@pytest.mark.some_every_day(1)
def test_it_fits_terminals_of_other_sizes(path: Path, columns: int, rows: int) -> None:
    keys = ("A", ENTER, "6", ENTER, DOWN, ENTER, ENTER, *BOSS)
    assert "Is this right?" in hold(LIBRARY, path, *keys, paper=Paper(columns, rows)).last
