"""What the Start page shows, derived by pure functions. No Qt here, and no clock: moments are given.

`zone` is the time zone in which dates are read; None is the laptop's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from circle.dates import day_words, time_words
from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.spoken_time import time_of_day

if TYPE_CHECKING:
    from circle.archived import SessionLine
    from circle.events import SessionOpened
    from circle.log import Log
    from circle.session import State
    from circle.store import SignOfLife
    from circle.templates import SessionTemplate

_A_DAY = timedelta(days=1)


class NoSuchEnd(Refused):
    """What was written is not a time at which the session can have ended."""


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """A card to choose: what it is called, a sentence about it, and its size in words."""

    title: str
    about: str
    size: str


@dataclass(frozen=True, slots=True)
class OpenShown:
    """A session that was still open when the laptop stopped.

    `sign_ms` is the session's time at the last sign of life, which is `sign` in local time, and
    `last_ms` that of the last event: the session ended no sooner.
    """

    session: str
    heading: str
    safe: str
    close: str
    sign_ms: int
    last_ms: int
    sign: datetime


@dataclass(frozen=True, slots=True)
class RecentShown:
    session: str
    title: str
    about: str


def start_now_shown() -> ChoiceShown:
    about = _("Put the seats out and begin. Name things later.")
    return ChoiceShown(_("Start now"), about, _("No plan needed"))


def template_shown(template: SessionTemplate) -> ChoiceShown:
    n = len(template.rounds)
    size = ngettext("{n} round", "{n} rounds", n).format(n=n)
    if template.minutes:
        size = _("{rounds} · about {n} min").format(rounds=size, n=template.minutes)
    return ChoiceShown(template.title, template.about, size)


def templates_in(paths: Iterable[str]) -> tuple[Path, ...]:
    """Those of files that are templates, by their ending."""
    return tuple(path for path in map(Path, filter(None, paths)) if path.suffix.lower() == ".toml")


def bundles_in(paths: Iterable[str]) -> tuple[Path, ...]:
    """Those of files that are sessions from this program, by their ending; and folders, which may hold some."""
    found = map(Path, filter(None, paths))
    return tuple(one for one in found if one.suffix.lower() in (".circle", ".json") or one.is_dir())


def not_opened_words(paths: Iterable[str]) -> str:
    """Of files of which none can be opened here."""
    names = [quoted(Path(path).name) for path in paths if path]
    words = ngettext(
        "{files} cannot be opened here. What can: notes from Circlekeeper (.circle or .json), and kinds of "
        "circle and prompt decks (.toml).",
        "{files} cannot be opened here. What can: notes from Circlekeeper (.circle or .json), and kinds of "
        "circle and prompt decks (.toml).",
        len(names),
    )
    files = ", ".join(names)
    if len(names) > 3:
        more = _("{files} and {n} more")
        files = more.format(files=", ".join(names[:2]), n=len(names) - 2)
    return words.format(files=files)


def open_shown(
    sign: SignOfLife, log: Log, now: datetime, *, zone: tzinfo | None = None
) -> OpenShown:
    """`now`: the wall clock, aware."""
    at, today = sign.wall.astimezone(zone), now.astimezone(zone)
    when = time_words(at) if at.date() == today.date() else _moment_words(at, today)
    last_ms = min(log.state.last_ms, sign.at_ms)
    safe = _("Everything up to {time} is safe.").format(time=when)
    return OpenShown(
        session=sign.session,
        heading=_heading(log.state.opened),
        safe=" ".join(part for part in (safe, _what_was(log.state)) if part),
        close=_("Close it at {time}").format(time=when),
        sign_ms=sign.at_ms,
        last_ms=last_ms,
        sign=at,
    )


def possible_ends(shown: OpenShown, now: datetime) -> str:
    """From when to when it can have ended, in words. `now`: the wall clock, aware."""
    first, last = _span(shown, now)
    if first.date() == last.date():
        if time_words(first) == time_words(last):
            return _("It can only be {time}.").format(time=time_words(first))
        ends = (time_words(first), time_words(last))
    else:
        ends = (_moment_words(first, last), _moment_words(last, last))
    return _("It can be from {first} to {last}.").format(first=ends[0], last=ends[1])


def end_ms(shown: OpenShown, text: str, now: datetime) -> int:
    """The session's time at the time of day that was written. Raises NoSuchEnd."""
    first, last = _span(shown, now)
    possible = possible_ends(shown, now)
    written = time_of_day(text)
    if written is None:
        why = _("{text} is not a time of day. Write it as {example}. {possible}")
        if not text.strip():
            why = _("Write when it ended, such as {example}. {possible}")
        example = time_words(shown.sign)
        raise NoSuchEnd(why.format(text=quoted(text.strip()), example=example, possible=possible))
    end = first.replace(hour=written.hour, minute=written.minute, second=0, microsecond=0)
    if end < first.replace(second=0, microsecond=0):
        end += _A_DAY
    if end > last:
        why = _("The session cannot have ended at {time}. {possible}")
        raise NoSuchEnd(why.format(time=text.strip(), possible=possible))
    at_ms = shown.sign_ms + round((end - shown.sign) / timedelta(milliseconds=1))
    if end == shown.sign.replace(second=0, microsecond=0):
        at_ms = shown.sign_ms  # the minute in which it stopped: all that was saved of it
    return max(shown.last_ms, at_ms)


