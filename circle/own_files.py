"""Templates and decks of one's own as files: read, written as they will be read again, and given out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from circle.template_toml import toml_of
from circle.toml_lines import Reader

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    class _Named(DataclassInstance, Protocol):
        @property
        def name(self) -> str: ...

    Kind = TypeVar("Kind", bound=_Named)

T = TypeVar("T")


def read_own(file: Path, read: Reader[T], *, largest_bytes: int) -> tuple[T, str]:
    """What a file holds, and its text. Raises NotRead, or as `read` does; both name the file."""
    from circle.files import read_text

    text = read_text(file, largest_bytes=largest_bytes)
    return read(text, source=file.name), text


def as_read_again(value: Kind, read: Reader[Kind]) -> tuple[Kind, str]:
    """It as it will be read again, and its text. Raises as `read` does."""
    again = read(toml_of(value), source=f"{value.name}.toml")
    return again, toml_of(again)


def write_out(shipped: Path, folder: Path, text: str | None) -> Path:
    """Writes a new file called as the shipped one: one's own text, or where there is none the shipped file
    as it is. Raises NotWritten.
    """
    from circle.files import write_new

    return write_new(folder, shipped.name, (text or shipped.read_text("utf-8")).encode())
