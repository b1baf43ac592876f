"""The small drawn key beside words: what to press for the same."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from ui.theme import Look, Role
from ui.widgets.shapes import paint_box


def cap_size(look: Look, key: str) -> QSize:
    metrics = look.metrics(Role.KEY)
    height = ceil(metrics.height()) + 4
    return QSize(max(height, ceil(metrics.horizontalAdvance(key)) + 12), height)


def paint_cap(painter: QPainter, look: Look, key: str, box: QRectF, colour: QColor) -> None:
    line = QColor(colour)
    line.setAlphaF(0.7)
    paint_box(painter, box, fill=None, line=line, corner=5)
    painter.setFont(look.font(Role.KEY))
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
