"""Room that is kept on the disk of the kit for a circle whose disk fills up: a file that is given up when it does."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from circle.i18n import gettext as _
from circle.kit_files import RESERVE

RESERVE_BYTES = 4_000_000
"""Some ten thousand turns and notes."""

AMPLE_BYTES = 64_000_000
"""With less room than this on the disk none is kept, and the person is told."""

_CHUNK_BYTES = 65_536


class Reserve:
    def __init__(self, folder: Path) -> None:
        """Of the kit."""
        self._folder = folder
        self._path = folder / RESERVE

    @property
    def is_low(self) -> bool:
        """Whether the disk has little room besides what is kept. False where nobody can tell."""
        room = free_bytes(self._folder)
        return room is not None and room < AMPLE_BYTES

    def keep(self) -> None:
        """Keeps room, where there is ample and none is kept. Nothing depends on it, so nothing is refused."""
        with suppress(OSError):
            if self._is_whole() or self.is_low:
                return
            try:
                _allocate(self._path)
            except OSError:
                self._path.unlink(missing_ok=True)

    def give_up(self) -> bool:
        """Gives the room back to the disk. Says whether there was any."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True

    def in_use_words(self) -> str:
        why = _(
            "The disk is full. All that was done is saved, and so is what comes: room that was kept for this is in use now. "
            "Make room on the disk that holds {folder} when there is time."
        )
        return why.format(folder=self._folder)

    def low_words(self) -> str:
        """Empty where there is room enough."""
        room = free_bytes(self._folder)
        if room is None or room >= AMPLE_BYTES:
            return ""
        why = _(
            "There is little room on the disk that holds {folder}: {n} MB. All that is kept there is safe. "
            "Make some room before a long circle."
        )
        return why.format(folder=self._folder, n=room // 1_000_000)

    def _is_whole(self) -> bool:
        return self._path.exists() and self._path.stat().st_size >= RESERVE_BYTES


def free_bytes(folder: Path) -> int | None:
    """What this person may still write on the disk of a folder; None where nobody can tell."""
    try:
        if hasattr(os, "statvfs"):
            disk = os.statvfs(folder)
            return disk.f_bavail * disk.f_frsize
        import shutil

        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _allocate(path: Path) -> None:
    """Room that is really taken. The bytes are nobody's, and not alike, since some disks keep what is alike only once."""
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(descriptor, 0, RESERVE_BYTES)
            return
        left = RESERVE_BYTES
        while left > 0:
            left -= os.write(descriptor, os.urandom(min(left, _CHUNK_BYTES)))
    finally:
        os.close(descriptor)
