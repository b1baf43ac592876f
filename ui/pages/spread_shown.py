"""How a measure is spread over sessions that are alike: a chart, and it in a sentence. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from circle.days import say_day
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.over_sessions import LEAST_SPREAD, Measure, Met, Series, Spread
from circle.over_time import listed
from circle.summary import percent
from ui.pages.over_time_shown import FULL
from ui.pages.start_shown import meeting_words

NO_YEAR = date.min
"""Days are said with their year."""
_MORE_THAN_WHOLE = (1.5, 2.0, 3.0, 5.0)


@dataclass(frozen=True, slots=True)
class ChartShown:
    """Where the dots are: `days` from the first of all days (0) to the last (1), `heights` from 0 to 1, None is a gap.
    The band goes from its first height to its third, with a line at the second. `top`: what a height of 1 stands for.
    """

    key: str
    title: str
    sentence: str
    days: tuple[float, ...]
    heights: tuple[float | None, ...]
    said: tuple[str, ...]
    shares: tuple[str, ...]
    band: tuple[float, float, float] | None
    top: str
    first: str
    last: str


def measure_title(measure: Measure) -> str:
    return {
        Measure.OFFERED: _("Offered the piece"),
        Measure.HEARD: _("Heard"),
        Measure.SILENCE: _("Silence"),
        Measure.LED: _("Facilitators’ share"),
        Measure.MOVED: _("Share to move"),
        Measure.LENGTH: _("Length"),
    }[measure]


def measure_base(measure: Measure) -> str:
    """What its percentages are of."""
    return {
        Measure.OFFERED: _("of those present"),
        Measure.HEARD: _("of those present"),
        Measure.SILENCE: _("of the time that was measured"),
        Measure.LED: _("of the time that the piece was held"),
        Measure.MOVED: _("of the time held would have to move for all to have had it alike"),
        Measure.LENGTH: _("of what was planned"),
    }[measure]


def chart(found: Series, sessions: Sequence[Met]) -> ChartShown:
    full = _full(found)
    band = found.spread and (found.spread.lower, found.spread.middle, found.spread.upper)
    return ChartShown(
        key=found.measure.value,
        title=measure_title(found.measure),
        sentence=_spread_words(found),
        days=_along(sessions),
        heights=tuple(None if value is None else value / full for value in found.values),
        said=tuple(
            f"{met_words(one)}: {_said(value, found.measure)}"
            for one, value in zip(sessions, found.values, strict=True)
        ),
        shares=tuple("" if value is None else percent(value) for value in found.values),
        band=(band[0] / full, band[1] / full, band[2] / full) if band else None,
        top=percent(full),
        first=day_of(sessions[0]),
        last=day_of(sessions[-1]) if len(sessions) > 1 else "",
    )


def _full(found: Series) -> float:
    """What the height of a chart stands for: the whole, or so much of it that there is something to see."""
    largest = max((value for value in found.values if value is not None), default=0)
    if found.measure in (Measure.OFFERED, Measure.HEARD):
        return 1.0
    return next((one for one in (*FULL, *_MORE_THAN_WHOLE) if largest <= one), largest)


def _along(sessions: Sequence[Met]) -> tuple[float, ...]:
    """One session alone stands in the middle."""
    moments = [one.measured.opened.timestamp() for one in sessions]
    first, length = min(moments), max(moments) - min(moments)
    return tuple((moment - first) / length if length else 0.5 for moment in moments)


def _said(value: float | None, measure: Measure) -> str:
    if value is None:
        planned = measure is Measure.LENGTH
        return _("nothing was planned") if planned else _("not measured")
    return _("{share} {base}").format(share=percent(value), base=measure_base(measure))


def _spread_words(found: Series) -> str:
    values = [value for value in found.values if value is not None]
    base, gaps = measure_base(found.measure), len(found.values) - len(values)
    if not values:
        planned = found.measure is Measure.LENGTH
        none = _("No length was planned for any of these sessions.")
        return none if planned else _("Not measured in any of these sessions.")
    if found.spread is None:
        shares = listed(percent(value) for value in values)
        words = _("{shares} {base}: from {least} sessions on a spread is shown.")
        said = words.format(shares=shares, base=base, least=LEAST_SPREAD)
    else:
        said = _in_words(found.spread, base)
    if not gaps:
        return said
    return f"{said} {_missing(found.measure, gaps)}"


def _missing(measure: Measure, n: int) -> str:
    if measure is Measure.LENGTH:
        return _("No length was planned for {n} of them.").format(n=n)
    return _("Not measured in {n} of them.").format(n=n)


def _in_words(spread: Spread, base: str) -> str:
    least, lower, middle, upper, most = map(
        percent, (spread.least, spread.lower, spread.middle, spread.upper, spread.most)
    )
    if least == most:
        return _("{share} {base}, every time.").format(share=least, base=base)
    if lower == upper:
        words = _("From {least} to {most} {base}; mostly {middle}.")
    else:
        words = _(
            "From {least} to {most} {base}; half of the sessions between {lower} and {upper}, the middle one {middle}."
        )
    return words.format(least=least, most=most, base=base, lower=lower, upper=upper, middle=middle)


def called(one: Met) -> str:
    """ "Riverside · 22, 11 May 2026"."""
    measured = one.measured
    title = meeting_words(measured.title, measured.circle, measured.number)
    return _("{title}, {day}").format(title=title, day=day_of(one))


def met_words(one: Met) -> str:
    """ "Session 22, 11 May 2026", where its circle is known."""
    if one.measured.number is None:
        return day_of(one)
    return _("Session {n}, {day}").format(n=one.measured.number, day=day_of(one))


def day_of(one: Met) -> str:
    return say_day(one.measured.opened.astimezone().date(), NO_YEAR)


def people_words(least: int, most: int) -> str:
    if not most:
        return _("an unknown number of people")
    if least == most:
        return ngettext("{n} person", "{n} people", most).format(n=most)
    return _("{least} to {most} people").format(least=least, most=most)


def session_words(one: Met, at: int, charts: Sequence[ChartShown], *, led: bool) -> str:
    """One session in all its measures. `at`: which it is in the charts; `led`: they may be of several circles."""
    shares = (f"{chart.title} {chart.shares[at]}" for chart in charts if chart.shares[at])
    name = called(one) if led else met_words(one)
    return " · ".join((name, people_words(one.people, one.people), *shares))
