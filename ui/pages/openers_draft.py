"""Who opens the topic, while a circle is prepared. Pure functions; no Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from circle.moves import clean_text
from circle.plans import Opener
from ui.pages.seats_draft import SeatsDraft

MOST_OPENERS = 4
LONGEST_MATERIAL = 2000
LONGEST_CALLED = 100
WITHOUT_SEAT = "without a seat"
"""In place of the key of a seat: somebody who is not in the circle."""


@dataclass(frozen=True, slots=True)
class OpenerDraft:
    """Somebody who opens: the key of their seat, empty until they are chosen; and a link, or a note.
    `called`: a name or a role of somebody without a seat.
    """

    key: str = ""
    material: str = ""
    called: str = ""

    @property
    def has_seat(self) -> bool:
        return self.key != WITHOUT_SEAT


Openers = tuple[OpenerDraft, ...]


def add(openers: Openers) -> Openers:
    return (*openers, OpenerDraft()) if len(openers) < MOST_OPENERS else openers


def remove(openers: Openers, at: int) -> Openers:
    return (*openers[:at], *openers[at + 1 :])


def choose(openers: Openers, at: int, key: str) -> Openers:
    """Somebody who was chosen elsewhere already changes places with whoever was here; of those without a seat
    there may be several.
    """
    before = openers[at].key
    if key == WITHOUT_SEAT:
        return _with(openers, at, replace(openers[at], key=key))
    if before == WITHOUT_SEAT:
        before = ""
    swapped = [replace(one, key=before) if one.key == key else one for one in openers]
    swapped[at] = replace(swapped[at], key=key)
    return tuple(swapped)


def write(openers: Openers, at: int, material: str) -> Openers:
    kept = clean_text(material, longest=LONGEST_MATERIAL)
    return _with(openers, at, replace(openers[at], material=kept))


def call(openers: Openers, at: int, called: str) -> Openers:
    kept = clean_text(called, longest=LONGEST_CALLED)
    return _with(openers, at, replace(openers[at], called=kept))


def _with(openers: Openers, at: int, one: OpenerDraft) -> Openers:
    return (*openers[:at], one, *openers[at + 1 :])


def of_seats(openers: Openers, seats: SeatsDraft) -> tuple[Opener, ...]:
    """As the session opens with them; whoever has no seat any more does not open, nor does nobody without a word."""
    ids = {seat.key: f"p{number}" for number, seat in enumerate(seats.seats, 1)}
    return tuple(
        Opener(ids[one.key], one.material) if one.has_seat else Opener("", one.material, one.called)
        for one in openers
        if (one.key in ids if one.has_seat else one.called or one.material)
    )
