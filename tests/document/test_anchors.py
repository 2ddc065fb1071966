"""The names by which parts are found again."""

import re

from hypothesis import given
from hypothesis import strategies as st

from policygen.document.anchors import (
    bookmark_name,
    comment_anchor,
    element_id,
    end_bookmark_name,
    heading_bookmark_name,
    part_of_comment,
)


def test_a_bookmark_is_named_by_the_digest_of_the_part_and_stays_so_for_ever() -> None:
    assert bookmark_name("personal.own-views") == "_pg_68feac3df1a4"
    assert end_bookmark_name("personal.own-views") == "_pge_68feac3df1a4"


def test_a_heading_inside_a_part_has_a_bookmark_of_its_own() -> None:
    assert heading_bookmark_name("a", 0) != heading_bookmark_name("a", 1)
    assert heading_bookmark_name("a", 1).startswith("_pgh_")


def test_a_plain_id_stands_in_the_comment_as_it_is() -> None:
    assert comment_anchor("section:monitoring") == "<!-- pg:section:monitoring -->"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_id_comes_back_from_its_comment(part_id: str) -> None:
    anchor = comment_anchor(part_id)
    assert part_of_comment(anchor) == part_id
    assert part_of_comment(f"  {anchor}  ") == part_id
    assert "\n" not in anchor
    assert "--" not in anchor.removeprefix("<!--").removesuffix("-->")


def test_a_comment_of_somebody_else_is_no_anchor() -> None:
    for line in ("<!-- note -->", "pg:a", "<!-- pg:a", "<!-- pg: -->", ""):
        assert part_of_comment(line) is None


@given(st.text(min_size=1))
def test_an_elements_id_holds_nothing_that_must_be_escaped(part_id: str) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", element_id(part_id))
