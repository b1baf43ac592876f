"""Disks that are full, failing, without links, or somebody else's."""

from __future__ import annotations

import errno
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.promises import CannotRun

_CALLS = ("open", "write", "fsync", "close", "link", "replace", "unlink", "mkdir", "rename")


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk with room for 64 KB: a real one where this user may mount it, else files no larger."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if mounted:
        try:
            yield
        finally:
            subprocess.run(["umount", str(folder)], check=True)
        return
    with small_files():
        yield


@contextmanager
def own_disk(folder: Path, *, kilobytes: int) -> Iterator[None]:
    """A disk of a size, where this user may mount one; else the test is skipped."""
    with ExitStack() as disk:
        try:
            disk.enter_context(mounted(folder, kilobytes=kilobytes))
        except CannotRun as why:
            pytest.skip(str(why))
        yield


@contextmanager
def mounted(folder: Path, *, kilobytes: int) -> Iterator[None]:
    """Likewise, for a run that is no test. Raises CannotRun."""
    options = f"size={kilobytes}k"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False, text=True)
    except FileNotFoundError:
        raise CannotRun("there is no mount here") from None
    if done.returncode:
        raise CannotRun(f"this user may not mount a disk: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def make_read_only(folder: Path) -> None:
    """Of a disk of one's own, from `own_disk`."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def fill(file: Path) -> None:
    """Writes a file until its disk is full."""
    with file.open("wb", buffering=0) as other:
        try:
            while True:
                other.write(b"x" * 512)
        except OSError:
            pass


@contextmanager
def small_files() -> Iterator[None]:
    import resource  # not on Windows

    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64_000, allowed[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, allowed)


@contextmanager
def someone_without_rights() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def folder_for_everyone() -> Iterator[Path]:
    """A folder that anyone can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="circle-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


class FaultyDisk:
    """Fails the n-th call that reaches it, and only that one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, fails_at: int, links: bool) -> None:
        self.calls = 0
        self._fails_at = fails_at
        for name in _CALLS:
            monkeypatch.setattr(os, name, self._counted(getattr(os, name)))
        if not links:
            monkeypatch.setattr(os, "link", no_links)

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            if self.calls != self._fails_at:
                return call(*args, **kwargs)
            if call.__name__ == "close":  # a descriptor is gone even when closing it fails
                call(*args, **kwargs)
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        return counted


def no_links(*_args: Any, **_kwargs: Any) -> None:
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
