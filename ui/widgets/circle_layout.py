"""Where everything in the circle goes, for a size and a look. Made when something changes, so that
painting only paints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt

from circle.seating import Place, Ring, seat_at
from ui.theme import Look
from ui.widgets.circle_middle import Middle, Room, has_room, room_wanted, set_middle
from ui.widgets.circle_shown import CircleShown, Mark, SeatShown
from ui.widgets.inner_ring import inner_places, inner_ring
from ui.widgets.seat_layout import seat_people
from ui.widgets.seat_placed import Seating, SeatPlaced
from ui.widgets.seat_sizes import SeatSizes
from ui.widgets.set_lines import SetLines

if TYPE_CHECKING:
    from ui.widgets.crowd_layout import Crowd


@dataclass(frozen=True, slots=True)
class CircleLayout:
    ring: Ring
    sizes: SeatSizes
    seats: tuple[SeatPlaced, ...]
    middle: Middle
    names_inside: bool
    crowd: Crowd | None = None
    """There are so many that only the name of the seat that is pointed at is shown."""

    def name_of(self, at: int) -> SetLines:
        return self.crowd.name(self.seats[at]) if self.crowd else self.seats[at].name

    inner: Ring | None = None
    """Where those sit who are inside; None: there are none, or no room for it, and a second line marks them."""
    joints: tuple[tuple[int, int], ...] = ()
    """The positions of neighbours who are of one small group."""

    @property
    def holder(self) -> SeatPlaced | None:
        return next((seat for seat in self.seats if seat.shown.mark is Mark.HOLDER), None)

    @property
    def arc(self) -> QRectF:
        """The square that an arc of time is drawn in; empty when nobody holds the piece."""
        if (holder := self.holder) is None:
            return QRectF()
        radius, centre = self.sizes.arc, holder.centre
        return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)

    @property
    def arc_box(self) -> QRect:
        edge = self.sizes.arc_width / 2 + 1
        return self.arc.adjusted(-edge, -edge, edge, edge).toAlignedRect()

    def seat_at(self, point: QPointF) -> int | None:
        """The position of the seat, or of the name, under a point."""
        places = [seat.place for seat in self.seats]
        near = max(self.sizes.seat, min(22.0, self.ring.spacing / 2))
        found = seat_at(Place(point.x(), point.y()), places, near)
        if found is not None:
            return found
        return next((i for i, seat in enumerate(self.seats) if _touches(seat, point)), None)


def lay_out(
    shown: CircleShown,
    seats: Sequence[SeatShown],
    face: str,
    *,
    size: QSizeF,
    look: Look,
    direction: Qt.LayoutDirection,
    below: QSizeF | None = None,
) -> CircleLayout:
    """`seats` may be in another order than those of `shown`; `face`: the digits, empty for none;
    `direction`: of the language of the words; `below`: the size of a widget that stands in the middle, under the words.
    """
    seating, inner, room = _seating(shown, seats, size, look)
    middle = set_middle(
        upper=shown.upper,
        lower=shown.lower,
        face=face,
        room=room,
        look=look,
        direction=direction,
        below=below,
    )
    return CircleLayout(
        seating.ring,
        seating.sizes,
        seating.seats,
        middle,
        seating.names_inside,
        seating.crowd,
        inner,
        () if seating.crowd else joints(seats),
    )


def _seating(
    shown: CircleShown, seats: Sequence[SeatShown], size: QSizeF, look: Look
) -> tuple[Seating, Ring | None, Room]:
    """The seats, the inner ring where there is one, and what they leave free.

    With an inner ring the words are set as if everyone sat on it: they stay where they are, and as large,
    whoever moves in or out.
    """
    wanted = room_wanted(look, size)
    if shown.has_inner and seats:
        seating = seat_people(seats, size, wanted, look, has_inner=True)
        inner = inner_ring(seating.ring)
        places = inner_places(seating.ring, seating.on_ring)
        room = Room(inner, places, seating.reach)
        if not seating.crowd and has_room(room, look):
            return seating, inner, room
    seating = seat_people(seats, size, wanted, look)
    return seating, None, Room(seating.ring, seating.on_ring, seating.reach)


def joints(seats: Sequence[SeatShown]) -> tuple[tuple[int, int], ...]:
    """Which neighbours, clockwise, are of one small group."""
    n = len(seats)
    pairs = [(i, (i + 1) % n) for i in range(n if n > 2 else n - 1)]
    return tuple((a, b) for a, b in pairs if 0 < seats[a].group == seats[b].group)


def what_differs(before: CircleLayout, after: CircleLayout) -> tuple[QRect, ...] | None:
    """The boxes to paint again, or None for everything."""
    same_ring = before.ring == after.ring and before.names_inside == after.names_inside
    same_ring = same_ring and (before.inner, before.joints) == (after.inner, after.joints)
    if not same_ring or len(before.seats) != len(after.seats):
        return None
    boxes: list[QRectF] = []
    for old, new in zip(before.seats, after.seats, strict=True):
        if old.shown != new.shown or _boxes(old) != _boxes(new):
            boxes += (old.box, new.box)
    if not before.middle.looks_like(after.middle):
        boxes += (before.middle.box, after.middle.box)
    return tuple(box.toAlignedRect() for box in boxes)


def _boxes(seat: SeatPlaced) -> tuple[QRectF, QRectF]:
    return seat.name.box, seat.number.box


def _touches(seat: SeatPlaced, point: QPointF) -> bool:
    away = point - seat.centre
    on_disc = away.x() ** 2 + away.y() ** 2 <= seat.radius**2
    return on_disc or seat.name.box.contains(point)
