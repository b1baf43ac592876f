"""What a measured program does when so much time has gone by."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer

_waiting: list[QTimer] = []
"""Nobody's children, so that they are not among the timers of the program."""


def after(ms: int, act: Callable[[], object]) -> None:
    """To the millisecond: Qt's usual timers may be a twentieth early or late."""
    timer = QTimer()
    timer.setSingleShot(True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(act)
    timer.start(ms)
    _waiting.append(timer)
