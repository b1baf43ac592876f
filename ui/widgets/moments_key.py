"""What the fills and marks of a timeline mean: a line of swatches and words, or as many as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look, Role
from ui.widgets.moments_painting import Swatch


class MomentsKey(QWidget):
    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._items: tuple[tuple[Swatch, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def show_key(self, items: Sequence[tuple[Swatch, str]]) -> None:
        self._items = tuple(items)
        self.setAccessibleName(", ".join(words for _swatch, words in self._items))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return ceil(boxes[-1].bottom()) if boxes else 0

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = self._look.font(Role.SMALL)
            for (swatch, words), box in zip(self._items, self._boxes(self.width()), strict=True):
                high, wide = self._look.px(11), self._look.px(20)
                swatch(painter, QRectF(box.left(), box.center().y() - high / 2, wide, high))
                painter.setFont(font)
                painter.setPen(self._look.theme.soft)
                said = box.adjusted(self._look.px(27), 0, 0, 0)
                painter.drawText(said, Qt.AlignmentFlag.AlignVCenter, words)

    def _boxes(self, width: int) -> list[QRectF]:
        """Of each swatch with its words."""
        metrics = QFontMetricsF(self._look.font(Role.SMALL))
        boxes: list[QRectF] = []
        x = y = 0.0
        for _swatch, words in self._items:
            long = self._look.px(27) + metrics.horizontalAdvance(words) + 2
            if x and x + long > width:
                x, y = 0.0, y + metrics.height() + self._look.px(3)
            boxes.append(QRectF(x, y, long, metrics.height()))
            x += long + self._look.px(16)
        return boxes
