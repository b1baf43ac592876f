"""Logs of sessions, appended and only retold for who withdraws, and the archive made from them."""

# sqlite-utils leaves the type of its parameters open.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import json
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from circle.harvest import Became
from circle.i18n import gettext as _
from circle.kept import Kept
from circle.log import Log

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection
    from sqlite_utils import Database

    from circle.archive import ArchiveRows
    from circle.comments import Comment
    from circle.commitments import InSession
    from circle.listened import Listened


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


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as lists show it. `exported` says whether its notes have left the kit."""

    id: str
    title: str
    circle: str
    number: int | None
    opened: datetime
    length_ms: int
    people: int
    heard: int
    turns: int
    source: str
    events: int
    exported: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A note that a search found."""

    session: str
    title: str
    """Of the session. `circle` and `meeting`: the circle that it is of, and its number in the series."""
    number: int
    text: str
    opened: datetime
    circle: str
    meeting: int | None
    marks: tuple[tuple[int, int], ...]
    """From where to where in the text the words are."""


class Store(Kept):
    """One kit, open: the logs and the archive, and all else that it keeps (circle/kept.py). Every method that
    writes has written durably when it returns, or raises kit.KitTrouble.
    """

    def __init__(self, connection: Connection, folder: Path) -> None:
        super().__init__(connection, folder)
        self._tails: dict[str, str] = {}

    @classmethod
    def open(cls, folder: Path, *, new: bool = True) -> Store:
        """`new`: where there is no kit, one is made. Raises KitTrouble."""
        return cls(kit.open_connection(folder, new=new), folder)

    @cached_property
    def _tables(self) -> Database:
        import sqlite_utils

        return sqlite_utils.Database(self._connection, execute_plugins=False)

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

    def _insert_event(self, session: str, row: Row, tail: str) -> None:
        self._connection.execute(
            "INSERT INTO event (session, seq, at_ms, wall_utc, kind, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (session, row.seq, row.at_ms, row.wall_utc, row.kind, row.data, tail),
        )

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
            self._connection.execute(
                "UPDATE sign_of_life SET at_ms = ?, wall_utc = ? WHERE session = ?",
                (at_ms, wall.astimezone(UTC).isoformat(timespec="milliseconds"), session),
            )

    def _sign(self, session: str, row: Row) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO sign_of_life (session, at_ms, wall_utc) VALUES (?, ?, ?)",
            (session, row.at_ms, row.wall_utc),
        )

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

    def add_session(self, session: str, log: Log, comments: Iterable[Comment] = ()) -> None:
        """Takes in a closed session from elsewhere: its log and its archive rows, and what was written about it,
        whole or not at all.
        """
        tail = ""
        with self._act():
            self._keep_comments(comments)
            for entry in log.entries:
                row = row_of(entry)
                tail = link(tail, row)
                self._insert_event(session, row, tail)
            self._write_archive(session, log, tail)
        self._tails[session] = tail

    def retell(self, session: str, log: Log, *, names: tuple[str, ...]) -> None:
        """Puts a log that was told anew in place of a session's log, and leaves no trace of the one before:
        what else was made from it is made again. `names`: those that the kit is not to hold any more.

        This is the one way in which a log is rewritten, for a person who withdraws from it.
        """
        rows = [row_of(entry) for entry in log.entries]
        tails = [*accumulate(rows, link, initial="")][1:]
        with self._act():
            with self._rewritable():
                self._connection.execute("DELETE FROM event WHERE session = ?", (session,))
                for row, tail in zip(rows, tails, strict=True):
                    self._insert_event(session, row, tail)
            if self._rows("SELECT 1 FROM session WHERE id = ?", session):
                self._write_archive(session, log, tails[-1])
            self._connection.execute("INSERT INTO note_fts (note_fts) VALUES ('rebuild')")
            self._forget(names)
        self._tails[session] = tails[-1]
        self._wipe()

    def _wipe(self) -> None:
        """Deleted rows are overwritten as they go; this takes what is left of them out of the file and the
        write-ahead log. Where there is no room for it, closing the kit does the second.
        """
        from sqlcipher3 import dbapi2

        for sql in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            with suppress(dbapi2.Error):
                self._connection.execute(sql).fetchall()

    @contextmanager
    def _rewritable(self) -> Generator[None, None, None]:
        """Within an act: the triggers that keep logs as they are stand aside."""
        triggers = self._rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'"
        )
        for name, _sql in triggers:
            self._connection.execute(f'DROP TRIGGER "{name}"')
        yield
        for _name, sql in triggers:
            self._connection.execute(sql)

    def _write_archive(self, session: str, log: Log, tail: str) -> None:
        from circle.archive import archive_rows

        rows = archive_rows(log)
        tables = self._tables
        tables.table("session").delete_where("id = ?", [session])
        tables.table("session").insert({"id": session, **rows.session, "hash": tail})
        for name, records in rows.tables.items():
            tables.table(name).insert_all({"session": session, **record} for record in records)

    def sessions(self, *, most: int = 50, after: int = 0) -> list[SessionLine]:
        """Archived sessions, the newest first."""
        found = self._rows(
            """
            SELECT id, title, circle, number, opened_utc, length_ms, people, heard, turns, source, events,
                EXISTS (SELECT 1 FROM export WHERE export.session = session.id)
            FROM session WHERE id NOT IN (SELECT session FROM sign_of_life)
            ORDER BY opened_utc DESC, id LIMIT ? OFFSET ?
            """,
            most,
            after,
        )
        return [_line(*row) for row in found]

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

    def hash_of(self, session: str) -> str | None:
        """The hash that a session's log ends with; None when the kit has no such session."""
        return self._tail(session) or None

    def archived(self, session: str) -> tuple[ArchiveRows, str] | None:
        """A session's archive rows and the hash of the log that they were made from, as stored."""
        from circle.archive import ArchiveRows

        with self._spoken():
            tables = self._tables
            found = list(tables.table("session").rows_where("id = ?", [session]))
            if not found:
                return None
            record = dict(found[0])
            tail = record.pop("hash")
            del record["id"]
            return ArchiveRows(
                record, {name: self._archived(name, session) for name in ArchiveRows.NAMES}
            ), tail

    def _archived(self, name: str, session: str) -> list[dict[str, Any]]:
        own = {"session", "id"} if name == "note" else {"session"}
        found = list(self._tables.table(name).rows_where("session = ?", [session]))
        return [{key: value for key, value in row.items() if key not in own} for row in found]

    def commitments(self) -> tuple[InSession, ...]:
        """What closed sessions of circles say of commitments, the oldest session first."""
        found = self._rows("""
            SELECT id, circle, opened_utc FROM session
            WHERE circle <> '' AND id NOT IN (SELECT session FROM sign_of_life)
                AND (id IN (SELECT session FROM commitment) OR id IN (SELECT session FROM followed))
            ORDER BY opened_utc, number, id
        """)
        return self._kept(found) if found else ()

    def _kept(self, sessions: Iterable[tuple[Any, ...]]) -> tuple[InSession, ...]:
        from circle.commitments import Answer, InSession, Made

        made: dict[str, list[Made]] = {}
        answers: dict[str, list[Answer]] = {}
        for session, *row in self._rows(
            "SELECT session, number, text, who, by_day FROM commitment"
        ):
            made.setdefault(session, []).append(Made(*row))
        for session, of, number, became, words in self._rows(
            "SELECT session, made_in, number, became, words FROM followed"
        ):
            answer = Answer(of, number, Became(became), words)
            answers.setdefault(session, []).append(answer)
        return tuple(
            InSession(
                one, circle, wall_of(wall), tuple(made.get(one, ())), tuple(answers.get(one, ()))
            )
            for one, circle, wall in sessions
        )

    def listened(self, circle: str, *, until: str = "") -> tuple[Listened, ...]:
        """What each closed session of a circle says of its listening, the oldest first. Other spellings of the
        circle's name are the same circle. `until`: the id of the last that is wanted; empty: all of them.
        """
        from circle.circles import folded
        from circle.listened import listened_of

        found = self._rows("""
            SELECT id, circle, number, opened_utc FROM session
            WHERE circle <> '' AND id NOT IN (SELECT session FROM sign_of_life)
            ORDER BY opened_utc, number, id
        """)
        own = [row for row in found if folded(row[1]) == folded(circle) != ""]
        ids = [row[0] for row in own]
        own = own[: ids.index(until) + 1] if until in ids else own
        rows: dict[str, list[tuple[str, str, int, int]]] = {row[0]: [] for row in own}
        for session, *row in self._rows(
            "SELECT session, kind, what, part, whole FROM listening"
            " WHERE session IN (SELECT value FROM json_each(?))",
            json.dumps(list(rows)),
        ):
            rows[session].append((row[0], row[1], row[2], row[3]))
        return tuple(
            listened_of(rows[session], number=number, opened=wall_of(wall))
            for session, _circle, number, wall in own
        )

    def search(self, words: str, *, most: int = 50) -> list[Hit]:
        """Notes that hold the words, of which the last may be only begun; the newest session first."""
        if not words.strip('" '):
            return []
        with self._spoken():
            sql = """
                SELECT note.session, session.title, note.number, session.opened_utc, session.circle,
                    session.number, highlight(note_fts, 0, char(2), char(3)) FROM note_fts
                JOIN note ON note.id = note_fts.rowid JOIN session ON session.id = note.session
                WHERE note_fts MATCH ? ORDER BY session.opened_utc DESC, note.number LIMIT ?
            """
            quoted = f"{self._tables.quote_fts(words)}*"
            return [_hit(*row) for row in self._connection.execute(sql, (quoted, most)).fetchall()]

    def check_pages(self) -> list[str]:
        """What the database finds wrong with its own file; empty when nothing is."""
        found = [row[0] for row in self._rows("PRAGMA integrity_check(20)")]
        return [] if found == ["ok"] else found


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


def _hit(*row: Any) -> Hit:
    """`row` ends with the text, with a sign before and after each of the words; notes hold no such signs."""
    session, title, number, opened, circle, meeting, marked = row
    text, marks = "", list[tuple[int, int]]()
    for part in marked.split("\x02"):
        word, ends, rest = part.partition("\x03")
        if ends:
            marks.append((len(text), len(text) + len(word)))
        text += word + rest
    moment = datetime.fromisoformat(opened)
    return Hit(session, title, number, text, moment, circle, meeting, tuple(marks))


def _line(*row: Any) -> SessionLine:
    opened, exported = wall_of(row[4]), bool(row[11])
    return SessionLine(*row[:4], opened, *row[5:11], exported)  # pyright: ignore[reportCallIssue]
