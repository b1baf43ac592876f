"""What of a window is too small for a finger."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.widgets.circle_view import CircleView
from ui.widgets.key_button import TARGET

CONTROLS = QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox | QAbstractSpinBox
_ROWS = 30


def too_small(window: QWidget) -> set[str]:
    """What can be pressed in the window, and is lower or narrower than a finger needs."""
    found = set[str]()
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        for what, width, height in _pressed(widget):
            if width < TARGET or height < TARGET:
                found.add(f"{type(widget).__name__} “{what}” {width} × {height}")
    return found


def _pressed(widget: QWidget) -> Iterator[tuple[str, int, int]]:
    if isinstance(widget, CircleView):
        near = widget.placed.seat_at
        for at, seat in enumerate(widget.placed.seats):
            sides = (QPoint(21, 0), QPoint(-21, 0), QPoint(0, 21), QPoint(0, -21))
            if any(near(seat.centre + side) != at for side in sides):
                yield widget.shown.seats[at].alias, 0, 0
    elif isinstance(widget, QAbstractItemView):
        yield from _rows(widget)
    elif isinstance(widget, CONTROLS) and _is_one(widget):
        yield widget.accessibleName(), widget.width(), widget.height()


def _is_one(widget: QWidget) -> bool:
    """Not the line within a field for numbers, nor Qt's own corner of a table, which does nothing here."""
    return not isinstance(widget.parentWidget(), QAbstractSpinBox | QAbstractItemView)


def _rows(view: QAbstractItemView) -> Iterator[tuple[str, int, int]]:
    model = view.model()
    for number in range(min(model.rowCount(), _ROWS)):
        index = model.index(number, 0)
        box = view.visualRect(index)
        can = bool(model.flags(index) & Qt.ItemFlag.ItemIsEnabled)
        if can and view.viewport().rect().contains(box):
            yield str(index.data()), box.width(), box.height()
