"""A seat where it is painted, and all of them with what lies round them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF

from circle.seating import Place, Ring
from ui.widgets.circle_shown import Mark, SeatShown
from ui.widgets.seat_sizes import SeatSizes
from ui.widgets.set_lines import NOTHING, SetLines

if TYPE_CHECKING:
    from ui.widgets.crowd_layout import Crowd

MARGIN = 4.0
"""Room around a seat for the ring of the focus and the soft edge of a line."""


@dataclass(frozen=True, slots=True)
class SeatPlaced:
    """A seat where it is painted. `radius` is the holder's own; `box` holds all that is painted for
    it; `leader` goes to a name that is not right beside it; `number` stands at some seats of a crowd.
    """

    shown: SeatShown
    centre: QPointF
    radius: float
    name: SetLines
    leader: QLineF | None
    box: QRectF
    number: SetLines = NOTHING

    @property
    def place(self) -> Place:
        return Place(self.centre.x(), self.centre.y())


@dataclass(frozen=True, slots=True)
class Seating:
    """The ring, its seats and the room that the names left for the words in the middle.

    `crowd`: there are so many that only the name of the seat that is pointed at is shown.
    """

    ring: Ring
    sizes: SeatSizes
    seats: tuple[SeatPlaced, ...]
    names_inside: bool
    on_ring: tuple[Place, ...]
    """Where the seats are, or would be, on the outer ring."""
    crowd: Crowd | None = None

    @property
    def reach(self) -> float:
        """How far towards the middle a seat is painted, whoever holds the piece."""
        return 2 * self.sizes.reach + MARGIN if self.crowd else self.sizes.reach


def box_around(centre: QPointF, seat: SeatShown, sizes: SeatSizes) -> QRectF:
    reach = sizes.reach if seat.mark is Mark.HOLDER else sizes.next
    if seat.group:
        reach = max(reach, badge_away(seat, sizes) + sizes.badge)
    reach += MARGIN
    return QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)


def badge_away(seat: SeatShown, sizes: SeatSizes) -> float:
    """From the centre of a seat to that of its badge: on its rim, or on the holder's arc."""
    return sizes.arc - 4 if seat.mark is Mark.HOLDER else sizes.seat + 4
