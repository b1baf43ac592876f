"""One session as it is reviewed: a sentence and counts, how the talking moved, rounds, harvest, and what it came to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.clock import Clock
from circle.comments import About, Comment
from circle.review import Review
from ui.theme import Look
from ui.widgets.moments_view import MomentsView
from ui.widgets.review_cards import ReviewCards
from ui.widgets.scroll_column import ScrollColumn


class SessionReview(QWidget):
    """`moments` is time, to be gone through; `cards` is all else."""

    place_chosen = Signal(object, object)
    """comments.About, and its place as in comments.Comment."""

    def __init__(
        self, look: Look, *, clock: Clock | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.moments = MomentsView(look, clock=clock)
        self.cards = ReviewCards(look)
        scroll = ScrollColumn(look)
        scroll.body.addWidget(self.moments)
        scroll.body.addWidget(self.cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self.moments.moment_chosen.connect(self._choose_moment)
        self.cards.place_chosen.connect(self.place_chosen)

    def show_review(self, review: Review) -> None:
        self.moments.show_review(review)
        self.cards.show_review(review)

    def show_comment(self, comment: Comment) -> None:
        """The place that it is about."""
        if comment.about is About.MOMENT and comment.place is not None:
            self.moments.show_moment(comment.place)
        else:
            self.cards.show_place(comment.about, comment.place)

    def _choose_moment(self, at_ms: int) -> None:
        self.cards.show_moment(at_ms)
        self.place_chosen.emit(About.MOMENT, at_ms)
