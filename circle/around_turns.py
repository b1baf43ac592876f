"""The stillness around turns, of the group as a whole: how long after a turn ended the next began. Pure; nobody is in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from circle.summary import RoundSummary, Summary
from circle.timeline import Floor, Interval

STEPS_MS = (5_000, 15_000, 60_000)
"""Shorter than the first, than the second, than the third, or as long and longer. They lie so that times that are
rounded to ten seconds (circle.rounding) fall where they would have."""

_APART = frozenset({Floor.BREAK, Floor.GROUPS})
"""What lies across one of these does not follow."""


@dataclass(frozen=True, slots=True)
class AroundTurns:
    """A round, from 0. `counts`: how often the next turn began so long after one had ended, by the STEPS_MS.

    `before_ms`: before its first turn; `after_ms`: after its last. None: a break or small groups lay there.
    Pauses are left out, deliberate silences are not.
    """

    round: int
    counts: tuple[int, ...]
    before_ms: int | None
    after_ms: int | None

    @property
    def followed(self) -> int:
        return sum(self.counts)


def around_turns(summary: Summary) -> tuple[AroundTurns, ...]:
    """For each round that has turns with times; none where only totals are told."""
    if summary.opened.few:
        return ()
    tiles: dict[int, list[Interval]] = {}
    for tile in summary.tiles:
        if tile.round is not None:
            tiles.setdefault(tile.round, []).append(tile)
    return tuple(
        _around(one, tiles.get(one.round.index, ()))
        for one in summary.rounds
        if one.turns and one.measured and not one.round.plan.confidential
    )


def in_all(found: Iterable[AroundTurns]) -> tuple[int, ...]:
    """The counts of all rounds together."""
    counts = [0] * (len(STEPS_MS) + 1)
    for one in found:
        counts = [a + b for a, b in zip(counts, one.counts, strict=True)]
    return tuple(counts)


def _around(one: RoundSummary, tiles: Iterable[Interval]) -> AroundTurns:
    counts = [0] * (len(STEPS_MS) + 1)
    before_ms: int | None = None
    still_ms: int | None = 0
    turn: int | None = None
    for tile in tiles:
        if tile.hand.turn is None:
            still_ms = _longer(still_ms, tile)
            continue
        if turn is None:
            before_ms = still_ms
        elif turn != tile.hand.turn and still_ms is not None:
            counts[bisect_right(STEPS_MS, still_ms)] += 1
        turn, still_ms = tile.hand.turn, 0
    return AroundTurns(one.round.index, tuple(counts), before_ms, still_ms)


def _longer(still_ms: int | None, tile: Interval) -> int | None:
    if still_ms is None or tile.hand.floor in _APART:
        return None
    return still_ms if tile.hand.floor is Floor.PAUSED else still_ms + tile.length_ms
