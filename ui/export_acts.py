"""What is done to let notes leave: the Export page over Close, and what it leaves behind in the register."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused
from ui.kit_desk import KitDesk
from ui.main_window import MainWindow
from ui.theme import Look

if TYPE_CHECKING:
    from ui.pages.close import ClosePage
    from ui.pages.export import ExportPage
    from ui.pages.leaving_shown import Chosen


class ExportActs(QObject):
    def __init__(self, look: Look, window: MainWindow, desk: KitDesk) -> None:
        super().__init__(window)
        self._look, self._window, self._desk = look, window, desk

    def look_first(self, close: ClosePage) -> None:
        """What is still being written counts."""
        from ui.pages.export import ExportPage

        if close.export_card.is_exporting:
            return
        close.keep_open()
        live, card = self._desk.live, close.export_card
        page = ExportPage(
            self._look, live.id, live.log, card.chosen, card.house, parent=self._window
        )
        page.exported.connect(partial(self._record, page))
        page.left.connect(partial(self._go_back, page, close))
        self._show_left(page)
        self._window.be_quiet()
        self._window.show_over(page, page.actions_here, page.holds_back)

    def record(
        self,
        formats: tuple[str, ...],
        level: str,
        reader: str,
        folder: Path,
        *,
        sealed: bool = False,
    ) -> None:
        try:
            self._desk.record_export(formats, level, reader, folder, sealed=sealed)
        except Refused as why:
            self._window.say(str(why))

    def _record(self, page: ExportPage, chosen: Chosen, *sealed: bool) -> None:
        level, reader = chosen.level.value, chosen.reader.value
        self.record(chosen.formats, level, reader, chosen.folder, sealed=any(sealed))
        self._show_left(page)

    def _show_left(self, page: ExportPage) -> None:
        try:
            page.show_left(self._desk.live.exports())
        except Refused as why:
            self._window.say(str(why))

    def _go_back(self, page: ExportPage, close: ClosePage) -> None:
        close.export_card.use(page.chosen)
        self._window.show_under()
