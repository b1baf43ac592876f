"""Columns and lists that scroll with a finger, where the computer has a screen that can be touched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QTouchEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScroller, QScrollerProperties, QWidget


class ByFinger(QObject):
    """What is touched is made ready then, so that no widget has to know of fingers. A tap stays a click, and what a
    finger scrolls over is not clicked.
    """

    def __init__(self, window: QWidget, parent: QObject) -> None:
        """`parent`: what stays while the window forgets its pages."""
        super().__init__(parent)
        self._window = window
        if (handle := window.windowHandle()) is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.TouchBegin and isinstance(event, QTouchEvent):
            self._make_ready(self._window.childAt(event.point(0).position().toPoint()))
        return False

    def _make_ready(self, touched: QWidget | None) -> None:
        while touched is not None and not isinstance(touched, QAbstractScrollArea):
            touched = touched.parentWidget()
        if touched is None or QScroller.hasScroller(touched.viewport()):
            return
        scroller = QScroller.scroller(touched.viewport())
        properties = scroller.scrollerProperties()
        never = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
        for metric in (
            QScrollerProperties.ScrollMetric.HorizontalOvershootPolicy,
            QScrollerProperties.ScrollMetric.VerticalOvershootPolicy,
        ):
            properties.setScrollMetric(metric, never)
        scroller.setScrollerProperties(properties)
        QScroller.grabGesture(touched.viewport(), QScroller.ScrollerGestureType.TouchGesture)
