"""Who held the piece after whom, as counts: no content, and no times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from circle.session_notes import FloorNotes, SessionNotes, TurnNotes
from circle.timeline import Floor

Way = tuple[int | None, int | None]
"""From a seat to a seat; None: somebody who is not to be known."""

STEPS = (1, 2, 4, 8)
"""How often, at least, for each width."""


@dataclass(frozen=True, slots=True)
class Followed:
    """`seats` in their order, None last; `counts` in the order of the seats. `least`: ways that were taken less
    often are not drawn, or nobody could follow any.
    """

    seats: tuple[int | None, ...]
    counts: Mapping[Way, int]
    least: int
    people: int
    """With those who are not to be known."""

    @property
    def drawn(self) -> Mapping[Way, int]:
        return {way: count for way, count in self.counts.items() if count >= self.least}

    @property
    def moves(self) -> int:
        return sum(self.counts.values())

    def between(self, *, neighbours: bool) -> int:
        """How often the piece went to a seat beside, or to one that is not."""
        return sum(
            count
            for way, count in self.counts.items()
            if way[0] != way[1] and self._beside(way) is neighbours
        )

    @property
    def to_the_same(self) -> int:
        """How often somebody held it again; of people who are not to be known nobody can tell."""
        same = (one for one in self.counts.items() if one[0][0] == one[0][1] is not None)
        return sum(count for _way, count in same)

    def _beside(self, way: Way) -> bool:
        one, other = way
        if one is None or other is None:
            return False
        return abs(one - other) in (1, self.people - 1)


def followed(notes: SessionNotes) -> Followed:
    """One turn follows another in the same round, a silence between them or not; across a break none does."""
    seats = tuple(dict.fromkeys(one.seat for one in notes.people))
    there = {seat: i for i, seat in enumerate(seats)}
    found: Counter[Way] = Counter()
    breaks = tuple(one for one in notes.floors if one.floor is Floor.BREAK)
    for one, after in pairwise(notes.turns):
        if _follows(one, after, breaks) and {one.seat, after.seat} <= there.keys():
            found[one.seat, after.seat] += 1
    ways = sorted(found, key=lambda way: (there[way[0]], there[way[1]]))
    counts = {way: found[way] for way in ways}
    return Followed(seats, counts, _least(counts, most=max(96, 2 * len(seats))), len(notes.people))


def _follows(one: TurnNotes, after: TurnNotes, breaks: tuple[FloorNotes, ...]) -> bool:
    if one.round != after.round or one.round is None:
        return False
    return not any(one.start_ms <= each.start_ms < after.end_ms for each in breaks)


def _least(counts: Mapping[Way, int], *, most: int) -> int:
    """From what count on no more than `most` are drawn; all, where that would leave none."""
    for least in STEPS:
        drawn = sum(count >= least for count in counts.values())
        if drawn <= most:
            return least if drawn else max(1, least // 2)
    return STEPS[-1]
