"""What is said about a session: by a trainer, and back by who led it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.comments import About
from circle.review import Review
from ui.theme import Look


class CommentsPanel(QWidget):
    written = Signal(object)
    """comments.Comment: new, or with other words; to be kept."""
    chosen = Signal(object)
    """comments.Comment: its place is to be shown."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def show_review(self, review: Review) -> None:
        """Another session, or the same with other comments."""

    def show_place(self, about: About, place: int | None) -> None:
        """What is written next is about this."""

    def keep_now(self) -> None:
        """What is being written is a draft."""
