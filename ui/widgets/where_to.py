"""Where files go: a folder, and the sticks that are there by their names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from circle.drives import Drive, drive_of, removable_drives
from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.path_line import PathLine

_LOOK_MS = 3_000
_MOST = 3


class WhereTo(QWidget):
    changed = Signal()

    def __init__(
        self,
        look: Look,
        folder: Path,
        drives: Callable[[], tuple[Drive, ...]] = removable_drives,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._ask = look, drives
        self._drives: tuple[Drive, ...] = ()
        self.folder = folder
        self._line = PathLine(look)
        self.choose_button = KeyButton(look, _("Choose…"), small=True)
        self._sticks = Flow(gap=8)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self._line, 1)
        place.addWidget(self.choose_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(place)
        rows.addLayout(self._sticks)
        self.choose_button.clicked.connect(self._choose)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.use(folder)

    @property
    def drive(self) -> Drive | None:
        """The stick that the folder is on."""
        return drive_of(self.folder, self._drives)

    def use(self, folder: Path) -> None:
        self.folder = folder
        self._line.show_text(str(folder))
        self.changed.emit()

    def look(self) -> None:
        """A stick may have been put in, or taken out."""
        drives = self._ask()[:_MOST]
        if drives == self._drives:
            return
        self._drives = drives
        while (item := self._sticks.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.hide()
                button.deleteLater()
        before: QWidget = self.choose_button
        for drive in drives:
            button = KeyButton(
                self._look, _("To the stick {name}").format(name=drive.name), small=True
            )
            button.clicked.connect(lambda *_on, to=drive.path: self.use(to))
            self._sticks.addWidget(button)
            QWidget.setTabOrder(before, button)
            before = button
        self.updateGeometry()
        self.changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _choose(self) -> None:
        title = _("Where do the notes go?")
        if chosen := QFileDialog.getExistingDirectory(self, title, str(self.folder)):
            self.use(Path(chosen))
