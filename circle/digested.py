"""Rows that no log speaks for, each with a digest of itself, so that a disk that changes one is found out.

The events of a session are chained, and the archive is compared with them; what else people wrote stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from circle.digest import sha256_hex

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

Value = str | int | bytes

DIGESTED: dict[str, tuple[str, ...]] = {
    "setting": ("name", "value"),
    "template": ("name", "text"),
    "deck": ("name", "text"),
    "circle": ("name", "data"),
    "house": ("name", "data"),
    "draft": ("session", "field", "text"),
    "said_back": ("session", "round_ms", "answer", "n"),
    "sign_of_life": ("session", "at_ms", "wall_utc"),
    "comment": ("session", "id", "data"),
    "arrived": ("session", "known_as", "wall_utc", "level", "reader", "sealed", "record"),
    "export": ("session", "wall_utc", "format", "level", "reader", "sealed"),
}
"""The columns of each such table that its digests cover, which are all but `digest` itself."""


def digest_of(table: str, values: tuple[Value, ...]) -> str:
    """Of a row, its values in the order of DIGESTED."""
    kept = tuple(int(one) if isinstance(one, bool) else one for one in values)
    return sha256_hex(ascii((table, kept)))


def put(connection: Connection, table: str, *values: Value) -> None:
    """Within an act: a row in place of the one with its key, or a new one, with its digest."""
    names = DIGESTED[table]
    places = ", ".join("?" * (len(names) + 1))
    sql = f"INSERT OR REPLACE INTO {table} ({', '.join(names)}, digest) VALUES ({places})"  # noqa: S608 - our own names
    connection.execute(sql, (*values, digest_of(table, values)))


def digest_all(connection: Connection) -> None:
    """Within a transaction, for rows of before there were digests: what they hold now is what was written."""
    for table, names in DIGESTED.items():
        columns = ", ".join(names)
        rows = connection.execute(f"SELECT {columns} FROM {table} WHERE digest = ''").fetchall()  # noqa: S608
        same = " AND ".join(f"{name} = ?" for name in names)
        connection.executemany(
            f"UPDATE {table} SET digest = ? WHERE {same}",  # noqa: S608
            [(digest_of(table, row), *row) for row in rows],
        )


def changed(connection: Connection) -> Iterator[str]:
    """The tables of rows that are not as they were written, one for each such row."""
    for table, names in DIGESTED.items():
        for *row, digest in connection.execute(
            f"SELECT {', '.join(names)}, digest FROM {table} NOT INDEXED"  # noqa: S608
        ):
            if digest_of(table, tuple(row)) != digest:
                yield table
