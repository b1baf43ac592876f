"""How the talking moved, moment by moment: looked at closely, gone through, played again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.review import Review
from ui.theme import Look


class MomentsView(QWidget):
    moment_chosen = Signal(int)
    """In ms since the session opened."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def show_review(self, review: Review) -> None:
        """Another session, from its beginning."""

    def show_moment(self, at_ms: int) -> None:
        """Goes there; nothing is said of it by the signal."""
