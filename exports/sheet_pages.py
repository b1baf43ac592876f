"""Where the pages of the first sheet begin, when it is printed."""

from __future__ import annotations

from collections.abc import Sequence

NOTES_SCALE = 66
"""In hundredths: the columns are then as wide as the paper, A4 or Letter."""
_MARGINS = 108
_TO_BE_SAFE = 0.97
"""Programs draw rows a little higher than they are said to be."""


def page_points(*, letter: bool) -> float:
    """How high the rows of one page are together."""
    paper = 792 if letter else 842
    return (paper - _MARGINS) * 100 / NOTES_SCALE * _TO_BE_SAFE


def pages_begin(heights: Sequence[float], with_next: Sequence[bool], page: float) -> list[int]:
    """The rows that pages begin with, but for the first; what stays with the next row is not torn from it."""
    begin, used, first, together = list[int](), 0.0, 0, 0.0
    for row, height in enumerate(heights):
        together += height
        if with_next[row] and row + 1 < len(heights):
            continue
        if used and used + together > page:
            begin.append(first)
            used = 0.0
        used += together
        if used > page:
            used %= page
        first, together = row + 1, 0.0
    return begin