def recent_shown(
    line: SessionLine, now: datetime, *, zone: tzinfo | None = None, coming_back: str = ""
) -> RecentShown:
    """`coming_back`: what its circle has to come back to, in words."""
    opened, today = line.opened.astimezone(zone), now.astimezone(zone)
    day = day_words(opened, today)
    if opened.date() == today.date():
        day = _("Today, {time}").format(time=time_words(opened))
    people = ngettext("{n} person", "{n} people", line.people).format(n=line.people)
    if line.arrived and not line.people:
        people = ""  # a record that names nobody does not say how many
    notes = _("notes exported") if line.exported else _("notes not exported yet")
    if line.arrived:
        notes = _("from elsewhere")
    return RecentShown(
        session=line.id,
        title=meeting_words(line.title, line.circle, line.number),
        about=" · ".join(part for part in (day, people, notes, coming_back) if part),
    )


def meeting_words(title: str, circle: str, number: int | None) -> str:
    """What a session is called in a list."""
    called = circle or title or _("A circle")
    return f"{called} · {number}" if number else called


def _heading(opened: SessionOpened | None) -> str:
    if opened is not None and opened.number:
        called = _("Session {n}").format(n=opened.number)
        if opened.circle:
            called = _("{circle}, session {n},").format(circle=opened.circle, n=opened.number)
    elif opened is not None and opened.title:
        called = _("“{title}”").format(title=opened.title)
    else:
        called = _("A session")
    return _("{session} was still open when the laptop stopped").format(session=called)


def _what_was(state: State) -> str:
    """What was going on when the laptop stopped."""
    from circle.session import Phase

    if state.phase is Phase.HELD:
        holder = state.participant(state.hand.holder or "").alias
        return _("{name} was speaking.").format(name=holder or _("Someone"))
    return {
        Phase.CENTRE: _("The piece was in the centre."),
        Phase.SILENCE: _("The circle was in silence."),
        Phase.PAUSED: _("The circle was paused."),
        Phase.BREAK: _("The circle was on a break."),
        Phase.GROUPS: _("Small groups were talking."),
    }.get(state.phase, "")


def _span(shown: OpenShown, now: datetime) -> tuple[datetime, datetime]:
    """The first and the last moment at which it can have ended: at most a day, so that a time of
    day says which. A clock that has lost its time since is not believed.
    """
    first = shown.sign - timedelta(milliseconds=shown.sign_ms - shown.last_ms)
    now = now.astimezone(shown.sign.tzinfo)
    return first, min(max(shown.sign, now), first + _A_DAY - timedelta(minutes=1))


def _moment_words(at: datetime, today: datetime) -> str:
    return _("{time} on {day}").format(time=time_words(at), day=day_words(at, today))
