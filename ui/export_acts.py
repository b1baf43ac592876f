"""What is done to let notes leave: the Export page over Close, and what it leaves behind in the register."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.kit_desk import KitDesk
from ui.main_window import MainWindow
from ui.theme import Look

if TYPE_CHECKING:
    from ui.pages.close import ClosePage
    from ui.pages.export import ExportPage
    from ui.pages.leaving_shown import Chosen


class ExportActs(QObject):
    def __init__(
        self, look: Look, window: MainWindow, desk: KitDesk, start: Callable[[], object]
    ) -> None:
        """`start`: shows the Start page, as the kit is now."""
        super().__init__(window)
        self._look, self._window, self._desk, self._start = look, window, desk, start

    def several(self) -> None:
        """Over the Start page."""
        from circle.harvest import Seen
        from circle.level import Level
        from ui.pages.export_many import ExportManyPage
        from ui.pages.leaving_shown import Chosen, first_formats

        desk = self._desk
        try:
            house = desk.house()
            sessions = desk.can_leave()
            folder = desk.export_folder()
        except Refused as why:
            self._window.say(str(why))
            return
        if not sessions:
            words = _(
                "No session is closed yet, so there is nothing to export. End a session, and it can leave from its Close page."
            )
            self._window.say(words)
            return
        reader = Seen.REPORT
        chosen = Chosen(first_formats(reader), Level.NOBODY, reader, folder, house.paper)
        page = ExportManyPage(
            self._look,
            sessions,
            desk.reading_to_leave(),
            chosen,
            house=house,
            now=desk.wall(),
            parent=self._window,
        )
        page.exported.connect(self._record_one)
        page.left.connect(self._back_to_start)
        self._window.be_quiet()
        self._window.show_over(page, page.actions_here, page.holds_back)

    def _record_one(self, session: str, left: Chosen, *sealed: bool) -> None:
        self.record(left, sealed=any(sealed), session=session)

    def _back_to_start(self) -> None:
        self._window.show_under()
        self._start()

    def look_first(self, close: ClosePage) -> None:
        """What is still being written counts."""
        if not close.export_card.is_exporting:
            self._open_page(close)

    def ask_for_passphrase(self, close: ClosePage) -> None:
        """On the Export page, which says why it is there."""
        if page := self._open_page(close):
            page.ask_for_passphrase()

    def _open_page(self, close: ClosePage) -> ExportPage | None:
        """None, and why, while nothing may leave."""
        from ui.pages.export import ExportPage

        live, card = self._desk.live, close.export_card
        if card.looked_for is None:
            self._window.say(card.why_not)
            return None
        close.keep_open()
        page = ExportPage(
            self._look,
            live.id,
            live.log,
            card.chosen,
            card.house,
            looked_for=card.looked_for,
            parent=self._window,
        )
        page.exported.connect(partial(self._record, page))
        page.left.connect(partial(self._go_back, page, close))
        self._show_left(page)
        self._window.be_quiet()
        self._window.show_over(page, page.actions_here, page.holds_back)
        return page

    def record(self, left: Chosen, *, sealed: bool = False, session: str = "") -> None:
        """`session`: that on the desk, unless another is given."""
        try:
            self._desk.record_export(left, sealed=sealed, session=session)
        except Refused as why:
            self._window.say(str(why))

    def _record(self, page: ExportPage, left: Chosen, *sealed: bool) -> None:
        self.record(left, sealed=any(sealed))
        self._show_left(page)

    def _show_left(self, page: ExportPage) -> None:
        try:
            page.show_left(self._desk.live.exports())
        except Refused as why:
            self._window.say(str(why))

    def _go_back(self, page: ExportPage, close: ClosePage) -> None:
        close.export_card.use(page.chosen)
        self._window.show_under()
