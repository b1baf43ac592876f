"""What the computer says of colours and of what moves, as far as Qt can tell."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from PySide6.QtGui import QStyleHints

_ACCESSIBILITY = "accessibility"
_CONTRAST, _MOTION = "contrastPreference", "motionPreference"
"""Of newer versions of Qt than the oldest that the program runs with."""


@cache
def _more_of(hints: QStyleHints) -> QObject | None:
    """Qt's own, asked for once in a process and kept: what Python lets go of there was found gone by whoever asked next,
    and the process died of it.
    """
    return getattr(hints, _ACCESSIBILITY)() if hasattr(hints, _ACCESSIBILITY) else None


class AsTheComputer(QObject):
    changed = Signal()

    def __init__(self, hints: QStyleHints, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hints = hints
        self._more = _more_of(hints)
        hints.colorSchemeChanged.connect(self._tell)
        for name in (f"{_CONTRAST}Changed", f"{_MOTION}Changed"):
            if hasattr(self._more, name):
                getattr(self._more, name).connect(self._tell)

    @property
    def palette(self) -> str:
        """The name of the palette that is nearest; light where the computer says nothing."""
        if self._asks(_CONTRAST):
            return "high_contrast"
        return "dark" if self._hints.colorScheme() is Qt.ColorScheme.Dark else "light"

    @property
    def is_still(self) -> bool:
        return self._asks(_MOTION)

    def _asks(self, preference: str) -> bool:
        """For more contrast, or for less motion: there is only that and no preference."""
        said = getattr(self._more, preference)() if hasattr(self._more, preference) else None
        return said is not None and said.name != "NoPreference"

    def _tell(self) -> None:
        self.changed.emit()
