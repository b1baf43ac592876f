"""The inner ring of a fishbowl: who sits inside is further in on their own radius. Plain geometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from circle.seating import Place, Ring

_INWARDS = 1.7
"""In radii of a seat."""
_LEAST_INWARDS = 0.12
"""As a part of the ring, where seats are small."""
_MOST_INWARDS = 0.45


def inner_part(ring: Ring) -> float:
    """How large the inner ring is, as a part of the outer one.

    Between neighbours on it the room is that part of their spacing, and from it to the outer ones more.
    """
    inwards = max(_LEAST_INWARDS, _INWARDS * ring.seat_radius / max(1.0, ring.radius_y))
    return 1 - min(_MOST_INWARDS, inwards)


def inner_ring(ring: Ring) -> Ring:
    part = inner_part(ring)
    return replace(
        ring,
        radius_x=ring.radius_x * part,
        radius_y=ring.radius_y * part,
        spacing=ring.spacing * part,
    )


def inner_places(ring: Ring, places: Sequence[Place]) -> tuple[Place, ...]:
    """Where those on a ring are when they sit inside."""
    part = inner_part(ring)
    return tuple(
        Place(
            ring.centre_x + (place.x - ring.centre_x) * part,
            ring.centre_y + (place.y - ring.centre_y) * part,
        )
        for place in places
    )
