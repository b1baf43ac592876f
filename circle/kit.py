"""Opening the kit: one SQLite file in one folder, guarded, so that what cannot be opened is left byte-identical."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from circle import kit_troubles as troubles
from circle.i18n import gettext as _
from circle.kit_files import BACKUPS, KEY, NEXT
from circle.kit_files import KIT as FILE_NAME
from circle.kit_troubles import KitDamaged, KitExchanged, KitTrouble

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

VERSION = 7
"""The kit's `user_version` after all of circle.migrations. Raised with every step there."""

ARCHIVE_SINCE = 6
"""The version from which on the archive's tables are as they are now."""

DIGESTED_SINCE = 7
"""The version from which on rows beside the logs have digests."""

APPLICATION_ID = 0x43697263
"""Marks a SQLite file as a kit ("Circ")."""

CHECKED_UP_TO = 16_000_000
"""A kit of up to so many bytes is checked whole whenever it is opened."""

_PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)

_CHECK = """
    SELECT 1 FROM (
        SELECT 'sqlite_schema' AS name
        UNION ALL SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
    ) AS whole, pragma_quick_check(whole.name) WHERE quick_check <> 'ok' LIMIT 1
"""
"""All pages of all tables and what is free. Whether the words to be searched are those of the texts is left to
`verify`: it takes longer than all else, and they can be made again."""

_HEADER_BYTES = 100
_VERSION_AT = 60
_CURRENT = VERSION.to_bytes(4, "big")
PLAIN = b"SQLite format 3\0"
"""What a kit begins with that no passphrase keeps."""

_AS_IF_SEALED = 60
"""So many different bytes are among the first hundred of a kit that a passphrase keeps, and hardly elsewhere."""


def open_connection(
    folder: Path, *, new: bool = True, key: bytes | None = None, checks: bool = True
) -> Connection:
    """A connection to the folder's kit. Raises KitTrouble.

    `new`: where there is no kit, one is made. `key`: 32 bytes, of one that is kept by a passphrase; without
    it, KitLocked is raised. `checks`: its pages; not where that was just done.
    """
    if new:
        _make_folder(folder)
    try:
        return _opened(folder, new=new, key=key, checks=checks)
    except (KitDamaged, KitExchanged):  # a disk that fails for a moment looks like the one
        return _opened(folder, new=new, key=key, checks=True)


def _opened(folder: Path, *, new: bool, key: bytes | None, checks: bool) -> Connection:
    path = folder / FILE_NAME
    is_gone = os.path.lexists(folder / BACKUPS) and not os.path.lexists(path)
    if is_gone or os.path.lexists(folder / NEXT):
        from circle.before_opening import come_to_rest

        come_to_rest(folder)
    header = _header(path)
    if header is None and not new:
        raise troubles.missing(folder)
    if header is None:
        _make_file(path)
    elif is_locked(header, folder):
        if key is None:
            raise troubles.locked(folder)
    elif header:
        key = None
        _check_header(header, path)
    from sqlcipher3 import dbapi2

    which = _which(path)
    try:
        if header and checks and not _was_killed(path):
            _check_pages(path, key)
        if not header or header.startswith(_CURRENT, _VERSION_AT):
            connection = _connect(path, key)
        else:
            from circle.before_opening import backed_up_older

            with backed_up_older(folder, header, key):
                connection = _connect(path, key)
    except (dbapi2.Error, UnicodeDecodeError) as error:
        if troubles.is_nonsense(error):
            raise troubles.damaged(folder) from None
        raise troubles.trouble(error, folder) from None
    if os.path.lexists(folder / NEXT) or _which(path) != which:
        close_connection(connection)  # what would be written to it would not be in the kit
        raise KitExchanged(troubles.elsewhere_words(folder))
    return connection


def _which(path: Path) -> tuple[int, int] | None:
    """The file itself. Another may take its place, by restoring or a passphrase, until this process has it open."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_locked(header: bytes, folder: Path) -> bool:
    """Whether a kit that begins so is kept by a passphrase."""
    if not header or header.startswith(PLAIN):
        return False
    return (folder / KEY).exists() or (folder / BACKUPS / KEY).exists()


def is_plain(path: Path) -> bool:
    """Whether anybody can read a kit's file. Never asked of the kit that this process has open. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(PLAIN)) == PLAIN


def use_key(connection: Connection, key: bytes | None) -> None:
    """The first thing that is done with a connection to a kit that is kept by a passphrase."""
    if key is not None:
        connection.execute(
            "PRAGMA cipher_log_level=NONE"
        ).fetchall()  # or it writes to the terminal
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"").fetchall()


