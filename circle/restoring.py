"""Another kit in the place of the one there, which is set aside as it was.

It is done in two steps. The other kit is made ready under a name of its own, `circlekeeper.kit.next`: from that
moment on it is the kit. What is left is to move files, and whoever opens the kit after a power cut does that first.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from circle.backup import Backup, backups_in, copy_bytes, sync_file
from circle.errors import Refused, quoted
from circle.files import patiently, sync_folder
from circle.i18n import gettext as _
from circle.kit_files import BACKUPS, KEY, KIT, NEXT, PARTS, READY, SET_ASIDE
from circle.kit_troubles import KitTrouble

_MOVING = "moving"
_NAME = re.compile(r"circlekeeper-([0-9]{6,12})", re.ASCII)
_PENDING, _ALL_LOCKS = 0x40000000, 512
"""Where SQLite's locks lie in a file: https://www.sqlite.org/src/file/src/os.h"""


class NotRestored(KitTrouble):
    """The kit is as it was."""


class BackupDamaged(NotRestored):
    """A backup is not as it was written. `instead`: the newest one that is, if any."""

    def __init__(self, said: str, instead: Backup | None) -> None:
        super().__init__(said)
        self.instead = instead


@dataclass(frozen=True, slots=True)
class SetAside:
    """A kit that another took the place of: a folder with its files, as they were."""

    number: int
    path: Path
    bytes: int


def set_aside_in(folder: Path) -> tuple[SetAside, ...]:
    """The newest first."""
    found: list[SetAside] = []
    with suppress(OSError):
        for path in (folder / SET_ASIDE).iterdir():
            if named := _NAME.fullmatch(path.name):
                size = sum(file.stat().st_size for file in path.iterdir())
                found.append(SetAside(int(named[1]), path, size))
    return tuple(sorted(found, key=lambda one: one.number, reverse=True))


def good_backups(folder: Path, key: bytes | None = None) -> Iterator[Backup]:
    """Those that are as they were written, the newest first; each is gone through when it is asked for."""
    from circle.kit_checked import contents

    for backup in backups_in(folder):
        with suppress(Refused, OSError):
            contents(backup.path, key)
            yield backup


def newest_good(folder: Path, key: bytes | None = None) -> Backup | None:
    return next(good_backups(folder, key), None)


def newest_good_or_refuse(folder: Path, key: bytes | None = None) -> Backup:
    """Raises NotRestored."""
    if found := newest_good(folder, key):
        return found
    if backups_in(folder):
        raise NotRestored(
            _("No backup of this kit is whole. Your kit and they were left as they are.")
        )
    raise NotRestored(_("There are no backups of this kit. It was left as it is."))


def find_backup(folder: Path, number: int) -> Backup:
    """Raises NotRestored."""
    for backup in backups_in(folder):
        if backup.number == number:
            return backup
    why = _("There is no backup {number}. “circlekeeper backup --list” shows them all.")
    raise NotRestored(why.format(number=number))


def make_ready(folder: Path, backup: Backup, key: bytes | None = None) -> Path:
    """A checked copy of a backup, which `take_place` puts in the place of the kit. The kit may be open meanwhile,
    in another process than this. Raises Refused.
    """
    with told():
        return _checked_copy(folder, backup, folder / READY, key)


def restore(folder: Path, backup: Backup, key: bytes | None = None) -> Path | None:
    """A backup becomes the kit of a folder that nobody has open. Gives the folder in which the kit that was there
    is now, if there was one. Raises Refused, with the kit as it was.
    """
    return take_place(folder, make_ready(folder, backup, key))


def restore_to(folder: Path, backup: Backup, other: Path, key: bytes | None = None) -> Path:
    """A backup becomes a kit in another folder, which has none. Gives its file. Raises Refused."""
    with told():
        refuse_where_kit(other)
        other.mkdir(mode=0o700, parents=True, exist_ok=True)
        ready = _checked_copy(folder, backup, other / READY, key)
        return settle(folder, ready, other)


def refuse_where_kit(other: Path) -> None:
    """Raises NotRestored."""
    if (other / KIT).exists() or (other / NEXT).exists():
        why = _(
            "There is a kit in {folder} already. It was left as it is. Choose a folder without one."
        )
        raise NotRestored(why.format(folder=quoted(other, longest=300)))


def settle(folder: Path, ready: Path, other: Path) -> Path:
    """A kit made ready becomes that of another folder, which the same passphrase opens. Raises OSError."""
    _copy_key(folder, other)
    sync_file(ready)
    path = other / KIT
    patiently(lambda: ready.rename(path))
    sync_folder(other)
    return path


