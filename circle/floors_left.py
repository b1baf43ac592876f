"""The states of the floor as they may leave: when nobody held the piece, and how long each round was in which."""

from __future__ import annotations

from collections.abc import Mapping

from circle.session_notes import FloorNotes
from circle.summary import Summary, confidential, unmeasured
from circle.timeline import Floor


def floors_between(summary: Summary) -> tuple[FloorNotes, ...]:
    """Every stretch in which nobody held the piece, in order; nothing of a confidential or unmeasured round."""
    hidden = confidential(summary) | unmeasured(summary)
    return tuple(
        FloorNotes(
            tile.hand.floor,
            None if tile.round is None else tile.round + 1,
            tile.start_ms,
            tile.end_ms,
        )
        for tile in summary.tiles
        if tile.hand.floor is not Floor.HELD and tile.round not in hidden
    )


def round_floors_ms(summary: Summary) -> Mapping[int, Mapping[Floor, int]]:
    """For how long the floor was in each state in each round, by its index; not in those of which no such times may
    leave.
    """
    hidden = confidential(summary) | unmeasured(summary)
    shown = (one.round.index for one in summary.rounds if one.round.index not in hidden)
    lengths = {index: dict.fromkeys(Floor, 0) for index in shown}
    for tile in summary.tiles:
        if tile.round in lengths:
            lengths[tile.round][tile.hand.floor] += tile.length_ms
    return lengths
