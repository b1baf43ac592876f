"""A kit written anew, to be kept by a passphrase or by none any more; at every moment its file is whole."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from circle import kit, kit_troubles
from circle.files import patiently, sync, sync_folder, write_over
from circle.i18n import gettext as _
from circle.kit_files import PARTS

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

NEW = ".new"
"""After the name of the file that is being written anew. Whatever has it was left by a power cut."""


def rewrite(path: Path, *, before: bytes | None, after: bytes | None) -> None:
    """Puts the same kit in the place of a closed one, with the key `after` instead of `before`; without a key
    anybody can read it. What the disk held of a plain file is overwritten, as far as the disk lets it be.

    Raises KitTrouble, with the file as it was.
    """
    new = path.with_name(path.name + NEW)
    sweep(new)
    try:
        with _told(path.parent), _alone(path, before) as old:
            _make(old, path, new, after)
            if os.name == "nt":  # where nobody moves a file over one that is held open
                old.close()
            _put_in_place(new, path, wipes=before is None)
    except BaseException:
        with suppress(OSError):
            sweep(new)
        raise


def sweep(new: Path) -> None:
    """Removes what a power cut left of writing a kit anew, which anybody might read."""
    for name in (new.name, *(new.name + rest for rest in PARTS[1:])):
        left = new.with_name(name)
        with suppress(FileNotFoundError):
            with left.open("r+b", buffering=0) as file:
                write_over(file.fileno())
            patiently(left.unlink)


def is_plain(path: Path) -> bool:
    """Whether anybody can read it; no, where there is none."""
    try:
        return kit.is_plain(path)
    except FileNotFoundError:
        return False


@contextmanager
def _told(folder: Path) -> Generator[None]:
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        raise kit_troubles.trouble(error, folder) from error
    except OSError as error:
        why = _(
            "The disk that holds {folder} answered “{answer}”. The kit is as it was. "
            "Make room or check the disk, and try again."
        )
        raise kit_troubles.KitTrouble(why.format(folder=folder, answer=error.strerror)) from error


def _make(old: Connection, path: Path, new: Path, after: bytes | None) -> None:
    """The new file, whole and on the disk. Nobody else has the old one open from now on, or what they wrote would go."""
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    _export(old, new, after)
    with closing(_connect(new, after)) as made:
        _compare(old, made, path.parent, is_sealed=after is not None)
    descriptor = os.open(new, os.O_RDWR)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def _connect(path: Path, key: bytes | None) -> Connection:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=0.2
    )
    try:
        kit.use_key(connection, key)
        for pragma in ("temp_store=MEMORY", "trusted_schema=OFF", "cell_size_check=ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _alone(path: Path, key: bytes | None) -> Generator[Connection]:
    """What a power cut left beside the file is in it, and nobody else can open it."""
    with closing(_connect(path, key)) as killed:
        killed.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        killed.execute("PRAGMA journal_mode=DELETE").fetchall()
    with closing(_connect(path, key)) as old:
        old.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        old.execute("BEGIN EXCLUSIVE")
        old.execute("COMMIT")
        yield old


def _export(old: Connection, new: Path, key: bytes | None) -> None:
    """It takes over neither version nor application by itself."""
    words = f"x'{key.hex()}'" if key else ""
    old.execute(f'ATTACH DATABASE ? AS made KEY "{words}"', (str(new),))
    for pragma in ("journal_mode=MEMORY", "synchronous=OFF"):  # it is put on the disk as a whole
        old.execute(f"PRAGMA made.{pragma}").fetchall()
    old.execute("SELECT sqlcipher_export('made')").fetchall()
    for name in ("user_version", "application_id"):
        value = old.execute(f"PRAGMA main.{name}").fetchone()[0]
        old.execute(f"PRAGMA made.{name}={value}")
    old.execute("DETACH DATABASE made")


def _compare(old: Connection, made: Connection, folder: Path, *, is_sealed: bool) -> None:
    """Every row of every table, the hashes of all logs among them; and the pages that they lie on."""
    sound = made.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
    if is_sealed:
        sound = sound and not made.execute("PRAGMA cipher_integrity_check").fetchall()
    if not sound or not all(
        _same(old, made, sql) for sql in (_SCHEMA, *_VERSIONS, *map(_all_of, _tables(old)))
    ):
        why = _(
            "The new copy of the kit in {folder} did not read as it was written, so it was not used. "
            "The kit is as it was. Check the disk, and try again."
        )
        raise kit_troubles.KitTrouble(why.format(folder=folder))


_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name <> 'sqlite_sequence' ORDER BY name"
_VERSIONS = ("PRAGMA user_version", "PRAGMA application_id")


def _tables(connection: Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
    )
    return [row[0] for row in found.fetchall()]


def _all_of(table: str) -> str:
    return f'SELECT * FROM "{table}"'  # noqa: S608 - a name out of the kit's own schema


def _same(one: Connection, other: Connection, sql: str) -> bool:
    first, second = one.execute(sql), other.execute(sql)
    while rows := first.fetchmany(500):
        if rows != second.fetchmany(500):
            return False
    return not second.fetchmany(1)


def _put_in_place(new: Path, path: Path, *, wipes: bool) -> None:
    """What a power cut might have left beside the old file would spoil the new one."""
    if any(path.with_name(path.name + rest).exists() for rest in PARTS[1:]):
        raise OSError(None, _("it could not be closed"))
    # Windows lets nobody move a file over one that is held open, so there nothing can be overwritten.
    holds = wipes and os.name != "nt"
    old = os.open(path, os.O_RDWR) if holds else None
    try:
        patiently(lambda: new.replace(path))
        sync_folder(path.parent)
        if old is not None:
            with suppress(OSError):
                write_over(old)
    finally:
        if old is not None:
            os.close(old)
