"""The files of a kit that go with what is erased, and the mark that says that erasing was begun."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from circle.backup import backups_in
from circle.database import wall_of
from circle.erasing import Order, What
from circle.errors import Refused, quoted
from circle.files import patiently, sync, sync_folder, write_new
from circle.i18n import gettext as _
from circle.kept import Left
from circle.kit_files import BACKUPS, ERASING, KEY, KIT, LOG, RESERVE, SET_ASIDE
from circle.plain import from_plain, json_text

OWN_DOCUMENTS = "document_templates"
"""What a person made for their organisation: it goes with everything only where that is asked for."""

_ZEROS = bytes(1 << 16)


@dataclass(frozen=True, slots=True)
class _Left:
    """As circle.kept.Left has it, in plain words."""

    session: str
    wall_utc: str
    format: str
    level: str
    reader: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    order: Order
    left: tuple[_Left, ...]


def mark(folder: Path, order: Order, left: Iterable[Left] = ()) -> None:
    """Says durably that this is being erased: ids and days, and nobody's words. Raises NotWritten."""
    out = tuple(
        _Left(one.session, one.wall.isoformat(), one.format, one.level, one.reader, one.sealed)
        for one in left
    )
    unmark(folder)
    write_new(folder, ERASING, json_text(_Mark(replace(order, called=""), out)).encode())


def marked(folder: Path) -> tuple[Order, tuple[Left, ...]] | None:
    """What was being erased when the program stopped, and what of it had left the kit; None: nothing was."""
    try:
        found = from_plain(_Mark, json.loads((folder / ERASING).read_bytes()))
        left = tuple(
            Left(one.session, wall_of(one.wall_utc), one.format, one.level, one.reader, one.sealed)
            for one in found.left
        )
    except (OSError, ValueError):
        return None
    return found.order, left


def unmark(folder: Path) -> None:
    with suppress(FileNotFoundError):
        (folder / ERASING).unlink()
        sync_folder(folder)


def set_aside_in(folder: Path) -> tuple[Path, ...]:
    """The files of kits that another took the place of."""
    return tuple(sorted(path for path in (folder / SET_ASIDE).rglob("*") if path.is_file()))


def drop_set_aside(folder: Path) -> None:
    """Raises OSError."""
    _drop(folder / SET_ASIDE)


def drop_everything(folder: Path, *, documents: bool = False) -> None:
    """All of a kit, the key first: without it an encrypted one is nothing any more. Raises OSError; then the mark is
    still there, and this can be done again.
    """
    for path in _everything(folder, documents=documents):
        _drop(path)
    sync_folder(folder)


def finish_everything(folder: Path) -> None:
    """Where everything was being erased when the program was stopped, the rest goes. Raises Refused."""
    found = marked(folder)
    if found is None or found[0].what is not What.EVERYTHING:
        return
    try:
        drop_everything(folder, documents=found[0].documents)
    except OSError as error:
        why = _(
            "Erasing everything was begun and cannot be finished: the disk answered {answer}. Check the disk and try again."
        )
        raise Refused(why.format(answer=quoted(error.strerror))) from error


def _everything(folder: Path, *, documents: bool) -> Iterator[Path]:
    for one in (folder, folder / BACKUPS):  # which may be a link to somewhere else
        yield from sorted(one.glob(f"{KEY}*"))
    yield from (one.path for one in backups_in(folder))
    yield from sorted(folder.glob(f"{KIT}*"))
    yield from (folder / name for name in (BACKUPS, SET_ASIDE, RESERVE))
    yield from sorted(folder.glob(f"{LOG}*"))
    yield from sorted(folder.glob(".circlekeeper-*.part"))
    if documents:
        yield folder / OWN_DOCUMENTS


def _drop(path: Path) -> None:
    """A file, or a folder with all in it; what is written over first is the least that a disk can do."""
    if path.is_dir() and not path.is_symlink():
        for one in path.rglob("*"):
            if one.is_file() and not one.is_symlink():
                _write_over(one)
        shutil.rmtree(path)
        return
    if path.is_file() and not path.is_symlink():
        _write_over(path)
    patiently(lambda: path.unlink(missing_ok=True))


def _write_over(path: Path) -> None:
    with suppress(OSError), path.open("r+b", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        for _part in range(0, size, len(_ZEROS)):
            file.write(_ZEROS[: min(len(_ZEROS), size - _part)])
        sync(file.fileno())
