"""Backups of a kit: which there are, which are kept, and the making of one.

A backup is whole or absent: it counts once its copy was opened and checked, and has its name only then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path

from circle.kit_files import BACKUPS

LAST, DAYS, WEEKS = 10, 14, 8
"""So many of the last ones are kept, and of so many days and weeks the newest."""

MOST_BYTES = 500_000_000
"""Of all of them; the newest is kept whatever its size."""

_NAME = re.compile(r"circlekeeper-([0-9]{6,12})-([0-9]{4}-[0-9]{2}-[0-9]{2})\.kit", re.ASCII)


@dataclass(frozen=True, slots=True)
class Backup:
    """`number` says the order. `day` is what the clock said, a label."""

    number: int
    day: date
    path: Path
    bytes: int


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Those of the kit in a folder, the newest first."""
    found: list[Backup] = []
    with suppress(OSError):
        for path in (folder / BACKUPS).iterdir():
            if backup := _backup(path):
                found.append(backup)
    return tuple(sorted(found, key=lambda one: one.number, reverse=True))


def _backup(path: Path) -> Backup | None:
    if (named := _NAME.fullmatch(path.name)) is None:
        return None
    try:
        return Backup(int(named[1]), date.fromisoformat(named[2]), path, path.stat().st_size)
    except (OSError, ValueError):
        return None


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
    raise NotImplementedError


def make_backup(folder: Path, day: date, key: bytes | None = None, *, anew: bool = False) -> Backup:
    """A verified backup of the kit in a folder, by another process than the one that has it open, which keeps it
    `Store.still` meanwhile; or of a kit that nobody has open. Those that are too many are dropped.

    Where nothing changed since the newest, that one is given, but for `anew`. Raises Refused, with nothing changed.
    """
    raise NotImplementedError


def back_up_and_forget(folder: Path, day: date, key: bytes | None = None) -> Backup:
    """Likewise, always a new one; and then all older ones are gone: after something was erased, or the key changed.
    Raises Refused; then the older ones are there.
    """
    raise NotImplementedError
