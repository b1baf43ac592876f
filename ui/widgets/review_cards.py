"""What a session came to, in cards: counts first, rounds, harvest, commitments, the facilitator's own listening."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.comments import About
from circle.review import Review
from ui.theme import Look


class ReviewCards(QWidget):
    place_chosen = Signal(object, object)
    """comments.About, and its place: a round, a note, or the whole."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def show_review(self, review: Review) -> None:
        """Another session."""

    def show_place(self, about: About, place: int | None) -> None:
        """Brings it into sight."""

    def show_moment(self, at_ms: int) -> None:
        """The round that ran then, and the notes near it, are to be found at a glance."""
