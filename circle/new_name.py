"""A name for a file that nothing has yet, given in one step: Python has it on Windows alone."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100
"""AT_FDCWD: the names are not of another folder's."""
_NO_REPLACE, _EXCLUSIVE = 1, 4
"""RENAME_NOREPLACE of Linux, RENAME_EXCL of macOS."""
_UNKNOWN = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


class NoSuchCall(OSError):
    """This system, or this disk, cannot do it."""


def rename_new(source: Path, target: Path) -> None:
    """Raises FileExistsError where something has the name, NoSuchCall, and OSError."""
    if os.name == "nt":
        source.rename(target)
        return
    if (call := _call()) is None:
        raise NoSuchCall
    names = os.fsencode(source), os.fsencode(target)
    if sys.platform == "darwin":
        failed = call(*names, _EXCLUSIVE)
    else:
        failed = call(_HERE, names[0], _HERE, names[1], _NO_REPLACE)
    if failed:
        number = ctypes.get_errno()
        raise (NoSuchCall if number in _UNKNOWN else OSError)(number, os.strerror(number))


@cache
def _call() -> Any:
    """The system's own, if it has one."""
    name = {"linux": "renameat2", "darwin": "renamex_np"}.get(sys.platform, "")
    try:
        return getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    except OSError:
        return None
