"""Days, times of day and numbers as people read them, in the order and with the signs of the language that is spoken.

Machines read ISO days and decimal points; those are written where they are made.
"""

from __future__ import annotations

from datetime import date, datetime, time

from circle.i18n import gettext as _
from circle.i18n import pgettext


def day_words(day: date, today: date | None = None) -> str:
    """11 May 2025; in the year of today 11 May. Months are short."""
    month = _short_months()[day.month - 1]
    if today is not None and day.year == today.year:
        return _("{day} {month}").format(day=day.day, month=month)
    return _("{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def day_in_figures(day: date) -> str:
    """2025-05-11, as wide for each day."""
    words = pgettext("a day in figures", "{year}-{month:02}-{day:02}")
    return words.format(year=day.year, month=day.month, day=day.day)


def time_words(at: time | datetime) -> str:
    """18:30."""
    return _("{hour:02}:{minute:02}").format(hour=at.hour, minute=at.minute)


def day_and_time(at: datetime) -> str:
    """2025-05-11 18:30."""
    return f"{day_in_figures(at)} {time_words(at)}"


def percent_words(n: int) -> str:
    return _("{n} %").format(n=n)


def decimal_words(number: float, places: int) -> str:
    """0.25, or 0,25."""
    return f"{number:.{places}f}".replace(".", pgettext("before decimals", "."))


def count_words(n: int) -> str:
    """1,234."""
    return f"{n:,}".replace(",", pgettext("between thousands", ","))


def _short_months() -> tuple[str, ...]:
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )
