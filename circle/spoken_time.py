"""Lengths of time, in milliseconds, as people and documents read them."""

from __future__ import annotations

from circle.i18n import gettext as _


def clock_face(ms: int) -> str:
    """2:14 or 1:02:14: whole seconds that have gone by, never below 0:00."""
    minutes, seconds = divmod(max(0, ms) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def about(ms: int) -> str:
    """45 s, 3 min, 3 min 30, 1 h 40: to the second, from one minute on to the half minute,
    from ten minutes on to the minute.
    """
    minutes, seconds = divmod(_rounded_s(ms), 60)
    if minutes == 0:
        return _("{seconds} s").format(seconds=seconds)
    hours, rest = divmod(minutes, 60)
    if hours:
        return _hours(hours, rest)
    if seconds:
        return _("{minutes} min {seconds}").format(minutes=minutes, seconds=seconds)
    return _("{minutes} min").format(minutes=minutes)


def seconds(ms: int) -> str:
    """415.860: seconds with three decimals, exactly."""
    whole, thousandths = divmod(abs(ms), 1000)
    return f"{'-' if ms < 0 else ''}{whole}.{thousandths:03}"


def _hours(hours: int, minutes: int) -> str:
    if minutes:
        return _("{hours} h {minutes:02}").format(hours=hours, minutes=minutes)
    return _("{hours} h").format(hours=hours)


def _rounded_s(ms: int) -> int:
    step_s = 1 if ms < 59_500 else 30 if ms < 585_000 else 60
    return (max(0, ms) + step_s * 500) // (step_s * 1000) * step_s
