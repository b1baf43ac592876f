"""The shapes that all painted widgets share: a rounded box, the ring of the focus, a tick."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

FOCUS_WIDTH = 2.0
CORNER = 12.0
_TICK = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.3))
"""Its corners, as parts of the box."""


def paint_box(
    painter: QPainter,
    box: QRect | QRectF,
    *,
    fill: QColor | None,
    line: QColor | None = None,
    corner: float = CORNER,
    width: float = 1.0,
) -> None:
    """A rounded box inside `box`, with a line of `width` pixels on the inside of its edge."""
    inset = width / 2 if line is not None else 0.0
    inner = QRectF(box).adjusted(inset, inset, -inset, -inset)
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, corner, corner)


def paint_focus(
    painter: QPainter, box: QRect | QRectF, colour: QColor, *, corner: float = CORNER
) -> None:
    paint_box(painter, box, fill=None, line=colour, corner=corner, width=FOCUS_WIDTH)


def paint_tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    pen = QPen(colour, max(1.4, box.width() * 0.12))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    size = box.width(), box.height()
    painter.drawPolyline([box.topLeft() + QPointF(x * size[0], y * size[1]) for x, y in _TICK])


def paint_seen(painter: QPainter, box: QRectF, colour: QColor, seen: str) -> None:
    """Who may see something, as a ring: empty for mine alone, half full for a trainer, full for the report."""
    inner = box.adjusted(1, 1, -1, -1)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(QBrush(colour) if seen == "report" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(inner)
    if seen == "trainer":
        painter.setBrush(QBrush(colour))
        painter.drawChord(inner, 180 * 16, 180 * 16)


def mirrored(widget: QWidget, part: QRect) -> QRect:
    """A part of a widget where it belongs in its direction of reading.

    QStyle.visualRect does the same, but makes all of QStyle's enumerations first, which the first
    paint of the program would wait for.
    """
    if widget.layoutDirection() is Qt.LayoutDirection.LeftToRight:
        return part
    whole = widget.rect()
    return part.translated(whole.left() + whole.right() - part.left() - part.right(), 0)
