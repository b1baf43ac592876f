"""Archive tables that are younger than the sessions of a kit are filled from their logs."""

# sqlite-utils leaves the type of its parameters open.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from sqlite_utils import Database

from circle.archive import archive_rows
from circle.events import Logged, Row, logged_of
from circle.log import Log


def make_listening(db: Database) -> None:
    """Done again, it comes to the same. A damaged log is left to `verify`."""
    logged = "SELECT id FROM session WHERE id IN (SELECT session FROM event)"
    for (session,) in db.execute(logged).fetchall():
        with suppress(ValueError, LookupError, TypeError, AttributeError):  # an odd log opens, too
            rows = archive_rows(Log(_logged(db, session))).tables["listening"]
            table = db.table("listening")
            table.delete_where("session = ?", [session])
            table.insert_all({"session": session, **row} for row in rows)


def _logged(db: Database, session: str) -> Iterator[Logged]:
    found = db.execute(
        "SELECT seq, at_ms, wall_utc, kind, data FROM event WHERE session = ? ORDER BY seq",
        [session],
    )
    return (logged_of(Row(*row)) for row in found.fetchall())
