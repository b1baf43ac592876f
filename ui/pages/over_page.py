"""A page that lies over the one that asked for it. It is no dialog: nothing waits for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look

_WIDEST = 780
"""So wide are the lines at the usual size of letters: longer ones are lost when one looks up."""

_KEYS_THAT_STAY = frozenset(
    {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_D, Qt.Key.Key_L}
)
"""With Ctrl: the size of the letters, the palette, locking, and the room display."""


class OverPage(QWidget):
    """What lies beneath takes no keys meanwhile. Give it a layout."""

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look, self._over = look, over
        self._beneath: list[QWidget] = []
        self._took_focus = over.focusPolicy()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        look.changed.connect(self._dress)
        over.installEventFilter(self)

    def open(self) -> None:
        for child in self._over.children():
            if isinstance(child, QWidget) and child is not self and child.isEnabled():
                self._beneath.append(child)
                child.setEnabled(False)
        self._over.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # or Tab would go to its keys
        self._dress()
        self.show()
        self.raise_()
        self.setFocus()

    def put_away(self) -> None:
        for child in self._beneath:
            child.setEnabled(True)
        self._over.setFocusPolicy(self._took_focus)
        self._over.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._dress()
        return False

    def event(self, event: QEvent) -> bool:
        """While this is read, no key does anything on the page beneath."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            blanks_room = not event.modifiers() and event.key() == Qt.Key.Key_Period
            if not blanks_room and not (control and event.key() in _KEYS_THAT_STAY):
                event.accept()
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.theme.paper)

    def _dress(self) -> None:
        """Lines of a length that can be read, in the middle."""
        self.setGeometry(self._over.rect())
        side = max(24, (self.width() - self._look.px(_WIDEST)) // 2)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(side, 24, side, 16)
