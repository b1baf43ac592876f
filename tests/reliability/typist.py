"""The whole program, in whose window somebody writes a note, letter after letter, and never stops.

It says on its standard output how many letters there are. The kit is in the folder that it is given.
"""

import os
import sys
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.application import Application, make_app
from ui.sample_circle import sample_opened

EVERY_MS = 20


def letter(number: int) -> str:
    """Digits of running numbers: a letter that is lost or there twice is seen."""
    return f"{number // 4:04}"[number % 4]


def in_focus() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused, "no part of the window has the focus"
    return focused


def write(home: Path) -> None:
    app = make_app(["circlekeeper"])
    circlekeeper = Application(app, home)
    circlekeeper.window.show_page(circlekeeper.start)
    circlekeeper.window.show()
    circlekeeper.window.activateWindow()
    circlekeeper.make_ready()
    circlekeeper.sessions.open_session(sample_opened())
    circlekeeper.desk.live.next()
    app.processEvents()
    QTest.keyClicks(in_focus(), "n")
    numbers = count()

    def press() -> None:
        number = next(numbers)
        QTest.keyClicks(in_focus(), letter(number))
        os.write(1, f"{number + 1}\n".encode())

    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(EVERY_MS)
    app.exec()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
