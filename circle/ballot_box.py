"""Where people put what they noticed of their own listening: mixed at once, and kept from five people up."""

from __future__ import annotations

from collections.abc import Collection

from circle.reflection import (
    LEAST_PEOPLE,
    Gathered,
    Heard,
    HeardCount,
    Stance,
    StanceCount,
)


class Box:
    """Counters, and nothing else: no answer, no order and no time is in it. `round`: from 0; None: at the close."""

    def __init__(self, round: int | None = None) -> None:
        self._round = round
        self._is_closed = False
        self._empty()

    def _empty(self) -> None:
        self._people = 0
        self._stances = dict.fromkeys(Stance, 0)
        self._heard = dict.fromkeys(Heard, 0)

    @property
    def people(self) -> int:
        """How many have answered something. It is shown nowhere: it would say who left everything out."""
        return self._people

    def put(self, stances: Collection[Stance], heard: Heard | None) -> None:
        """What one person answered. Each stance counts once; whoever left everything out has not answered, or four
        of them would show what a fifth said. Raises ValueError once the box is closed.
        """
        if self._is_closed:
            raise ValueError("the box is closed")
        if not stances and heard is None:
            return
        self._people += 1
        for stance in Stance:
            self._stances[stance] += stance in stances
        if heard is not None:
            self._heard[heard] += 1

    def close(self) -> Gathered | None:
        """The counts, the same each time; None when fewer than five answered, whose answers are gone then."""
        self._is_closed = True
        if self._people < LEAST_PEOPLE:
            self._empty()
            return None
        return Gathered(
            self._people,
            tuple(StanceCount(stance, self._stances[stance]) for stance in Stance),
            tuple(HeardCount(heard, self._heard[heard]) for heard in Heard),
            self._round,
        )
