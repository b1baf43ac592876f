"""Times as they leave where people are not called anything: to the quarter of an hour and to ten seconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from circle.events import Logged
from circle.log import Log

GRID_MS = 10_000
_QUARTER = timedelta(minutes=15)


def rounded_ms(at_ms: int) -> int:
    """To ten seconds. What came first is never behind what came later."""
    return (at_ms + GRID_MS // 2) // GRID_MS * GRID_MS


def quarter_of(moment: datetime) -> datetime:
    """The quarter of an hour in which a moment was, so that its day stays what it was wherever clocks go by quarters."""
    return moment - (moment - moment.min.replace(tzinfo=moment.tzinfo)) % _QUARTER


def rounded(entries: Iterable[Logged]) -> Log:
    """A log that was told anew, so that only `at_ms` says when anything was. Every act stays, in its order."""
    there = tuple(entries)
    opened = quarter_of(there[0].wall)
    times = [rounded_ms(entry.at_ms) for entry in there]
    return Log(
        replace(entry, at_ms=at_ms, wall=opened + timedelta(milliseconds=at_ms))
        for entry, at_ms in zip(there, times, strict=True)
    )
