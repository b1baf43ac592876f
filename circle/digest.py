"""SHA-256 without OpenSSL, which `hashlib` loads all of: three megabytes for the window, and nothing faster here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, Protocol


class Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def hexdigest(self) -> str: ...


def sha256_hex(text: str) -> str:
    """Of the text in UTF-8, as 64 hexadecimal digits."""
    return _SHA256(text.encode()).hexdigest()


def growing() -> Hash:
    """Of what comes part by part."""
    return _SHA256(b"")


def _sha256() -> Callable[[bytes], Any]:
    """Python's own code for it: its module is called so from 3.12 on, so in 3.11, and is there in most builds."""
    for module in ("_sha2", "_sha256"):
        with suppress(ImportError):
            return import_module(module).sha256
    return import_module("hashlib").sha256


_SHA256 = _sha256()
