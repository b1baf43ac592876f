"""The archive, one session of it, and what is said about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.filter import Filter
from circle.i18n import gettext as _
from circle.review import Review
from ui.actions import Action, bind
from ui.theme import Look
from ui.widgets.archive_list import ArchiveList
from ui.widgets.comments_panel import CommentsPanel
from ui.widgets.labels import Heading
from ui.widgets.over_ways import OverWays
from ui.widgets.page_frame import PageFrame
from ui.widgets.session_review import SessionReview


class ReviewPage(QWidget):
    """Three columns: `archive` chooses a session, `session` shows it, `comments` are about it."""

    left = Signal()
    over_asked = Signal(str)
    """The session that is shown, over those of its circle."""
    beside_asked = Signal(str)
    """The session that is shown, beside another."""
    months_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._review: Review | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Review"))
        self.archive = ArchiveList(look)
        self.session = SessionReview(look)
        self.comments = CommentsPanel(look)
        self.ways = OverWays(look)
        self.actions_here = (
            *self.ways.table,
            Action("leave", _("Back to Start"), ("Escape",), self.left.emit),
        )
        bind(self, self.actions_here)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        frame = PageFrame(self._look, footer=False)
        frame.head_left.addWidget(Heading(self._look, _("Review")))
        frame.head_right.addWidget(self.ways)
        for part in (self.archive, self.session, self.comments):
            frame.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)

    def _connect(self) -> None:
        """A moment, a round or a note that is chosen anywhere is chosen everywhere."""
        self.session.place_chosen.connect(self.comments.show_place)
        self.comments.chosen.connect(self.session.show_comment)
        self.ways.over_asked.connect(lambda: self.over_asked.emit(self.shown))
        self.ways.beside_asked.connect(lambda: self.beside_asked.emit(self.shown))
        self.ways.months_asked.connect(self.months_asked)

    @property
    def shown(self) -> str:
        """The id of the session that is shown, if one is."""
        return self._review.id if self._review is not None else ""

    def list_only(self, those: Filter) -> None:
        self.archive.use_filter(those)

    def show_session(self, review: Review) -> None:
        self._review = review
        self.session.show_review(review)
        self.comments.show_review(review)

    def keep_now(self) -> None:
        """What is being written is a draft."""
        self.comments.keep_now()
