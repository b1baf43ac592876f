"""What is done with a kit's files before SQLite opens them, where there is anything to be done."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from circle import kit
from circle.backup import NotBackedUp, backups_in, make_backup
from circle.i18n import gettext as _
from circle.kit_files import KIT, NEXT
from circle.restoring import finish, keep_copy_aside


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
        raise kit.KitGone(why.format(folder=folder))


def back_up_older(folder: Path, header: bytes, key: bytes | None) -> None:
    """A kit of an earlier version, before it is changed. One that is damaged in places opens, too: it is copied as it
    is. `header`: the file's first bytes. Raises KitTrouble.
    """
    from circle.kit_checked import NotWhole

    path = folder / KIT
    if not 0 < _version(path, header, key) < kit.VERSION:
        return
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    try:
        make_backup(folder, written, key, left_free=0)
    except NotBackedUp as why:
        if not isinstance(why.__cause__, NotWhole):
            raise kit.KitTrouble(str(why)) from why
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
