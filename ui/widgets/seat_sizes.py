"""How large a seat is and what is drawn around it. All lengths in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from circle.seating import Place, Ring, ring_fit
from ui.widgets.inner_ring import inner_part

SEAT = 32.0
"""The radius of a seat at the usual size of letters."""
_USUAL_SIDE = 636.0
"""The lower side of a window of 1366 × 768 that is left for the circle; seats grow beyond that."""
_MOST_OF_SIDE = 0.1
_HALVINGS = 7
_USUAL_INNER_PART = 0.8
_LEAST_WITH_NUMBER = 8.5
_RIM = 12.0
"""What words keep free of the line of the ring."""
_BREATH = 3.0
"""What is left free between two neighbours, at the least."""


@dataclass(frozen=True, slots=True)
class SeatSizes:
    """Radii around the centre of a seat, and widths of lines."""

    seat: float

    @property
    def holder(self) -> float:
        return self.seat + max(2.5, 0.31 * self.seat)

    @property
    def arc(self) -> float:
        return self.seat + max(5.2, 0.54 * self.seat)

    @property
    def arc_width(self) -> float:
        return max(2.4, 0.16 * self.seat)

    @property
    def next(self) -> float:
        return self.seat + max(2.8, 0.19 * self.seat)

    @property
    def next_width(self) -> float:
        return max(1.4, 0.06 * self.seat)

    @property
    def double(self) -> float:
        """The second line round who sits inside, where there is no room for an inner ring."""
        return self.seat + max(1.8, 0.1 * self.seat)

    @property
    def badge(self) -> float:
        """The sign of a small group, on the rim."""
        return max(8.0, 0.28 * self.seat)

    @property
    def holds_a_number(self) -> bool:
        """Whether the number of a group can be read in a seat; else it stands before the name."""
        return self.seat >= _LEAST_WITH_NUMBER

    @property
    def reach(self) -> float:
        """To the outside of the arc of time, which goes furthest."""
        return self.arc + self.arc_width / 2

    @property
    def needs(self) -> float:
        """From the centre of the holder to that of the next, at the least."""
        return self.reach + self.next + self.next_width / 2 + _BREATH


@lru_cache(maxsize=64)
def fit_ring(
    width: float,
    height: float,
    n: int,
    *,
    scale: float,
    middle: tuple[float, float],
    just_seats: bool,
    has_inner: bool = False,
    largest: float = SEAT,
) -> Ring:
    """The ring for `n` seats, with room for the arc of the holder beside the next.

    `middle`: width and height that are left free of seats where that can be. `just_seats`: nobody
    will hold the piece, as when the circle is prepared. `has_inner`: the same room is wanted on an
    inner ring. `largest`: the radius of a seat at scale 1.
    """
    side = min(width, height)
    seat = min(largest * scale * min(1.5, max(1.0, side / _USUAL_SIDE)), _MOST_OF_SIDE * side)
    if has_inner:
        middle = middle[0] / _USUAL_INNER_PART, middle[1] / _USUAL_INNER_PART
    ring = _fit(width, height, n, seat, middle)
    if just_seats or n < 2 or _has_room(ring, has_inner=has_inner):
        return ring
    low, high = 1.0, seat
    for _ in range(_HALVINGS):
        half = (low + high) / 2
        fits = _has_room(_fit(width, height, n, half, middle), has_inner=has_inner)
        low, high = (half, high) if fits else (low, half)
    return _fit(width, height, n, low, middle)


def _has_room(ring: Ring, *, has_inner: bool) -> bool:
    """Whether the holder has room beside the next, wherever both sit."""
    part = inner_part(ring) if has_inner else 1.0
    return SeatSizes(ring.seat_radius).needs <= ring.spacing * part


def _fit(width: float, height: float, n: int, seat: float, middle: tuple[float, float]) -> Ring:
    around = SeatSizes(seat).reach - seat + 3 + _margin(min(width, height))
    return ring_fit(width, height, n, smallest=seat, largest=seat, around=around, middle=middle)


def _margin(side: float) -> float:
    """Air around the circle, where there is more room than it needs."""
    return min(28.0, max(0.0, (side - 420) * 0.12))


def chord(radius: float, height: float) -> float:
    """The room for words of a height in the middle of a seat, less the rim."""
    half = height / 2
    return max(0.0, 2 * (radius**2 - half**2) ** 0.5 - 6) if radius > half else 0.0


def free_width(
    ring: Ring, seats: Sequence[Place], reach: float, top: float, bottom: float
) -> float:
    """The width around the middle that is free between two heights, as `y` of a line of words.

    Every seat counts as if its person held the piece, so that words stay where they are.
    """
    furthest = max(abs(top - ring.centre_y), abs(bottom - ring.centre_y))
    inner_x, inner_y = ring.radius_x - _RIM, ring.radius_y - _RIM
    if furthest >= inner_y or inner_x <= 0:
        return 0.0
    free = inner_x * (1 - (furthest / inner_y) ** 2) ** 0.5
    for seat in seats:
        away = max(0.0, top - seat.y, seat.y - bottom)
        if away < reach:
            free = min(free, abs(seat.x - ring.centre_x) - (reach**2 - away**2) ** 0.5)
    return max(0.0, 2 * free)
