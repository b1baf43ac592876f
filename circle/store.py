"""What the kit keeps: logs of sessions, appended and only retold for who withdraws, and the archive made from them. All SQL is here."""

# sqlite-utils leaves the type of its parameters open.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import json
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from circle import kit
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

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection
    from sqlite_utils import Database

    from circle.archive import ArchiveRows
    from circle.circles import Circle, Held, KnownCircle


TEXT_TO_READ = "text_to_read"
"""The setting that holds what is read aloud before a circle opens."""

_Setting = TypeVar("_Setting", str, float)


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


class Store:
    """One kit, open. Every method that writes has written durably when it returns, or raises kit.KitTrouble."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        self._connection = connection
        self.folder = folder
        self._tails: dict[str, str] = {}

    @classmethod
    def open(cls, folder: Path, *, new: bool = True) -> Store:
        """`new`: where there is no kit, one is made. Raises KitTrouble."""
        return cls(kit.open_connection(folder, new=new), folder)

    def close(self) -> None:
        kit.close_connection(self._connection)

    @cached_property
    def _tables(self) -> Database:
        import sqlite_utils

        return sqlite_utils.Database(self._connection, execute_plugins=False)

    @contextmanager
    def _spoken(self) -> Generator[None, None, None]:
        """Errors of the database as sentences."""
        from sqlcipher3 import dbapi2

        try:
            yield
        except dbapi2.Error as error:
            raise kit.trouble(error, self.folder) from error

    @contextmanager
    def _act(self) -> Generator[None, None, None]:
        """One act: all of it is durable, or none."""
        with self._spoken():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._spoken():
            return self._connection.execute(sql, values).fetchall()

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
            SignOfLife(session, *max((beat_ms, _wall(beat_wall)), (last_ms, _wall(last_wall))))
            for session, beat_ms, beat_wall, last_ms, last_wall in found
        ]

    def add_session(self, session: str, log: Log) -> None:
        """Takes in a closed session from elsewhere: its log and its archive rows, whole or not at all."""
        tail = ""
        with self._act():
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
            self._forget_elsewhere(names)
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

    def _forget_elsewhere(self, names: tuple[str, ...]) -> None:
        """Within the act of `retell`: clears what the kit remembers of somebody beside the log of a session.

        Every table that holds what the people of a circle are called is to be cleared of these names here.
        """
        from circle.called import without
        from circle.circles import without_names

        text = self.setting(TEXT_TO_READ, "")
        if without(text, names) != text:
            self._connection.execute("DELETE FROM setting WHERE name = ?", (TEXT_TO_READ,))
        for circle in [_circle(*row) for row in self._rows("SELECT name, data FROM circle")]:
            self._keep_circle(without_names(circle, names))

    def exports(self, session: str) -> list[tuple[datetime, str]]:
        """When a session left the kit (UTC), and in which formats, the first time first."""
        found = self._rows(
            "SELECT wall_utc, format FROM export WHERE session = ? ORDER BY wall_utc, rowid",
            session,
        )
        return [(_wall(wall), format) for wall, format in found]

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

    def record_export(self, session: str, wall: datetime, format: str, level: str) -> None:
        with self._act():
            self._connection.execute(
                "INSERT INTO export (session, wall_utc, format, level) VALUES (?, ?, ?, ?)",
                (session, wall.astimezone(UTC).isoformat(timespec="seconds"), format, level),
            )

    def setting(self, name: str, otherwise: _Setting) -> _Setting:
        """What was kept, or `otherwise` where that cannot be read or is of another kind."""
        for (kept,) in self._rows("SELECT value FROM setting WHERE name = ?", name):
            with suppress(ValueError):
                value = json.loads(kept)
                if isinstance(value, type(otherwise)):
                    return value
        return otherwise

    def keep_setting(self, name: str, value: Any) -> None:
        with self._act():
            self._connection.execute(
                "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, json.dumps(value)),
            )

    def templates(self) -> dict[str, str]:
        """The session templates that were taken in: their texts, by name."""
        return dict(self._rows("SELECT name, text FROM template ORDER BY name"))

    def keep_template(self, name: str, text: str) -> None:
        """Takes in a template, in place of one of the same name that was taken in before."""
        with self._act():
            self._connection.execute(
                "INSERT INTO template (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text",
                (name, text),
            )

    def circles(self) -> tuple[KnownCircle, ...]:
        """Circles that are kept or have held a session, by name."""
        from circle.circles import known_circles

        rows = self._rows("SELECT name, data FROM circle")
        return known_circles((_circle(*row) for row in rows), self._held_by_circles())

    def _held_by_circles(self) -> list[Held]:
        """The archive knows the sessions that are closed, their logs those that are open."""
        from circle.circles import Held

        closed = self._rows("""
            SELECT circle, number, opened_utc FROM session
            WHERE circle <> '' AND id NOT IN (SELECT session FROM sign_of_life)
        """)
        begun = self._rows("""
            SELECT data, wall_utc FROM event WHERE seq = 1 AND session IN (SELECT session FROM sign_of_life)
        """)
        held = [Held(circle, number, _wall(wall)) for circle, number, wall in closed]
        return held + [one for row in begun if (one := _held(*row)) is not None]

    def keep_circle(self, circle: Circle) -> None:
        """Remembers a circle, in place of what was remembered of it before."""
        with self._act():
            self._keep_circle(circle)

    def _keep_circle(self, circle: Circle) -> None:
        from circle.plain import to_plain

        data = json.dumps(to_plain(circle), ensure_ascii=False)
        self._connection.execute(
            "INSERT INTO circle (name, data) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET data = excluded.data",
            (circle.name, data),
        )

    def forget_circle(self, name: str) -> None:
        """Its sessions stay."""
        with self._act():
            self._connection.execute("DELETE FROM circle WHERE name = ?", (name,))

    def drop_template(self, name: str) -> None:
        """Takes one's own template of that name out of the kit."""
        with self._act():
            self._connection.execute("DELETE FROM template WHERE name = ?", (name,))

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


def _held(data: str, wall: str) -> Held | None:
    """What the first event of an open session says of its circle; None when it is damaged."""
    from circle.circles import Held
    from circle.plain import from_plain

    try:
        opened = from_plain(SessionOpened, json.loads(data))
        return Held(opened.circle, opened.number, _wall(wall))
    except ValueError:
        return None


def _circle(name: str, data: str) -> Circle:
    """What cannot be read is not remembered; its name is."""
    from circle.circles import Circle
    from circle.plain import from_plain

    try:
        circle = from_plain(Circle, json.loads(data))
    except ValueError:
        return Circle(name)
    return replace(circle, name=name)


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
    opened, exported = _wall(row[4]), bool(row[11])
    return SessionLine(*row[:4], opened, *row[5:11], exported)  # pyright: ignore[reportCallIssue]


def _wall(text: str) -> datetime:
    return datetime.fromisoformat(text)
