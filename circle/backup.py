"""Backups of a kit: which there are, which are kept, and the making of one.

A backup is whole or absent: it counts once its copy was opened and checked, and has its name only then.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable, Collection, Generator, Hashable, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path

from circle.errors import Refused, quoted
from circle.files import patiently, replace_file, sync, sync_folder
from circle.i18n import gettext as _
from circle.kit_files import BACKUPS, KIT, NOT_WHOLE

LAST, DAYS, WEEKS = 10, 14, 8
"""So many of the last ones are kept, and of so many days and weeks the newest."""

MOST_BYTES = 500_000_000
"""Of all of them; the newest is kept whatever its size."""

LEFT_FREE = 64_000_000
"""Of the disk, for a circle that goes on meanwhile."""

_AT_ONCE = 1 << 20
_MAKING = ".circlekeeper-"
_LOG = KIT + "-wal"
_NAME = re.compile(r"circlekeeper-([0-9]{6,12})-([0-9]{4}-[0-9]{2}-[0-9]{2})\.kit", re.ASCII)


class NotBackedUp(Refused):
    """No backup was made, and nothing else was changed."""


@dataclass(frozen=True, slots=True)
class Backup:
    """`number` says the order. `day` is what the clock said, a label."""

    number: int
    day: date
    path: Path
    bytes: int


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Those of the kit in a folder, the newest first."""
    found: list[Backup | None] = []
    with suppress(OSError):
        found = [_backup(path) for path in (folder / BACKUPS).iterdir()]
    return tuple(sorted(filter(None, found), key=lambda one: one.number, reverse=True))


def _backup(path: Path) -> Backup | None:
    if (named := _NAME.fullmatch(path.name)) is None:
        return None
    try:
        return Backup(int(named[1]), date.fromisoformat(named[2]), path, path.stat().st_size)
    except (OSError, ValueError):
        return None


def why_not_whole(folder: Path) -> str:
    """What the last backup was refused for, also where the window was closed by then; empty where it was not."""
    with suppress(OSError, ValueError):
        return (folder / NOT_WHOLE).read_text("utf-8")
    return ""


def backup_name(number: int, day: date) -> str:
    return f"circlekeeper-{number:06}-{day.isoformat()}.kit"


def to_drop(backups: Iterable[Backup], most_bytes: int = MOST_BYTES) -> tuple[Backup, ...]:
    """Those that are not kept. Goes by their numbers, since a clock may say anything: a day or a week counts as
    often as it is named, from the newest backup on.
    """
    newest_first = sorted(backups, key=lambda one: one.number, reverse=True)
    kept = {
        *newest_first[:LAST],
        *_newest_of_each(newest_first, lambda one: one.day, DAYS),
        *_newest_of_each(newest_first, lambda one: one.day.isocalendar()[:2], WEEKS),
    }
    lasting = [one for one in newest_first if one in kept]
    sizes = accumulate(one.bytes for one in lasting)
    fits = {one for one, size in zip(lasting, sizes, strict=True) if size <= most_bytes}
    fits.update(lasting[:1])
    return tuple(one for one in newest_first if one not in fits)


def _newest_of_each(
    newest_first: Iterable[Backup], of: Callable[[Backup], Hashable], most: int
) -> Collection[Backup]:
    first: dict[Hashable, Backup] = {}
    for one in newest_first:
        first.setdefault(of(one), one)
    return [*first.values()][:most]


def drop_backups(backups: Iterable[Backup]) -> None:
    """Takes them away. Raises OSError."""
    for one in backups:
        one.path.unlink(missing_ok=True)
        sync_folder(one.path.parent)


def make_backup(
    folder: Path,
    day: date,
    key: bytes | None = None,
    *,
    anew: bool = False,
    left_free: int = LEFT_FREE,
) -> Backup:
    """A verified backup of the kit in a folder, by another process than the one that has it open, which keeps it
    `Store.still` meanwhile; or of a kit that nobody has open. Those that are too many are dropped.

    Where nothing changed since the newest, that one is given, but for `anew`. `left_free`: so many bytes stay free
    on the disk. Raises Refused, with nothing changed.
    """
    copy = place_of_copy(folder)
    copy_kit(folder, copy, left_free)
    return check_copy(folder, copy, day, key, anew=anew)


