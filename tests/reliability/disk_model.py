"""A disk that remembers what it was asked to make sure of, and all the ways in which a power cut may leave it.

What was written to a file since it was last synced is there, or is not, sector by sector. Names change in the order in
which they were changed, folder by folder, and any number of the last changes may be missing; syncing the folder makes
them sure. Files and their names are two things.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.reliability.system_calls import Call

SECTOR = 512
Left = dict[str, "bytes | Left"]
"""What is in a folder after a power cut."""


@dataclass
class File:
    sure: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes] | int] = field(default_factory=list[tuple[int, bytes] | int])
    """Data from an offset on, or the length to which it was cut."""

    def sync(self) -> None:
        self.sure = self.left(lambda: True)
        self.waiting = []

    def left(self, survives: Callable[[], bool]) -> bytearray:
        found = bytearray(self.sure)
        for change in self.waiting:
            if isinstance(change, int):
                if survives():
                    found[change:] = bytes(max(0, change - len(found)))
                continue
            for start, part in _sectors(*change):
                if survives():
                    found.extend(bytes(max(0, start + len(part) - len(found))))
                    found[start : start + len(part)] = part
        return found


def _sectors(start: int, data: bytes) -> list[tuple[int, bytes]]:
    found: list[tuple[int, bytes]] = []
    end = start + len(data)
    at = start
    while at < end:
        until = min(end, (at // SECTOR + 1) * SECTOR)
        found.append((at, data[at - start : until - start]))
        at = until
    return found


@dataclass
class Folder:
    sure: dict[str, File | Folder] = field(default_factory=dict[str, "File | Folder"])
    now: dict[str, File | Folder] = field(default_factory=dict[str, "File | Folder"])
    waiting: list[dict[str, File | Folder | None]] = field(
        default_factory=list[dict[str, "File | Folder | None"]]
    )
    """Each a change of some names at once; None: the name goes."""

    def change(self, names: dict[str, File | Folder | None]) -> None:
        self.waiting.append(names)
        _apply(self.now, names)

    def sync(self) -> None:
        self.sure = dict(self.now)
        self.waiting = []

    def left(self, chance: Random, part: float) -> Left:
        """`part`: how much of what waits survives; 0 and 1 are nothing and all."""
        names = dict(self.sure)
        many = len(self.waiting)
        survive = chance.randint(0, many) if 0 < part < 1 else int(part * many)
        for change in self.waiting[:survive]:
            _apply(names, change)
        return {
            name: there.left(chance, part)
            if isinstance(there, Folder)
            else bytes(there.left(lambda: chance.random() < part))
            for name, there in names.items()
        }


def _apply(names: dict[str, File | Folder], change: dict[str, File | Folder | None]) -> None:
    for name, there in change.items():
        if there is None:
            names.pop(name, None)
        else:
            names[name] = there


@dataclass
class _Opened:
    there: File | Folder
    path: str
    at: int = 0
    appends: bool = False
    writes: bool = False


class Disk:
    """What is below `root`, which is there for sure. `there`: files that were there for sure before."""

    def __init__(self, root: Path) -> None:
        self.root = os.path.realpath(root)
        self.folder = Folder()
        self._opened: dict[tuple[int, int], _Opened] = {}

    def left(self, chance: Random, part: float) -> Left:
        return self.folder.left(chance, part)

    def take(self, call: Call) -> bool:
        """Whether that may have changed what a power cut leaves."""
        act = getattr(self, f"_{call.name}", None)
        return bool(call.result >= 0 and act is not None and act(call))

    def _find(self, path: str) -> tuple[Folder, str] | None:
        """The folder that a name stands in; None where it is outside of the disk."""
        if not path.startswith(self.root + "/"):
            return None
        *above, name = path[len(self.root) + 1 :].rstrip("/").split("/")
        folder: Folder = self.folder
        for part in above:
            inside = folder.now[part]
            assert isinstance(inside, Folder), path
            folder = inside
        return folder, name

    def _path(self, call: Call, folder: int | None, name: int) -> str:
        path = call.path(name)
        if path.startswith("/") or folder is None or call.parts[folder] == "AT_FDCWD":
            return path
        there = self._opened.get((call.process, call.number(folder)))
        return f"{there.path}/{path}" if there else ""

    def _openat(self, call: Call) -> bool:
        return self._open_at(call, self._path(call, 0, 1), str(call.parts[2]))

    def _open(self, call: Call) -> bool:
        return self._open_at(call, self._path(call, None, 0), str(call.parts[1]))

    def _creat(self, call: Call) -> bool:
        return self._open_at(call, self._path(call, None, 0), "O_WRONLY|O_CREAT|O_TRUNC")

    def _open_at(self, call: Call, path: str, flags: str) -> bool:
        self._opened.pop((call.process, call.result), None)
        if path.rstrip("/") == self.root:
            self._opened[call.process, call.result] = _Opened(self.folder, path)
            return False
        found = self._find(path)
        if found is None:
            return False
        folder, name = found
        there = folder.now.get(name)
        made = there is None
        if there is None:
            assert "O_CREAT" in flags, (
                f"{path} was there before, or was made in a way that is not known here"
            )
            there = File()
            folder.change({name: there})
        if "O_TRUNC" in flags and isinstance(there, File):
            there.waiting.append(0)
        writes = "O_WRONLY" in flags or "O_RDWR" in flags
        opened = _Opened(there, path, appends="O_APPEND" in flags, writes=writes)
        self._opened[call.process, call.result] = opened
        return made or "O_TRUNC" in flags

    def _of(self, call: Call) -> _Opened | None:
        return self._opened.get((call.process, call.number(0)))

    def _close(self, call: Call) -> bool:
        self._opened.pop((call.process, call.number(0)), None)
        return False

    def _dup(self, call: Call) -> bool:
        opened = self._of(call)
        assert opened is None or not opened.writes, "a descriptor that writes was doubled"
        return False

    _dup2 = _dup3 = _dup

    def _lseek(self, call: Call) -> bool:
        if opened := self._of(call):
            opened.at = call.result
        return False

    def _write(self, call: Call) -> bool:
        opened = self._of(call)
        if opened is None:
            return False
        assert isinstance(opened.there, File)
        if opened.appends:
            opened.at = len(opened.there.left(lambda: True))
        opened.there.waiting.append((opened.at, call.data(1)[: call.result]))
        opened.at += call.result
        return True

    def _pwrite64(self, call: Call) -> bool:
        opened = self._of(call)
        if opened is None:
            return False
        assert isinstance(opened.there, File)
        opened.there.waiting.append((call.number(3), call.data(1)[: call.result]))
        return True

    def _ftruncate(self, call: Call) -> bool:
        opened = self._of(call)
        if opened is None:
            return False
        assert isinstance(opened.there, File)
        opened.there.waiting.append(call.number(1))
        return True

    def _not_known(self, call: Call) -> bool:
        opened = self._of(call)
        assert opened is None, f"{call.name} is not known here"
        return False

    _writev = _pwritev = _pwritev2 = _fallocate = _copy_file_range = _sendfile = _not_known
    _sync_file_range = _not_known

    def _mmap(self, call: Call) -> bool:
        descriptor = str(call.parts[4])
        opened = self._opened.get((call.process, int(descriptor))) if descriptor != "-1" else None
        shared = "MAP_SHARED" in str(call.parts[3]) and "PROT_WRITE" in str(call.parts[2])
        assert not (opened and shared), (
            f"{opened} is written to by mapping it, which is not seen here"
        )
        return False

    def _fsync(self, call: Call) -> bool:
        opened = self._of(call)
        if opened is None:
            return False
        opened.there.sync()
        return True

    _fdatasync = _fsync

    def _unlink(self, call: Call) -> bool:
        return self._change(self._path(call, None, 0), None)

    _rmdir = _unlink

    def _unlinkat(self, call: Call) -> bool:
        return self._change(self._path(call, 0, 1), None)

    def _mkdir(self, call: Call) -> bool:
        return self._change(self._path(call, None, 0), Folder())

    def _mkdirat(self, call: Call) -> bool:
        return self._change(self._path(call, 0, 1), Folder())

    def _change(self, path: str, there: File | Folder | None) -> bool:
        found = self._find(path)
        if found is None:
            return False
        folder, name = found
        folder.change({name: there})
        return True

    def _link(self, call: Call) -> bool:
        return self._name_too(self._path(call, None, 0), self._path(call, None, 1), stays=True)

    def _linkat(self, call: Call) -> bool:
        return self._name_too(self._path(call, 0, 1), self._path(call, 2, 3), stays=True)

    def _rename(self, call: Call) -> bool:
        return self._name_too(self._path(call, None, 0), self._path(call, None, 1), stays=False)

    def _renameat(self, call: Call) -> bool:
        return self._name_too(self._path(call, 0, 1), self._path(call, 2, 3), stays=False)

    _renameat2 = _renameat

    def _name_too(self, before: str, after: str, *, stays: bool) -> bool:
        found, wanted = self._find(before), self._find(after)
        if found is None and wanted is None:
            return False
        assert found is not None, f"{before} was moved here from another disk"
        assert wanted is not None, f"{after} is on another disk"
        (old, name), (new, other) = found, wanted
        there = old.now[name]
        if stays:
            new.change({other: there})
        elif old is new:
            old.change({name: None, other: there})
        else:
            new.change({other: there})
            old.change({name: None})
        return True


def put(folder: Path, left: Left) -> None:
    """Makes these files."""
    for name, there in left.items():
        if isinstance(there, dict):
            (folder / name).mkdir()
            put(folder / name, there)
        else:
            (folder / name).write_bytes(there)
