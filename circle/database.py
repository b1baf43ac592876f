"""The open kit's connection: acts that are durable or leave no trace, and errors as sentences."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from circle import digested, kit, kit_troubles
from circle.reserve import Reserve

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

    from circle.digested import Value


class Database:
    """What all that speaks SQL to the kit shares."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        self._connection = connection
        self._is_closed = False
        self.folder = folder
        self.reserve = Reserve(folder)
        self.on_trouble: Callable[[Exception], object] = lambda _error: None
        """Is given every error of the database, before it becomes a sentence."""

    def close(self) -> None:
        self._is_closed = True
        kit.close_connection(self._connection)

    @contextmanager
    def _spoken(self) -> Generator[None, None, None]:
        """Errors of the database as sentences."""
        from sqlcipher3 import dbapi2

        try:
            yield
        except (dbapi2.Error, UnicodeDecodeError) as error:
            self.on_trouble(error)
            raise kit_troubles.trouble(error, self.folder) from error

    @contextmanager
    def _act(self) -> Generator[None, None, None]:
        """One act: all of it is durable, or none. Within another it is a part of that."""
        if self._is_closed:
            raise kit_troubles.closed(self.folder)
        if self._connection.in_transaction:
            yield
            return
        with self._spoken():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _put(self, table: str, *values: Value) -> None:
        """Within an act: a row of a table in circle/digested.py, in place of the one with its key."""
        digested.put(self._connection, table, *values)

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        if self._is_closed:
            raise kit_troubles.closed(self.folder)
        with self._spoken():
            return self._connection.execute(sql, values).fetchall()

    def counts(self) -> dict[str, int]:
        """How much there is, by the names of tables."""
        found = self._rows("""
            SELECT (SELECT count(*) FROM session), (SELECT count(*) FROM sign_of_life), (SELECT count(*) FROM event),
            (SELECT count(*) FROM words), (SELECT count(*) FROM comment), (SELECT count(*) FROM arrived)
        """)
        names = ("closed sessions", "open sessions", "events", "texts", "comments", "arrived")
        return dict(zip(names, found[0], strict=True))

    def engine(self) -> str:
        """Which SQLite, which kind of kit and in which version."""
        sqlite = self._rows("SELECT sqlite_version()")[0][0]
        cipher = "".join(row[0] for row in self._rows("PRAGMA cipher_version"))
        version = self._rows("PRAGMA user_version")[0][0]
        return f"SQLite {sqlite}, SQLCipher {cipher}, kit {version}"

    def last_written(self) -> datetime | None:
        """When a session was held here last, by the wall clock as it was then."""
        found = self._rows("""
            SELECT wall_utc, 0 FROM sign_of_life
            UNION ALL SELECT * FROM (
                SELECT opened_utc, length_ms FROM session WHERE id NOT IN (SELECT session FROM arrived)
                ORDER BY opened_utc DESC LIMIT 1
            )
        """)
        return max((wall_of(wall) + timedelta(milliseconds=ms) for wall, ms in found), default=None)


def wall_of(text: str) -> datetime:
    """A time of the wall clock as the kit keeps it."""
    return datetime.fromisoformat(text)
