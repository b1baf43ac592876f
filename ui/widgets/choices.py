"""Words that are one button: a card to choose, and a line of a list."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Look, Role, mixed
from ui.widgets.card import Tint
from ui.widgets.key_button import TARGET
from ui.widgets.labels import Soft, Words
from ui.widgets.shapes import paint_box, paint_focus

_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Choice(QAbstractButton):
    """It takes the focus from Tab; Space and Enter press it, as a click does."""

    def __init__(self, look: Look, said: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.body = QVBoxLayout(self)
        self.setAccessibleName(said)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.update)

    def add(self, words: Words) -> None:
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.body.addWidget(words)

    def sizeHint(self) -> QSize:
        return self.body.sizeHint().expandedTo(QSize(0, TARGET))

    def minimumSizeHint(self) -> QSize:
        return self.body.minimumSize().expandedTo(QSize(TARGET, TARGET))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSES and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    @property
    def touched(self) -> float:
        """How much ink there is in the ground: more while it is pressed."""
        return 0.08 if self.isDown() else 0.03 if self.underMouse() else 0.0


class ChoiceCard(Choice):
    """A card with a title, a sentence, and what it comes to."""

    def __init__(
        self,
        look: Look,
        title: str,
        about: str,
        size: str,
        *,
        tint: Tint = Tint.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, ". ".join((title, about.removesuffix("."), size)), parent=parent)
        self._tint = tint
        self.body.setContentsMargins(17, 16, 17, 16)
        self.body.setSpacing(4)
        self.add(Words(look, title, Role.HEADING))
        self.add(Soft(look, about))
        self.body.addSpacing(8)
        self.body.addStretch(1)
        self.add(Soft(look, size, small=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, line = self._colours()
        paint_box(
            painter, self.rect(), fill=mixed(fill, self._look.theme.ink, self.touched), line=line
        )
        if self.hasFocus():
            paint_focus(painter, self.rect(), self._look.theme.moss)

    def _colours(self) -> tuple[QColor, QColor]:
        theme = self._look.theme
        if self._tint is Tint.MOSS:
            return theme.moss_tint, theme.moss_tint
        return theme.card, theme.line


class ChoiceLine(Choice):
    """A line of a list: what it is called, and a smaller line about it."""

    def __init__(
        self, look: Look, title: str, about: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, f"{title}. {about}", parent=parent)
        self.body.setContentsMargins(8, 14, 8, 14)
        self.body.setSpacing(2)
        self.add(Words(look, title, Role.STRONG))
        self.add(Soft(look, about, small=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
        if self.touched:
            ground = mixed(theme.paper, theme.ink, self.touched)
            paint_box(painter, self.rect().adjusted(0, 0, 0, -1), fill=ground)
        if self.hasFocus():
            paint_focus(painter, self.rect().adjusted(0, 0, 0, -1), theme.moss)
