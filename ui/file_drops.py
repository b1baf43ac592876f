"""Files from somebody dropped on a page: sessions, and folders that may hold some."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from ui.pages.start_shown import bundles_in


class FileDrops(QObject):
    dropped = Signal(tuple)
    """Their paths."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What enters is a drop that has not happened yet."""
        if not isinstance(event, QDropEvent):
            return False
        files = bundles_in(url.toLocalFile() for url in event.mimeData().urls())
        if files:
            event.acceptProposedAction()
        if files and event.type() == QEvent.Type.Drop:
            self.dropped.emit(files)
        return bool(files)
