"""Painting the circle. Everything has its place already; here are only colours and strokes."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, pi, sin

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from circle.seating import Ring, along
from ui.theme import Look, Role, joined, mixed
from ui.widgets.circle_layout import CircleLayout
from ui.widgets.circle_shown import Mark, SeatShown
from ui.widgets.seat_placed import SeatPlaced, badge_away
from ui.widgets.set_lines import SetLines
from ui.widgets.shapes import paint_tick

_SIXTEENTHS = 16
_FROM_THE_TOP = 90 * _SIXTEENTHS
_DASH = 4.8
_DOT_TO_DOT = 2.8
"""In widths of a dot."""


@dataclass(frozen=True, slots=True)
class Painted:
    """What is painted: the layout and what changes without a new one. `arc`: 0 to 1, or None;
    `focused`, `touched`, `carried`: positions of seats.
    """

    layout: CircleLayout
    ground: QColor
    face: str
    arc: float | None
    bell: bool = False
    focused: int | None = None
    touched: int | None = None
    carried: int | None = None
    carried_to: QPointF = field(default_factory=QPointF)


def paint_circle(painter: QPainter, look: Look, painted: Painted, region: QRegion) -> None:
    """Paints what meets the region, and nothing else."""
    painter.fillRect(region.boundingRect(), painted.ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush = _Brush(painter, look, painted)
    if not _is_inside(painted.layout.inner or painted.layout.ring, region.boundingRect()):
        brush.ring()
    _paint_middle(painter, look, painted, region)
    for i, seat in enumerate(painted.layout.seats):
        if region.intersects(seat.box.toAlignedRect()) or i == painted.carried:
            brush.seat(i, seat)
    if painted.layout.crowd:
        for i in {painted.focused, painted.touched}:
            if i is not None:
                brush.name_in_crowd(painted.layout.name_of(i))
    if painted.carried is not None:
        brush.carried(painted.layout.seats[painted.carried])


def _is_inside(ring: Ring, box: QRect) -> bool:
    """Whether a box lies wholly inside the line of the ring."""
    inner_x, inner_y = max(1.0, ring.radius_x - 3), max(1.0, ring.radius_y - 3)
    across = max(abs(box.left() - ring.centre_x), abs(box.right() + 1 - ring.centre_x))
    down = max(abs(box.top() - ring.centre_y), abs(box.bottom() + 1 - ring.centre_y))
    return (across / inner_x) ** 2 + (down / inner_y) ** 2 < 1


def _paint_middle(painter: QPainter, look: Look, painted: Painted, region: QRegion) -> None:
    middle = painted.layout.middle
    painter.setPen(look.theme.soft)
    for words in (middle.upper, middle.lower):
        if region.intersects(words.painted.toAlignedRect()):
            words.paint(painter)
    painter.setPen(look.theme.ink)
    painter.setFont(middle.clock_font)
    for digit, letter in zip(middle.digits, painted.face, strict=True):
        if region.intersects(digit.box):
            painter.drawText(digit.start, letter)


class _Brush:
    """Paints seats in the colours of a look."""

    def __init__(self, painter: QPainter, look: Look, painted: Painted) -> None:
        self._painter = painter
        self._look = look
        self._theme = look.theme
        self._painted = painted
        self._sizes = painted.layout.sizes

    def ring(self) -> None:
        ring = self._painted.layout.ring
        if len(self._painted.layout.seats) > 1:
            self._stroke(*self._ring_line())
            centre = QPointF(ring.centre_x, ring.centre_y)
            self._painter.drawEllipse(centre, ring.radius_x, ring.radius_y)
            if (inner := self._painted.layout.inner) is not None:
                self._stroke(self._theme.line, 1.0)
                self._painter.drawEllipse(centre, inner.radius_x, inner.radius_y)
        for joint in self._painted.layout.joints:
            self._joint(*joint)

    def _ring_line(self) -> tuple[QColor, float]:
        if self._painted.bell:
            return self._theme.moss, 6.0
        return self._theme.line, 2.0

    def _joint(self, start: int, end: int) -> None:
        """A piece of the ring between two neighbours of one group."""
        seats = self._painted.layout.seats
        self._stroke(joined(self._theme, self._painted.ground), max(3.5, 0.15 * self._sizes.seat))
        way = along(self._painted.layout.ring, seats[start].place, seats[end].place)
        self._painter.drawPolyline([QPointF(place.x, place.y) for place in way])

    def seat(self, i: int, seat: SeatPlaced) -> None:
        if i == self._painted.carried:
            self._gap(seat)
            return
        if seat.leader is not None:
            self._stroke(self._theme.line, 1.0)
            self._painter.drawLine(seat.leader)
        self._body(seat, touched=i == self._painted.touched)
        if i == self._painted.focused:
            self._circle(seat.centre, self._outermost(seat) + 2, self._theme.ink, 2.0)

    def carried(self, seat: SeatPlaced) -> None:
        """The seat that is carried, under the pointer."""
        self._painter.save()
        self._painter.translate(self._painted.carried_to - seat.centre)
        self._body(seat, touched=True)
        self._painter.restore()

    def _gap(self, seat: SeatPlaced) -> None:
        self._disc(seat.centre, seat.radius, self._painted.ground)
        self._dashed(seat.centre, seat.radius, self._theme.moss)

    def _body(self, seat: SeatPlaced, *, touched: bool) -> None:
        if seat.shown.mark is Mark.HOLDER:
            self._holder(seat)
        else:
            self._other(seat, touched=touched)
        if seat.shown.mark is Mark.OFFERED:
            self._check(seat)
        if self._painted.layout.crowd:
            self._in_crowd(seat)
            return
        if seat.shown.inside and self._painted.layout.inner is None:
            self._double(seat)
        if seat.shown.group:
            self._badge(seat)
        self._painter.setPen(self._words_of(seat))
        seat.name.paint(self._painter)
        if seat.shown.facilitator:
            self._underline(seat)

    def _in_crowd(self, seat: SeatPlaced) -> None:
        """The facilitator has a point in the middle."""
        self._painter.setPen(self._theme.soft)
        seat.number.paint(self._painter)
        if seat.shown.facilitator and seat.shown.mark is not Mark.HOLDER:
            self._disc(seat.centre, max(1.2, seat.radius * 0.45), self._theme.ink)

    def name_in_crowd(self, name: SetLines) -> None:
        self._painter.fillRect(name.box.adjusted(-3, -2, 3, 2), self._painted.ground)
        self._painter.setPen(self._theme.ink)
        name.paint(self._painter)

    def _holder(self, seat: SeatPlaced) -> None:
        self._disc(seat.centre, self._sizes.reach, self._painted.ground)
        self._circle(seat.centre, self._sizes.arc, self._theme.clay_tint, self._sizes.arc_width)
        if self._painted.arc:
            self._stroke(self._theme.clay, self._sizes.arc_width)
            round_it = -round(360 * _SIXTEENTHS * min(1.0, self._painted.arc))
            self._painter.drawArc(self._painted.layout.arc, _FROM_THE_TOP, round_it)
        self._disc(seat.centre, seat.radius, self._theme.clay)

    def _other(self, seat: SeatPlaced, *, touched: bool) -> None:
        shown, centre = seat.shown, seat.centre
        if shown.next:
            self._disc(centre, self._sizes.next, self._painted.ground)
            self._dotted(centre, self._sizes.next)
        self._disc(centre, seat.radius, self._fill_of(shown))
        line = self._theme.soft if touched else self._line_of(shown)
        if shown.mark is Mark.AWAY:
            self._dashed(centre, seat.radius - 1, line)
        else:
            self._circle(centre, seat.radius - 1, line, 2.0)

    def _check(self, seat: SeatPlaced) -> None:
        """On the rim towards the middle; in the seat itself when its name is beside it."""
        if not self._painted.layout.names_inside:
            self._tick(seat.centre, seat.radius * 0.75, self._theme.moss)
            return
        ring = self._painted.layout.ring
        inwards = QPointF(ring.centre_x, ring.centre_y) - seat.centre
        length = max(1.0, (inwards.x() ** 2 + inwards.y() ** 2) ** 0.5)
        radius = max(6.0, seat.radius * 0.2)
        at = seat.centre + inwards * ((seat.radius + 2) / length)
        self._disc(at, radius + 1.5, self._painted.ground)
        self._disc(at, radius, self._theme.moss)
        self._tick(at, radius, self._theme.on_moss)

    def _double(self, seat: SeatPlaced) -> None:
        """Inside the disc where its name is not there."""
        holds = seat.shown.mark is Mark.HOLDER
        width = max(1.2, 0.05 * self._sizes.seat)
        if self._painted.layout.names_inside and not holds:
            self._circle(seat.centre, self._sizes.double, self._theme.ink, width)
        else:
            colour = self._theme.on_clay if holds else self._theme.ink
            beside = not self._painted.layout.names_inside
            inwards = max(4.0, 0.3 * seat.radius) if beside else 4.0
            self._circle(seat.centre, seat.radius - inwards, colour, width)

    def _badge(self, seat: SeatPlaced) -> None:
        """The number of a group on the outer rim; in the seat itself where its name is beside it."""
        shown, text = seat.shown, str(seat.shown.group)
        if not self._painted.layout.names_inside:
            if shown.mark is not Mark.OFFERED and self._sizes.holds_a_number:
                colour = self._theme.on_clay if shown.mark is Mark.HOLDER else self._theme.ink
                self._number(text, seat.centre, 2 * seat.radius - 4, colour)
            return
        ring = self._painted.layout.ring
        outwards = seat.centre - QPointF(ring.centre_x, ring.centre_y)
        length = max(1.0, (outwards.x() ** 2 + outwards.y() ** 2) ** 0.5)
        at = seat.centre + outwards * (badge_away(shown, self._sizes) / length)
        radius = self._sizes.badge
        self._disc(at, radius + 1.5, self._painted.ground)
        self._disc(at, radius, self._theme.moss_tint)
        self._circle(at, radius - 0.5, self._theme.moss, 1.0)
        self._number(text, at, 2 * radius - 3, self._theme.moss)

    def _number(self, text: str, at: QPointF, room: float, colour: QColor) -> None:
        """As large as it can be read, and no wider than the room for it."""
        pixels = max(10, min(15, round(room * (0.62 if len(text) > 1 else 0.8))))
        self._painter.setFont(self._look.font(Role.TIMES, pixels=pixels))
        self._painter.setPen(colour)
        box = QRectF(at.x() - room, at.y() - room, 2 * room, 2 * room)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _tick(self, at: QPointF, radius: float, colour: QColor) -> None:
        half = radius * 0.78
        paint_tick(self._painter, QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half), colour)

    def _underline(self, seat: SeatPlaced) -> None:
        """The facilitator's sign: a short bar below the name."""
        box = seat.name.box
        half = min(10.0, box.width() / 2)
        self._stroke(self._words_of(seat), 1.5)
        left, right = QPointF(-half, 0), QPointF(half, 0)
        under = QPointF(box.center().x(), box.bottom() + 1.5 + box.height() * 0.12)
        self._painter.drawLine(under + left, under + right)

    def _fill_of(self, shown: SeatShown) -> QColor:
        if shown.mark is Mark.OFFERED:
            return self._theme.moss_tint
        return self._painted.ground if shown.mark is Mark.AWAY else self._theme.card

    def _line_of(self, shown: SeatShown) -> QColor:
        match shown.mark:
            case Mark.OFFERED:
                return self._theme.moss
            case Mark.AWAY:
                return self._theme.calm
            case _:
                return mixed(self._theme.line, self._theme.calm, 0.12)

    def _words_of(self, seat: SeatPlaced) -> QColor:
        if seat.shown.mark is Mark.AWAY:
            return self._theme.soft
        on_clay = seat.shown.mark is Mark.HOLDER and self._painted.layout.names_inside
        return self._theme.on_clay if on_clay else self._theme.ink

    def _outermost(self, seat: SeatPlaced) -> float:
        if seat.shown.mark is Mark.HOLDER:
            return self._sizes.reach
        if seat.shown.next:
            return self._sizes.next + self._sizes.next_width / 2
        return self._sizes.seat + 1

    def _disc(self, centre: QPointF, radius: float, colour: QColor) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawEllipse(centre, radius, radius)

    def _circle(self, centre: QPointF, radius: float, colour: QColor, width: float) -> None:
        self._stroke(colour, width)
        self._painter.drawEllipse(centre, radius, radius)

    def _dashed(self, centre: QPointF, radius: float, colour: QColor) -> None:
        self._stroke(colour, 1.5)
        corners = _around(centre, radius, _DASH)
        self._painter.drawLines([QLineF(*ends) for ends in pairwise(corners)][::2])

    def _dotted(self, centre: QPointF, radius: float) -> None:
        width = self._sizes.next_width
        self._stroke(self._theme.clay, width)
        self._painter.drawPoints(_around(centre, radius, _DOT_TO_DOT * width))

    def _stroke(self, colour: QColor, width: float) -> None:
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)


def _around(centre: QPointF, radius: float, step: float) -> list[QPointF]:
    """An even number of points on a circle, `step` apart or nearly, and the first one again. A pen's
    own dashes would begin elsewhere when a part is painted.
    """
    n = 2 * max(1, round(pi * radius / step))
    turns = [2 * pi * i / n for i in range(n + 1)]
    return [centre + QPointF(cos(turn), sin(turn)) * radius for turn in turns]
