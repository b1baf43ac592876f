"""The program's own entry, to the Start page: says when that is painted, and when the recent sessions are on it."""

import sys
from collections.abc import Callable, Sequence

import ui.qt_first

# isort: split
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

import ui.application
from tests.benchmarks.readings import report
from ui.command_line import main
from ui.pages.start import StartPage
from ui.pages.start_shown import RecentShown

_make_app, _paint, _show_recent = (
    ui.application.make_app,
    StartPage.paintEvent,
    StartPage.show_recent,
)


class AfterFrame(QObject):
    """Calls back when the frame is whole that a paint event is part of: a page's children come after it."""

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__()
        self._then = then
        self._waits = False

    def painting(self) -> None:
        if not self._waits:
            self._waits = True
            first = Qt.EventPriority.HighEventPriority.value
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), first)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.User:
            self._waits = False
            self._then()
            return True
        return super().event(event)


class Noticing:
    """Looks on while the window opens, and closes it once all is there."""

    def __init__(self) -> None:
        self._page: StartPage | None = None
        self._frame: AfterFrame | None = None
        self._seen = self._listed = False

    def make_app(self, arguments: list[str]) -> QApplication:
        app = _make_app(arguments)
        self._frame = AfterFrame(self._painted)
        return app

    def look_at(self, pages: type[StartPage]) -> None:
        def paint(self: StartPage, event: QPaintEvent) -> None:
            _paint(self, event)
            noticing._painting(self)

        def show_recent(self: StartPage, lines: Sequence[RecentShown]) -> None:
            _show_recent(self, lines)
            noticing._listed = len(lines) > 0
            self.update()

        noticing = self
        pages.paintEvent, pages.show_recent = paint, show_recent

    def _painting(self, page: StartPage) -> None:
        self._page = page
        if self._frame is not None:
            self._frame.painting()

    def _painted(self) -> None:
        if not self._seen:
            self._seen = True
            report("painted")
        if self._listed and self._page is not None:
            report("listed")
            self._page.window().close()


if __name__ == "__main__":
    noticing = Noticing()
    ui.application.make_app = noticing.make_app
    noticing.look_at(StartPage)
    sys.exit(main(["--home", sys.argv[1]]))
