"""Keys that were pressed in another window of the program do what they do in the facilitator's."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.main_window import MainWindow

_SHIFT = Qt.KeyboardModifier.ShiftModifier


def pass_on(event: QKeyEvent, window: MainWindow) -> None:
    """Qt looks for shortcuts only in the window that has the focus, so they are looked for here."""
    to = window.focusWidget() or window.page or window
    asked = _again(event, QEvent.Type.ShortcutOverride)
    asked.ignore()
    QCoreApplication.sendEvent(to, asked)
    if not asked.isAccepted():
        for action in window.actions_now:
            if any(_is(event, key) for key in action.keys):
                if action.repeats or not event.isAutoRepeat():
                    action.handler()
                return
    QCoreApplication.sendEvent(to, _again(event, QEvent.Type.KeyPress))


def _again(event: QKeyEvent, kind: QEvent.Type) -> QKeyEvent:
    pressed = event.key(), event.modifiers()
    return QKeyEvent(kind, *pressed, event.text(), event.isAutoRepeat(), event.count())


def _is(event: QKeyEvent, key: str) -> bool:
    """Whether it is this key, in Qt's portable words. A sign may need Shift, or lie on the pad."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    ways = (held,) if event.text().isalpha() else (held, held & ~_SHIFT)
    code = Qt.Key(event.key())
    return any(QKeySequence(QKeyCombination(way, code)) == QKeySequence(key) for way in ways)