def _make_folder(folder: Path) -> None:
    new = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if new:
            _sync_names(new)
    except (FileExistsError, NotADirectoryError):
        raise troubles.no_folder(folder) from None
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise troubles.full(folder) from None
        why = _(
            "The folder {folder} cannot be made. Nothing was written. Choose one that you may write to."
        )
        raise KitTrouble(why.format(folder=folder)) from None


def _sync_names(new: list[Path]) -> None:
    """A power cut does not take away folders that were just made, with all that is in them."""
    from circle.files import sync_folder

    for one in new:
        with suppress(PermissionError):  # of a folder that may be written to, but not read
            sync_folder(one.parent)


def _header(path: Path) -> bytes | None:
    """The first bytes of the file itself, because SQLite may write to a file in the act of looking at it."""
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES)
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise troubles.no_folder(path.parent) from None
    except OSError:
        why = _(
            "{path} cannot be read. It was left as it is. Check that it is a file and that you may open it."
        )
        raise KitTrouble(why.format(path=path)) from None


def _make_file(path: Path) -> None:
    """An empty kit that its owner alone may read, as then are the files that SQLite puts beside it."""
    try:
        path.touch(mode=0o600)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise troubles.full(path.parent) from None
        raise troubles.not_writable(path.parent) from None


def _check_header(header: bytes, path: Path) -> None:
    """Where the fields stand: https://www.sqlite.org/fileformat2.html#the_database_header"""
    if not any(header) and path.with_name(path.name + "-journal").exists():
        return  # it was being made when the power went, and SQLite goes back to an empty one
    if not header.startswith(PLAIN) and len(set(header)) > _AS_IF_SEALED:
        raise troubles.without_key(path.parent)
    if len(header) < _HEADER_BYTES or not header.startswith(PLAIN):
        raise troubles.damaged(path.parent)
    if int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4], "big") > VERSION:
        raise troubles.newer(path.parent)
    page_bytes = int.from_bytes(header[16:18], "big")
    has_tables = path.stat().st_size > page_bytes
    marked = int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if not marked and has_tables and not _was_killed(path):  # else the mark may stand beside it yet
        raise troubles.not_a_kit(path)


def _was_killed(path: Path) -> bool:
    """SQLite has something to put right first, and does when the kit is opened."""
    return any(path.with_name(path.name + rest).exists() for rest in ("-wal", "-journal"))


def _check_pages(path: Path, key: bytes | None) -> None:
    """`immutable`: looks at this one file, and leaves nothing beside it."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, timeout=0.2)
    try:
        use_key(connection, key)
        if connection.execute("PRAGMA user_version").fetchone()[0] > VERSION:
            raise troubles.newer(path.parent)  # of a kit whose header only its key reads
        small = path.stat().st_size <= CHECKED_UP_TO
        wrong = connection.execute(_CHECK if small else "PRAGMA schema_version").fetchone()
    finally:
        connection.close()
    if small and wrong is not None:
        raise troubles.damaged(path.parent)


def _connect(path: Path, key: bytes | None) -> Connection:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(path), isolation_level=None, timeout=0.2)
    try:
        use_key(connection, key)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise troubles.newer(path.parent)
        connection.execute("PRAGMA foreign_keys=ON")
        if not version and connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            raise troubles.not_a_kit(path)
        if version < VERSION:
            _migrate(connection, version)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except BaseException:
        connection.close()
        raise
    with suppress(OSError):  # somebody else's file, or a memory stick that knows no owners
        path.chmod(0o600)
    return connection


def make_tables(connection: Connection) -> None:
    """All steps that are not there yet."""
    import sqlite_utils

    from circle.migrations import steps

    steps.apply(sqlite_utils.Database(connection, execute_plugins=False))


def _migrate(connection: Connection, before: int) -> None:
    connection.execute("BEGIN IMMEDIATE")  # all steps or none, and one wait for the disk
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    make_tables(connection)
    if before < DIGESTED_SINCE:
        from circle.digested import digest_all

        digest_all(connection)
    if 0 < before < ARCHIVE_SINCE:
        from circle.remaking import remake_archive

        remake_archive(connection)
    connection.execute(f"PRAGMA user_version={VERSION}")
    connection.execute("COMMIT")


def close_connection(connection: Connection) -> None:
    """Leaves one whole file behind: the write-ahead log is folded in and removed."""
    from sqlcipher3 import dbapi2

    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    except dbapi2.Error:
        pass  # what was acknowledged is in the write-ahead log, which the next start reads
    finally:
        connection.close()
