"""Days as people write and say them: 8 June, 8/6, 8.6., 2026-06-08. What cannot be read surely is no day."""

from __future__ import annotations

import re
from datetime import date

from circle.i18n import gettext as _
from circle.i18n import pgettext

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_FIGURES = re.compile(r"(?P<day>\d{1,2})\s*(?P<mark>[./])\s*(?P<month>\d{1,2})\.?")
_FIGURES_AND_YEAR = re.compile(
    r"(?P<day>\d{1,2})\s*(?P<mark>[./])\s*(?P<month>\d{1,2})\s*(?P=mark)\s*(?P<year>\d{4})"
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<name>[^\W\d_]{3,})\.?,?(?:\s+(?P<year>\d{4}))?"
)
_MONTH_FIRST = re.compile(
    r"(?P<name>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(?P<year>\d{4}))?"
)
_WAYS = (_ISO, _FIGURES_AND_YEAR, _FIGURES, _DAY_FIRST, _MONTH_FIRST)

_YEARS_TO_A_LEAP_DAY = 8
"""At most: 1896 to 1904, 2096 to 2104."""


def read_day(text: str, today: date) -> date | None:
    """The day that was written; without a year it is the next one, today included. None when it is no day.

    In figures the day comes before the month, as it is written in Britain.
    """
    written = " ".join(text.split()).casefold().rstrip(" ,;")
    written = written.removeprefix(_("by").casefold() + " ")
    for way in _WAYS:
        if found := way.fullmatch(written):
            parts = found.groupdict()
            month = int(parts["month"]) if parts.get("month") else _month(parts["name"])
            return _day(parts.get("year"), month, int(parts["day"]), today)
    return None


def _day(year: str | None, month: int | None, day: int, today: date) -> date | None:
    if month is None:
        return None
    if year:
        return _date(int(year), month, day)
    years = range(today.year, today.year + _YEARS_TO_A_LEAP_DAY + 1)
    days = (_date(year, month, day) for year in years)
    return next((one for one in days if one is not None and one >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int | None:
    """From its name or the beginning of it, three letters at least."""
    folded = name.casefold()
    found = [
        number
        for number, month in enumerate(_months(), 1)
        if len(folded) >= min(3, len(month)) and month.casefold().startswith(folded)
    ]
    return found[0] if len(found) == 1 else None


def say_day(day: date, today: date) -> str:
    """8 June, or 8 June 2027 when that is another year."""
    if day.year != today.year:
        return whole_day(day)
    return _("{day} {month}").format(day=day.day, month=_months()[day.month - 1])


def whole_day(day: date) -> str:
    """8 June 2027."""
    month = _months()[day.month - 1]
    return _("{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def said_day(day: str, today: date) -> str:
    """ "8 June", of a day as in 2026-06-08; empty where there is none."""
    try:
        return say_day(date.fromisoformat(day), today) if day else ""
    except ValueError:
        return ""


def by_words(by: str, today: date) -> str:
    """ "by 8 June", of a day as in 2026-06-08; empty where there is none."""
    day = said_day(by, today)
    return _("by {day}").format(day=day) if day else ""


def month_words(year: int, month: int) -> str:
    """June 2026."""
    return _("{month} {year}").format(month=_months_alone()[month - 1], year=year)


def _months() -> tuple[str, ...]:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def _months_alone() -> tuple[str, ...]:
    """As some languages call them where no day stands before."""
    return (
        pgettext("month without a day", "January"),
        pgettext("month without a day", "February"),
        pgettext("month without a day", "March"),
        pgettext("month without a day", "April"),
        pgettext("month without a day", "May"),
        pgettext("month without a day", "June"),
        pgettext("month without a day", "July"),
        pgettext("month without a day", "August"),
        pgettext("month without a day", "September"),
        pgettext("month without a day", "October"),
        pgettext("month without a day", "November"),
        pgettext("month without a day", "December"),
    )
