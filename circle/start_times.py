"""When each round of a plan begins, by the clock on the wall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo

from circle.dates import time_words
from circle.i18n import gettext as _
from circle.plans import RoundPlan


def start_times(plan: Sequence[RoundPlan], begins: time) -> tuple[time | None, ...]:
    """When each round begins, and last when the session ends. None: a round before it has no set time, so that
    nobody knows.
    """
    starts: list[time | None] = [begins]
    gone_ms = 0
    for one in plan:
        gone_ms += one.length_ms
        known = one.length_ms and starts[-1] is not None
        starts.append(_later(begins, gone_ms) if known else None)
    return tuple(starts)


def _later(begins: time, ms: int) -> time:
    """By the clock on the wall, round midnight; whole minutes."""
    minutes = (begins.hour * 60 + begins.minute + ms // 60_000) % (24 * 60)
    return time(minutes // 60, minutes % 60)


def ends_words(plan: Sequence[RoundPlan], begins: time) -> str:
    """When it ends, as far as it is known."""
    end = start_times(plan, begins)[-1]
    if end is None:
        return _("When it ends is open: not every round has a set time.")
    return _("Ends about {time}.").format(time=time_words(end))


def next_five_minutes(now: datetime, zone: tzinfo | None = None) -> time:
    """The first time of day from now on that people name. `zone`: None is the laptop's own."""
    local = now.astimezone(zone)
    over = timedelta(minutes=local.minute % 5, seconds=local.second, microseconds=local.microsecond)
    later = local + (timedelta(minutes=5) - over if over else over)
    return time(later.hour, later.minute)
