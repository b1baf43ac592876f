"""The kit that the window has open, has lent to another process, or keeps locked."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.kit_files import ERASING, KEY
from circle.kit_troubles import KitLocked

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from circle.backup import Backup
    from circle.store import Store


class OpenKit:
    """Errors are Refused."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store: Store | None = None
        self._key: bytes | None = None
        self._is_lent = False
        self._is_locked = False
        self.before_closing: list[Callable[[], object]] = []
        """All are called, in their order, while it is still open."""
        self.checks: Future[Backup] | None = None
        """Of the last copy, which may be of what was erased since: it is to be over before backups are replaced."""

    @property
    def store(self) -> Store:
        if self._is_lent:
            raise Refused(_("The kit is being worked on. It is back in a moment: try again then."))
        if self._store is None:
            self.open()
        assert self._store is not None
        return self._store

    @property
    def is_open(self) -> bool:
        return self._store is not None

    @property
    def is_lent(self) -> bool:
        """Whether another process has the kit."""
        return self._is_lent

    @property
    def key(self) -> bytes | None:
        """What the kit was opened with, or was to be."""
        return self._key

    def open(self, key: bytes | None = None, *, checks: bool = True) -> None:
        """`key`: of a kit that is kept by a passphrase; it is kept until the kit is closed. `checks`: its pages."""
        from circle.store import Store

        if self._is_locked:
            raise _locked()
        if self._store is None:
            self._key = key  # of a damaged one, too, for its backups
            self._finish_erasing()
            self._store = Store.open(self.folder, key=key, checks=checks)

    def _finish_erasing(self) -> None:
        """Of a kit of which a part was gone when the program was stopped, nothing can be opened any more."""
        if os.path.lexists(self.folder / ERASING):
            from circle.erasing_files import finish_everything

            finish_everything(self.folder)

    def close(self) -> None:
        self._is_lent = False
        try:
            if self._store is not None:
                for act in self.before_closing:
                    act()
        finally:  # whatever goes wrong before, nothing of it stays open
            store, self._store, self._key = self._store, None, None
            if store is not None:
                store.close()

    @contextmanager
    def lent(self) -> Generator[bytes | None]:
        """The kit is closed within, so that another process may have it, with the key that is given; then it is open
        again. Raises Refused where it cannot be opened.
        """
        key = self._key
        self.close()
        self._is_lent = True
        try:
            yield key
        finally:
            if self._is_lent:  # or the window was closed meanwhile
                self._is_lent = False
                # the other process has just looked through it, and the window would wait for that
                self.open(key if (self.folder / KEY).exists() else None, checks=False)

    def copied(self) -> Future[None]:
        """When the backup that was begun before is made, or has failed."""
        from concurrent.futures import Future

        over: Future[None] = Future()
        if self.checks is None:
            over.set_result(None)
        else:
            self.checks.add_done_callback(lambda _checks: over.set_result(None))
        return over

    def lock(self) -> None:
        """Closes the kit and forgets its key. Nothing but `unlock` opens it again."""
        self.close()
        self._is_locked = True

    def unlock(self, key: bytes | None) -> None:
        """Opens the kit again, or for the first time. Raises Refused, and is locked as before; but for one that is
        damaged or gone, which may be gone back to a backup of.
        """
        from circle.kit_troubles import KitDamaged, KitGone

        was_locked, self._is_locked = self._is_locked, False
        try:
            self.open(key)
        except (KitDamaged, KitGone):
            raise
        except Refused:
            self._is_locked = was_locked
            raise


def _locked() -> KitLocked:
    return KitLocked(_("The kit is locked. Nothing was changed. Open it first."))
