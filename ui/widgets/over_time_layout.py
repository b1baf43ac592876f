"""Where everything stands in the picture of listening over time. Pure geometry, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDEST, NARROWEST = 34, 10
"""A column, in pixels at the usual size of letters."""
MARK, BAR = 20, 28
"""How high the rows are."""
_LABEL_AT_MOST = 0.55
"""Of the width; what is wider stands above its row."""


@dataclass(frozen=True, slots=True)
class Band:
    """A row. The label is in the same line, or in one of its own above."""

    label_top: int
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Places:
    """`first` and `shown`: which columns are there, when not all have room."""

    label_width: int
    left: int
    step: float
    first: int
    shown: int
    bands: tuple[Band, ...]
    foot: int
    height: int

    def column_left(self, i: int) -> float:
        return self.left + (i - self.first) * self.step

    def column_at(self, x: float) -> int | None:
        i = self.first + int((x - self.left) // self.step)
        return i if self.first <= i < self.first + self.shown else None


def places(
    width: int,
    *,
    scale: float,
    bars: Sequence[bool],
    label_width: int,
    line: int,
    columns: int,
    chosen: int,
    first: int = 0,
) -> Places:
    """`bars`: for each row whether it has bars; `line`: how high a line of words is. `first`: where it began before."""
    gap = round(12 * scale)
    above = label_width + gap > width * _LABEL_AT_MOST
    left = 0 if above else label_width + gap
    room = max(1.0, width - left)
    shown = max(1, min(columns, int(room // (NARROWEST * scale))))
    step = min(room / shown, WIDEST * scale)
    first = min(max(first, chosen - shown + 1), chosen, max(0, columns - shown))
    bands = _bands(bars, scale=scale, line=line, above=above)
    foot = bands[-1].top + bands[-1].height + round(4 * scale) if bands else 0
    wide = width if above else label_width
    return Places(wide, left, step, max(0, first), shown, bands, foot, foot + line + 2)


def _bands(bars: Sequence[bool], *, scale: float, line: int, above: bool) -> tuple[Band, ...]:
    bands: list[Band] = []
    down = 2
    for is_bar in bars:
        height = round((BAR if is_bar else MARK) * scale)
        if above:
            bands.append(Band(down, down + line, height))
            down += line + height + round(4 * scale)
        else:
            height = max(height, line)
            bands.append(Band(down, down, height))
            down += height
    return tuple(bands)
