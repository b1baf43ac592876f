"""Sticks and other drives that can be taken out, as far as the system says so simply."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

_LINUX = ("/media/", "/run/media/")
_NO_STICKS = frozenset({"squashfs", "iso9660", "udf", "tmpfs", "overlay", "fuse.gvfsd-fuse"})
_REMOVABLE = 2
"""What Windows calls such a drive."""


@dataclass(frozen=True, slots=True)
class Drive:
    name: str
    path: Path


def removable_drives() -> tuple[Drive, ...]:
    """Those that are there and can be written to. None where the system cannot be asked."""
    try:
        found = _found()
    except OSError:
        return ()
    return tuple(one for one in found if os.access(one.path, os.W_OK))


def drive_of(folder: Path, drives: tuple[Drive, ...]) -> Drive | None:
    """The drive that a folder is on."""
    return next((one for one in drives if folder.is_relative_to(one.path)), None)


def drives_in(mounts: str) -> tuple[Drive, ...]:
    """From the text of Linux’s /proc/self/mounts."""
    rows = (line.split() for line in mounts.splitlines())
    places = [_plain(row[1]) for row in rows if len(row) > 2 and row[2] not in _NO_STICKS]
    sticks = [place for place in places if place.startswith(_LINUX)]
    return tuple(Drive(Path(place).name, Path(place)) for place in dict.fromkeys(sticks))


def _plain(place: str) -> str:
    """The kernel writes spaces and the like as three octal digits."""
    for code in ("040", "011", "012", "134"):
        place = place.replace(f"\\{code}", chr(int(code, 8)))
    return place


def _found() -> tuple[Drive, ...]:
    if sys.platform == "win32":
        return _on_windows()
    if sys.platform == "darwin":
        volumes = sorted(Path("/Volumes").iterdir())
        return tuple(
            Drive(one.name, one) for one in volumes if one.is_mount() and not one.is_symlink()
        )
    return drives_in(Path("/proc/self/mounts").read_text("utf-8", "replace"))


def _on_windows() -> tuple[Drive, ...]:
    import ctypes

    system = getattr(ctypes, "windll").kernel32  # noqa: B009 - it is there on Windows only
    letters = (f"{chr(code)}:\\" for code in range(ord("A"), ord("Z") + 1))
    sticks = [root for root in letters if system.GetDriveTypeW(root) == _REMOVABLE]
    return tuple(Drive(root[:2], Path(root)) for root in sticks)
