"""A passphrase for the kit: set, changed, removed; and what a power cut left of that, put in order.

Nothing here may be called while this process has the kit open, but for `change`, `finish` and `is_unfinished`.
Whatever happens at whatever moment, the kit opens as before or as after, and never not at all.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from circle import key_file, vault
from circle.backup import backups_in
from circle.errors import Refused
from circle.files import replace_file, why_not_written
from circle.i18n import gettext as _
from circle.kit_files import BACKUPS, KEY, KIT, NEXT, READY, SET_ASIDE, WORK
from circle.kit_troubles import KitTrouble
from circle.rewriting import NEW, is_plain, rewrite, sweep
from circle.vault import Way


class IsSet(Refused):
    """There is a passphrase already."""


def has_passphrase(folder: Path) -> bool:
    """Of a kit that this process has not open; of one that is gone, by the newest of its backups."""
    places = (folder / NEXT, folder / KIT, *(one.path for one in backups_in(folder)))
    first = next((path for path in places if path.exists()), None)
    return first is not None and key_file.is_there(folder) and not is_plain(first)


def unlock(folder: Path, secret: str) -> tuple[bytes, Way]:
    """The key that a passphrase or a recovery code opens. Takes a moment.

    Raises vault.WrongPassphrase, vault.KeyDamaged, vault.KeyNewer.
    """
    return vault.opened(key_file.read_vault(folder), secret)


def set_passphrase(folder: Path, passphrase: str, code: str) -> bytes:
    """Keeps the kit and its backups by a passphrase and a recovery code from now on, and gives the key. Raises
    KitTrouble, with the kit as it was.

    The key is there before the kit needs it; the backups follow the kit, as `finish` can make them follow.
    """
    if has_passphrase(folder):
        raise IsSet(_("This kit has a passphrase already. Nothing was changed."))
    _come_to_rest(folder)
    key = vault.new_key()
    with _written(folder):
        key_file.write_vault(folder, vault.new_vault(key, passphrase, code))
        try:
            rewrite(folder / KIT, before=None, after=key)
        except BaseException:
            if is_plain(folder / KIT):
                key_file.drop(folder)
            raise
    with suppress(KitTrouble):  # what is left of it is done when the kit is opened
        finish(folder, key)
    return key


def change(folder: Path, key: bytes, way: Way, secret: str) -> None:
    """Another passphrase, or another recovery code: the one before does not open the kit any more. Raises
    KitTrouble, vault.KeyDamaged, vault.KeyNewer.
    """
    with _written(folder):
        before = key_file.read_vault(folder)
        data = vault.with_way(before, key, way, secret)
        key_file.write_vault(folder, data)
        for path in (folder / SET_ASIDE).glob(f"*/{KEY}"):
            if path.read_bytes() == before:
                replace_file(path, data)


def remove(folder: Path, key: bytes) -> None:
    """Keeps kit and backups as files that anybody can read. Raises KitTrouble, with the kit as it was.

    The backups go first, while the key that opens them is still needed, and so there.
    """
    _come_to_rest(folder)
    with _written(folder):
        for path in _copies(folder):
            if not is_plain(path):
                try:
                    rewrite(path, before=key, after=None)
                except KitTrouble:  # one that is damaged stays as it is
                    if _is_whole(path, key):
                        raise
        rewrite(folder / KIT, before=key, after=None)
        key_file.drop(folder)


def _come_to_rest(folder: Path) -> None:
    """Another kit that was about to take this one's place when the power went does so first. Raises KitTrouble."""
    if (folder / NEXT).exists():
        from circle.restoring import finish as put_in_place

        put_in_place(folder)


def _is_whole(path: Path, key: bytes) -> bool:
    from circle.kit_checked import contents

    try:
        contents(path, key)
    except (Refused, OSError):
        return False
    return True


def is_unfinished(folder: Path, key: bytes | None) -> bool:
    """Whether `finish` has anything to do; a look at names and first bytes."""
    if any(_leftovers(folder, key)):
        return True
    if key is None:
        return key_file.is_there(folder) and not _sealed_copies(folder)
    return bool(left_plain(folder) or [*_begun_plain(folder)]) or not _is_mended(folder)


def finish(folder: Path, key: bytes | None) -> tuple[Path, ...]:
    """Puts in order what a power cut left, once the kit is open with this key, or closed again. Gives the copies
    of the kit that anybody can still read, because they are damaged. Raises KitTrouble.

    It never touches the kit itself.
    """
    with _written(folder):
        for left in _leftovers(folder, key):
            sweep(left)
        if key is None:
            if not _sealed_copies(folder):
                key_file.drop(folder)
            return ()
        key_file.mend(folder)
        for left in _begun_plain(folder):
            sweep(left)
        for path in left_plain(folder):
            with suppress(KitTrouble):
                rewrite(path, before=None, after=key)
        return tuple(left_plain(folder))


def _is_mended(folder: Path) -> bool:
    try:
        first, second = (path.read_bytes() for path in key_file.places(folder))
    except OSError:
        return False
    return first == second


def _copies(folder: Path) -> Iterator[Path]:
    """Backups, and kits that another took the place of."""
    for name in (BACKUPS, SET_ASIDE):
        with suppress(OSError):
            yield from sorted(path for path in (folder / name).rglob("*.kit") if path.is_file())


def left_plain(folder: Path) -> list[Path]:
    """Copies of the kit that anybody can read."""
    return [path for path in _copies(folder) if is_plain(path)]


def _sealed_copies(folder: Path) -> list[Path]:
    return [path for path in _copies(folder) if path.stat().st_size and not is_plain(path)]


def _leftovers(folder: Path, key: bytes | None) -> Iterator[Path]:
    for found in (
        folder.glob(f"*{NEW}"),
        (folder / BACKUPS).glob(f"*{NEW}"),
        (folder / SET_ASIDE).rglob(f"*.kit{NEW}"),
    ):
        with suppress(OSError):
            yield from sorted(found)
    if key is None:  # a backup may be on its way yet, which then is as anybody may read it
        return
    with suppress(OSError):  # backups that were never finished
        yield from sorted(filter(is_plain, (folder / BACKUPS).glob(".circlekeeper-*")))


def _begun_plain(folder: Path) -> Iterator[Path]:
    """What is left of going back to a backup, and of rescuing, that anybody can read."""
    with suppress(OSError):
        yield from filter(is_plain, (folder / READY, *sorted(folder.glob(f"{WORK}*/*"))))


@contextmanager
def _written(folder: Path) -> Generator[None]:
    """What the disk answers, as a sentence."""
    try:
        yield
    except OSError as error:
        said = why_not_written(folder, KEY, error)
        raise KitTrouble(f"{said} {_('The kit opens as it did.')}") from error
