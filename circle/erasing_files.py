"""The files of a kit that go with what is erased, and the mark that says that erasing was begun."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from circle.backup import backups_in
from circle.database import wall_of
from circle.erasing import Gone, Order, What, erase
from circle.errors import Refused, quoted
from circle.files import (
    NotWritten,
    patiently,
    replace_file,
    sync_folder,
    why_not_written,
    write_over,
)
from circle.i18n import gettext as _
from circle.kept import Left
from circle.kit_files import (
    BACKUPS,
    ERASING,
    KEY,
    KIT,
    LOG,
    NOT_WHOLE,
    OWN_DOCUMENTS,
    READY,
    RESERVE,
    SET_ASIDE,
    WORK,
)
from circle.kit_troubles import full
from circle.plain import from_plain, json_text

if TYPE_CHECKING:
    from circle.store import Store


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
    is_in_kit: bool = True


def mark(folder: Path, order: Order, left: Iterable[Left] = (), *, is_in_kit: bool = True) -> None:
    """Says durably that this is being erased: ids and days, and nobody's words. `is_in_kit`: not only in backups.
    Raises kit.KitFull, NotWritten; then the mark is as it was.
    """
    out = tuple(
        _Left(one.session, one.wall.isoformat(), one.format, one.level, one.reader, one.sealed)
        for one in left
    )
    text = json_text(_Mark(replace(order, called=""), out, is_in_kit))
    try:
        replace_file(folder / ERASING, text.encode())
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise full(folder) from error
        raise NotWritten(
            why_not_written(folder, ERASING, error), _("Nothing else was changed.")
        ) from error


def marked(folder: Path) -> tuple[Order, tuple[Left, ...]] | None:
    """What was being erased when the program stopped, and what of it had left the kit; None: nothing was."""
    try:
        found = _mark_of((folder / ERASING).read_bytes())
        left = tuple(
            Left(one.session, wall_of(one.wall_utc), one.format, one.level, one.reader, one.sealed)
            for one in found.left
        )
    except (OSError, ValueError):
        return None
    return found.order, left


def only_in_backups(folder: Path) -> bytes | None:
    """The mark, where the kit itself holds it no more, and only backups and kits that were set aside are left."""
    with suppress(OSError, ValueError):
        text = (folder / ERASING).read_bytes()
        if not _mark_of(text).is_in_kit:
            return text
    return None


def _mark_of(text: bytes) -> _Mark:
    """Raises ValueError."""
    return from_plain(_Mark, json.loads(text))


def erase_begun(store: Store) -> bool:
    """From an open kit, what a mark says was begun and may be there yet; whether there was any. Raises Refused."""
    folder = store.folder
    found = marked(folder)
    if found is None or found[0].what is What.EVERYTHING or only_in_backups(folder):
        return False
    erase_from_kit(store, *found)
    return True


def erase_from_kit(store: Store, order: Order, left: Iterable[Left]) -> Gone:
    """Then the kit's own file holds nothing of it, and the mark says that only backups are left. Raises Refused."""
    gone = erase(store, order)
    store.wipe()
    mark(store.folder, order, left, is_in_kit=False)
    return gone


@contextmanager
def erasing_now(store: Store, order: Order) -> Generator[None]:
    """Within, it is erased from an open kit, once `erase_begun` was; afterwards the mark says that backups are left.
    Raises Refused; the mark is as it was then.
    """
    folder = store.folder
    before, left = marked(folder), [one for of in _sessions(order) for one in store.exports(of)]
    if before is not None:
        left = [*dict.fromkeys((*before[1], *left))]
    mark(folder, order, left)
    try:
        yield
    except Refused:
        if before is None:
            unmark(folder)
        else:
            mark(folder, *before, is_in_kit=False)
        raise
    with suppress(Refused):  # then it is erased once more, which changes nothing
        mark(folder, order, left, is_in_kit=False)


def _sessions(order: Order) -> list[str]:
    return [*dict.fromkeys((*order.sessions, *(session for session, _who in order.people)))]


def unmark(folder: Path) -> None:
    with suppress(FileNotFoundError):
        (folder / ERASING).unlink()
        sync_folder(folder)


def drop_set_aside(folder: Path) -> None:
    """With what is left of copies that were never finished. Raises OSError."""
    for path in (folder / SET_ASIDE, folder / READY, *folder.glob(f"{WORK}*")):
        _drop(path)


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
    yield from (folder / name for name in (BACKUPS, SET_ASIDE, RESERVE, NOT_WHOLE))
    yield from sorted(folder.glob(f"{LOG}*"))
    yield from sorted(folder.glob(".circlekeeper-*.part"))
    yield from sorted(folder.glob(f"{WORK}*"))
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
        write_over(file.fileno())
