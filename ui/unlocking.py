"""A passphrase tried beside the window: it takes a moment, and every wrong one a little more until the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused
from ui.beside import Beside, Steps, writer

if TYPE_CHECKING:
    from circle.vault import Way
    from ui.widgets.passphrase_try import PassphraseTry

_FIRST_MS, _LONGEST_MS = 500, 8_000


class Unlocking(QObject):
    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._beside = Beside(self)
        self._wrong = 0

    def try_it(
        self, secret: str, tries: PassphraseTry, opened: Callable[[bytes, Way], object]
    ) -> None:
        """`opened` may refuse as well."""
        tries.wait_for_it()
        self._beside.run(self._steps(secret, tries, opened))

    def finish(self) -> None:
        """Now."""
        self._beside.finish()

    def _steps(
        self, secret: str, tries: PassphraseTry, opened: Callable[[bytes, Way], object]
    ) -> Steps:
        from circle.locking import unlock
        from circle.vault import WrongPassphrase

        try:
            key, way = yield writer().submit(unlock, self._folder, secret)
            opened(key, way)
            self._wrong = 0
        except WrongPassphrase as why:
            tries.refuse(str(why), wait_ms=self._wait_ms())
        except Refused as why:
            tries.refuse(str(why))

    def _wait_ms(self) -> int:
        """Never for long, and never for good."""
        self._wrong += 1
        return (
            min(_FIRST_MS * 2 ** (self._wrong - 1), _LONGEST_MS)
            if self._wrong < 20
            else _LONGEST_MS
        )
