"""Whom the kit knows of a circle, whether they were in a session or not: their names are looked for in what leaves."""

from __future__ import annotations

from functools import cached_property

from circle.circles import KnownCircle, folded
from circle.commitments import InSession
from circle.log import Log
from circle.searched import LookedFor, called_in
from circle.store import Store


class Remembered:
    """What the circles of a kit and its commitments know of people: read once, for however many sessions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._called: dict[str, tuple[str, ...]] = {}

    def looked_for(self, log: Log, *, initials: bool = False) -> LookedFor:
        """The people of the session's circle, and whoever its commitments name. Raises kit.KitTrouble."""
        circle = log.state.opened.circle if log.state.opened else ""
        return LookedFor(self._known(circle), initials=initials)

    def _known(self, circle: str) -> tuple[str, ...]:
        """Made once for a circle: there may be thousands of sessions, and of commitments."""
        if (key := folded(circle)) not in self._called:
            called = called_in(circle, self._circles, self._commitments) if circle else ()
            self._called[key] = called
        return self._called[key]

    @cached_property
    def _circles(self) -> tuple[KnownCircle, ...]:
        return self._store.circles()

    @cached_property
    def _commitments(self) -> tuple[InSession, ...]:
        return self._store.commitments()
