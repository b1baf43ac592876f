"""What a hand does with cards and fields: a menu asked for, files dropped, a field written anew."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

_PLAIN = Qt.KeyboardModifier.NoModifier


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu), "no menu is open"
    return found


def right_click(widget: QWidget) -> None:
    at = widget.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))


def drops(page: QWidget, *paths: Path) -> bool:
    data, at = QMimeData(), QPoint(200, 200)
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enters = QDragEnterEvent(at, action, data, left, _PLAIN)
    QApplication.sendEvent(page, enters)
    if not enters.isAccepted():
        return False
    QApplication.sendEvent(page, QDropEvent(at.toPointF(), action, data, left, _PLAIN))
    return True


def writes(field: QWidget, text: str) -> None:
    """In place of what stands in the field."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