def take_place(folder: Path, ready: Path) -> Path | None:
    """A kit made ready in a folder becomes its kit: at once or not at all, whatever happens. Gives the folder in
    which the one before is now. Raises Refused, with the kit as it was.
    """
    with told(), alone(folder / KIT):
        if not (folder / KEY).exists():
            _copy_key(folder, folder)
        sync_file(ready)
        patiently(lambda: ready.rename(folder / NEXT))
        sync_folder(folder)
    return finish(folder)


def finish(folder: Path) -> Path | None:
    """Does what is left of it, also after a power cut: begun again at any point, it comes to the same."""
    with told(), alone(folder / NEXT), alone(folder / KIT):
        if not (folder / NEXT).exists():  # another process was sooner
            return None
        aside = _set_aside(folder)
        sync_folder(folder)
        with suppress(FileNotFoundError):
            patiently(lambda: (folder / NEXT).rename(folder / KIT))
        sync_folder(folder)
    return aside


def keep_copy_aside(folder: Path) -> Path:
    """A copy of a kit that nobody has open, as it is, however it is: of one that no backup can be made of.
    Raises NotRestored.
    """
    with told():
        moving = folder / SET_ASIDE / _MOVING
        moving.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in (*(KIT + rest for rest in PARTS), KEY):
            if (folder / name).exists():
                copy_bytes(folder / name, moving / name)
        return _numbered(moving)


def _set_aside(folder: Path) -> Path | None:
    place = folder / SET_ASIDE
    moving = place / _MOVING
    there = [folder / (KIT + rest) for rest in PARTS if (folder / (KIT + rest)).exists()]
    if not there and not moving.exists():
        return None
    place.mkdir(mode=0o700, exist_ok=True)
    moving.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder)
    for path in there:
        patiently(lambda path=path: path.rename(moving / path.name))
    if (folder / KEY).exists():
        copy_bytes(folder / KEY, moving / KEY)
    return _numbered(moving)


def _numbered(moving: Path) -> Path:
    sync_folder(moving)
    place = moving.parent
    last = set_aside_in(place.parent)
    aside = place / f"circlekeeper-{last[0].number + 1 if last else 1:06}"
    patiently(lambda: moving.rename(aside))
    sync_folder(place)
    return aside


def _checked_copy(folder: Path, backup: Backup, ready: Path, key: bytes | None) -> Path:
    from circle.kit_checked import NotWhole, contents

    try:
        with _none_left(ready):
            copy_bytes(backup.path, ready)
            contents(ready, key)
    except NotWhole as why:
        raise _damaged(folder, backup, key) from why
    return ready


@contextmanager
def _none_left(ready: Path) -> Generator[None]:
    try:
        yield
    except BaseException:
        ready.unlink(missing_ok=True)
        raise


def _damaged(folder: Path, backup: Backup, key: bytes | None) -> BackupDamaged:
    instead = newest_good(folder, key)
    said = _("Backup {number} is damaged. It was left as it is, and so was your kit.").format(
        number=backup.number
    )
    if instead is None:
        more = _("No other backup is whole.")
    else:
        more = _("Backup {number} of {day} is whole: go back to that one.").format(
            number=instead.number, day=instead.day.isoformat()
        )
    return BackupDamaged(f"{said} {more}", instead)


def _copy_key(folder: Path, other: Path) -> None:
    """What a passphrase opens, from beside the kit or else from beside the backups."""
    for path in (folder / KEY, folder / BACKUPS / KEY):
        if path.exists() and path != other / KEY:
            copy_bytes(path, other / KEY)
            sync_folder(other)
            return


@contextmanager
def alone(path: Path) -> Generator[None]:
    """Nobody has the kit open meanwhile. On Windows whoever has would not let it be moved."""
    try:
        file = None if os.name == "nt" else path.open("rb+")
    except FileNotFoundError:
        file = None
    if file is None:
        yield
        return
    import fcntl

    with file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _ALL_LOCKS, _PENDING)
        except (BlockingIOError, PermissionError):
            why = _(
                "The kit in {folder} is open in another Circlekeeper. It was left as it is. Close that window first."
            )
            raise NotRestored(why.format(folder=path.parent)) from None
        yield


@contextmanager
def told() -> Generator[None]:
    """What the disk answers, as a sentence."""
    try:
        yield
    except OSError as error:
        why = _(
            "This could not be done: the disk answered {answer}. Your kit is as it was, and so are the backups. "
            "Make room or check the disk, and try again."
        )
        raise NotRestored(why.format(answer=quoted(error.strerror))) from error
