"""Whether the open kit is as it was written: its pages, how it is laid out, and all that no log speaks for. Logs and
archive are looked through by circle/verifying.py, which asks here for the rest.
"""

from __future__ import annotations

from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from circle import digested, kit, kit_troubles
from circle.database import Database

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

_LAID_OUT = """
    SELECT name, coalesce(sql, '') FROM sqlite_schema
    UNION ALL SELECT name, 'step' FROM _sqlite_migrations
"""


class LookedThrough(Database):
    """Nothing here changes anything. What cannot be read raises kit_troubles.KitTrouble."""

    def check_pages(self) -> list[str]:
        """What the database finds wrong with its own file; empty when nothing is."""
        found = [row[0] for row in self._rows("PRAGMA integrity_check(20)")]
        return [] if found == ["ok"] else found

    def changed_rows(self) -> list[str]:
        """The tables of rows beside the logs that are not as they were written, one for each such row."""
        with self._spoken():
            return [*digested.changed(self._connection)]

    def lost_logs(self) -> list[str]:
        """Sessions of which a sign of life is there, and no event."""
        with self._spoken():
            return lost_logs(self._connection)

    def can_find(self) -> bool:
        """Whether the index of words is that of the texts."""
        from sqlcipher3 import dbapi2

        try:
            self._connection.execute(
                "INSERT INTO words_fts (words_fts, rank) VALUES ('integrity-check', 1)"
            )
        except dbapi2.Error as error:
            if kit_troubles.is_nonsense(error):
                return False
            raise kit_troubles.trouble(error, self.folder) from error
        return True

    def other_tables(self) -> list[str]:
        """What is laid out otherwise than this version lays it out: names of tables, indexes and triggers."""
        with self._spoken():
            return other_tables(self._connection)


def lost_logs(connection: Connection) -> list[str]:
    found = connection.execute(
        "SELECT session FROM sign_of_life WHERE session NOT IN (SELECT session FROM event)"
    )
    return [row[0] for row in found]


def other_tables(connection: Connection) -> list[str]:
    found = {tuple(row) for row in connection.execute(_LAID_OUT)}
    return sorted({name for name, _sql in _laid_out() ^ found})


@cache
def _laid_out() -> frozenset[tuple[str, ...]]:
    from sqlcipher3 import dbapi2

    with closing(dbapi2.connect(":memory:", isolation_level=None)) as new:
        kit.make_tables(new)
        return frozenset(tuple(row) for row in new.execute(_LAID_OUT))
