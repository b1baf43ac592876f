"""Where the seats are. Plain geometry: x to the right, y down, seats clockwise from the top.

The ring is never mirrored: it shows the room, whichever way the language is read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, pairwise
from math import atan2, cos, hypot, pi, sin
from typing import TypeVar

T = TypeVar("T")

_SEAT_OF_SPACING = 0.44
"""A seat's radius at most, as a part of the way to its neighbour: two seats leave an eighth free."""
_WIDENINGS = (1.0, 1.1, 1.2, 1.3, 1.4, 1.5)
"""Width of a ring over its height: a circle, or an ellipse when the seats or the middle need it."""
_STEPS = 360
_BEND = 0.06
"""From one corner of a drawn arc to the next, as an angle."""


@dataclass(frozen=True, slots=True)
class Place:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle, or an ellipse that is wider than high, that passes through all seats."""

    centre_x: float
    centre_y: float
    radius_x: float
    radius_y: float
    seat_radius: float
    spacing: float
    """From the centre of a seat to the centre of the nearest one; across the ring when alone."""


def places(n: int) -> tuple[Place, ...]:
    """`n` places, evenly on the unit circle."""
    return tuple(Place(sin(2 * pi * i / n), -cos(2 * pi * i / n)) for i in range(n))


def seat_radius(n: int, ring_radius: float, *, smallest: float, largest: float) -> float:
    """The size of `n` seats on a circle: as large as leaves neighbours apart, up to `largest`,
    and smaller than `smallest` only when they would touch otherwise.
    """
    spacing = _spacing(places(n)) * ring_radius
    return min(largest, max(smallest, _SEAT_OF_SPACING * spacing), 0.49 * spacing)


def centres(ring: Ring, n: int) -> tuple[Place, ...]:
    """The centres of `n` seats, equally far from each other along the ring."""
    return tuple(
        Place(ring.centre_x + place.x * ring.radius_y, ring.centre_y + place.y * ring.radius_y)
        for place in _along(ring.radius_x / ring.radius_y, n)
    )


def ring_fit(
    width: float,
    height: float,
    n: int,
    *,
    smallest: float = 12,
    largest: float = 32,
    around: float = 20,
    middle: tuple[float, float] = (0, 0),
) -> Ring:
    """The ring for `n` seats that fits a rectangle.

    `around`: what is left free outside the seats, for what is drawn round the holder.
    `middle`: width and height of the text that the seats leave free in the middle. Seats shrink
    to `smallest` to make room for it, and below that only so as not to touch each other.
    """
    room = Place(max(1.0, width / 2 - around), max(1.0, height / 2 - around))
    rings = [
        _with_room_for(middle, _Shape(room, widening, _along(widening, n)), smallest, largest)
        for widening in _WIDENINGS
    ]
    fitting = [ring for ring in rings if _is_clear(middle, ring, n)]
    if fitting:  # the first of equals is the roundest
        best = max(fitting, key=lambda ring: round(ring.seat_radius, 3))
    else:
        best = min(rings, key=lambda ring: _crowding(middle, ring))
    return replace(best, centre_x=width / 2, centre_y=height / 2)


def along(ring: Ring, start: Place, end: Place) -> tuple[Place, ...]:
    """Places on a ring from one to another, clockwise, near enough for a line that looks round."""
    begins, ends = _turned(ring, start), _turned(ring, end)
    way = (ends - begins) % (2 * pi)
    steps = max(2, round(way / _BEND))
    turns = [begins + way * step / steps for step in range(steps + 1)]
    return tuple(
        Place(ring.centre_x + sin(turn) * ring.radius_x, ring.centre_y - cos(turn) * ring.radius_y)
        for turn in turns
    )


def _turned(ring: Ring, place: Place) -> float:
    """How far clockwise from the top a place on a ring is, on the circle that the ring is stretched from."""
    across = (place.x - ring.centre_x) / ring.radius_x
    return atan2(across, (ring.centre_y - place.y) / ring.radius_y)


def seat_at(point: Place, centres: Sequence[Place], radius: float) -> int | None:
    """Which seat is under a point, if any; the nearest where they overlap."""
    if not centres:
        return None
    nearest = gap_at(point, centres)
    return nearest if _distance(point, centres[nearest]) <= radius else None


def gap_at(point: Place, centres: Sequence[Place]) -> int:
    """The place nearest to a point, wherever it is: where a dragged seat goes."""
    return min(range(len(centres)), key=lambda i: _distance(point, centres[i]))


def moved(order: tuple[T, ...], item: T, to: int) -> tuple[T, ...]:
    """`order` with `item` in place `to`, and the others as they were. ValueError when not in it."""
    here = order.index(item)
    others = order[:here] + order[here + 1 :]
    return (*others[:to], item, *others[to:])


@dataclass(frozen=True, slots=True)
class _Shape:
    """Half a rectangle, and the seats of an ellipse that is 2 high and 2 × `widening` wide."""

    room: Place
    widening: float
    seats: tuple[Place, ...]


def _with_room_for(
    middle: tuple[float, float], shape: _Shape, smallest: float, largest: float
) -> Ring:
    seat = min(largest, _largest_seat(shape))
    if seat <= smallest or _is_clear(middle, _ring(shape, seat), len(shape.seats)):
        return _ring(shape, seat)
    clear, crowded = smallest, seat
    for _ in range(6):
        halfway = (clear + crowded) / 2
        if _is_clear(middle, _ring(shape, halfway), len(shape.seats)):
            clear = halfway
        else:
            crowded = halfway
    return _ring(shape, clear)


def _largest_seat(shape: _Shape) -> float:
    """A ring inside the room less a seat, and a seat that is a part of the spacing on that ring:
    two equations with one answer for either direction.
    """
    part = _SEAT_OF_SPACING * _spacing_along(shape.widening, len(shape.seats))
    return min(
        shape.room.y * part / (1 + part),
        shape.room.x * part / (shape.widening + part),
    )


def _ring(shape: _Shape, seat: float) -> Ring:
    radius = min(shape.room.y - seat, (shape.room.x - seat) / shape.widening)
    spacing = radius * _spacing_along(shape.widening, len(shape.seats))
    return Ring(0, 0, radius * shape.widening, radius, seat, spacing)


def _is_clear(middle: tuple[float, float], ring: Ring, n: int) -> bool:
    """Whether the text is inside the ring, and no seat touches it."""
    x, y = middle[0] / 2, middle[1] / 2
    return _crowding(middle, ring) <= 1 and all(
        hypot(max(0, abs(seat.x) - x), max(0, abs(seat.y) - y)) >= ring.seat_radius
        for seat in centres(ring, n)
    )


def _crowding(middle: tuple[float, float], ring: Ring) -> float:
    """1 when the corners of the text are on the ring, more when they stick out."""
    return hypot(middle[0] / 2 / ring.radius_x, middle[1] / 2 / ring.radius_y)


@cache
def _along(widening: float, n: int) -> tuple[Place, ...]:
    """`n` places at equal steps along an ellipse, measured on a polygon of many corners."""
    if widening == 1:
        return places(n)
    corners = [Place(place.x * widening, place.y) for place in places(_STEPS)]
    sides = (_distance(a, b) for a, b in pairwise((*corners, corners[0])))
    walked = list(accumulate(sides, initial=0.0))
    return tuple(_at(walked, walked[-1] * i / n, widening) for i in range(n))


def _at(walked: Sequence[float], length: float, widening: float) -> Place:
    """The place on the ellipse after walking `length` of the polygon, clockwise from the top."""
    corner = max(1, bisect_left(walked, length))
    part = (length - walked[corner - 1]) / (walked[corner] - walked[corner - 1])
    angle = 2 * pi * (corner - 1 + part) / _STEPS
    return Place(widening * sin(angle), -cos(angle))


@cache
def _spacing_along(widening: float, n: int) -> float:
    return _spacing(_along(widening, n))


def _spacing(seats: Sequence[Place]) -> float:
    """To the nearest neighbour: nobody across so round a ring is nearer than the next one along it."""
    around = zip(seats, (*seats[1:], *seats[:1]), strict=True)
    return min(_distance(a, b) for a, b in around) if len(seats) > 1 else 2.0


def _distance(a: Place, b: Place) -> float:
    return hypot(a.x - b.x, a.y - b.y)
