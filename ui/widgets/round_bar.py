"""A round as a bar: as long as the round at a scale that it shares with others, with what was held and what was silence."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.accessible import Pictured
from ui.pages.two_sessions_shown import RoundShown
from ui.theme import Look
from ui.widgets.shapes import mirrored

_HIGH = 16


class RoundBar(Pictured):
    """Full: held. Light: silence. Empty: all else, or not known. Words beside it say the same."""

    def __init__(self, look: Look, shown: RoundShown, longest_ms: int) -> None:
        super().__init__()
        self._look, self._shown, self._longest_ms = look, shown, longest_ms
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(shown.title)
        self.setAccessibleDescription(shown.counts)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(160), self._look.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(60), self._look.px(_HIGH))

    @property
    def length(self) -> int:
        """In pixels."""
        return round((self.width() - 1) * self._shown.length_ms / max(1, self._longest_ms))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, shown = self._look.theme, self._shown
        whole = max(2, self.length)
        held, silent = round(whole * shown.held), round(whole * shown.silent)
        with QPainter(self) as painter:
            for left, wide, fill in (
                (0, held, theme.moss),
                (held, min(silent, whole - held), theme.moss_tint),
            ):
                painter.fillRect(self._part(left, wide), fill)
            painter.setPen(theme.calm)
            painter.drawRect(QRectF(self._part(0, whole)).adjusted(0.5, 0.5, -0.5, -0.5))

    def _part(self, left: int, wide: int) -> QRect:
        return mirrored(self, QRect(left, 0, wide, self.height()))
