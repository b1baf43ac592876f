"""The only reader of time."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the clocks. Only differences of `steady_ms` and `awake_ms` mean anything,
    and only between readings of the same process.
    """

    steady_ms: int
    """Never jumps, and counts the time that the laptop slept."""
    awake_ms: int
    """Never jumps, and leaves sleep out where the platform can tell."""
    wall: datetime
    """UTC. A label: people and programs set it."""


class Clock(Protocol):
    def read(self) -> Reading: ...


class SystemClock:
    def read(self) -> Reading:
        return Reading(
            steady_ms=_steady_ns() // 1_000_000,
            awake_ms=_awake_ns() // 1_000_000,
            wall=datetime.now(UTC),
        )


class ReplayClock:
    """The time of a meeting that is held again: it goes by in `wait` alone."""

    def __init__(self, wall: datetime, *, speed: float | None = None) -> None:
        """`speed`: how many times as fast as here; None: as fast as the work between the waits is done."""
        self._now = Reading(steady_ms=0, awake_ms=0, wall=wall)
        self._speed = speed
        self._began_ns = _steady_ns()

    def read(self) -> Reading:
        return self._now

    def wait(self, ms: int) -> None:
        """Lets so much of the meeting's time go by. What the work took meanwhile is made up for."""
        now = self._now
        steady_ms = now.steady_ms + ms
        self._now = Reading(steady_ms, now.awake_ms + ms, now.wall + ms * _MILLISECOND)
        if self._speed is not None:
            due_ns = self._began_ns + steady_ms / self._speed * 1_000_000
            time.sleep(max(0.0, due_ns - _steady_ns()) / 1_000_000_000)


class SpedUpClock:
    """Another clock, running `speed` times as fast from the moment it is made."""

    def __init__(self, clock: Clock, speed: int) -> None:
        self._clock, self._speed = clock, speed
        self._start = clock.read()

    def read(self) -> Reading:
        now, start = self._clock.read(), self._start
        return Reading(
            steady_ms=start.steady_ms + (now.steady_ms - start.steady_ms) * self._speed,
            awake_ms=start.awake_ms + (now.awake_ms - start.awake_ms) * self._speed,
            wall=start.wall + (now.wall - start.wall) * self._speed,
        )


def slept_ms(before: Reading, after: Reading) -> int:
    """How long the laptop slept between two readings; 0 where the platform cannot tell.

    The two clocks are read one after the other, so a few milliseconds are not sleep.
    """
    steady = after.steady_ms - before.steady_ms
    return max(0, steady - (after.awake_ms - before.awake_ms))


def wall_set_ms(before: Reading, after: Reading) -> int:
    """How far the wall clock was set between two readings: above 0 forward, below 0 back.

    Clocks are also nudged to keep the right time, so a few milliseconds are not a setting.
    """
    return (after.wall - before.wall) // _MILLISECOND - (after.steady_ms - before.steady_ms)


# Which clock counts sleep differs: CLOCK_MONOTONIC does on macOS and does not on Linux.
if sys.platform == "linux":

    def _steady_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)

    def _awake_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)

elif sys.platform == "darwin":

    def _steady_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)

    def _awake_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_UPTIME_RAW)

elif sys.platform == "win32":
    import ctypes

    def _steady_ns() -> int:
        return time.monotonic_ns()

    def _awake_ns() -> int:
        hundreds_of_ns = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(hundreds_of_ns))
        return hundreds_of_ns.value * 100

else:

    def _steady_ns() -> int:
        return time.monotonic_ns()

    def _awake_ns() -> int:
        return time.monotonic_ns()
