"""Where the rows of a list lie while one of them is dragged: pure, in pixels from the top of the list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def place_for(heights: Sequence[int], at: int, top: int) -> int:
    """The place for row `at` when its upper edge is dragged to `top`: below all whose middle it has passed."""
    bottom = top + heights[at]
    tops = [0, *accumulate(heights)]
    middles = [top + height / 2 for top, height in zip(tops, heights, strict=False)]
    above = sum(1 for one in middles[:at] if top >= one)
    return above + sum(1 for one in middles[at + 1 :] if bottom > one)


def tops_with(heights: Sequence[int], at: int, to: int) -> list[int]:
    """The upper edge of every row, by its place now, when row `at` stands at the place `to`."""
    order = [one for one in range(len(heights)) if one != at]
    order.insert(to, at)
    tops = accumulate((heights[one] for one in order), initial=0)
    by_row = dict(zip(order, tops, strict=False))
    return [by_row[one] for one in range(len(heights))]
