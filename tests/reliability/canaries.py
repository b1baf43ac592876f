"""Words that stand nowhere else, and where they are found again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

PRIVATE, PUBLIC = "qzxsecret", "qzxtold"
"""How each word begins: of what no document may hold that names nobody, and of what such a document may."""


def private(field: str) -> str:
    return f"{PRIVATE}{field}"


def public(field: str) -> str:
    return f"{PUBLIC}{field}"


def files_under(folder: Path) -> Iterator[Path]:
    for one in sorted(folder.rglob("*")):
        if one.is_file() and not one.is_symlink():
            yield one


def found_in(data: bytes, words: Iterable[str] = (PRIVATE, PUBLIC)) -> list[str]:
    """In any writing that a program may have chosen, and as hexadecimal."""
    low = data.lower()
    return [word for word in words if any(form in low for form in _forms(word))]


def _forms(word: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield word.encode(encoding)
    yield word.encode().hex().encode()
