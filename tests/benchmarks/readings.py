"""What a program says of itself while it is measured: one line for each reading."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt


def report(what: str, *words: str, memory: bool = False) -> None:
    """Says that something has come about, and how much CPU time (ns) this process has had until now."""
    kib = proportional_kib() if memory else 0
    os.write(1, " ".join((what, str(time.process_time_ns()), str(kib), *words)).encode() + b"\n")


def proportional_kib() -> int:
    """The process's memory, with its part of what it shares with others (PSS); 0 where nothing tells."""
    try:
        with open("/proc/self/smaps_rollup", encoding="ascii") as lines:  # noqa: PTH123 - pathlib costs
            return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except OSError:
        return 0


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
