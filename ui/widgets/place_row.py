"""A round, a note or a key point that something can be said about: chosen by a click, Enter or Space."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from circle.comments import About
from circle.i18n import gettext as _
from circle.i18n import ngettext
from ui.theme import Look
from ui.widgets.key_button import TARGET
from ui.widgets.labels import Soft, Words
from ui.widgets.shapes import mirrored, paint_box, paint_focus

_BAR = 3
_CORNER = 8
_Label = TypeVar("_Label", bound=Words)
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Place:
    """As in comments.Comment."""

    about: About
    place: int


class PlaceRow(QAbstractButton):
    """Marked, it has a bar at its side and a ground of its own."""

    stepped = Signal(int)
    """To the row before, -1, or the one after, 1."""

    def __init__(
        self,
        look: Look,
        place: Place,
        words: Sequence[Words],
        *,
        does: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`words`: what stands in it, from above. `does`: what Enter does, where it is not a comment."""
        super().__init__(parent)
        self._look, self.place = look, place
        self._marked, self._does = "", does
        self._said: Soft | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(TARGET)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 7, 8, 7)
        self._column.setSpacing(3)
        for label in words:
            self._add(label)
        self.setAccessibleName(", ".join(label.text().rstrip(".") for label in words))
        self._describe()
        look.changed.connect(self.update)

    @property
    def is_marked(self) -> bool:
        return bool(self._marked)

    def show_marked(self, why: str) -> None:
        """Why it stands out, for whoever does not see it; empty: it does not."""
        if why != self._marked:
            self._marked = why
            self._describe()
            self.update()

    def show_comments(self, n: int) -> None:
        if n and self._said is None:
            self._said = self._add(Soft(self._look, "", small=True))
        if self._said is not None:
            self._said.setText(ngettext("{n} comment", "{n} comments", n).format(n=n) if n else "")
            self._said.setVisible(bool(n))
            self._describe()

    def _add(self, label: _Label) -> _Label:
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column.addWidget(label)
        return label

    def _describe(self) -> None:
        said = self._said.text() if self._said else ""
        how = self._does or _("Enter writes a comment about it.")
        self.setAccessibleDescription(" ".join(filter(None, (self._marked, said, how))))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, inside = self._look.theme, self.rect().adjusted(0, 1, 0, -1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._marked:
                paint_box(painter, inside, fill=theme.moss_tint, corner=_CORNER)
                bar = inside.adjusted(0, 6, _BAR - inside.width(), -6)
                bar.moveLeft(inside.left() + 3)
                box = QRectF(mirrored(self, bar))
                paint_box(painter, box, fill=theme.moss, corner=_BAR / 2)
            elif self.underMouse():
                paint_box(painter, inside, fill=None, line=theme.line, corner=_CORNER)
            if self.hasFocus():
                paint_focus(painter, inside, theme.moss, corner=_CORNER)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and self._meant(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if not self._meant(event):
            super().keyPressEvent(event)
        elif step is None:
            self.click()
        else:
            self.stepped.emit(step)

    def _meant(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain and (event.key() in _OPENS or event.key() in _STEPS)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
