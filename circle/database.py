"""The open kit's connection: acts that are durable or leave no trace, and errors as sentences."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from circle import kit

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection


class Database:
    """What all that speaks SQL to the kit shares."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        self._connection = connection
        self._is_closed = False
        self.folder = folder

    def close(self) -> None:
        self._is_closed = True
        kit.close_connection(self._connection)

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
        """One act: all of it is durable, or none. Within another it is a part of that."""
        if self._is_closed:
            raise kit.closed(self.folder)
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

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        if self._is_closed:
            raise kit.closed(self.folder)
        with self._spoken():
            return self._connection.execute(sql, values).fetchall()


def wall_of(text: str) -> datetime:
    """A time of the wall clock as the kit keeps it."""
    return datetime.fromisoformat(text)
