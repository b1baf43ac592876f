"""What is done to put turns right while a session is reviewed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.main_window import MainWindow
from ui.pages.review import ReviewPage
from ui.review_desk import ReviewDesk

if TYPE_CHECKING:
    from ui.live_session import LiveSession


class PutRightActs(QObject):
    """`shows`: shows a session as it is now, where it is on the page."""

    def __init__(
        self,
        window: MainWindow,
        desk: ReviewDesk,
        page: ReviewPage,
        shows: Callable[[str], object],
    ) -> None:
        super().__init__(page)
        self._window, self._desk, self._page, self._shows = window, desk, page, shows
        self._live: LiveSession | None = None
        page.put_right_asked.connect(self.turn)
        page.put_right_left.connect(self.leave)
        page.left.connect(self.leave)

    def turn(self) -> None:
        """Unfolds it, or folds it."""
        if self._live is not None:
            self.leave()
        elif self._page.is_own:
            self._unfold()
        elif self._page.shown:
            self._window.say(
                _(
                    "This session came from elsewhere, and stays as it came. "
                    "What you noticed can be said in a comment."
                )
            )

    def _unfold(self) -> None:
        try:
            live = self._live = self._desk.to_correct(self._page.shown)
        except Refused as why:
            self._window.say(str(why))
            return
        live.setParent(self)
        live.refused.connect(self._window.say)
        live.acted.connect(partial(self._offer_undo, live))
        live.changed.connect(partial(self._shows, live.id))
        self._page.session.unfold_putting_right(live)

    def leave(self) -> None:
        """Another session, another page, or all is right. What was done stays."""
        live, self._live = self._live, None
        self._page.session.putting_right.fold()
        if live is not None:
            live.stop()
            live.deleteLater()

    def _offer_undo(self, live: LiveSession, words: str) -> None:
        done = live.log.can_undo
        if words and done is not None:
            said = _("Put right: {act}.").format(act=words)
            self._window.say_done(said, (_("Undo"), partial(self._undo, live.id, done.seq)))

    def _undo(self, session: str, number: int) -> None:
        """Also where another session is shown by now."""
        here = self._live if self._live is not None and self._live.id == session else None
        try:
            live = here or self._desk.to_correct(session)
        except Refused as why:
            self._window.say(str(why))
            return
        if here is None:
            live.refused.connect(self._window.say)
            live.changed.connect(partial(self._shows, session))
        last = live.log.can_undo
        if last is not None and last.seq == number:
            live.undo()
        if here is None:
            live.stop()
            live.deleteLater()
