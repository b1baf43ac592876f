"""How long sessions and their notes are kept, and which are older than that. Pure; nothing is ever erased by itself.

A clock may be wrong. So something is due only where two starts of the program say so, a day or more apart and not more
than two months; and a session that was held while the clock was plainly behind is never due, as nobody knows its age.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

MOST_MONTHS = 60
LATER = timedelta(days=30)
"""For so long nothing is said after "Later"."""

_APART = timedelta(hours=24)
_AT_MOST = timedelta(days=60)
_NO_CLOCK = datetime(2001, 1, 1, tzinfo=UTC)
"""A laptop that knows no time says less, and records then say 2000."""

_MOST_STARTS = 12
_MOST_DOUBTS = 40


@dataclass(frozen=True, slots=True)
class Rules:
    """In months, 0: as long as nobody erases them."""

    notes: int = 0
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class Starts:
    """What the clock said when the program started, as texts in UTC, the last one last; and since when it was behind
    what had been written before.
    """

    times: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Longer:
    """Somebody chose to keep a session until then, and why."""

    until_utc: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A session that is closed: when it was opened, and whether anything was written in it."""

    session: str
    title: str
    opened: datetime
    has_notes: bool


@dataclass(frozen=True, slots=True)
class Due:
    """What is older than it was to be kept."""

    sessions: tuple[Known, ...] = ()
    """Wholly."""
    notes: tuple[Known, ...] = ()
    """Only what was written in them."""
    longer: Mapping[str, Longer] = field(default_factory=dict[str, Longer])

    @property
    def how_many(self) -> int:
        return len(self.sessions) + len(self.notes)


def started(starts: Starts, now: datetime, newest: datetime | None) -> Starts:
    """With a start of the program. `newest`: when the last event of one's own sessions was written."""
    said = (*map(datetime.fromisoformat, starts.times), *filter(None, (newest,)))
    behind = bool(said) and now < max(said)
    times = (*starts.times, now.isoformat())[-_MOST_STARTS:]
    doubted = (*starts.doubted, now.isoformat()) if behind else starts.doubted
    return Starts(times, doubted[-_MOST_DOUBTS:])


def due(
    rules: Rules,
    known: Iterable[Known],
    starts: Starts,
    *,
    newest: datetime | None = None,
    longer: Mapping[str, Longer] | None = None,
) -> Due:
    """What is due at the last of the starts."""
    longer = longer or {}
    at = _sure(starts, newest)
    if at is None:
        return Due(longer=longer)
    sessions: list[Known] = []
    notes: list[Known] = []
    for one in known:
        if _is_doubtful(one.opened, starts) or _is_kept(longer.get(one.session), at):
            continue
        if rules.sessions and one.opened < months_before(at, rules.sessions):
            sessions.append(one)
        elif rules.notes and one.has_notes and one.opened < months_before(at, rules.notes):
            notes.append(one)
    return Due(tuple(sessions), tuple(notes), longer)


def _sure(starts: Starts, newest: datetime | None) -> datetime | None:
    """The latest time that it is for sure: that of the earlier one of two starts whose clocks agree."""
    times = [datetime.fromisoformat(one) for one in starts.times]
    if not times or (newest is not None and times[-1] < newest):
        return None
    now = times[-1]
    return max((one for one in times if _APART <= now - one <= _AT_MOST), default=None)


def _is_doubtful(opened: datetime, starts: Starts) -> bool:
    behind = map(datetime.fromisoformat, starts.doubted)
    return opened < _NO_CLOCK or any(since <= opened <= since + _AT_MOST for since in behind)


def _is_kept(longer: Longer | None, at: datetime) -> bool:
    return longer is not None and at < datetime.fromisoformat(longer.until_utc)


def is_quiet(later: str, now: datetime) -> bool:
    """Whether "Later" was said within the last thirty days."""
    return bool(later) and abs(now - datetime.fromisoformat(later)) < LATER


def kept_longer(now: datetime, months: int, reason: str = "") -> Longer:
    return Longer(months_after(now, months).isoformat(), reason.strip())


def months_before(moment: datetime, months: int) -> datetime:
    return months_after(moment, -months)


def months_after(moment: datetime, months: int) -> datetime:
    """On the same day of the month, or its last one."""
    count = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(count, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
