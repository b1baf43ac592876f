"""The sessions of the archive to choose from: found by words, filtered, page after page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.filter import Filter
from ui.theme import Look


class ArchiveList(QWidget):
    chosen = Signal(str)
    """The id of a session."""
    hit_chosen = Signal(object)
    """archived.Hit: the place in its session is to be shown."""
    page_asked = Signal(object, object)
    """filter.Filter, and the archived.SessionLine after which the page begins, or None."""
    search_asked = Signal(str, object, object)
    """The words, filter.Filter, and the id of the archived.Hit before which the page begins, or None."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def use_filter(self, those: Filter) -> None:
        self.page_asked.emit(those, None)
