"""A session played again: which moment it is now, by a clock and never by counting ticks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from circle.clock import Clock

SPEEDS = (1, 5, 20, 60)
_LOOK_EVERY_MS = 50


@dataclass(frozen=True, slots=True)
class Run:
    """From a moment of the session on, since a moment of the clock, so many times as fast."""

    from_ms: int
    since_ms: int
    speed: int

    def at(self, clock_ms: int) -> int:
        return self.from_ms + (clock_ms - self.since_ms) * self.speed


class Replay(QObject):
    """Its timer runs while it plays, and never otherwise."""

    moved = Signal(int)
    """The moment of the session that it is now."""
    ended = Signal()
    """It came to the end of the session."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._run: Run | None = None
        self._end_ms = 0
        self._speed = SPEEDS[1]
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_playing(self) -> bool:
        return self._run is not None

    def play(self, from_ms: int, end_ms: int) -> None:
        self._end_ms = end_ms
        self._begin(from_ms)
        self._timer.start()

    def stop(self) -> None:
        self._run = None
        self._timer.stop()

    def jump(self, at_ms: int) -> None:
        """Goes on from there, if it plays."""
        if self._run:
            self._begin(at_ms)

    def use_speed(self, speed: int) -> None:
        """Goes on from where it is, so many times as fast."""
        self._speed = speed
        if self._run:
            self._begin(self._run.at(self._now_ms()))

    def look(self) -> None:
        """Reads the clock, and says where it is."""
        if self._run is None:
            return
        at_ms = min(self._run.at(self._now_ms()), self._end_ms)
        if at_ms == self._end_ms:
            self.stop()
        self.moved.emit(at_ms)
        if not self._run:
            self.ended.emit()

    def _begin(self, from_ms: int) -> None:
        self._run = Run(from_ms, self._now_ms(), self._speed)

    def _now_ms(self) -> int:
        """While the laptop sleeps nothing is played."""
        return self._clock.read().awake_ms
