"""A button that takes the next key or pedal that is pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.keymap import pressed
from ui.theme import Look
from ui.widgets.key_button import KeyButton


class CatchKey(KeyButton):
    caught = Signal(str)
    """The key, as Qt calls it."""

    _catches = False

    def __init__(self, look: Look, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(look, words, small=True, parent=parent)
        self._usual = words
        self.clicked.connect(self._begin)

    def event(self, event: QEvent) -> bool:
        """Tab and all shortcuts are keys like others here."""
        if not self._catches or not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._take(event)
        event.accept()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._end()

    def _begin(self) -> None:
        self._catches = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_words(_("Press the key or the pedal now; Esc leaves it as it was"))
        announce(self, self.words)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        elif key := pressed(event):
            self._end()
            self.caught.emit(key)

    def _end(self) -> None:
        if self._catches:
            self._catches = False
            self.show_words(self._usual)
