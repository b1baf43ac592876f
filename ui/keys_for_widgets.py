"""Keys that a widget with the focus needs itself, before any shortcut takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from ui.widgets.fields import LineField

if TYPE_CHECKING:
    from ui.one_switch import OneSwitch

_PRESS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MOVE = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})
_ROOM = 12
"""Above and below what is brought into sight."""


class KeysForWidgets(QObject):
    """Leaves a key to the widget that has the focus where that widget needs it itself.

    Without it a shortcut on Space takes Space from buttons and lists. It looks at that widget alone: a
    filter on the whole application would be asked about every paint and every tick.
    """

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._switch: OneSwitch | None = None
        app.focusChanged.connect(self._go_with_focus)
        self._go_with_focus(None, app.focusWidget())

    def use_switch(self, switch: OneSwitch, window: QWidget) -> None:
        """`window`: where keys go while nothing has the focus."""
        self._switch = switch
        window.installEventFilter(self)

    def _go_with_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)
            _bring_into_sight(now)
        elif self._switch is not None:
            self._switch.let_go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        switch = self._switch
        if switch is not None and isinstance(event, QKeyEvent) and switch.takes(watched, event):
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if _writes(watched) and _ends_session(event):
                return True  # some desktops take it for the end of the line
            if plain and needs(watched, Qt.Key(event.key())):
                event.accept()
                return True
        return False


def needs(watched: QObject, key: Qt.Key) -> bool:
    """Whether a widget with the focus does something with this key itself."""
    if isinstance(watched, QAbstractButton):
        return key in _PRESS
    if isinstance(watched, QAbstractItemView):
        return key in _PRESS or key in _MOVE
    return isinstance(watched, QComboBox) and (key in _PRESS or key in _MOVE)


def _writes(watched: QObject) -> bool:
    if isinstance(watched, LineField) and watched.takes_all_keys:
        return False
    return isinstance(watched, QLineEdit | QPlainTextEdit)


def _ends_session(event: QKeyEvent) -> bool:
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() == Qt.Key.Key_E


def _bring_into_sight(widget: QWidget) -> None:
    """Qt scrolls to where Tab goes only when it began within the same column."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        area.ensureWidgetVisible(widget, 0, _ROOM)
