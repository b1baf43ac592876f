"""Keys that a widget with the focus needs itself, before any shortcut takes them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)


class KeysForWidgets(QObject):
    """Leaves a key to the widget that has the focus where that widget needs it itself.

    Without it a shortcut on Space takes Space from buttons and lists. Install it on the application.
    """

    _PRESS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
    _MOVE = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if isinstance(watched, QLineEdit | QPlainTextEdit) and _ends_session(event):
                return True  # some desktops take it for the end of the line
            if plain and self._needs(watched, Qt.Key(event.key())):
                event.accept()
                return True
        return False

    def _needs(self, watched: QObject, key: Qt.Key) -> bool:
        if isinstance(watched, QAbstractButton):
            return key in self._PRESS
        if isinstance(watched, QAbstractItemView):
            return key in self._PRESS or key in self._MOVE
        return isinstance(watched, QComboBox) and (key in self._PRESS or key in self._MOVE)


def _ends_session(event: QKeyEvent) -> bool:
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() == Qt.Key.Key_E
