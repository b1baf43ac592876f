"""Circles by month: how many sessions each held and how many people were there. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from circle.archived import Month, Totals
from circle.circles import folded
from circle.days import month_words
from circle.filter import Filter
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.spoken_time import about


@dataclass(frozen=True, slots=True)
class CellShown:
    """`those`: its sessions."""

    sessions: str
    people: str
    said: str
    those: Filter


@dataclass(frozen=True, slots=True)
class CircleRow:
    """Of each month one cell, the oldest first; None: it did not meet."""

    circle: str
    cells: tuple[CellShown | None, ...]


@dataclass(frozen=True, slots=True)
class ByMonthShown:
    """`months`: those in which any circle met, the oldest first."""

    sentence: str
    months: tuple[str, ...]
    rows: tuple[CircleRow, ...]


def by_month_shown(found: Sequence[Month], totals: Totals, copies: int) -> ByMonthShown:
    """`found`: the newest month first. Rows are in the order of the alphabet."""
    months = sorted({one.month for one in found})
    cells = {(folded(one.circle), one.month): one for one in found}
    names = {folded(one.circle): one.circle for one in reversed(found)}
    return ByMonthShown(
        sentence=" ".join(_sentence(found, totals, copies, circles=len(names))),
        months=tuple(_month_words(month) for month in months),
        rows=tuple(
            CircleRow(name or _("Of no circle"), tuple(_cell(cells.get((key, m))) for m in months))
            for key, name in sorted(names.items())
        ),
    )


def _sentence(found: Sequence[Month], totals: Totals, copies: int, *, circles: int) -> list[str]:
    if not found:
        return [
            _(
                "There is no closed session yet. Its month is here once one is closed; Esc goes back."
            )
        ]
    n = totals.sessions
    sessions = ngettext("{n} session", "{n} sessions", n).format(n=n)
    named = ngettext("{n} circle", "{n} circles", circles).format(n=circles)
    people = ngettext("{n} person", "{n} people", totals.people).format(n=totals.people)
    words = _(
        "{sessions} of {circles}, {time} in all; {people}, each counted once in each session."
    )
    said = [words.format(sessions=sessions, circles=named, time=about(totals.length_ms), people=people)]  # fmt: skip
    if copies:
        more = ngettext(
            "Another copy of {n} session is there too and is not counted again.",
            "Other copies of sessions are there too, {n} in all, and are not counted again.",
            copies,
        )
        said.append(more.format(n=copies))
    return said


def _cell(month: Month | None) -> CellShown | None:
    if month is None:
        return None
    sessions = ngettext("{n} session", "{n} sessions", month.sessions).format(n=month.sessions)
    people = ngettext("{n} person", "{n} people", month.people).format(n=month.people)
    if not month.people:
        people = _("people: –")
    said = _("{circle}, {month}: {sessions}, {people}").format(
        circle=month.circle or _("Of no circle"),
        month=_month_words(month.month),
        sessions=sessions,
        people=people,
    )
    return CellShown(sessions, people, said, _those(month))


def _those(month: Month) -> Filter:
    """Of no circle: all of that month, as nothing can be filtered by a circle that is not there."""
    year, number = map(int, month.month.split("-"))
    first = date(year, number, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Filter(circle=month.circle, since=first, until=last)


def _month_words(month: str) -> str:
    year, number = map(int, month.split("-"))
    return month_words(year, number)
