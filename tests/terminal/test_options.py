"""A list to choose from, without a terminal."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from policygen.interview.names import platform_options
from policygen.interview.search import Option, OptionKind, folded, found
from policygen.terminal.console import Signs
from policygen.terminal.lines import plain, width_of
from policygen.terminal.lists import rows
from policygen.terminal.picker import DONE, OPEN, Chosen, Picker, starting
from policygen.terminal.screen import Screen
from tests.support.library import the_library

FRUIT = (
    Option("apple", "Apple", found_by=("Malus",)),
    Option("pear", "Pear", "Grows on walls.", words=("Grows on walls.",)),
    Option("plum", "Plum"),
    Option("none", "None", exclusive=True),
    Option(DONE, "Done", kind=OptionKind.ACTION),
    Option(OPEN, "Not sure yet", kind=OptionKind.ACTION),
)


def labels(picker: Picker) -> list[str]:
    return [option.label for option in picker.visible]


def test_the_pointer_goes_round_the_ends() -> None:
    picker = starting(FRUIT)
    assert picker.moved(-1).pointed == FRUIT[-1]
    assert picker.moved(-1).moved(1).pointed == FRUIT[0]


def test_a_page_stops_at_the_end() -> None:
    assert starting(FRUIT).moved(40).pointed == FRUIT[-1]


def test_a_heading_is_never_pointed_at() -> None:
    options = (Option("", "Fruit", kind=OptionKind.HEADING), *FRUIT)
    assert starting(options).pointed == FRUIT[0]
    assert starting(options).moved(-1).pointed == FRUIT[-1]


def test_enter_takes_what_is_pointed_at_in_a_list_of_one() -> None:
    assert starting(FRUIT, "plum").entered() == Chosen(values=("plum",))


def after(picker: Picker, *keys: str) -> Picker:
    """A list of which the keys have not led out."""
    for key in keys:
        outcome = picker.entered() if key == "enter" else picker.spaced()
        assert isinstance(outcome, Picker), outcome
        picker = outcome
    return picker


def test_enter_and_space_tick_alike_and_enter_on_what_is_ticked_goes_to_done_and_on() -> None:
    ticks = starting(FRUIT, "pear", many=True)
    assert after(ticks, "enter") == after(ticks, "space")
    done = after(ticks, "space", "enter")
    assert (done.ticked, done.pointed) == (("pear",), FRUIT[4])
    assert done.entered() == done.spaced() == Chosen(values=("pear",))


def test_only_space_takes_a_tick_off() -> None:
    assert after(starting(FRUIT, many=True), "enter", "space").ticked == ()


def test_done_without_a_tick_says_how_to_leave_the_question_open() -> None:
    assert "choose “Not sure yet”" in after(starting(FRUIT, DONE, many=True), "enter").error


def test_what_is_ticked_is_not_left_behind_by_not_sure_yet() -> None:
    kept = after(starting(FRUIT, many=True), "enter").pointing_at(OPEN)
    assert "1 entry is ticked" in after(kept, "enter").error
    assert starting(FRUIT, OPEN, many=True).entered() == Chosen(action=OPEN)


def test_an_entry_that_stands_alone_is_ticked_like_any_other_and_leads_to_done() -> None:
    ticked = after(starting(FRUIT, "none", many=True), "enter")
    assert (ticked.ticked, ticked.pointed) == (("none",), FRUIT[4])


def test_an_exclusive_entry_clears_the_others_and_is_cleared_by_them() -> None:
    picker = starting(FRUIT, "none", many=True, ticked=("apple", "pear")).toggled()
    assert picker.ticked == ("none",)
    assert picker.pointing_at("plum").toggled().ticked == ("plum",)


def test_a_search_finds_by_name_by_other_name_and_by_description() -> None:
    picker = starting(FRUIT, search="")
    assert labels(picker.typed("pl")) == ["Plum"]
    assert labels(picker.typed("malus")) == ["Apple (Malus)"]
    assert labels(picker.typed("walls")) == ["Pear"]


def test_a_search_ignores_case_and_accents() -> None:
    picker = starting((Option("1", "Zürich"), Option("2", "Genf")), search="")
    assert labels(picker.typed("ZUR")) == ["Zürich"]


def test_the_full_name_comes_before_longer_ones() -> None:
    picker = starting((Option("1", "New York"), Option("2", "England", found_by=("York",))), search="")
    assert labels(picker.typed("york")) == ["England (York)", "New York"]


def test_what_is_out_of_use_is_found_by_its_full_name_only_or_where_nothing_else_is() -> None:
    options = (Option("1", "Google+", out_of_use=True), Option("2", "Google Maps"))
    assert labels(starting(options, search="").typed("goo")) == ["Google Maps"]
    assert labels(starting(options, search="").typed("google+")) == ["Google Maps", "Google+"]
    assert labels(starting(options[:1], search="").typed("goo")) == ["Google+"]


def test_in_the_library_a_closed_network_never_stands_above_one_in_use() -> None:
    registry = the_library().registry
    options = platform_options(registry)
    for word in {
        name[:length] for p in registry.platforms.values() for name in (p.name, *p.aliases) for length in (3, 6, 40)
    }:
        shown = [option.out_of_use for _, option in found(options, folded(word)) if folded(word)]
        assert shown == sorted(shown), word
    assert found(options, "google")[0][1].value == "google-business-profile"


def test_enter_ticks_what_was_searched_for_and_then_finishes() -> None:
    once = after(starting(FRUIT, many=True, search="").typed("pea"), "enter")
    assert (once.ticked, once.search) == (("pear",), "")
    assert once.entered() == Chosen(values=("pear",))


def test_searching_for_something_ticked_keeps_it_ticked() -> None:
    once = after(starting(FRUIT, many=True, ticked=("pear",), search="").typed("pea"), "enter")
    assert once.ticked == ("pear",)


def test_a_name_on_no_list_can_be_added() -> None:
    picker = starting(FRUIT, many=True, search="", free="Add “{}”").typed("Quin").typed("ce {x}")
    assert labels(picker) == ["Add “Quince {x}”"]
    once = after(picker, "enter")
    assert once.ticked == ("Quince {x}",)
    assert labels(once)[0] == "Quince {x}"


def test_a_list_too_long_to_look_through_shows_nothing_until_something_is_typed() -> None:
    picker = starting(FRUIT, many=True, search="", only_found=True)
    assert labels(picker) == ["Done", "Not sure yet"]
    assert picker.pointed is None
    assert after(picker, "enter").error == "Type a name first."


def test_rubbing_out_goes_back_to_the_whole_list() -> None:
    picker = starting(FRUIT, search="").typed("pe")
    assert labels(picker.rubbed_out().rubbed_out()) == labels(starting(FRUIT))
    assert picker.rubbed_out(all_of_it=True).search == ""


steps = st.lists(
    st.one_of(
        st.integers(-9, 9).map(lambda n: lambda p: p.moved(n or 1)),
        st.text(max_size=6).map(lambda text: lambda p: p.typed(text)),
        st.just(lambda p: p.rubbed_out()),
        st.just(lambda p: p.spaced()),
        st.just(lambda p: p.entered()),
    ),
    max_size=25,
)


@given(steps, st.booleans(), st.booleans(), st.integers(10, 100), st.integers(3, 12))
def test_whatever_is_done_a_list_stays_in_order(
    steps: list[Callable[[Picker], Picker | Chosen]], many: bool, searched: bool, width: int, room: int
) -> None:
    picker = starting(FRUIT, many=many, search="" if searched else None, free="Add “{}”" if searched else "")
    for step in steps:
        after = step(picker)
        if isinstance(after, Chosen):
            assert bool(after.action) is not bool(after.values)
            assert not many or after.values == picker.ticked
            return
        picker = after
        assert -1 <= picker.pointer < max(1, len(picker.visible))
        assert picker.pointed is None or picker.pointed.kind is not OptionKind.HEADING
        assert "none" not in picker.ticked or picker.ticked == ("none",)
        shown = rows(picker, width, room, Signs())
        assert len(shown) <= max(room, 5)
        assert all(width_of(plain(line)) <= width for line in shown)
        if picker.pointed is not None:
            assert any(plain(line).startswith("› ") for line in shown)


def test_a_screen_that_follows_on_drops_the_notes() -> None:
    screen = Screen("First?", "Because.", "1 of 2")
    assert replace(screen, notes=()).asking("Second?").question == "Second?"


KINDS = [Option(str(at), label) for at, label in enumerate(("A company", "A charity", "A partnership", "One person"))]


def typed_into(picker: Picker, text: str) -> Picker:
    for letter in text:
        picker = picker.begun(letter)
    return picker


def test_letters_lead_to_a_line_with_a_word_that_begins_so_and_a_second_time_to_the_next() -> None:
    assert typed_into(starting(KINDS), "char").pointer == 1
    assert typed_into(starting(KINDS), "Per").pointer == 3
    assert typed_into(starting(KINDS), "c").pointer == 1
    assert typed_into(starting(KINDS, "1"), "c").pointer == 0


def test_letters_that_no_line_begins_with_move_nothing_and_say_so() -> None:
    picker = typed_into(starting(KINDS, "2"), "x")
    assert (picker.pointer, picker.letters) == (2, "")
    assert "“x”" in picker.error
    assert typed_into(picker, "o").pointer == 3


def test_done_without_a_tick_names_what_says_that_none_fits() -> None:
    options = [
        Option("a", "This"),
        Option("none", "None of these", exclusive=True),
        Option(DONE, "Done", kind=OptionKind.ACTION),
    ]
    told = starting(options, DONE, many=True).entered()
    assert isinstance(told, Picker)
    assert told.error == "Nothing is ticked yet. If none fits, tick “None of these”."


def test_what_is_pasted_into_a_short_list_is_told_in_a_few_signs_that_can_be_shown() -> None:
    told = starting(KINDS).begun("\x1b[31mzebra\n" * 1000)
    assert "\x1b" not in told.error
    assert "\n" not in told.error
    assert len(told.error) < 90
