"""What is done over several sessions, from the Review page: over the sessions of a circle, two side by side, by month."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused
from circle.filter import EVERYTHING, Filter
from circle.i18n import gettext as _
from ui.main_window import MainWindow
from ui.over_desk import OverDesk
from ui.theme import Look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.actions import Action
    from ui.pages.review import ReviewPage


class OverActs(QObject):
    """Its pages lie over the Review page, one at a time; each is left for the one that it was opened from."""

    def __init__(self, look: Look, window: MainWindow, desk: OverDesk) -> None:
        super().__init__(window)
        self._look, self._window, self._desk = look, window, desk
        self._first = ""
        """The session that another is to be set beside."""
        self._way: list[Callable[[], object]] = []
        """How the pages over the Review page were opened, the one that is shown last."""

    def serve(self, page: ReviewPage, show: Callable[[str], object]) -> None:
        """`show`: shows a session on that page."""
        self._first, self._way = "", []
        self._page, self._show_session = page, show
        page.over_asked.connect(self._over_shown)
        page.beside_asked.connect(self.beside)
        page.months_asked.connect(self.by_month)

    def _over_shown(self, session: str, listed: Filter) -> None:
        """`listed`: which sessions the list shows. All of them: those of the circle of the session."""
        if listed != EVERYTHING:
            self.over(listed, session)
            return
        try:
            those = self._desk.whose(session) if session else None
        except Refused as why:
            self._window.say(str(why))
            return
        if those is None:
            self._window.say(_("No circle and nobody who led is known here. Choose another session, then press Ctrl T."))  # fmt: skip
        else:
            self.over(those, session)

    def over(self, those: Filter, session: str = "") -> None:
        """`session`: the one that is chosen at first."""
        from ui.pages.over_sessions import OverSessionsPage

        try:
            shown = self._desk.over(those)
        except Refused as why:
            self._window.say(str(why))
            return
        page = OverSessionsPage(self._look, self._ways, parent=self._window)
        page.show_over(shown, session)
        page.whose_chosen.connect(self._over_others)
        page.session_asked.connect(self._open)
        page.beside_asked.connect(self.beside)
        self._lay_over(page, page.actions_here, partial(self.over, those, session))
        page.left.connect(self._back)
        page.go_to_charts()

    def _ways(self) -> tuple[tuple[str, Filter], ...]:
        try:
            return self._desk.ways()
        except Refused as why:
            self._window.say(str(why))
            return ()

    def _over_others(self, those: Filter) -> None:
        there = len(self._way)
        self.over(those)
        if len(self._way) > there:  # else it was refused, and the page stays
            del self._way[-2]

    def beside(self, session: str) -> None:
        """The first time it is kept in mind, the second time both are shown."""
        if not session:
            return
        if self._first == session:
            self._keep_first("")
            self._window.be_quiet()
        elif self._first:
            first = self._first
            self._keep_first("")
            self._window.be_quiet()
            self.two(first, session)
        else:
            self._keep_first(session)

    def _keep_first(self, session: str) -> None:
        try:
            called = self._desk.called(session) if session else ""
        except Refused as why:
            self._window.say(str(why))
            return
        self._first = session
        self._page.ways.show_first(is_there=bool(session))
        if session:
            words = _("{session} is one of two. Choose the other and press Ctrl B; pressed here again, it leaves this one.")  # fmt: skip
            self._window.say(words.format(session=called))

    def two(self, one: str, other: str) -> None:
        from ui.pages.two_sessions import TwoSessionsPage

        try:
            shown = self._desk.two(one, other)
        except Refused as why:
            self._window.say(str(why))
            return
        page = TwoSessionsPage(self._look, shown, parent=self._window)
        page.left.connect(self._back)
        self._lay_over(page, page.actions_here, partial(self.two, one, other))

    def by_month(self) -> None:
        from ui.pages.by_month import ByMonthPage

        try:
            shown = self._desk.by_month()
        except Refused as why:
            self._window.say(str(why))
            return
        page = ByMonthPage(self._look, shown, parent=self._window)
        page.list_asked.connect(self._list)
        page.over_asked.connect(self.over)
        page.left.connect(self._back)
        self._lay_over(page, page.actions_here, self.by_month)

    def _lay_over(
        self, page: QWidget, actions: tuple[Action, ...], again: Callable[[], object]
    ) -> None:
        self._window.show_under()
        self._way.append(again)
        self._window.show_over(page, actions, lambda: False)

    def _back(self) -> None:
        """To the page that this one was opened from, as things are now."""
        self._window.show_under()
        *before, _this = self._way
        self._way = before[:-1]
        if before:
            before[-1]()
        if len(self._way) < len(before):  # it was refused, and the Review page is shown
            self._way.clear()

    def _leave_all(self) -> None:
        self._way.clear()
        self._window.show_under()

    def _open(self, session: str) -> None:
        self._leave_all()
        self._show_session(session)

    def _list(self, those: Filter) -> None:
        self._leave_all()
        self._page.list_only(those)
