"""The floor: a PySide6 program that does next to nothing. `widget`: paints itself once; `label`: changes every second."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.benchmarks.readings import AfterFrame, report

SIZE = (1366, 768)


class Bare(QWidget):
    def __init__(self, painted: AfterFrame) -> None:
        super().__init__()
        self._painted = painted
        self.resize(*SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painted.painting()


def widget(app: QApplication) -> None:
    """Says when it is painted, how much memory it takes a moment later, and ends."""
    window = Bare(AfterFrame(lambda: report("painted")))
    window.show()
    settled_ms = int(sys.argv[2])
    QTimer.singleShot(settled_ms, lambda: (report("settled", memory=True), app.quit()))
    app.exec()


def label(app: QApplication) -> None:
    """Counts seconds; says when it begins and when so many have gone by."""
    shown = QLabel("0:00")
    shown.resize(*SIZE)
    shown.show()
    seconds = iter(range(1, 10_000))
    every = QTimer()
    every.timeout.connect(lambda: shown.setText("{}:{:02}".format(*divmod(next(seconds), 60))))
    every.start(1000)
    QTimer.singleShot(int(sys.argv[2]), lambda: report("begun"))
    QTimer.singleShot(int(sys.argv[3]), lambda: (report("done"), app.quit()))
    app.exec()


if __name__ == "__main__":
    {"widget": widget, "label": label}[sys.argv[1]](QApplication(sys.argv[:1]))
