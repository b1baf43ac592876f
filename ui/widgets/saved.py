"""The sign in the head of a page that what is shown has been saved."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from circle.i18n import gettext as _
from ui.theme import Look, Role
from ui.widgets.one_line import OneLine
from ui.widgets.shapes import mirrored, paint_tick


class Saved(OneLine):
    """The tick is painted: not every computer has a letter for it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, Role.STRONG, moss=True, whole=True)
        self.show_text(_("Saved"))

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self._beside(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._beside()
        box = mirrored(self, QRect(0, (self.height() - side) // 2, side, side))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_tick(painter, QRectF(box).adjusted(1, 1, -4, -4), self._look.theme.moss)

    def words_box(self) -> QRect:
        return mirrored(self, self.rect().adjusted(self._beside(), 0, 0, 0))

    def _beside(self) -> int:
        return self.fontMetrics().height()
