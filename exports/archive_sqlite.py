"""The tables of many sessions as one SQLite file with views, written one session after the other."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from circle.new_folder import NewFolder
from exports.archive_tables import SESSIONS, Told, primary_key
from exports.archive_views import VIEWS
from exports.cells import Cell, Field, Kind, Table
from exports.csv_tables import moment_text

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

FILE = "sessions.sqlite"
"""Datasette calls the database by what stands before the dot."""

_TYPES: Mapping[Kind, str] = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
    "datetime": "TEXT",
}
_FULL = 13
_OF_THE_DISK = {8, 10, 11, 14, 26}
"""Read only, does not answer, does not read as it was written, cannot be opened."""


class SqliteFile:
    """Nothing of it is held back elsewhere: what it writes goes into its file, and what it sorts stays in memory."""

    def __init__(self, folder: NewFolder) -> None:
        from sqlcipher3 import dbapi2

        self._folder = folder
        self._made: dict[str, Table] = {}
        with folder.told(), _answered():
            path = folder.places(FILE)
            self._connection: Connection = dbapi2.connect(str(path), isolation_level=None)
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "temp_store=MEMORY", "cache_size=-16000"):  # fmt: skip
                self._connection.execute(f"PRAGMA {pragma}").fetchall()
            self._connection.execute("BEGIN")

    @property
    def tables(self) -> tuple[Table, ...]:
        """Described alone; what rows they hold means nothing."""
        return tuple(self._made.values())

    def add(self, session: Told) -> None:
        """Raises NotWritten."""
        with self._folder.told(), _answered():
            for table in session.tables:
                if table.name not in self._made:
                    self._connection.execute(_create(table))
                    self._made[table.name] = table
                self._connection.executemany(
                    _insert(table), (tuple(map(_kept, row)) for row in table.rows)
                )

    def finish(self) -> None:
        """With its views, whole and closed. Raises NotWritten."""
        with self._folder.told(), _answered():
            for view in VIEWS:
                self._connection.execute(f'CREATE VIEW "{view.name}" AS\n{view.sql}')
            self._connection.execute("COMMIT")
            ((found,),) = self._connection.execute("PRAGMA quick_check(1)").fetchall()
            if found != "ok":
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        self.close()

    def close(self) -> None:
        self._connection.close()


def _create(table: Table) -> str:
    key = ", ".join(f'"{name}"' for name in primary_key(table))
    columns = ",\n  ".join([*map(_column, table.fields), f"PRIMARY KEY ({key})"])
    return f'CREATE TABLE "{table.name}" (\n  {columns}\n) WITHOUT ROWID'


def _column(field: Field) -> str:
    refers = f' REFERENCES "{SESSIONS}" ("id")' if field.name == "session" else ""
    return f'"{field.name}" {_TYPES[field.type]}{refers}'


def _insert(table: Table) -> str:
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.fields))})'  # noqa: S608 - our own names


def _kept(cell: Cell) -> str | int | float | None:
    """As CSV has it: there nothing and an empty text are the same."""
    match cell:
        case "":
            return None
        case bool():
            return int(cell)
        case datetime():
            return moment_text(cell)
        case date():
            return cell.isoformat()
        case _value:
            return cell


@contextmanager
def _answered() -> Generator[None]:
    """What the disk answers to SQLite, as it answers everybody."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code != _FULL and code not in _OF_THE_DISK:
            raise
        number = errno.ENOSPC if code == _FULL else errno.EIO
        raise OSError(number, os.strerror(number)) from None
