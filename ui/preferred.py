"""The preferences that hold now: kept first, then told of."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from circle.kit_files import PREFERENCES

if TYPE_CHECKING:
    from circle.preferences import Preferences


class Preferred(QObject):
    """Read when they are first asked for: where none are kept, the first paint does not wait for them."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """`folder`: of the kit."""
        super().__init__(parent)
        self._folder = folder
        self.are_kept = os.path.lexists(folder / PREFERENCES)
        """Whether there are any but the usual ones."""
        self._changed: Preferences | None = None

    @property
    def now(self) -> Preferences:
        return self._changed or self._read[0]

    @property
    def trouble(self) -> str:
        """A sentence about what could not be read, or nothing."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Preferences, str]:
        from circle.preferences import read

        return read(self._folder)

    def change(self, **parts: Any) -> None:
        """`parts`: fields of Preferences. Raises circle.files.NotWritten, and nothing has changed then."""
        from dataclasses import replace

        from circle.preferences import keep

        wanted = replace(self.now, **parts)
        if wanted == self.now:
            return
        keep(self._folder, wanted)
        self._changed, self.are_kept = wanted, True
        self.changed.emit()
