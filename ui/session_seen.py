"""A session and a list of sessions as the command line shows them, open ones included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from circle.archived import SessionLine
from circle.errors import Refused
from circle.i18n import gettext as _
from circle.log import Log
from circle.session import State
from circle.store import LogDamaged, SignOfLife, Store
from circle.summary import Summary, summarise

if TYPE_CHECKING:
    from circle.comments import Comment
    from circle.review import Review

Standing = Literal["open", "closed", "damaged"]

_PAGE = 200


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """A session as far as it went: to its end, or to the last sign of life of one that is open."""

    id: str
    standing: Standing
    opened: datetime
    events: int
    summary: Summary
    state: State
    comments: tuple[Comment, ...] = ()

    def moment(self, at_ms: int) -> datetime:
        """The wall-clock time (UTC) of a moment of the session, as the clock stood when it opened."""
        return self.opened + timedelta(milliseconds=at_ms)


@dataclass(frozen=True, slots=True)
class Listed:
    """`line.exported` says nothing about a session that is not closed."""

    standing: Standing
    line: SessionLine


def see(store: Store, session: str) -> SessionSeen:
    """Raises LogDamaged."""
    signs = {sign.session: sign for sign in store.open_sessions()}
    from circle.comments_here import comments_here

    log = store.read(session)
    return replace(
        _seen(session, log, signs.get(session)), comments=comments_here(store, session, log)
    )


def _seen(session: str, log: Log, sign: SignOfLife | None) -> SessionSeen:
    return SessionSeen(
        id=session,
        standing="open" if log.state.ended_ms is None else "closed",
        opened=log.entries[0].wall.astimezone(UTC),
        events=len(log.entries),
        summary=summarise(log.state, sign.at_ms if sign else log.state.last_ms),
        state=log.state,
    )


def reviewed_session(store: Store, session: str) -> Review:
    """Raises Refused for a session that is still open, and LogDamaged."""
    from circle.comments_here import comments_here
    from circle.review import reviewed

    if any(sign.session == session for sign in store.open_sessions()):
        why = _("Session {id} is still open. End it in the window, then review it.")
        raise Refused(why.format(id=session))
    log = store.read(session)
    return reviewed(session, log, comments_here(store, session, log), store.arrived(session))


def check_closed(store: Store, session: str) -> None:
    """Raises Refused for a session whose notes are not whole yet."""
    if any(sign.session == session for sign in store.open_sessions()):
        why = _("Session {id} is still open. End it in the window, then export it.")
        raise Refused(why.format(id=session))


def listed(store: Store) -> Iterator[Listed]:
    """The sessions that are open, then the others, the newest first."""
    for sign in store.open_sessions():
        yield _open(store, sign)
    after = 0
    while page := store.sessions(most=_PAGE, after=after):
        yield from (Listed("closed", line) for line in page)
        after += len(page)


def _open(store: Store, sign: SignOfLife) -> Listed:
    try:
        return Listed("open", _line(_seen(sign.session, store.read(sign.session), sign)))
    except LogDamaged:
        opened = sign.wall - timedelta(milliseconds=sign.at_ms)
        line = SessionLine(
            sign.session, "", "", None, opened, sign.at_ms, 0, 0, 0, "", 0, exported=False
        )
        return Listed("damaged", line)


def _line(seen: SessionSeen) -> SessionLine:
    summary = seen.summary
    return SessionLine(
        id=seen.id,
        title=summary.opened.title,
        circle=summary.opened.circle,
        number=summary.opened.number,
        opened=seen.opened,
        length_ms=summary.length_ms,
        people=summary.voices.present,
        heard=summary.voices.heard,
        turns=len(summary.turns),
        source=summary.opened.source,
        events=seen.events,
        exported=False,
    )
