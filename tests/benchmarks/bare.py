"""The floor: a PySide6 program that does next to nothing. `widget` paints itself; `label` changes every second."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.benchmarks.readings import report

SIZE = (1366, 768)


class Bare(QWidget):
    """Says when it is painted, and how much memory it takes a moment later."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(*SIZE)
        self._painted = False

    def paintEvent(self, event: object) -> None:
        if not self._painted:
            self._painted = True
            report("painted")
            self.startTimer(int(sys.argv[2]))

    def timerEvent(self, event: object) -> None:
        report("settled", memory=True)
        self.close()


def widget(app: QApplication) -> None:
    window = Bare()
    window.show()
    app.exec()


def label(app: QApplication) -> None:
    """Counts seconds; says when it has begun to, and when so many have gone by."""
    from PySide6.QtCore import QTimer

    from tests.benchmarks.later import after

    shown = QLabel("0:00")
    shown.resize(*SIZE)
    shown.show()
    seconds = iter(range(1, 10_000))
    every = QTimer()
    every.timeout.connect(lambda: shown.setText("{}:{:02}".format(*divmod(next(seconds), 60))))
    every.start(1000)
    after(int(sys.argv[2]), lambda: report("begun"))
    after(int(sys.argv[3]), lambda: (report("done"), shown.close()))
    app.exec()


if __name__ == "__main__":
    {"widget": widget, "label": label}[sys.argv[1]](QApplication(sys.argv[:1]))
