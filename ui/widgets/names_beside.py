"""Names beside a ring of many small seats: a column of lines on either side, in the order of seats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from circle.seating import Place, Ring


@dataclass(frozen=True, slots=True)
class Beside:
    """Where the line of a name begins (`rightwards`) or ends, and the middle of its letters."""

    x: float
    y: float
    rightwards: bool


def beside(
    ring: Ring, seats: Sequence[Place], *, reach: float, apart: float, top: float, bottom: float
) -> tuple[Beside, ...]:
    """A place for each name: as near to its seat as the other names leave room.

    `reach`: how far from a seat's centre things are drawn; `apart`: from line to line;
    `top`, `bottom`: the middle of the first and the last line that can be.
    """
    found: dict[int, Beside] = {}
    for rightwards in (True, False):
        side = [i for i in range(len(seats)) if is_right(i, len(seats)) is rightwards]
        side.sort(key=lambda i: seats[i].y)
        stretch = 1 + reach / ring.radius_y
        wanted = [ring.centre_y + (seats[i].y - ring.centre_y) * stretch for i in side]
        for i, y in zip(side, spread(wanted, apart=apart, top=top, bottom=bottom), strict=True):
            x = _edge(ring, y, reach, apart)
            found[i] = Beside(ring.centre_x + (x if rightwards else -x), y, rightwards)
    return tuple(found[i] for i in range(len(seats)))


def is_right(i: int, n: int) -> bool:
    """Seats 0 to below n/2 have their names on the right: the top one does, the bottom one does not."""
    return i < n / 2


def spread(
    wanted: Sequence[float], *, apart: float, top: float, bottom: float
) -> tuple[float, ...]:
    """Ascending places, at least `apart` from each other and as near as can be to those wanted.

    Seen without the distances that must be, it is the rising line nearest to the wanted places:
    neighbours that would fall below each other share their mean.
    """
    shared: list[list[float]] = []
    for i, want in enumerate(wanted):
        shared.append([want - i * apart])
        while len(shared) > 1 and _mean(shared[-2]) > _mean(shared[-1]):
            last = shared.pop()
            shared[-1] += last
    highest = max(top, bottom - (len(wanted) - 1) * apart)
    level = [min(highest, max(top, _mean(places))) for places in shared for _ in places]
    return tuple(place + i * apart for i, place in enumerate(level))


def _mean(places: Sequence[float]) -> float:
    return sum(places) / len(places)


def _edge(ring: Ring, y: float, reach: float, apart: float) -> float:
    """How far to the side the ring, and what is drawn on it, goes at the height of a line."""
    nearest = max(0.0, abs(y - ring.centre_y) - apart / 2)
    outer_x, outer_y = ring.radius_x + reach, ring.radius_y + reach
    if nearest >= outer_y:
        return 4.0
    return max(4.0, outer_x * (1 - (nearest / outer_y) ** 2) ** 0.5) + 4.0
