"""What is done while sessions are reviewed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from circle.errors import Refused
from circle.filter import EVERYTHING
from ui.deck_acts import Shows
from ui.main_window import MainWindow
from ui.over_acts import OverActs
from ui.pages.review import ReviewPage
from ui.review_desk import ReviewDesk
from ui.theme import Look


class ReviewActs(QObject):
    """`left`: where it goes back to."""

    def __init__(
        self,
        look: Look,
        window: MainWindow,
        desk: ReviewDesk,
        *,
        shows: Shows,
        left: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._look, self._window, self.desk = look, window, desk
        self._shows, self._left = shows, left
        self.overs = OverActs(look, window, desk.over)

    def open(self, session: str = "") -> None:
        """The archive, and that session or the newest."""
        page = ReviewPage(self._look, parent=self._window)
        page.left.connect(self._left)
        page.archive.chosen.connect(lambda chosen: self._show(page, chosen))
        self.overs.serve(page, partial(self._show, page))
        self._shows(page, page.actions_here, page.keep_now)
        try:
            lines = self.desk.page(EVERYTHING)
        except Refused as why:
            self._window.say(str(why))
            return
        if session or lines:
            self._show(page, session or lines[0].id)

    def _show(self, page: ReviewPage, session: str) -> None:
        try:
            page.show_session(self.desk.review(session))
        except Refused as why:
            self._window.say(str(why))
