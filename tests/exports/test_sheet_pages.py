"""Where the first sheet of a spreadsheet is cut into pages."""

from __future__ import annotations

import pytest

from exports.sheet_pages import page_points, pages_begin


@pytest.mark.parametrize(
    ("heights", "with_next", "begin"),
    [
        ([10, 10, 10], [0, 0, 0], []),
        ([10, 10, 10, 10], [0, 0, 0, 0], [3]),
        ([10, 10, 10, 10], [0, 0, 1, 0], [2]),
        ([10, 10, 10, 10], [0, 1, 1, 0], [1]),
        ([50, 10], [0, 0], []),
        ([20, 50, 20], [0, 0, 0], [1, 2]),
        ([10, 10], [1, 1], []),
    ],
)
def test_no_row_is_torn_from_the_one_that_it_stays_with(
    heights: list[float], with_next: list[int], begin: list[int]
) -> None:
    assert pages_begin(heights, [bool(one) for one in with_next], 30) == begin


def test_letter_holds_less_than_a4() -> None:
    assert page_points(letter=True) < page_points(letter=False)
