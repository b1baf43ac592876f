"""What is done with a kit's files before SQLite opens them, where there is anything to be done."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from circle import kit
from circle.backup import NotBackedUp, backups_in, make_backup
from circle.i18n import gettext as _
from circle.kit_files import KIT, NEXT
from circle.kit_troubles import KitGone, KitTrouble, open_elsewhere
from circle.restoring import NotRestored, alone, finish, keep_copy_aside


def come_to_rest(folder: Path) -> None:
    """What a power cut interrupted is done. Raises KitTrouble; KitGone where a kit was, or an empty one would look as
    if nothing had ever been there.
    """
    if (folder / NEXT).exists():
        finish(folder)
    elif not (folder / KIT).exists() and backups_in(folder):
        why = _(
            "The kit in {folder} is gone, but there are backups of it. "
            "Open the newest good backup, or choose another folder with --home."
        )
        raise KitGone(why.format(folder=folder))


@contextmanager
def backed_up_older(folder: Path, header: bytes, key: bytes | None) -> Generator[None]:
    """There is a backup of a kit of an earlier version, before it is changed, and no other start makes one meanwhile.
    `header`: the file's first bytes. Raises KitTrouble; KitOpenElsewhere for another start.
    """
    path = folder / KIT
    if not 0 < _version(path, header, key) < kit.VERSION:
        yield
        return
    with _one_start(folder):
        _back_up(folder, key)
        yield


@contextmanager
def _one_start(folder: Path) -> Generator[None]:
    """On Windows nobody may look into a kit that another start has open."""
    if os.name == "nt":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with alone(folder / KIT):
                pass
        except (BlockingIOError, NotRestored):
            raise open_elsewhere(folder) from None
        except OSError:  # a disk that knows no such locks
            pass
        yield
    finally:
        os.close(descriptor)


def _back_up(folder: Path, key: bytes | None) -> None:
    """One that is damaged in places opens, too: it is copied as it is."""
    from circle.kit_checked import NotWhole

    path = folder / KIT
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    try:
        make_backup(folder, written, key, left_free=0)
    except NotBackedUp as why:
        if not isinstance(why.__cause__, NotWhole):
            raise KitTrouble(str(why)) from why
        keep_copy_aside(folder)


def _version(path: Path, header: bytes, key: bytes | None) -> int:
    """Of one that is kept by a passphrase only its key reads it, and only once SQLite has put right what a kill left:
    the file alone may be half written.
    """
    if key is None:
        return int.from_bytes(header[60:64], "big")
    from sqlcipher3 import dbapi2

    with closing(dbapi2.connect(str(path), timeout=0.2)) as found:
        kit.use_key(found, key)
        return found.execute("PRAGMA user_version").fetchone()[0]
