"""Files that a killed Circlekeeper was writing into a folder of somebody's, with notes in them."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from circle.clock import SystemClock

_NAME = re.compile(r"\.circlekeeper-[a-z0-9_]{8}\.part", re.ASCII)
"""As circle/files.py names what it writes."""

_BEGAN = SystemClock().read().wall.timestamp()
_A_WHILE_S = 60
"""Longer than it takes to write any."""


def sweep_unfinished(folder: Path) -> None:
    """Takes them away; nothing else, nothing of somebody else's, and nothing that may still be written: only what is
    older than this program's start, and than a while.
    """
    before = min(_BEGAN, SystemClock().read().wall.timestamp() - _A_WHILE_S)
    with suppress(OSError), os.scandir(folder) as there:
        for one in there:
            with suppress(OSError):
                if _NAME.fullmatch(one.name) and _is_left(one, before):
                    Path(one.path).unlink()


def _is_left(one: os.DirEntry[str], before: float) -> bool:
    found = one.stat(follow_symlinks=False)
    mine = os.name == "nt" or found.st_uid == os.getuid()
    return stat.S_ISREG(found.st_mode) and mine and found.st_mtime < before
