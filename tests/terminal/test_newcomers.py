"""Five newcomers who never used a terminal: Enter states nothing that they did not mean, and words are taken as words."""

from pathlib import Path

import pytest

from policygen.answers.read import read_answers
from policygen.interview.names import TRADE_TYPED, platform_options, trade_options
from policygen.interview.search import found
from policygen.library.model import Library
from policygen.terminal.picker import TYPED, starting
from policygen.terminal.review import kept_by
from tests.support.library import tiny
from tests.terminal.typist import ENTER, PAGE, UP, hold

LIBRARY = tiny("""
    ask kind: one_of fact
        essential: true
        choices:
          - {value: company, label: Company}
          - {value: public, label: Public body}
    ask size: integer fact
        essential: true
    ask colour: text fact
    ask pledges: many_of promise (calm quiet none!)
        essential: true
    clause rules.base: You must ask first.
""")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers.yaml"


def said(path: Path) -> dict[str, object]:
    return dict(read_answers(path.read_text(encoding="utf-8"), "answers.yaml", LIBRARY)[0].values)


# ---- Enter alone ---------------------------------------------------------------------------------------------------------


def test_enter_alone_promises_nothing(path: Path) -> None:
    hold(LIBRARY, path, ENTER, "5", ENTER, ENTER, ENTER)
    assert said(path) == {"kind": "company", "size": 5, "pledges": ("none",)}


def test_a_promise_is_a_line_further_up(path: Path) -> None:
    hold(LIBRARY, path, ENTER, "5", ENTER, UP, ENTER, ENTER, ENTER)
    assert said(path)["pledges"] == ("quiet",)


@pytest.mark.parametrize("further", [True, False])
def test_what_was_left_open_before_stays_open_by_enter_alone(path: Path, further: bool) -> None:
    path.write_text("answers:\n  size: 5\n  pledges: [none]\n", encoding="utf-8")
    hold(LIBRARY, path, ENTER, ask=("kind",) if further else (), further=further)
    assert "kind" not in said(path)


def test_a_question_that_is_new_begins_on_its_first_choice_still(path: Path) -> None:
    hold(LIBRARY, path, ENTER)
    assert said(path) == {"kind": "company"}


# ---- words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "size"), [("five", 5), ("twenty two", 22), ("5 people", 5), ("just me", 1), ("Only me.", 1)]
)
def test_a_number_may_be_typed_in_words(path: Path, typed: str, size: int) -> None:
    hold(LIBRARY, path, ENTER, typed, ENTER)
    assert said(path)["size"] == size


@pytest.mark.parametrize("typed", ["about five", "many", "5 or 6", "me and Tom"])
def test_a_number_that_may_be_another_is_asked_for_again(path: Path, typed: str) -> None:
    run = hold(LIBRARY, path, ENTER, typed, ENTER)
    assert "size" not in said(path)
    assert "not a whole number" in run.last


def test_a_word_typed_into_a_list_leads_to_its_line_whatever_it_begins_with(path: Path) -> None:
    hold(LIBRARY, path, *"public body", ENTER)
    assert said(path) == {"kind": "public"}


@pytest.mark.parametrize(("typed", "is_kept"), [("velo mechanicing", True), ("car mechanic", False)])
def test_words_that_a_trade_has_only_part_of_may_be_kept_as_they_are(
    library: Library, typed: str, is_kept: bool
) -> None:
    shown = starting(trade_options(library.trades, ()), search=typed, free=TRADE_TYPED).visible
    assert any(option.value.startswith(TYPED) for option in shown) == is_kept
    assert shown[0].value == "garage"


@pytest.mark.parametrize("typed", ["tictoc", "tic toc", "tik tok", "ticktock", "tick tok"])
def test_tiktok_is_found_as_it_sounds(library: Library, typed: str) -> None:
    assert found(platform_options(library.registry), typed)[0][1].value == "tiktok"


@pytest.mark.parametrize(
    ("owner", "heading"),
    [("[Confirm: who owns this policy]", "Whoever owns this policy"), ("the owner", "The owner"), ("Jo", "Jo")],
)
def test_a_promise_of_somebody_not_named_yet_is_kept_by_whoever_it_is(owner: str, heading: str) -> None:
    assert kept_by(owner) == heading


def test_the_draft_has_one_key_on_every_screen(path: Path) -> None:
    run = hold(LIBRARY, path, ENTER, "5", ENTER, PAGE)
    assert "Ctrl-P draft" in "\n".join(run.screens[-2])
    assert "as it now reads" in run.last
