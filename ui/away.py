"""Nobody has been at the window for a while, or the laptop slept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot

from circle.clock import Clock, slept_ms

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

LOOK_MS = 15_000
_SLEPT_MS = 5_000
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Away(QObject):
    """Looks at the clock now and then, and at what comes to the window from outside, while it watches."""

    idle = Signal()
    slept = Signal()
    """Or is about to."""

    def __init__(self, clock: Callable[[], Clock], window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._clock, self._window = clock, window
        self._after_ms = 0
        self._looks = QTimer(self)
        self._looks.setInterval(LOOK_MS)
        self._looks.timeout.connect(self.look)
        self._bus: object | None = None

    def watch(self, after_ms: int) -> None:
        """From now on. 0: only for sleep."""
        self.stop()
        self._after_ms = after_ms
        self._looked = self._last = self._clock().read()
        self._looks.start()
        if (handle := self._window.windowHandle()) is not None:
            handle.installEventFilter(self)
        self._listen_to_system()

    def stop(self) -> None:
        self._looks.stop()
        if (handle := self._window.windowHandle()) is not None:
            handle.removeEventFilter(self)

    def look(self) -> None:
        now = self._clock().read()
        before, self._looked = self._looked, now
        if slept_ms(before, now) >= _SLEPT_MS:
            self.slept.emit()
        elif self._after_ms and now.steady_ms - self._last.steady_ms >= self._after_ms:
            self._last = now
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            now = self._clock().read()
            if slept_ms(self._looked, now) >= _SLEPT_MS:
                self.look()
            self._last = now
        return False

    def _listen_to_system(self) -> None:
        """Where the system says beforehand that it goes to sleep. Elsewhere it shows when it wakes."""
        if sys.platform != "linux" or self._bus is not None:
            return
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return
        bus = self._bus = QDBusConnection.systemBus()
        if bus.isConnected():
            place = ("org.freedesktop.login1", "/org/freedesktop/login1")
            said = ("org.freedesktop.login1.Manager", "PrepareForSleep")
            slot: Any = SLOT("prepare(bool)")  # Qt takes this text alone, whatever its stubs say
            bus.connect(*place, *said, self, slot)

    @Slot(bool)
    def prepare(self, begins: bool) -> None:
        if begins and self._looks.isActive():
            self.slept.emit()
