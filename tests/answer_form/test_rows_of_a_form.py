"""Which row of a form is which row of the file."""

import pytest

from policygen.answer_form.combine import _pairs


@pytest.mark.parametrize(
    ("before", "rows", "pairs"),
    [
        (["a", "b"], ["b", "a"], {(1, 0), (0, 1)}),
        (["a", "b"], ["a", "c"], {(0, 0), (1, 1)}),
        (["a", "b"], ["a", "c", "d"], {(0, 0)}),
        (["a", "b", "c"], ["a", "d"], {(0, 0)}),
        ([], ["a"], set()),
    ],
)
def test_equal_rows_are_the_same_and_the_rest_only_where_there_are_as_many(
    before: list[str], rows: list[str], pairs: set[tuple[int, int]]
) -> None:
    assert set(_pairs(before, rows)) == pairs
