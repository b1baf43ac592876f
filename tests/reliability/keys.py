"""Kits with a passphrase, for runs that go through doors that know of no key: every kit is opened with one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

from circle import kit
from tests.reliability.promises import CannotRun

KEY = bytes(range(32)).hex()


def check_there_are_keys() -> None:
    """Raises CannotRun."""
    if "key" not in signature(kit.open_connection).parameters:
        raise CannotRun("kits have no passphrase yet")


@contextmanager
def opened_with(key: str) -> Iterator[None]:
    """`key`: 64 hexadecimal digits, or none: kits stay as they are."""
    if not key:
        yield
        return
    plain = kit.open_connection

    def keyed(folder: Path, *, new: bool = True, **_given: Any) -> Any:
        options: dict[str, Any] = {"new": new, "key": bytes.fromhex(key)}
        return plain(folder, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kit, "open_connection", keyed)
        yield
