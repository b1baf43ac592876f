"""Logs of sessions, appended and only retold for who withdraws, and the archive made from them."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from circle import kit
from circle.database import wall_of
from circle.errors import Refused
from circle.events import (
    Logged,
    Row,
    SessionClosed,
    SessionOpened,
    SessionReopened,
    link,
    logged_of,
    row_of,
)
from circle.i18n import gettext as _
from circle.log import Log
from circle.retold import INSERT_EVENT, Retold

if TYPE_CHECKING:
    from circle.comments import Comment
    from circle.kept import Arrived
    from circle.session_rows import SessionRows


class NotFound(Refused):
    """No session, or more than one, has such an id."""


class LogDamaged(Refused):
    """A session's log is not as it was written."""


@dataclass(frozen=True, slots=True)
class SignOfLife:
    """When the program last wrote that an open session was running."""

    session: str
    at_ms: int
    wall: datetime


class Store(Retold):
    """One kit, open: the logs and the archive, and all else that it keeps (circle/kept.py). Every method that
    writes has written durably when it returns, or raises KitTrouble.
    """

    @classmethod
    def open(
        cls, folder: Path, *, new: bool = True, key: bytes | None = None, checks: bool = True
    ) -> Store:
        """`new`: where there is no kit, one is made. `key`, `checks`: see kit.open_connection. Raises KitTrouble."""
        return cls(kit.open_connection(folder, new=new, key=key, checks=checks), folder)

    def append(self, session: str, entry: Logged, *, closed: Log | None = None) -> None:
        """Adds an event to a session's log. `closed`: the log with it, of a session that is archived."""
        row = row_of(entry)
        tail = link(self._tail(session), row)
        with self._act():
            self._insert_event(session, row, tail)
            if isinstance(entry.event, SessionOpened | SessionReopened):
                self._sign(session, row)
            elif isinstance(entry.event, SessionClosed):
                self._connection.execute("DELETE FROM sign_of_life WHERE session = ?", (session,))
            if closed is not None:
                self._write_archive(session, closed, tail)
        self._tails[session] = tail

    def _tail(self, session: str) -> str:
        """The hash that the next event's hash covers."""
        if session not in self._tails:
            found = self._rows(
                "SELECT hash FROM event WHERE session = ? ORDER BY seq DESC LIMIT 1", session
            )
            self._tails[session] = found[0][0] if found else ""
        return self._tails[session]

    def heartbeat(self, session: str, at_ms: int, wall: datetime) -> None:
        """Notes that an open session was running at this moment."""
        with self._act():
            if self._rows("SELECT 1 FROM sign_of_life WHERE session = ?", session):
                wall_utc = wall.astimezone(UTC).isoformat(timespec="milliseconds")
                self._put("sign_of_life", session, at_ms, wall_utc)

    def _sign(self, session: str, row: Row) -> None:
        self._put("sign_of_life", session, row.at_ms, row.wall_utc)

    def rows(self, session: str) -> list[tuple[Row, str]]:
        """The rows of a session's log, each with its hash, as stored."""
        found = self._rows(
            "SELECT seq, at_ms, wall_utc, kind, data, hash FROM event WHERE session = ? ORDER BY seq",
            session,
        )
        return [(Row(*row[:5]), row[5]) for row in found]

    def read(self, session: str) -> Log:
        """A session's log, replayed. Raises LogDamaged when it is not as it was written."""
        return Log(checked(self.rows(session), session))

    def open_sessions(self) -> list[SignOfLife]:
        """Sessions that are open, with the last sign of life of each: of its last event or heartbeat."""
        found = self._rows("""
            SELECT life.session, life.at_ms, life.wall_utc, last.at_ms, last.wall_utc
            FROM sign_of_life AS life JOIN event AS last ON last.session = life.session
            WHERE last.seq = (SELECT max(seq) FROM event WHERE session = life.session)
            ORDER BY life.wall_utc DESC
        """)
        return [
            SignOfLife(session, *max((beat_ms, wall_of(beat_wall)), (last_ms, wall_of(last_wall))))
            for session, beat_ms, beat_wall, last_ms, last_wall in found
        ]

    def add_session(
        self,
        session: str,
        log: Log,
        comments: Collection[Comment] = (),
        arrived: Arrived | None = None,
    ) -> None:
        """Takes in a closed session: its log and its archive rows, and what was written about it, whole or not at
        all. `arrived`: how it came from elsewhere.
        """
        from circle.session_rows import session_rows

        self.add_rows(session, session_rows(log), comments, arrived)

    def add_rows(
        self,
        session: str,
        rows: SessionRows,
        comments: Iterable[Comment] = (),
        arrived: Arrived | None = None,
    ) -> None:
        """As add_session, of one whose rows are made."""
        from circle.archiving import write_rows

        with self._act():
            if arrived is not None:
                self._keep_arrived(session, arrived, rows.tail)
            self._keep_comments(comments)
            self._connection.executemany(INSERT_EVENT, ((session, *row) for row in rows.events))
            write_rows(self._connection, session, rows.archive, rows.tail)
            if arrived is not None:
                self._find_comments(arrived.known_as)
        self._tails[session] = rows.tail

    @contextmanager
    def still(self) -> Generator[None, None, None]:
        """The kit's file does not change within, so that another process may copy it: what is written goes into
        the log beside it. Within another it is a part of that.
        """
        if self._is_still:
            yield
            return
        self._rows("PRAGMA wal_checkpoint(TRUNCATE)")
        self._rows("PRAGMA wal_autocheckpoint=0")
        self._is_still = True
        try:
            yield
        finally:
            self._is_still = False
            self._rows("PRAGMA wal_autocheckpoint=1000")
            if self._wipes_later:
                self._wipes_later = False
                self.wipe()

    def every_session(self) -> list[str]:
        """The id of every session that has a log or an archive row, closed or not."""
        found = self._rows("SELECT session FROM event UNION SELECT id FROM session ORDER BY 1")
        return [row[0] for row in found]

    def find(self, prefix: str) -> str:
        """The one session whose id begins so. Raises NotFound."""
        pattern = prefix.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        found = self._rows(
            "SELECT DISTINCT session FROM event WHERE session LIKE ? ESCAPE '\\' AND seq = 1 LIMIT 3",
            pattern,
        )
        exact = [row for row in found if row[0] == prefix.lower()] or found
        if len(exact) == 1 and prefix:
            return exact[0][0]
        if found:
            why = _("“{prefix}” could be {ids}. Type more of the id.")
            raise NotFound(why.format(prefix=prefix, ids=", ".join(row[0] for row in found)))
        why = _(
            "No session has an id that begins with “{prefix}”. “circlekeeper list” shows them all."
        )
        raise NotFound(why.format(prefix=prefix))

    def came_as(self, session: str) -> str | None:
        """The hash that a session's log came with, whatever was corrected or told anew since; of one's own, that
        which it ends with. None when the kit has no such session.
        """
        return self.record_of(session) or self.hash_of(session)

    def hash_of(self, session: str) -> str | None:
        """The hash that a session's log ends with; None when the kit has no such session."""
        return self._tail(session) or None


def checked(rows: Iterable[tuple[Row, str]], session: str) -> list[Logged]:
    """The events in stored rows. Raises LogDamaged at the first that does not follow from the one before."""
    entries: list[Logged] = []
    tail = ""
    for row, stored in rows:
        tail = link(tail, row)
        try:
            if tail != stored or row.seq != len(entries) + 1:
                raise ValueError
            entries.append(logged_of(row))
        except ValueError:
            why = _(
                "The record of session {id} is damaged from event {n} on. It was left as it is."
            )
            raise LogDamaged(why.format(id=session, n=len(entries) + 1)) from None
    return entries
