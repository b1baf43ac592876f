"""Whether something may leave: a shape and words, never the colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from circle.harvest import Seen
from circle.i18n import gettext as _
from ui.theme import Look, Role
from ui.widgets.one_line import OneLine
from ui.widgets.shapes import mirrored, paint_seen


class LeavesMark(OneLine):
    def __init__(self, look: Look) -> None:
        super().__init__(look, Role.PROMPT)
        self._leaves = False

    @property
    def words(self) -> str:
        return _("May leave") if self._leaves else _("Stays here")

    def show_leaves(self, *, leaves: bool) -> None:
        self._leaves = leaves
        self.show_text(self.words)
        self.update()

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self._beside(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._beside()
        box = QRect(0, (self.height() - side) // 2, side, side)
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            inner = QRectF(mirrored(self, box.adjusted(2, 4, -8, -6)))
            seen = Seen.REPORT if self._leaves else Seen.MINE
            paint_seen(painter, inner, theme.moss if self._leaves else theme.soft, seen)

    def words_box(self) -> QRect:
        return mirrored(self, self.rect().adjusted(self._beside(), 0, 0, 0))

    def _beside(self) -> int:
        return self.fontMetrics().height()
