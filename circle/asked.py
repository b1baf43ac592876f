"""What is asked of the sessions of the archive, in SQL: which are meant, and which of them count once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from circle.circles import folded
from circle.filter import Filter, Whose

_FIRST_DAY, _LAST_DAY = date(1970, 1, 2), date(2999, 12, 30)
CLOSED = "session.id NOT IN (SELECT session FROM sign_of_life)"

COPIES = """
    SELECT copy.session FROM arrived AS copy CROSS JOIN session ON session.id = copy.known_as
    WHERE copy.known_as <> copy.session AND {where}
    UNION ALL
    SELECT copy.session FROM arrived AS copy
        CROSS JOIN arrived AS other ON other.known_as = copy.known_as AND other.session < copy.session
        CROSS JOIN session ON session.id = other.session
    WHERE copy.known_as <> copy.session AND other.known_as <> other.session AND {where}
"""
"""What was kept beside another copy of the same session, which is meant too: one's own or the one under its own id, then
by their ids.
"""


def where_of(those: Filter) -> tuple[str, tuple[object, ...]]:
    """What is asked of the rows of `session`, and the values for it."""
    asked: list[tuple[str, object]] = []
    if those.circle:
        asked.append(("session.circle_key = ?", folded(those.circle)))
    if those.led_by:
        leading = "SELECT session FROM person WHERE facilitator = 1 AND alias = ?"
        asked.append((f"session.id IN ({leading})", those.led_by))
    if those.template:
        asked.append(("session.template = ?", those.template))
    if those.place:
        asked.append(("session.place = ?", those.place))
    if those.since is not None:
        asked.append(("session.opened_utc >= ?", _begins(within_years(those.since))))
    if those.until is not None:
        asked.append(("session.opened_utc < ?", _begins(after(those.until))))
    fixed = {
        Whose.ALL: (),
        Whose.OWN: ("session.id NOT IN (SELECT session FROM arrived)",),
        Whose.ARRIVED: ("+session.id IN (SELECT session FROM arrived)",),
    }[those.whose]
    where = " AND ".join((CLOSED, *fixed, *(sql for sql, _value in asked)))
    return where, tuple(
        as_text(value) if isinstance(value, str) else value for _sql, value in asked
    )


def of_circles(circles: Iterable[str] | None) -> tuple[str, tuple[object, ...]]:
    """None: of any circle."""
    if circles is None:
        return "circle <> ''", ()
    keys = {folded(one) for one in circles} - {""}
    return "circle_key IN (SELECT value FROM json_each(?))", (json.dumps(sorted(keys)),)


def once_of(those: Filter) -> tuple[str, tuple[object, ...]]:
    where, values = where_of(those)
    return f"{where} AND session.id NOT IN ({COPIES.format(where=where)})", values * 3


def within_years(day: date) -> date:
    """No session is of another day, and not every computer knows when that begins."""
    return min(max(day, _FIRST_DAY), _LAST_DAY)


def after(day: date) -> date:
    return within_years(day) + timedelta(days=1)


def as_text(words: str) -> str:
    """On Linux what is typed may be bytes that are none."""
    return words.encode(errors="replace").decode()


def _begins(day: date) -> str:
    """The first moment of a day here, as the kit keeps it."""
    moment = datetime.combine(day, time()).astimezone().astimezone(UTC)
    return moment.isoformat(timespec="milliseconds")


def second(day: date) -> int:
    """The first second of a day here, since 1970."""
    return int(datetime.combine(day, time()).astimezone().timestamp())
