"""A ring of so many seats that no name has room: dots, and the number of every tenth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from circle.seating import Ring, centres
from ui.theme import Look, Role
from ui.widgets.circle_shown import Mark, SeatShown
from ui.widgets.seat_placed import MARGIN, Seating, SeatPlaced, box_around
from ui.widgets.seat_sizes import SeatSizes, fit_ring
from ui.widgets.set_lines import NOTHING, SetLines, on_lines, set_centred

_LARGEST_DOT = 9.0
_NUMBER_PIXELS = 12
_EVERY = 10
_NEAR = 2
"""So many seats on either side of whoever is next are without a number, which would touch it."""
_NAME_OF_RADIUS = 0.55
_GAP = 3.0


def crowd_ring(size: QSizeF, n: int, middle: tuple[float, float], look: Look) -> Ring:
    """Leaves room outside for the numbers."""
    metrics = QFontMetricsF(_number_font(look))
    width = size.width() - 2 * (metrics.horizontalAdvance(str(n)) + _GAP)
    height = size.height() - 2 * (metrics.height() + _GAP)
    ring = fit_ring(
        width,
        height,
        n,
        scale=look.scale,
        middle=middle,
        just_seats=True,
        largest=_LARGEST_DOT / look.scale,
    )
    return replace(ring, centre_x=size.width() / 2, centre_y=size.height() / 2)


def seat_crowd(seats: Sequence[SeatShown], ring: Ring, look: Look) -> Seating:
    """Who holds the piece is drawn within the ring and who is next outside it, apart from the others."""
    sizes = SeatSizes(ring.seat_radius)
    crowd = Crowd(ring, sizes, look.font(Role.NAME), _number_font(look))
    next_up = next((i for i, seat in enumerate(seats) if seat.next), None)
    places = centres(ring, len(seats))
    placed = tuple(
        crowd.placed(seat, QPointF(place.x, place.y), numbered=_is_numbered(i, next_up, len(seats)))
        for i, (seat, place) in enumerate(zip(seats, places, strict=True))
    )
    return Seating(ring, sizes, placed, names_inside=False, on_ring=places, crowd=crowd)


def _number_font(look: Look) -> QFont:
    return look.font(Role.NAME, pixels=_NUMBER_PIXELS)


def _is_numbered(i: int, next_up: int | None, n: int) -> bool:
    if next_up is not None and min((i - next_up) % n, (next_up - i) % n) <= _NEAR:
        return False
    return i == 0 or ((i + 1) % _EVERY == 0 and n - i > _EVERY // 2)


class Crowd:
    """Sets the names one by one, when they are pointed at: hundreds would take a frame's time."""

    def __init__(self, ring: Ring, sizes: SeatSizes, font: QFont, small: QFont) -> None:
        self._ring, self._sizes = ring, sizes
        self._font, self._metrics = font, QFontMetricsF(font)
        self._small, self._small_metrics = small, QFontMetricsF(small)

    def placed(self, seat: SeatShown, on_ring: QPointF, *, numbered: bool) -> SeatPlaced:
        sizes, out = self._sizes, self._outwards(on_ring)
        centre, radius = on_ring, sizes.seat
        if seat.mark is Mark.HOLDER:
            centre, radius = on_ring - out * (sizes.seat + sizes.reach + 1), sizes.holder
        elif seat.next:
            centre = on_ring + out * (sizes.seat + sizes.next + 1)
        number = self._number(seat, on_ring, out) if numbered else NOTHING
        box = box_around(centre, seat, sizes).united(number.painted)
        name = self._name_box(seat, centre)
        return SeatPlaced(seat, centre, radius, NOTHING, None, box.united(name), number)

    def _outwards(self, on_ring: QPointF) -> QPointF:
        way = on_ring - QPointF(self._ring.centre_x, self._ring.centre_y)
        return way / max(1.0, (way.x() ** 2 + way.y() ** 2) ** 0.5)

    def _number(self, seat: SeatShown, on_ring: QPointF, out: QPointF) -> SetLines:
        words = str(seat.seat_number)
        width, height = (
            self._small_metrics.horizontalAdvance(words),
            self._small_metrics.capHeight(),
        )
        away = self._sizes.seat + 2 * _GAP + _half(width, height, out)
        return set_centred(((words,), True), self._small, on_ring + out * away)

    def name(self, seat: SeatPlaced) -> SetLines:
        """Towards the middle, where nothing else is."""
        lines = on_lines(seat.shown.alias, self._metrics, one=self._room, two=0)
        return set_centred(lines, self._font, self._name_box(seat.shown, seat.centre).center())

    def _name_box(self, seat: SeatShown, centre: QPointF) -> QRectF:
        out = self._outwards(centre)
        width = min(self._room, self._metrics.horizontalAdvance(seat.alias))
        height = self._metrics.height()
        inner = self._sizes.reach if seat.mark is Mark.HOLDER else self._sizes.seat
        middle = centre - out * (inner + 2 * MARGIN + _half(width, height, out))
        box = QRectF(0, 0, width + height, 2 * height)
        box.moveCenter(middle)
        return box

    @property
    def _room(self) -> float:
        return _NAME_OF_RADIUS * self._ring.radius_x


def _half(width: float, height: float, out: QPointF) -> float:
    """How far words go towards a point that lies in a direction from their middle."""
    return abs(out.x()) * width / 2 + abs(out.y()) * height / 2
