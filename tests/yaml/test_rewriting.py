"""Rewriting changes only the lines that must change, so that a person's comments stay."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen._yaml import entry, parse, rewrite, scalar
from tests.support.hostile import FOREIGN, MARKUP

FILE = """\
# Answers of ours
policygen: 1  # the format
answers:
  # how many
  headcount: 6  # with Sam
  accounts:
    # the shop's
    - {platform: x, handle: shop}
    - platform: instagram
      handle: shop

  # what we do
  sectors: [retail,
            hospitality]
  note: |
    Two
    lines

  # the end
accepted: []  # none yet
"""


def data(text: str) -> Any:
    file, findings = parse(text, "a.yaml")
    assert not findings, (findings, text)
    return file.data


def kept(before: str, after: str) -> list[str]:
    """The lines of the one text that are also in the other, in order."""
    rest = after.split("\n")
    found: list[str] = []
    for line in before.split("\n"):
        if line in rest:
            found.append(line)
            rest = rest[rest.index(line) + 1 :]
    return found


def test_rewriting_nothing_changes_nothing() -> None:
    assert rewrite(FILE, "answers", {}) == FILE


def test_a_changed_value_changes_its_line_alone() -> None:
    assert rewrite(FILE, "answers", {"headcount": 7}) == FILE.replace("headcount: 6", "headcount: 7")


def test_a_comment_behind_a_changed_value_stays() -> None:
    assert "headcount: 7  # with Sam" in rewrite(FILE, "answers", {"headcount": 7})


def test_a_value_of_several_lines_is_replaced_whole_and_its_neighbours_stay() -> None:
    after = rewrite(FILE, "answers", {"accounts": [{"platform": "tiktok"}]})
    assert data(after)["answers"] == {**data(FILE)["answers"], "accounts": [{"platform": "tiktok"}]}
    assert "  # what we do\n  sectors: [retail,\n" in after


def test_a_removed_key_takes_its_lines_and_no_other_with_it() -> None:
    after = rewrite(FILE, "answers", {}, ["accounts"])
    removed = set(FILE.split("\n")) - set(after.split("\n"))
    assert removed == {
        "  accounts:",
        "    # the shop's",
        "    - {platform: x, handle: shop}",
        "    - platform: instagram",
        "      handle: shop",
    }


def test_a_new_key_goes_to_the_end_of_its_mapping() -> None:
    after = rewrite(FILE, "answers", {"depth": "full"})
    assert list(data(after)["answers"]) == [*data(FILE)["answers"], "depth"]
    assert kept(FILE, after) == FILE.split("\n")


def test_the_indent_of_the_file_is_kept() -> None:
    assert rewrite("answers:\n    a: 1\n", "answers", {"b": 2}) == "answers:\n    a: 1\n    b: 2\n"


def test_a_mapping_that_is_not_there_is_added() -> None:
    assert data(rewrite("policygen: 1\n", "answers", {"a": 1})) == {"policygen": 1, "answers": {"a": 1}}


@pytest.mark.parametrize(
    "text",
    [
        "answers:\n",
        "answers: {}\n",
        "answers:",
        "answers: null\n",
        "answers: {} # none\n",
        "policygen: 1\nanswers:\naccepted: []\n",
    ],
)
def test_an_empty_mapping_is_filled(text: str) -> None:
    assert data(rewrite(text, "answers", {"a": 1}))["answers"] == {"a": 1}


@pytest.mark.parametrize(
    "text",
    [
        "answers: {a: 1, b: 2}\n",
        "answers: {a: 1,\n  b: 2}\n",
        '{"answers": {"a": 1, "b": 2}}',
        '"answers":\n  a: 1\n  b: 2\n',
        "answers :\n  a: 1\n  b: 2\n",
    ],
)
def test_any_way_of_writing_the_mapping_can_be_rewritten(text: str) -> None:
    assert data(rewrite(text, "answers", {"a": 3, "c": [4]}))["answers"] == {"a": 3, "b": 2, "c": [4]}
    assert data(rewrite(text, "answers", {}, ["a"]))["answers"] == {"b": 2}


def test_removing_the_last_key_leaves_an_empty_mapping() -> None:
    assert data(rewrite("answers:\n  a: 1\naccepted: []\n", "answers", {}, ["a"]))["answers"] in ({}, None)


def test_a_file_without_a_last_line_break_is_rewritten() -> None:
    assert data(rewrite("answers:\n  a: 1", "answers", {"b": 2})) == {"answers": {"a": 1, "b": 2}}
    assert data(rewrite("answers:\n  a: 1", "answers", {"a": 2})) == {"answers": {"a": 2}}


def test_a_key_without_a_value_can_be_answered() -> None:
    assert data(rewrite("answers:\n  a:\n  b: 1\n", "answers", {"a": 2})) == {"answers": {"a": 2, "b": 1}}
    assert data(rewrite("answers:\n  b: 1\n  a:\n", "answers", {"a": 2})) == {"answers": {"a": 2, "b": 1}}


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85"])
def test_line_separators_of_other_scripts_do_not_shift_the_lines(character: str) -> None:
    text = f"# a{character}# b\nanswers:\n  a: 1\n  # c{character}  b: 2\n  d: 3\n"
    expected = {**data(text)["answers"], "d": 4}
    assert data(rewrite(text, "answers", {"d": 4}))["answers"] == expected


def test_a_mapping_of_another_name_inside_is_not_touched() -> None:
    text = "other:\n  answers:\n    a: 1\nanswers:\n  a: 2\n"
    assert data(rewrite(text, "answers", {"a": 3})) == {"other": {"answers": {"a": 1}}, "answers": {"a": 3}}


# ---- as laws -----------------------------------------------------------------------------------------------------------

texts = st.one_of(
    st.sampled_from(
        (*MARKUP, *FOREIGN, "", " ", "no", "null", "~", "1.10", "31", "true", "a: b", "- a", "#", "x  y", " x ", "\t")
    ),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
)
scalars = st.one_of(texts, st.integers(-(10**17), 10**17), st.booleans(), st.none())
keys = st.one_of(st.sampled_from(tuple("abcdefgh")), texts)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)


@given(scalars)
def test_every_value_is_read_back_as_it_was_written(value: object) -> None:
    assert data(f"a: {scalar(value)}\n") == {"a": value}
    assert data(f"[{scalar(value)}, {scalar(value)}]") == [value, value]


@given(keys, values)
def test_every_entry_is_read_back_as_it_was_written(key: str, value: object) -> None:
    assert data("\n".join(entry(key, value, 0))) == {key: value}


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    """An answers file as people write them: in any style, with comments anywhere, and what it says."""
    mapping: Mapping[str, object] = draw(
        st.dictionaries(st.sampled_from(tuple("abcdefgh")), values, min_size=1, max_size=5)
    )
    pad = " " * draw(st.sampled_from((1, 2, 4)))
    lines = draw(st.sampled_from(([], ["# top", "policygen: 1"], ["accepted: [] # x", ""])))
    lines = [*lines, "answers:" + draw(st.sampled_from(("", "  # here")))]
    for key, value in mapping.items():
        lines += draw(st.lists(st.sampled_from(("", f"{pad}# note {key}", "# outside")), max_size=2))
        lines += _written(draw, key, value, pad)
    lines += draw(st.sampled_from(([""], ["# end", ""], ["", "library: x", ""], [])))
    return "\n".join(lines), dict(mapping)


def _written(draw: st.DrawFn, key: str, value: object, pad: str) -> list[str]:
    if isinstance(value, list) and value and draw(st.booleans()):
        items = [f"{pad}  - {entry('k', item, 0)[0].removeprefix('k: ')}" for item in value if not _nested(item)]
        if len(items) == len(value):
            return [f"{pad}{key}:", f"{pad}  # inner", *items]
    if isinstance(value, str) and value.isalpha() and value.isascii() and draw(st.booleans()):
        return [f"{pad}{key}: |-", f"{pad}  {value}"]
    *first, last = entry(key, value, len(pad))
    return [*first, last + draw(st.sampled_from(("", "  # behind")))]


def _nested(item: object) -> bool:
    return isinstance(item, list) and any(isinstance(inner, dict) for inner in item)


@given(files(), st.data())
def test_a_rewritten_file_says_exactly_what_was_asked_and_keeps_every_other_line(
    file: tuple[str, dict[str, object]], draws: st.DataObject
) -> None:
    text, said = file
    assert data(text)["answers"] == said
    changes = draws.draw(st.dictionaries(st.sampled_from(tuple("abcdefghij")), values, max_size=3))
    gone = draws.draw(st.lists(st.sampled_from(tuple(said)), max_size=2, unique=True))
    gone = [key for key in gone if key not in changes]
    after = rewrite(text, "answers", changes, gone)
    expected = {key: value for key, value in {**said, **changes}.items() if key not in gone}
    assert (data(after)["answers"] or {}) == expected
    assert {key: value for key, value in data(after).items() if key != "answers"} == {
        key: value for key, value in data(text).items() if key != "answers"
    }
    touched = changes.keys() | set(gone)
    for line in text.split("\n"):
        if line.startswith("#") or line.strip() in {f"# note {key}" for key in said}:
            assert line in after.split("\n")
    for key in said.keys() - touched:
        own = [line for line in text.split("\n") if line.strip().startswith(f"{key}:")]
        assert all(line in after.split("\n") for line in own)


@given(files())
def test_rewriting_with_what_stands_there_already_changes_no_meaning(file: tuple[str, dict[str, object]]) -> None:
    text, said = file
    assert data(rewrite(text, "answers", said))["answers"] == said


def test_keys_that_become_longer_and_shorter_at_once_leave_every_comment_in_its_place() -> None:
    text = "# ours\na: 1  # one\nb: [1,\n    2]\n# three\nc: 3\nd: 4\n"
    new = rewrite(text, "", {"a": ["x", "y", "z"], "b": 2, "e": 5}, ["d"])
    assert data(new) == {"a": ["x", "y", "z"], "b": 2, "c": 3, "e": 5}
    assert [line for line in new.splitlines() if line.startswith(("#", "c"))] == ["# ours", "# three", "c: 3"]
    assert new.index("# three") < new.index("c: 3") < new.index("e: 5")
