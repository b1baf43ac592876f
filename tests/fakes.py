"""What the tests use in place of the world."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from circle.clock import Reading

AN_EVENING = datetime(2026, 3, 12, 18, 30, tzinfo=UTC)


class FakeClock:
    """Stands still until it is told what happened."""

    def __init__(self, wall: datetime = AN_EVENING) -> None:
        self._now = Reading(steady_ms=1_000_000, awake_ms=1_000_000, wall=wall)

    def read(self) -> Reading:
        return self._now

    def advance(self, ms: int) -> None:
        """Time goes by, everything awake."""
        self.sleep(ms)
        self._now = replace(self._now, awake_ms=self._now.awake_ms + ms)

    def sleep(self, ms: int) -> None:
        """The laptop sleeps."""
        now = self._now
        self._now = replace(
            now, steady_ms=now.steady_ms + ms, wall=now.wall + timedelta(milliseconds=ms)
        )

    def set_wall(self, by_ms: int) -> None:
        """Somebody sets the wall clock, forward or back."""
        self._now = replace(self._now, wall=self._now.wall + timedelta(milliseconds=by_ms))
