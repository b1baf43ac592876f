"""The archive of a kit that is older than some of its tables is made anew from the logs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from circle.archiving import write_archive
from circle.events import Logged, Row, logged_of
from circle.log import Log

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection


def remake_archive(connection: Connection) -> None:
    """Within a transaction, foreign keys being on. Done again, it comes to the same. A damaged log is left to `verify`, and its rows stay as they are."""
    logged = connection.execute(
        "SELECT id, hash FROM session WHERE id IN (SELECT session FROM event)"
    ).fetchall()
    for session, tail in logged:
        with suppress(ValueError, LookupError, TypeError, AttributeError):  # an odd log opens, too
            write_archive(connection, session, Log(_logged(connection, session)), tail)


def _logged(connection: Connection, session: str) -> Iterator[Logged]:
    found = connection.execute(
        "SELECT seq, at_ms, wall_utc, kind, data FROM event WHERE session = ? ORDER BY seq",
        (session,),
    )
    return (logged_of(Row(*row)) for row in found.fetchall())
