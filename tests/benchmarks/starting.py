"""The program's own entry, to the Start page: says when that is painted, and when the recent sessions are on it."""

# ruff: noqa: E402
import gc
import sys
from collections.abc import Sequence

gc.disable()  # as the program does before it imports its window

import ui.qt_first

# isort: split
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent

import ui.application
from tests.benchmarks.readings import report
from ui.command_line import main
from ui.pages.start import StartPage
from ui.pages.start_shown import RecentShown
from ui.theme import Look


class WatchedPage(StartPage):
    """Looks on while the window opens, and closes it once all is there."""

    def __init__(self, look: Look) -> None:
        self._listed = False
        super().__init__(look)
        after_the_frame = Qt.ConnectionType.QueuedConnection
        self.painted.connect(lambda: report("painted"), after_the_frame)

    def show_recent(self, lines: Sequence[RecentShown]) -> None:
        super().show_recent(lines)
        self._listed = len(lines) > 0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._listed:
            QTimer.singleShot(0, self, self._end)

    def _end(self) -> None:
        report("listed")
        self.window().close()


if __name__ == "__main__":
    ui.application.StartPage = WatchedPage
    sys.exit(main(["--home", sys.argv[1]]))
