"""Who opens the topic, while a circle is prepared. Pure functions; no Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from circle.moves import clean_text
from circle.plans import Opener
from ui.pages.seats_draft import SeatsDraft

MOST_OPENERS = 4
LONGEST_MATERIAL = 2000


@dataclass(frozen=True, slots=True)
class OpenerDraft:
    """Somebody who opens: the key of their seat, empty until they are chosen; and a link, or a note."""

    key: str = ""
    material: str = ""


Openers = tuple[OpenerDraft, ...]


def add(openers: Openers) -> Openers:
    return (*openers, OpenerDraft()) if len(openers) < MOST_OPENERS else openers


def remove(openers: Openers, at: int) -> Openers:
    return (*openers[:at], *openers[at + 1 :])


def choose(openers: Openers, at: int, key: str) -> Openers:
    """Somebody who was chosen elsewhere already changes places with whoever was here."""
    before = openers[at].key
    swapped = [replace(one, key=before) if one.key == key else one for one in openers]
    swapped[at] = replace(swapped[at], key=key)
    return tuple(swapped)


def write(openers: Openers, at: int, material: str) -> Openers:
    one = replace(openers[at], material=clean_text(material, longest=LONGEST_MATERIAL))
    return (*openers[:at], one, *openers[at + 1 :])


def of_seats(openers: Openers, seats: SeatsDraft) -> tuple[Opener, ...]:
    """As the session opens with them; whoever has no seat any more does not open."""
    ids = {seat.key: f"p{number}" for number, seat in enumerate(seats.seats, 1)}
    return tuple(Opener(ids[one.key], one.material) for one in openers if one.key in ids)
