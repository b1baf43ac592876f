"""Where everything stands in the chart of a measure over sessions. Pure geometry, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HIGH = 78
"""Of the field where the dots are, in pixels at the usual size of letters."""
_DOT, _SMALLEST_DOT = 4.5, 2.0
_ROOM_FOR_A_DOT = 3.0
"""Times its radius, so that dots beside each other can be told apart where there is room for it."""


@dataclass(frozen=True, slots=True)
class Field:
    """`xs`: of the sessions. A height of 0 is at `bottom`, of 1 at `top`."""

    left: float
    right: float
    top: float
    bottom: float
    radius: float
    xs: tuple[float, ...]
    height: int

    def y(self, height: float) -> float:
        return self.bottom - (self.bottom - self.top) * height

    def session_at(self, x: float) -> int | None:
        """The nearest."""
        return min(range(len(self.xs)), key=lambda i: abs(self.xs[i] - x), default=None)


def field(width: int, *, scale: float, line: int, days: Sequence[float]) -> Field:
    """`line`: how high a line of words is; one stands above the field and one below."""
    radius = max(_SMALLEST_DOT, min(_DOT, width / scale / max(1, len(days)) / _ROOM_FOR_A_DOT))
    radius *= scale
    edge = radius + 4 * scale
    left, right = edge, max(edge + 1, width - edge)
    top = line + edge
    bottom = top + HIGH * scale
    xs = tuple(left + (right - left) * day for day in days)
    return Field(left, right, top, bottom, radius, xs, round(bottom + edge) + line)
