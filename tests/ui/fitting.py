"""What of a window does not fit: cut off, out of sight for good, one over another, or shortened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from PySide6.QtCore import QDeadlineTimer, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from tests.ui.hands import PATIENCE_MS
from ui.theme import Look
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.month_table import MonthTable

_Told = (QAbstractButton, QLabel, QLineEdit, QAbstractScrollArea)
"""What says something, or asks for something."""


def what_does_not_fit(window: QWidget) -> list[str]:
    """As all is placed by now: a layout may not have come to rest yet."""
    QApplication.processEvents()
    shown = [
        one for one in window.findChildren(QWidget) if one.isVisible() and one.window() is window
    ]
    told = [one for one in shown if isinstance(one, _Told) and not _is_inside_another(one)]
    found = [f"{name_of(one)}: {why}" for one in told for why in _troubles(one, window)]
    return sorted({*found, *_over_each_other(told), *_bars_across(shown)})


def does_not_fit_at(window: QWidget, look: Look, scale: float) -> list[str]:
    """With letters of that size, once everything has its place."""
    look.use_scale(scale)
    deadline = QDeadlineTimer(PATIENCE_MS)
    while (found := what_does_not_fit(window)) and not deadline.hasExpired():
        QTest.qWait(10)
    return [f"at {scale:.0%}: {one}" for one in found]


def name_of(widget: QWidget) -> str:
    words = widget.accessibleName()
    if not words and isinstance(widget, QLabel | QAbstractButton):
        words = widget.text()
    return f"{type(widget).__name__} “{words[:50]}”"


def _is_inside_another(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractButton) or isinstance(widget, QScrollBar)


def _troubles(widget: QWidget, window: QWidget) -> Iterator[str]:
    if widget.visibleRegion().isEmpty() and not _scrolls_to(widget):
        if not _is_covered(widget, window):
            yield "out of sight"
        return
    box, room = _in_window(widget, window), _room_of(widget, window)
    if box.left() < room.left() or box.right() > room.right():
        yield f"cut off at the side: {_span(box)} in {_span(room)}"
    if not _scrolls_to(widget) and (box.top() < room.top() or box.bottom() > room.bottom()):
        yield f"cut off above or below: {box.top()}–{box.bottom()} in {room.top()}–{room.bottom()}"
    yield from _too_small(widget)


def _too_small(widget: QWidget) -> Iterator[str]:
    least = widget.minimumSizeHint()
    if isinstance(widget, QLabel):
        high = (
            widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else least.height()
        )
        if widget.text() and widget.height() < high:
            yield f"its words need {high} pixels and have {widget.height()}"
    elif isinstance(widget, QAbstractButton):
        if widget.height() < least.height():
            yield f"lower than it can be: {widget.height()} of {least.height()}"
        if isinstance(widget, KeyButton) and widget.toolTip() and not widget._name:
            yield "its words are cut short"


def _over_each_other(told: Sequence[QWidget]) -> Iterator[str]:
    for one, other in combinations(told, 2):
        if one.parentWidget() is not other.parentWidget():
            continue
        if _drawn(one).intersects(_drawn(other)):
            yield f"{name_of(one)} and {name_of(other)}: over each other"


def _drawn(widget: QWidget) -> QRect:
    """The place to click may be higher than what is drawn, and reach over words."""
    box = widget.rect()
    if isinstance(widget, KeyButton):
        box = widget._box()
        if widget._kind is Kind.QUIET:
            spare = box.height() - widget.fontMetrics().height()
            box = box.adjusted(0, spare // 2, 0, -spare // 2)
    return box.translated(widget.pos())


def _bars_across(shown: list[QWidget]) -> Iterator[str]:
    """A table of months alone has more columns than any window."""
    for bar in shown:
        if not isinstance(bar, QScrollBar) or bar.orientation() is not Qt.Orientation.Horizontal:
            continue
        area = bar.parentWidget()
        while area is not None and not isinstance(area, QAbstractScrollArea):
            area = area.parentWidget()
        if bar.maximum() > bar.minimum() and not isinstance(area, MonthTable):
            yield f"{area and name_of(area)}: a bar to scroll across"


def _is_covered(widget: QWidget, window: QWidget) -> bool:
    """All of it, by something that is shown over the page."""
    there = window.childAt(_in_window(widget, window).center())
    around = set[QWidget]()
    above = widget
    while above is not None and above is not window:
        around.add(above)
        above = above.parentWidget()
    return there is not None and there not in around


def _scroll_area_of(widget: QWidget) -> QScrollArea | None:
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    return area


def _scrolls_to(widget: QWidget) -> bool:
    area = _scroll_area_of(widget)
    return area is not None and area.viewport().height() > 20


def _in_window(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def _room_of(widget: QWidget, window: QWidget) -> QRect:
    """What all that is around it leaves; of what scrolls, between its sides."""
    room, area = window.rect(), widget.parentWidget()
    while area is not None and area is not window:
        box = _in_window(area, window)
        if _scrolls_to(area):
            box.setTop(room.top())
            box.setBottom(room.bottom())
        room = room.intersected(box)
        area = area.parentWidget()
    return room


def _span(box: QRect) -> str:
    return f"{box.left()}–{box.right()}"
