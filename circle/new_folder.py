"""A folder of files that grow part by part, and which is whole or absent: for what is too large to be held at once."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from circle.digest import growing
from circle.errors import quoted
from circle.files import NotWritten, check_name, numbered, patiently, sync, sync_folder
from circle.files import why_not_written as why_not
from circle.i18n import gettext as _

_AT_ONCE = 1 << 16
_TAKEN = {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR}
_OF_ITS_OWNER = 0o600


class NewFile:
    """A file in the making. `size` and, once it is finished, `digest` (SHA-256) are of what was written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = _create(path)
        self._waiting = bytearray()
        self._hash = growing()
        self.size = 0

    def write(self, data: bytes) -> None:
        """Raises OSError, as the others do."""
        self._waiting += data
        self._hash.update(data)
        self.size += len(data)
        if len(self._waiting) >= _AT_ONCE:
            self._flush()

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()

    def finish(self) -> None:
        """It is on the disk, and reads as it was written; or raises OSError."""
        if self._descriptor is None:
            return
        self._flush()
        sync(self._descriptor)
        self.close()
        if _digest_of(self._path) != self.digest:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def close(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def _flush(self) -> None:
        assert self._descriptor is not None
        rest = memoryview(bytes(self._waiting))
        self._waiting.clear()
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]


class NewFolder:
    """A folder in the making, in `into`. `path` is where it is: once it is whole, under its name."""

    def __init__(self, path: Path, into: Path, name: str) -> None:
        self.path = path
        self._into, self._name = into, name
        self._files: list[NewFile] = []
        self._placed: list[Path] = []

    def opens(self, name: str) -> NewFile:
        """A new file in it; `name` may have a folder before it."""
        path = self._place(name)
        self._files.append(NewFile(path))
        return self._files[-1]

    def places(self, name: str) -> Path:
        """An empty file in it, for a library that writes by the name alone and has closed it by the end."""
        path = self._place(name)
        os.close(_create(path))
        self._placed.append(path)
        return path

    @contextmanager
    def told(self) -> Generator[None]:
        """What the disk answers, as NotWritten."""
        try:
            yield
        except OSError as error:
            said = why_not(self._into, self._name, error)
            raise NotWritten(said, _("Nothing else was changed.")) from error

    def finish(self) -> None:
        """Every file is safe on the disk, and then the folder has its name; or raises OSError."""
        for file in self._files:
            file.finish()
        for path in self._placed:
            _sync_file(path)
        for folder in {path.parent for path in self.path.rglob("*")}:
            sync_folder(folder)
        self.path = _named(self.path, self._into, self._name)
        sync_folder(self._into)

    def close(self) -> None:
        for file in self._files:
            with suppress(OSError):
                file.close()

    def _place(self, name: str) -> Path:
        path = self.path / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        return path


@contextmanager
def new_folder(into: Path, name: str) -> Generator[NewFolder]:
    """A new folder in another. At the end of the `with` it is whole and safe on the disk; whatever is raised until
    then, there is none. One that is there already is kept: the new one is called name-2, name-3 … instead.
    Only its owner may open it. Raises NotWritten.
    """
    check_name(name)
    try:
        made = tempfile.mkdtemp(dir=into, prefix=".circlekeeper-", suffix=".part")
    except OSError as error:
        raise NotWritten(why_not(into, name, error), _("Nothing else was changed.")) from error
    making = NewFolder(Path(made), into, name)
    try:
        yield making
        with making.told():
            making.finish()
    except BaseException as why:
        making.close()
        _take_away(making.path, why)
        raise


def _take_away(path: Path, why: BaseException) -> None:
    """Where it cannot be taken away, that is said with what it was for."""
    for _try in range(2):  # a second Ctrl+C comes while the first one is cleaned up after
        with suppress(KeyboardInterrupt, OSError):  # closing a folder is not among what it ignores
            shutil.rmtree(path, ignore_errors=True)
            break
    if os.path.lexists(path) and isinstance(why, NotWritten):
        rest = _("{folder} cannot be taken away again: remove it yourself.")
        shown = quoted(path, longest=300)
        raise NotWritten(why.said, rest.format(folder=shown)) from why


def _named(making: Path, into: Path, name: str) -> Path:
    number = 1
    while True:
        path = into / numbered(name, number)
        if os.path.lexists(path) or not _is_moved(making, path):
            number += 1
            continue
        return path


def _is_moved(making: Path, path: Path) -> bool:
    """Whether it has that name now; not where somebody took it in the meantime."""
    try:
        patiently(lambda: making.rename(path))
    except OSError as error:
        if error.errno in _TAKEN and os.path.lexists(path):
            return False
        raise
    return True


def _create(path: Path) -> int:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, _OF_ITS_OWNER)


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def _digest_of(path: Path) -> str:
    found = growing()
    with path.open("rb") as written:
        while part := written.read(_AT_ONCE):
            found.update(part)
    return found.hexdigest()
