"""The shapes that all painted widgets share: a rounded box, and the ring of the focus."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

FOCUS_WIDTH = 2.0
CORNER = 12.0


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


def mirrored(widget: QWidget, part: QRect) -> QRect:
    """A part of a widget where it belongs in its direction of reading.

    QStyle.visualRect does the same, but makes all of QStyle's enumerations first, which the first
    paint of the program would wait for.
    """
    if widget.layoutDirection() is Qt.LayoutDirection.LeftToRight:
        return part
    whole = widget.rect()
    return part.translated(whole.left() + whole.right() - part.left() - part.right(), 0)
