"""A round of the plan, as a row to look at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.pages.prepare_shown import RoundShown
from ui.theme import Look, Role
from ui.widgets.labels import Soft, Words
from ui.widgets.shapes import paint_focus

_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_REMOVES = {Qt.Key.Key_Delete}
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RoundRow(QAbstractButton):
    """With a line above it. A click or Enter opens it; Ctrl and an arrow move it, Delete removes it."""

    moved = Signal(int)
    removed = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = Words(look, "", Role.STRONG)
        self._prompt, self._form, self._length = (
            Soft(look, "", small=True),
            Soft(look, "", small=True),
            Soft(look),
        )
        self._length.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._title, self._prompt, self._form):
            words.addWidget(label)
        for label in (self._title, self._prompt, self._form, self._length):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 11, 4, 11)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._length, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_round(self, shown: RoundShown) -> None:
        texts = (shown.title, shown.prompt, shown.form, shown.length)
        for label, text in zip(
            (self._title, self._prompt, self._form, self._length), texts, strict=True
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(", ".join(text for text in texts if text))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(0, 0, self.width(), 1, self._look.theme.line)
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_focus(
                    painter, self.rect().adjusted(0, 2, 0, -1), self._look.theme.moss, corner=8
                )

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and self._meant(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._meant(event):
            super().keyPressEvent(event)
        elif event.key() in _OPENS:
            self.click()
        elif event.key() in _REMOVES:
            self.removed.emit()
        else:
            self.moved.emit(_MOVES[Qt.Key(event.key())])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _meant(self, event: QKeyEvent) -> bool:
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return event.key() in _MOVES
        return not event.modifiers() and event.key() in _OPENS | _REMOVES
