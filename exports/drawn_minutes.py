"""The axis of minutes under a picture."""

from __future__ import annotations

from dataclasses import dataclass

from circle.i18n import gettext as _
from exports.svg import LINE, SOFT, Drawing

_STEPS_MIN = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240)
_MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class Minutes:
    """From 0 to `length_ms`, drawn from `left` on over `width`."""

    length_ms: int
    left: float
    width: float

    def x(self, at_ms: float) -> float:
        return self.left + self.long(min(max(0, at_ms), self.length_ms))

    def long(self, ms: float) -> float:
        return self.width * ms / self.length_ms

    def marks(self) -> range:
        """The minutes that have a number."""
        minutes = self.length_ms // 60_000
        step = next((one for one in _STEPS_MIN if minutes / one <= _MOST_STEPS), minutes // 8 or 1)
        return range(0, minutes + 1, step)

    def draw_lines(self, drawing: Drawing, top: float, bottom: float) -> None:
        for minute in self.marks():
            at = self.x(minute * 60_000)
            drawing.line(at, top, at, bottom, LINE)

    def draw_numbers(self, drawing: Drawing, y: float) -> float:
        """The numbers below `y`, with a word before them; gives where they end."""
        drawing.line(self.left, y, self.left + self.width, y, SOFT)
        drawing.words(self.left - 10, y + 16, _("Minutes"), size=11.5, colour=SOFT, anchor="end")
        for minute in self.marks():
            at = self.x(minute * 60_000)
            drawing.line(at, y, at, y + 4, SOFT)
            drawing.words(at, y + 16, str(minute), size=11.5, colour=SOFT, anchor="middle")
        return y + 24
