"""The archive rows of sessions put into the kit, each session's in place of those that there were."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from circle.archive import MARKS, ArchiveRows, Record, archive_rows
from circle.archived_words import SECOND_BITS
from circle.filter import Searched
from circle.log import Log

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

WORDS_PER_SECOND = 1 << SECOND_BITS
"""More texts than the sessions that open in one second ever hold."""


def write_archive(connection: Connection, session: str, log: Log, tail: str) -> None:
    """Puts a session's rows in place of those that there are. Within an act."""
    write_rows(connection, session, archive_rows(log), tail)


def write_rows(connection: Connection, session: str, rows: ArchiveRows, tail: str) -> None:
    """Likewise, of rows that are made."""
    connection.execute("DELETE FROM session WHERE id = ?", (session,))
    _insert(connection, "session", [{"id": session, **rows.session, "hash": tail}])
    for name, records in rows.tables.items():
        if name == "words":
            _add_words(connection, session, records)
        else:
            _insert(connection, name, [{"session": session, **one} for one in records])
    find_comments(connection, session)


def find_comments(connection: Connection, session: str) -> None:
    """What was written about a session can be searched as it is now, where the session is here. Within an act."""
    from circle.comments import standing
    from circle.kept_comments import about_session

    connection.execute(
        "DELETE FROM words WHERE session = ? AND kind = ?", (session, Searched.COMMENT.value)
    )
    comment = Searched.COMMENT.value
    said = standing(about_session(connection, session))
    found = [
        {"kind": comment, "place": None, "text": one.text.translate(MARKS), "comment": one.id}
        for one in said
    ]
    _add_words(connection, session, found)


def _add_words(connection: Connection, session: str, records: Sequence[Record]) -> None:
    """Texts by numbers that grow with the second in which the session opened."""
    opened = connection.execute(
        "SELECT unixepoch(opened_utc) FROM session WHERE id = ?", (session,)
    ).fetchone()
    if opened is None:
        return
    first = opened[0] * WORDS_PER_SECOND
    last = connection.execute(
        "SELECT max(id) FROM words WHERE id BETWEEN ? AND ?", (first, first + WORDS_PER_SECOND - 1)
    ).fetchone()[0]
    begin = first if last is None else last + 1
    _insert(
        connection,
        "words",
        [{"id": begin + n, "session": session, **one} for n, one in enumerate(records)],
    )


def inserting(table: str, names: Collection[str]) -> str:
    """The SQL for a row with these fields. They and `table` are ours, never somebody's."""
    places = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608 - our own names


def _insert(connection: Connection, table: str, records: Sequence[Record]) -> None:
    if records:
        rows = [tuple(one.values()) for one in records]
        connection.executemany(inserting(table, records[0]), rows)
