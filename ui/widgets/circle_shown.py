"""What the circle shows. No Qt here: pages derive this from the state of the session."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a seat is drawn."""

    WAITING = "waiting"
    OFFERED = "offered"
    """Has been offered the piece."""
    HOLDER = "holder"
    AWAY = "away"
    ROOM = "room"
    """Just a seat in the room, before the circle opens."""


@dataclass(frozen=True, slots=True)
class SeatShown:
    """`said` is what a screen reader says: "Gwen, seat 7, next". `next`: offered the piece next."""

    id: str
    alias: str
    seat_number: int
    mark: Mark
    next: bool = False
    facilitator: bool = False
    said: str = ""
    group: int = 0
    """The number of the small group, from 1; 0: of none."""
    inside: bool = False
    """Sits in the inner circle."""


@dataclass(frozen=True, slots=True)
class CircleShown:
    """`upper` and `lower` stand above and below the digits: "Farid holds the talking piece"."""

    seats: tuple[SeatShown, ...] = ()
    upper: str = ""
    lower: str = ""
    hidden_digits: bool = False
    has_inner: bool = False
    """Some may sit inside, so that room is kept for an inner ring whoever sits there just now."""
