"""Columns and lists that scroll with a finger, where the computer has a screen that can be touched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QTouchEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScroller, QScrollerProperties, QWidget

from ui.theme import Look


class ByFinger(QObject):
    """What is touched is made ready then, so that no widget has to know of fingers. A tap stays a click, and what a
    finger scrolls over is not clicked.
    """

    def __init__(self, window: QWidget, look: Look, parent: QObject) -> None:
        """`parent`: what stays while the window forgets its pages."""
        super().__init__(parent)
        self._window, self._look = window, look
        if (handle := window.windowHandle()) is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.TouchBegin and isinstance(event, QTouchEvent):
            self._make_ready(self._window.childAt(event.point(0).position().toPoint()))
        return False

    def _make_ready(self, touched: QWidget | None) -> None:
        while touched is not None and not isinstance(touched, QAbstractScrollArea):
            touched = touched.parentWidget()
        if touched is None:
            return
        is_ready = QScroller.hasScroller(touched.viewport())
        scroller = QScroller.scroller(touched.viewport())
        scroller.setScrollerProperties(_properties(still=self._look.still))
        if not is_ready:
            QScroller.grabGesture(touched.viewport(), QScroller.ScrollerGestureType.TouchGesture)


def _properties(*, still: bool) -> QScrollerProperties:
    """Nothing swings beyond its edge; and where nothing is to move by itself, it stays where the finger left it."""
    properties, metric = QScrollerProperties(), QScrollerProperties.ScrollMetric
    never = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    properties.setScrollMetric(metric.HorizontalOvershootPolicy, never)
    properties.setScrollMetric(metric.VerticalOvershootPolicy, never)
    if still:
        properties.setScrollMetric(metric.MaximumVelocity, 0.0)
    return properties
