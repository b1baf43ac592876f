"""Where the seats go, and their names: inside them, beside a ring of many small ones, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from circle.seating import Place, Ring, centres
from ui.theme import Look, Role
from ui.widgets.circle_shown import Mark, SeatShown
from ui.widgets.inner_ring import inner_places
from ui.widgets.names_beside import Beside, beside
from ui.widgets.seat_placed import MARGIN, Seating, SeatPlaced, box_around
from ui.widgets.seat_sizes import SEAT, SeatSizes, chord, fit_ring
from ui.widgets.set_lines import NOTHING, on_lines, set_beside, set_centred

_SMALLEST_INSIDE = 12
_SMALLEST_BESIDE = 11
_LEAST_OF_WANTED = 0.72
"""In a crowded ring the letters are at the least this part of the size that was chosen."""
_AN_ORDINARY_NAME = "Quentin"
_LETTERS_BESIDE = 16
_WITHOUT_A_NAME = 18.0
"""The radius of a seat whose name stands beside it, whatever the size of the letters."""
_MOST_OF_SIDE = 0.052
"""In a small window the letters beside a ring grow only as far as leaves a ring."""


def seat_people(
    seats: Sequence[SeatShown],
    size: QSizeF,
    middle: tuple[float, float],
    look: Look,
    *,
    has_inner: bool = False,
) -> Seating:
    """`middle`: width and height that the words in the middle want. `has_inner`: who sits inside is on
    an inner ring.

    Whether names go inside hangs on the size of the seats and not on the names, so that the circle
    stays as it is while they are typed.
    """
    just_seats = all(seat.mark is Mark.ROOM for seat in seats)
    fitted = _Fitted(look, middle, len(seats), just_seats=just_seats, has_inner=has_inner)
    ring = fitted.ring(size.width(), size.height())
    smallest = look.font(Role.NAME, pixels=_smallest(look))
    if not seats or _has_room(ring.seat_radius, _AN_ORDINARY_NAME, smallest):
        return _with_names_inside(seats, ring, fitted)
    font = _font_beside(len(seats), size, look)
    if QFontMetricsF(font).height() * ceil(len(seats) / 2) > size.height():
        from ui.widgets.crowd_layout import crowd_ring, seat_crowd

        return seat_crowd(seats, crowd_ring(size, len(seats), middle, look), look)
    return _with_names_beside(seats, size, fitted, font)


@dataclass(frozen=True, slots=True)
class _Fitted:
    look: Look
    middle: tuple[float, float]
    n: int
    just_seats: bool
    has_inner: bool

    def places(self, ring: Ring, seats: Sequence[SeatShown]) -> tuple[Place, ...]:
        """Where each seat is."""
        outer = centres(ring, self.n)
        if not self.has_inner:
            return outer
        inner = inner_places(ring, outer)
        return tuple(
            within if seat.inside else without
            for seat, within, without in zip(seats, inner, outer, strict=True)
        )

    def ring(self, width: float, height: float, largest: float = SEAT) -> Ring:
        return fit_ring(
            width,
            height,
            self.n,
            scale=self.look.scale,
            middle=self.middle,
            just_seats=self.just_seats,
            has_inner=self.has_inner,
            largest=largest,
        )


def _smallest(look: Look) -> int:
    wanted = look.font(Role.NAME).pixelSize()
    return min(wanted, max(_SMALLEST_INSIDE, round(wanted * _LEAST_OF_WANTED)))


def _with_names_inside(seats: Sequence[SeatShown], ring: Ring, fitted: _Fitted) -> Seating:
    sizes = SeatSizes(ring.seat_radius)
    font = _font_inside(seats, sizes, fitted.look)
    placed = tuple(
        _placed_inside(seat, QPointF(place.x, place.y), sizes, font)
        for seat, place in zip(seats, fitted.places(ring, seats), strict=True)
    )
    return Seating(ring, sizes, placed, names_inside=True, on_ring=centres(ring, len(seats)))


def _font_inside(seats: Sequence[SeatShown], sizes: SeatSizes, look: Look) -> QFont:
    """One size for all: the largest that no name is cut for which would be whole in a smaller one."""
    smallest = look.font(Role.NAME, pixels=_smallest(look))
    names = [seat.alias for seat in seats if _has_room(sizes.seat, seat.alias, smallest)]
    for pixels in range(look.font(Role.NAME).pixelSize(), smallest.pixelSize(), -1):
        font = look.font(Role.NAME, pixels=pixels)
        if all(_has_room(sizes.seat, name, font) for name in names):
            return font
    return smallest


def _has_room(radius: float, name: str, font: QFont) -> bool:
    return _lines_inside(radius, name, font)[1]


def _lines_inside(radius: float, name: str, font: QFont) -> tuple[tuple[str, ...], bool]:
    metrics = QFontMetricsF(font)
    letters = metrics.ascent() * 0.8
    one, two = chord(radius, letters), chord(radius, letters + metrics.height() * 0.94)
    return on_lines(name, metrics, one=one, two=two)


def _placed_inside(seat: SeatShown, centre: QPointF, sizes: SeatSizes, font: QFont) -> SeatPlaced:
    radius = sizes.holder if seat.mark is Mark.HOLDER else sizes.seat
    name = set_centred(_lines_inside(radius, seat.alias, font), font, centre)
    return SeatPlaced(seat, centre, radius, name, None, box_around(centre, seat, sizes))


def _with_names_beside(
    seats: Sequence[SeatShown], size: QSizeF, fitted: _Fitted, font: QFont
) -> Seating:
    metrics = QFontMetricsF(font)
    column = _column(seats, size, metrics)
    room = QSizeF(size.width() - 2 * column, size.height() - 2 * metrics.height())
    ring = fitted.ring(room.width(), room.height(), _WITHOUT_A_NAME / fitted.look.scale)
    ring = replace(ring, centre_x=size.width() / 2, centre_y=size.height() / 2)
    sizes = SeatSizes(ring.seat_radius)
    places = centres(ring, len(seats))
    lines = beside(
        ring,
        places,
        reach=sizes.reach + MARGIN,
        apart=metrics.height(),
        top=metrics.height() / 2,
        bottom=size.height() - metrics.height() / 2,
    )
    placed = tuple(
        _placed_beside(
            seat,
            QPointF(place.x, place.y),
            line,
            sizes=sizes,
            font=font,
            room=min(size.width() - line.x if line.rightwards else line.x, column * 1.5) - 2,
        )
        for seat, place, line in zip(seats, fitted.places(ring, seats), lines, strict=True)
    )
    return Seating(ring, sizes, placed, names_inside=False, on_ring=places)


def _font_beside(n: int, size: QSizeF, look: Look) -> QFont:
    a_side = ceil(n / 2) + 0.5
    side = min(size.width(), size.height())
    pixels = min(look.font(Role.NAME).pixelSize(), round(_MOST_OF_SIDE * side))
    while pixels > _SMALLEST_BESIDE:
        font = look.font(Role.NAME, pixels=pixels)
        if QFontMetricsF(font).height() * a_side <= size.height():
            break
        pixels -= 1
    return look.font(Role.NAME, pixels=pixels)


def _column(seats: Sequence[SeatShown], size: QSizeF, metrics: QFontMetricsF) -> float:
    longest = max(metrics.horizontalAdvance(seat.alias) for seat in seats)
    return 8 + min(longest, 0.2 * size.width(), _LETTERS_BESIDE * metrics.averageCharWidth())


def _placed_beside(
    seat: SeatShown,
    centre: QPointF,
    line: Beside,
    *,
    sizes: SeatSizes,
    font: QFont,
    room: float,
) -> SeatPlaced:
    """`room`: the width there is for the name."""
    radius = sizes.holder if seat.mark is Mark.HOLDER else sizes.seat
    end = QPointF(line.x, line.y)
    with_group = seat.group and not sizes.holds_a_number
    words = f"{seat.group} · {seat.alias}" if with_group else seat.alias
    texts = on_lines(words, QFontMetricsF(font), one=room, two=0)
    name = set_beside(texts, font, end, rightwards=line.rightwards) if seat.alias else NOTHING
    leader = _leader(centre, end, sizes.reach + MARGIN)
    box = box_around(centre, seat, sizes).united(name.painted.adjusted(0, 0, 0, 6))
    return SeatPlaced(seat, centre, radius, name, leader, box)


def _leader(centre: QPointF, end: QPointF, reach: float) -> QLineF | None:
    """From outside all that may be drawn round a seat to its name."""
    way = QLineF(centre, end)
    if way.length() <= reach + 12:
        return None
    return QLineF(way.pointAt(reach / way.length()), way.pointAt(1 - 3 / way.length()))