def back_up_and_forget(folder: Path, day: date, key: bytes | None = None) -> Backup:
    """Likewise, always a new one; and then all older ones are gone: after something was erased, or the key changed.
    Raises Refused; then older ones are there.
    """
    made = make_backup(folder, day, key, anew=True)
    forget_others(folder, made)
    return made


def forget_others(folder: Path, made: Backup) -> None:
    """Raises NotBackedUp."""
    try:
        drop_backups(one for one in backups_in(folder) if one.number != made.number)
    except OSError as error:
        why = _(
            "A backup was made, but those before it cannot be taken away: the disk answered {answer}. "
            "What is in your kit is safe. Try again."
        )
        raise NotBackedUp(why.format(answer=quoted(error.strerror))) from error


def place_of_copy(folder: Path) -> Path:
    """Where a backup is while it is made."""
    return folder / BACKUPS / f"{_MAKING}{os.urandom(6).hex()}.part"


def copy_kit(folder: Path, copy: Path, left_free: int = LEFT_FREE) -> None:
    """The first half of it: the bytes, which may be copied while the kit is still. Raises NotBackedUp."""
    with _told():
        copy.parent.mkdir(mode=0o700, exist_ok=True)
        sweep(copy.parent)
        _refuse_without_room(folder, left_free)
        try:
            copy_bytes(folder / KIT, copy)
            with suppress(FileNotFoundError):
                copy_bytes(folder / _LOG, copy.with_name(copy.name + "-wal"))
        except BaseException:
            sweep(copy.parent)
            raise


def check_copy(
    folder: Path, copy: Path, day: date, key: bytes | None = None, *, anew: bool = False
) -> Backup:
    """The second half: it is opened, checked whole, and has a name from then on. Raises Refused."""
    from circle.kit_checked import NotWhole, contents, make_one_file, same

    try:
        with _told():
            make_one_file(copy, key)
            found = contents(copy, key)
            before = backups_in(folder)
            if before and not anew and same(before[0].path, found, key):
                (folder / NOT_WHOLE).unlink(missing_ok=True)
                return before[0]
            number = before[0].number + 1 if before else 1
            made = _placed(copy, folder / BACKUPS / backup_name(number, day))
            (folder / NOT_WHOLE).unlink(missing_ok=True)
    except NotWhole as why:
        said = _(
            "No backup was made, because the kit is not as it was written. {why} The backups before are as they were. "
            "Go back to the newest of them, or write what is damaged anew."
        )
        said = said.format(why=why)
        with suppress(OSError):
            replace_file(folder / NOT_WHOLE, said.encode())
        raise NotBackedUp(said) from why
    finally:
        sweep(copy.parent)
    with suppress(OSError):  # what is too many is dropped with the next one
        drop_backups(to_drop(backups_in(folder)))
    return made


def _placed(copy: Path, path: Path) -> Backup:
    sync_file(copy)
    patiently(lambda: copy.rename(path))
    sync_folder(path.parent)
    made = _backup(path)
    assert made is not None
    return made


def copy_bytes(source: Path, target: Path) -> None:
    """Into a file for its owner alone, which is on the disk afterwards. Raises OSError."""
    flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with source.open("rb") as read, os.fdopen(os.open(target, flags, 0o600), "wb") as written:
        shutil.copyfileobj(read, written, _AT_ONCE)
        written.flush()
        sync(written.fileno())


def sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        sync(file.fileno())


def sweep(place: Path) -> None:
    """What is left of backups that were never finished is taken away."""
    for path in place.glob(f"{_MAKING}*"):
        with suppress(OSError):
            path.unlink()


def _refuse_without_room(folder: Path, left_free: int) -> None:
    size = sum(path.stat().st_size for path in (folder / KIT, folder / _LOG) if path.exists())
    if shutil.disk_usage(folder).free < size + left_free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def _told() -> Generator[None]:
    """What the disk answers, as a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            why = _(
                "No backup was made, because there is too little room on the disk. Your kit and the backups before "
                "are as they were. Make some room."
            )
        else:
            why = _(
                "No backup was made: the disk answered {answer}. Your kit and the backups before are as they were. "
                "It is tried again later."
            ).format(answer=quoted(error.strerror))
        raise NotBackedUp(why) from error
