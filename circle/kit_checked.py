"""The file of a kit that nobody has open, checked as a whole and told apart from another: for backups."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from circle.archive import ArchiveRows
from circle.digest import Hash, growing
from circle.digested import changed
from circle.errors import Refused
from circle.events import Row, link
from circle.i18n import gettext as _
from circle.kit import VERSION, is_plain, use_key
from circle.kit_troubles import KitLocked
from circle.looked_through import lost_logs, other_tables

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

_MADE_OF_OTHERS = {*ArchiveRows.NAMES, "words", "sign_of_life", "event"}
"""Tables that say nothing of what a kit holds: the archive is made from the logs, which are gone through by
themselves, and a sign of life is written every few seconds."""


class NotWhole(Refused):
    """A kit's file is not as it was written, or not of a version that is known here."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a kit. Two that hold the same have the same `digest` (SHA-256)."""

    version: int
    sessions: int
    events: int
    digest: str
    is_plain: bool


def contents(path: Path, key: bytes | None = None) -> Contents:
    """Of a file with nothing beside it, which is left as it is. Raises NotWhole at the first thing that is wrong: a
    page, a hash of a log, a row that no log speaks for, a version from later; KitLocked where a key is needed; OSError.
    """
    from sqlcipher3 import dbapi2

    plain = is_plain(path)
    if not plain and key is None:
        why = _("{file} is kept by a passphrase. It was left as it is. Give the passphrase first.")
        raise KitLocked(why.format(file=path.name))
    try:
        with closing(_looking(path, None if plain else key)) as connection:
            return _contents(connection, is_plain=plain)
    except (dbapi2.Error, UnicodeDecodeError):
        raise NotWhole(_("Its file is damaged.")) from None


def make_one_file(path: Path, key: bytes | None) -> None:
    """Takes into a copied file what was copied of the log beside it. Raises NotWhole, OSError."""
    from sqlcipher3 import dbapi2

    try:
        with closing(dbapi2.connect(str(path), isolation_level=None)) as connection:
            use_key(connection, None if is_plain(path) else key)
            for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=DELETE"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
    except dbapi2.Error:
        raise NotWhole(_("Its file is damaged.")) from None


def _looking(path: Path, key: bytes | None) -> Connection:
    """`immutable`: leaves nothing beside it."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
    use_key(connection, key)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    return connection


def _contents(connection: Connection, *, is_plain: bool) -> Contents:
    from sqlcipher3 import dbapi2

    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise NotWhole(_("It was made by a newer Circlekeeper. Use that version."))
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise dbapi2.DatabaseError
    hashed = growing()
    sessions, events = _check_logs(connection, hashed)
    if version == VERSION:
        _check_rest(connection)
    for table in _tables(connection):
        for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - a table's own name
            hashed.update(repr((table, row)).encode())
    return Contents(version, sessions, events, hashed.hexdigest(), is_plain)


def _check_logs(connection: Connection, hashed: Hash) -> tuple[int, int]:
    """How many sessions and events there are."""
    sessions = events = 0
    session, tail, seq = None, "", 0
    for of, row, stored in _logged(connection):
        if of != session:
            session, tail, seq = of, "", 0
            sessions += 1
        tail, seq = link(tail, row), seq + 1
        if tail != stored or row.seq != seq:
            why = _("The record of session {id} is damaged from event {n} on.")
            raise NotWhole(why.format(id=of, n=seq))
        hashed.update(tail.encode())
        events += 1
    return sessions, events


def _check_rest(connection: Connection) -> None:
    """All that `verify` asks of what no log speaks for."""
    from circle.verifying import said_beside_logs

    wrong = said_beside_logs(other_tables(connection), changed(connection), lost_logs(connection))
    if said := next(wrong, ""):
        raise NotWhole(said)


def _logged(connection: Connection) -> Iterator[tuple[str, Row, str]]:
    found = connection.execute(
        "SELECT session, seq, at_ms, wall_utc, kind, data, hash FROM event ORDER BY session, seq"
    )
    return ((one[0], Row(*one[1:6]), one[6]) for one in found)


def _tables(connection: Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'words_fts%' ORDER BY name"
    ).fetchall()
    return [name for (name,) in found if name not in _MADE_OF_OTHERS]


def same(one: Path, other: Contents, key: bytes | None) -> bool:
    """Whether a file is whole and holds the same."""
    with suppress(Refused, OSError):
        return contents(one, key) == other
    return False
