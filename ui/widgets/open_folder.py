"""A button that opens the folder in which something was saved, in the laptop's own window for files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from circle.errors import quoted
from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.key_button import KeyButton


def opened(folder: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class OpenFolder(KeyButton):
    refused = Signal(str)
    """Why it could not be opened."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Open the folder"), small=True, parent=parent)
        self.opens: Callable[[Path], bool] = opened
        self._folder: Path | None = None
        self.clicked.connect(self._open)
        self.hide()

    def show_folder(self, folder: Path | None) -> None:
        """None: there is nothing to open."""
        self._folder = folder
        self.setVisible(folder is not None)

    def _open(self) -> None:
        folder = self._folder
        if folder is not None and not self.opens(folder):
            why = _("{folder} could not be opened from here. What was saved is in it all the same.")
            self.refused.emit(why.format(folder=quoted(folder, longest=200)))
