"""What can still be read of a damaged kit: of a copy, row by row, opened again after every error."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from circle.events import Row
from circle.kit import use_key

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

Stored = tuple[Row, str]
"""A row of a log with its hash, as stored."""

_PAGE_BYTES = 4096
"""Of every kit; SQLCipher's usual ones too."""

_SIZE_VALID_FOR = 92
"""Where a file says for which of its states it knows its size: https://www.sqlite.org/fileformat2.html"""

_EVENTS = "SELECT seq, at_ms, wall_utc, kind, data, hash FROM event WHERE session = ? AND seq"


@dataclass
class Noticed:
    errors: int = 0


class DamagedKit:
    """`path`: a copy, which is written to. `errors`: how often something could not be read."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path, self._key = path, key
        self._connection: Connection | None = None
        self.errors = 0

    def close(self) -> None:
        from sqlcipher3 import dbapi2

        if self._connection is not None:
            with suppress(dbapi2.Error):
                self._connection.close()
            self._connection = None

    @contextmanager
    def noticing(self) -> Generator[Noticed]:
        """How many errors there were within."""
        noticed, before = Noticed(), self.errors
        yield noticed
        noticed.errors = self.errors - before

    def take_first_page(self, backup: Path) -> None:
        """Where its own says nothing any more: that of a backup names the same tables."""
        if self.tables():
            return
        self.close()
        with backup.open("rb") as good, self._path.open("rb+") as file:
            file.write(good.read(_PAGE_BYTES))
            if (
                self._key is None
            ):  # else the pages that came after that backup would count for nothing
                file.seek(_SIZE_VALID_FOR)
                file.write(bytes(4))
        self.errors += 1

    def tables(self) -> tuple[str, ...]:
        return tuple(
            name for (name,) in self.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
        )

    def version(self) -> int:
        return next((row[0] for row in self.rows("PRAGMA user_version")), 0)

    def rows(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """As many as can be read before the first error; perhaps one less, since the engine reads ahead."""
        from sqlcipher3 import dbapi2

        try:
            yield from self._opened().execute(sql, values)
        except (dbapi2.Error, ValueError):
            self.errors += 1
            self.close()

    def log(self, session: str) -> Iterator[Stored]:
        """From its first row to the first that cannot be read."""
        seq = 0
        while True:
            before = seq
            for row in self._events(f"{_EVENTS} > ? ORDER BY seq", session, seq):
                yield row
                seq = row[0].seq
            for row in self._events(f"{_EVENTS} = ?", session, seq + 1):
                yield row
                seq = row[0].seq
            if seq == before:
                return

    def _events(self, sql: str, session: str, seq: int) -> Iterator[Stored]:
        return ((Row(*row[:5]), row[5]) for row in self.rows(sql, session, seq))

    def last_seq(self, session: str) -> int:
        """Of its last row that can be read."""
        sql = "SELECT seq FROM event WHERE session = ? ORDER BY seq DESC LIMIT 1"
        archived = "SELECT events FROM session WHERE id = ?"
        found = [*self.rows(sql, session), *self.rows(archived, session)]
        return max((row[0] for row in found if isinstance(row[0], int)), default=0)

    def archived_tail(self, session: str) -> str:
        """The hash that its log ended with when it was closed; else empty."""
        found = self.rows("SELECT hash FROM session WHERE id = ?", session)
        return next((row[0] for row in found), "")

    def sessions(self) -> set[str]:
        """All whose id stands anywhere."""
        found = {*self._ids(">", "", "ASC"), *self._ids("<", "\U0010ffff", "DESC")}
        for sql in (
            "SELECT id FROM session",
            "SELECT session FROM arrived",
            "SELECT session FROM sign_of_life",
        ):
            found.update(row[0] for row in self.rows(sql))
        return found

    def _ids(self, beyond: str, last: str, order: str) -> Iterator[str]:
        """From one end on to the first error, by steps from id to id."""
        sql = f"SELECT session FROM event WHERE session {beyond} ? ORDER BY session {order} LIMIT 1"  # noqa: S608 - our own words
        while found := [*self.rows(sql, last)]:
            last = found[0][0]
            yield last

    def of_table(
        self, table: str, columns: Sequence[str], order: Sequence[str]
    ) -> list[tuple[Any, ...]]:
        """All rows that can be read from either end."""
        names = ", ".join(f'"{name}"' for name in columns)
        down = ", ".join(f"{name} DESC" for name in order)
        with self.noticing() as noticed:
            first = [*self.rows(f'SELECT {names} FROM "{table}" ORDER BY {", ".join(order)}')]  # noqa: S608 - names of ours
        if not noticed.errors:
            return first
        last = [*self.rows(f'SELECT {names} FROM "{table}" ORDER BY {down}')]  # noqa: S608 - names of ours
        return [*first, *reversed(last)]

    def _opened(self) -> Connection:
        from sqlcipher3 import dbapi2

        if self._connection is None:
            connection = dbapi2.connect(str(self._path), isolation_level=None)
            connection.text_factory = _text
            use_key(connection, self._key)
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA cell_size_check=ON")
            self._connection = connection
        return self._connection


def _text(data: bytes) -> str:
    return data.decode(errors="replace")
