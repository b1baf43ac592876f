"""Counting what speakers say when they are told back what was heard. These are no acts of the session: no events."""

from __future__ import annotations

from collections.abc import Callable

from circle.errors import Refused
from circle.loop import Loop
from circle.reflection import SaidBack
from circle.saying_back import answers_in, saying_back


class SayingBackActs:
    """Only the last answer can be taken back, and only in the round in which it was given."""

    def __init__(self, loop: Loop, refused: Callable[[str], object]) -> None:
        self._loop, self._refused = loop, refused
        self._last: tuple[int, SaidBack] | None = None

    @property
    def kept(self) -> int:
        """How many answers the round that runs has."""
        round = saying_back(self._loop.state)
        try:
            return answers_in(round, self._loop.said_back()) if round else 0
        except Refused:  # the kit says why when it is written to
            return 0

    @property
    def can_take_back(self) -> bool:
        round = saying_back(self._loop.state)
        return bool(round and self._last and self._last[0] == round.began_ms)

    def count(self, answer: SaidBack) -> bool:
        """Says whether it was counted; where it was not, why not is said."""
        round = saying_back(self._loop.state)
        if round is None or not self._store(answer, 1):
            return False
        self._last = round.began_ms, answer
        return True

    def take_back(self) -> bool:
        if not self.can_take_back or self._last is None or not self._store(self._last[1], -1):
            return False
        self._last = None
        return True

    def _store(self, answer: SaidBack, by: int) -> bool:
        try:
            self._loop.count_said_back(answer, by=by)
        except Refused as why:
            self._refused(str(why))
            return False
        return True
