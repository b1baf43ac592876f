"""When something went wrong: the report, shown whole before it is copied or saved, and the card that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtWidgets import QApplication

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Body, Soft

if TYPE_CHECKING:
    from ui.kit_desk import KitDesk
    from ui.main_window import MainWindow
    from ui.pages.trouble_report import TroubleReportPage
    from ui.safety_acts import Around
    from ui.theme import Look

FILE_NAME = "circlekeeper-report.txt"


class ReportActs(QObject):
    def __init__(self, look: Look, window: MainWindow, desk: KitDesk) -> None:
        super().__init__(window)
        self._look, self._window, self._desk = look, window, desk
        self._page: TroubleReportPage | None = None

    def open(self) -> None:
        """Over the page that is shown, which stays as it is."""
        from ui.pages.trouble_report import TroubleReportPage

        if self._page is not None:
            return
        self._page = page = TroubleReportPage(self._look, self._text(), parent=self._window)
        page.left.connect(self._leave)
        page.copy_asked.connect(self._copy)
        page.save_asked.connect(self._save)
        self._window.show_over(page, page.actions_here, lambda: False)

    def _text(self) -> str:
        from circle.program_log import ProgramLog
        from ui.trouble_report import report_text

        desk = self._desk
        lines = ProgramLog(desk.folder, desk.clock).last_lines()
        qt = qVersion() or ""
        if desk.kit.is_open:
            try:
                return report_text(desk.folder, desk.store, lines, qt=qt)
            except Refused:  # the kit is the trouble
                pass
        return report_text(desk.folder, None, lines, qt=qt)

    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self._tell(_("Copied. Paste it where you ask for help."))

    def _save(self, text: str) -> None:
        from circle.files import write_new

        folder = self._desk.export_folder()
        try:
            file = write_new(folder, FILE_NAME, text.encode())
        except Refused as why:
            self._tell(str(why))
            return
        words = _("{file} is in {folder}.")
        self._tell(
            words.format(file=quoted(file.name), folder=quoted(file.parent, longest=300)),
        )

    def _tell(self, words: str) -> None:
        if self._page is not None:
            self._page.said.say(words)

    def _leave(self) -> None:
        self._page = None
        self._window.show_under()


class ReportCard(Card):
    asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("When something goes wrong"))
        words = _(
            "Circlekeeper writes down which part of it failed, and when, for whoever helps you. Nobody’s words are "
            "in it: no name, no note, no title."
        )
        self.body.addWidget(Body(look, words))
        self.body.addWidget(
            Soft(look, _("You see all of it before you copy it. Nothing is ever sent."), small=True)
        )
        self.button = KeyButton(look, _("Copy report…"), small=True)
        self.button.clicked.connect(self.asked)
        ways = Flow()
        ways.addWidget(self.button)
        self.body.addLayout(ways)
        self.body.addStretch(1)


class ReportPart:
    """Of the page of safe keeping."""

    def __init__(self, around: Around) -> None:
        card = ReportCard(around.look)
        card.asked.connect(lambda: around.reports().open())
        self.card: Card = card

    def look_again(self) -> None:
        pass

    def stop(self) -> None:
        pass
