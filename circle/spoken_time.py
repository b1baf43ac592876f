"""Lengths of time, in milliseconds, as people and documents read them."""

from __future__ import annotations

import re
from datetime import time

from circle.i18n import gettext as _

_TIME_OF_DAY = re.compile(r"\s*(\d{1,2})\s*[:.h]\s*(\d{2})\s*")
_MINUTES_AND_SECONDS = re.compile(r"(\d{1,4})(?:\s*:|\s*m(?:in)?\.?)\s*([0-5]?\d)\s*s?")
_SECONDS = re.compile(r"(\d{1,5})\s*s(?:ec)?\.?")
_MINUTES = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:m(?:in)?\.?)?")
_HOURS = re.compile(r"(\d{1,2})\s*h\s*(?:([0-5]?\d)\s*(?:m(?:in)?\.?)?)?")
_WITHIN = re.compile(r"(?<=\d) (?=(?:%|min|h|s)(?!\w))|(?<=\d min) (?=\d)|(?<=\d h) (?=\d)")


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


def kept_together(text: str) -> str:
    """For reading: lines do not end within 92 %, 5 min 30 or 1 h 40."""
    return _WITHIN.sub("\u00a0", text)


def time_of_day(text: str) -> time | None:
    """What was written as 19:00, 19.00 or 19h00; None when it is no time of day."""
    found = _TIME_OF_DAY.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def length_ms(text: str) -> int | None:
    """What was written as 2, 1.5, 1:30, 90 s, 2 min 30 or 1 h 40, where a number alone is minutes; None when it
    is no length.
    """
    text = text.strip().casefold()
    if found := _MINUTES.fullmatch(text):
        return round(float(found[1].replace(",", ".")) * 60_000)
    if found := _MINUTES_AND_SECONDS.fullmatch(text):
        return int(found[1]) * 60_000 + int(found[2]) * 1000
    if found := _SECONDS.fullmatch(text):
        return int(found[1]) * 1000
    if found := _HOURS.fullmatch(text):
        return int(found[1]) * 3_600_000 + int(found[2] or 0) * 60_000
    return None


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
