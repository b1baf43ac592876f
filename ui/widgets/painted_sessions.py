"""Sessions painted beside one another, one of which is chosen: what such pictures have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessibleActionInterface, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.accessible import PaintedList, announce, tell_focus
from ui.theme import Look

PLAIN_KEYS = Qt.KeyboardModifier.KeypadModifier
"""What may be held while a key means what it says."""


class PaintedSessions(PaintedList):
    """The arrow keys, Home, End or a click choose a session."""

    chosen = Signal(int)
    """Another session, from 0."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._chosen = look, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self._dress)

    @property
    def chosen_session(self) -> int:
        return self._chosen

    def show_chosen(self, i: int) -> None:
        """Without a signal."""
        if i != self._chosen:
            self._chosen = i
            self.update()

    def focused_item(self) -> int | None:
        return self._chosen if self.hasFocus() and self.said() else None

    def is_chosen(self, i: int) -> bool:
        return i == self._chosen

    def item_acts(self) -> Mapping[str, Callable[[int], object]]:
        return {QAccessibleActionInterface.pressAction(): self._choose}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back, on = Qt.Key.Key_Left, Qt.Key.Key_Right
        if self.isRightToLeft():
            back, on = on, back
        steps = {
            back: self._chosen - 1,
            on: self._chosen + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.said()) - 1,
        }
        there = steps.get(Qt.Key(event.key()))
        if there is None or event.modifiers() & ~PLAIN_KEYS:
            super().keyPressEvent(event)
        else:
            self._choose(there)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (i := self.item_at(event.position().toPoint())) is not None:
            self._choose(i)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        tell_focus(self)

    def _choose(self, i: int) -> None:
        i = min(max(0, i), len(self.said()) - 1)
        if i >= 0 and i != self._chosen:
            self.show_chosen(i)
            self.chosen.emit(i)
            tell_focus(self)
            announce(self, self.said()[i])

    def _dress(self) -> None:
        """Letters or room are other than before."""
        self.updateGeometry()
        self.update()
