"""Kits with a passphrase, for runs that go through doors that know of no key: every kit is opened with one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from circle import kit, kit_files
from ui import kit_passphrase

KEY = bytes(range(32)).hex()


@contextmanager
def opened_with(key: str) -> Iterator[None]:
    """`key`: 64 hexadecimal digits, or none: kits stay as they are."""
    if not key:
        yield
        return
    plain = kit.open_connection

    def keyed(folder: Path, *, new: bool = True, **_given: Any) -> Any:
        if new:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / kit_files.KEY).touch()  # it is by this file that a kit is known to have a key
        return plain(folder, new=new, key=bytes.fromhex(key))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kit, "open_connection", keyed)
        patch.setattr(kit_passphrase, "unlocked", lambda _folder: (bytes.fromhex(key), None))
        yield
