"""One session as it is reviewed: a sentence and counts, how the talking moved, rounds, harvest, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.clock import Clock
from circle.comments import About, Comment
from circle.review import Review
from ui.actions import key_words
from ui.pages.review_shown import head_shown
from ui.theme import Look
from ui.widgets.moments_view import MomentsView
from ui.widgets.putting_right import PuttingRight
from ui.widgets.review_cards import ReviewCards
from ui.widgets.review_head import ReviewHead
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from ui.live_session import LiveSession

_EDGE, _GAP, _BESIDE_BAR = 24, 16, 8
_SETTLES_MS = 250
PUT_RIGHT = "Ctrl+Shift+T"
_LAID_OUT = frozenset({QEvent.Type.Resize, QEvent.Type.LayoutRequest})


class SessionReview(QWidget):
    """`head` is read first, `moments` is time, to be gone through; `cards` is all else."""

    place_chosen = Signal(object, object)
    """comments.About, and its place as in comments.Comment."""
    made = Signal()
    """Other parts are there now."""

    def __init__(
        self, look: Look, *, clock: Clock | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.head = ReviewHead(look)
        self.moments = MomentsView(look, clock=clock)
        self.putting_right = PuttingRight(look, key_words(PUT_RIGHT))
        self.cards = ReviewCards(look)
        self.page = ScrollColumn(look)
        self.page.body.setContentsMargins(0, 4, _BESIDE_BAR, _EDGE)
        self.page.body.setSpacing(_GAP)
        for part in (self.head, self.moments, self.putting_right, self.cards):
            self.page.body.addWidget(part)
        self.page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self._session = ""
        self._sought: QWidget | None = None
        self._stays_at: int | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_MS)
        self._settling.timeout.connect(self._leave_sought)
        if (content := self.page.widget()) is not None:
            content.installEventFilter(self)
        self._connect()

    def _connect(self) -> None:
        self.moments.moment_chosen.connect(self._choose_moment)
        self.cards.place_chosen.connect(self.place_chosen)
        self.cards.focused.connect(self._show_part)
        self.putting_right.focused.connect(self._show_part)
        self.cards.moment_chosen.connect(self._go_to_moment)
        self.head.unfolded.connect(self._show_part)
        self.cards.made.connect(self.made)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them."""
        fold = () if self.head.fold is None else (self.head.fold,)
        return (*fold, *self.moments.in_order, *self.putting_right.in_order, *self.cards.in_order)

    def show_review(self, review: Review) -> None:
        """The same session with other comments, or put right, stays where it was."""
        self._sought = None
        bar = self.page.verticalScrollBar()
        self._stays_at = bar.value() if review.id == self._session else None
        self.head.show_head(head_shown(review))
        self.moments.show_review(review)
        self.putting_right.setVisible(review.is_own)
        self.cards.show_review(review)
        self._settling.start()
        if review.id != self._session:
            self._session = review.id
            bar.setValue(0)

    def unfold_putting_right(self, live: LiveSession) -> None:
        """At the turn that was there at the moment that is chosen."""
        self.putting_right.unfold(live, self.moments.timeline.at_ms)
        self._show_part(self.putting_right)

    def show_comment(self, comment: Comment) -> None:
        """The place that it is about."""
        self.show_place(comment.about, comment.place)

    def show_place(self, about: About, place: int | None) -> None:
        if about is About.MOMENT and place is not None:
            self.moments.show_moment(place)
            self.cards.show_moment(place)
            self.page.show_part(self.moments)
        else:
            self.cards.show_place(about, place)

    def _go_to_moment(self, at_ms: int) -> None:
        """From what was put right then."""
        self.show_place(About.MOMENT, at_ms)
        self.moments.timeline.setFocus()
        self.place_chosen.emit(About.MOMENT, at_ms)

    def _choose_moment(self, at_ms: int) -> None:
        self.cards.show_moment(at_ms)
        self.place_chosen.emit(About.MOMENT, at_ms)

    def _show_part(self, part: QWidget | None) -> None:
        """None: the whole, which begins above. What is laid out anew meanwhile does not take it out of sight."""
        self._sought, self._stays_at = part, None
        if part is None:
            self.page.verticalScrollBar().setValue(0)
            return
        self.page.show_part(part)
        self._settling.start()

    def _leave_sought(self) -> None:
        self._sought = self._stays_at = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cards find their height only once they have their width."""
        if event.type() in _LAID_OUT and self._sought is not None:
            self.page.show_part(self._sought)
            self._settling.start()
        elif event.type() in _LAID_OUT and self._stays_at is not None:
            self.page.verticalScrollBar().setValue(self._stays_at)
            self._settling.start()
        return False
