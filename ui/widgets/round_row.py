"""A round of the plan, as a row to look at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from circle.i18n import gettext as _
from ui.pages.prepare_shown import RoundShown
from ui.theme import Look, Role
from ui.widgets.labels import Soft, Words
from ui.widgets.shapes import mirrored, paint_box, paint_focus

_EDGE, _GAP, _GRIP = 8, 12, 18
_TIMES_BESIDE = 0.4
"""How much of the row the times may take; wider, they stand below, or the words would have no room."""
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_REMOVES = {Qt.Key.Key_Delete}
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RoundRow(QAbstractButton):
    """With a line above it. A click or Enter opens it; Ctrl and an arrow or the pointer move it, Delete removes it."""

    moved = Signal(int)
    removed = Signal()
    taken_up = Signal(int)
    """By the pointer, so far below the upper edge."""
    dragged = Signal(QPoint)
    """To a point on the screen."""
    put_down = Signal()
    drag_left = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pressed: QPoint | None = None
        self._is_dragged = False
        self._is_left = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        how = _("Enter opens it, Ctrl with Up or Down moves it, Delete removes it.")
        self.setAccessibleDescription(how)
        self._title = Words(look, "", Role.STRONG)
        self._prompt, self._form, self._length, self._begins = (
            Soft(look, "", small=True),
            Soft(look, "", small=True),
            Soft(look),
            Soft(look, "", small=True),
        )
        for label in (self._length, self._begins):
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        for label in (self._title, self._prompt, self._form, self._length, self._begins):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, 11, _EDGE, 11)
        row.setSpacing(_GAP)
        self._place_of_grip = QSpacerItem(0, 0)
        row.addSpacerItem(self._place_of_grip)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(_GAP)
        self._sides.addLayout(_column(self._title, self._prompt, self._form), 1)
        self._times = _column(self._length, self._begins, end=True)
        self._times.insertStretch(0)
        self._times.addStretch()
        self._sides.addLayout(self._times)
        row.addLayout(self._sides, 1)
        self._dress()
        look.changed.connect(self._dress)

    def show_round(self, shown: RoundShown) -> None:
        labels = (self._title, self._prompt, self._form, self._length, self._begins)
        texts = (shown.title, shown.prompt, shown.form, shown.length, shown.begins)
        for label, text in zip(labels, texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        begins = _("begins at {time}").format(time=shown.begins) if shown.begins else ""
        self.setAccessibleName(", ".join(text for text in (*texts[:-1], begins) if text))
        self._place_times()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_times()

    def _place_times(self) -> None:
        times = (self._length, self._begins)
        below = max(one.sizeHint().width() for one in times) > _TIMES_BESIDE * self.width()
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(down if below else across)
        self._sides.setSpacing(2 if below else _GAP)
        side = Qt.AlignmentFlag.AlignLeading if below else Qt.AlignmentFlag.AlignTrailing
        for one in times:
            self._times.setAlignment(one, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        inside = self.rect().adjusted(0, 2, 0, -1)
        with QPainter(self) as painter:
            painter.fillRect(0, 0, self.width(), 1, theme.line)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._is_dragged:
                paint_box(painter, inside, fill=theme.card, line=theme.line, corner=8)
            self._paint_grip(painter)
            if self.hasFocus():
                paint_focus(painter, inside, theme.moss, corner=8)

    def _paint_grip(self, painter: QPainter) -> None:
        """Six dots to hold it by; it can be held anywhere."""
        scale = self._look.scale
        box = mirrored(self, QRect(_EDGE, 0, self._look.px(8), self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.calm)
        for at in range(6):
            across, down = (at % 2 * 5 - 2.5) * scale, (at // 2 * 5 - 5) * scale
            dot = box.toRectF().center() + QPointF(across, down)
            painter.drawEllipse(dot, 1.3 * scale, 1.3 * scale)

    def _dress(self) -> None:
        self._place_of_grip.changeSize(self._look.px(_GRIP), 0)
        self._row.invalidate()
        self._place_times()
        self.update()

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._is_left = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self._is_left:
            return
        way = event.position().toPoint() - self._pressed
        if not self._is_dragged and way.manhattanLength() >= QApplication.startDragDistance():
            self._show_dragged(dragged=True)
            self.taken_up.emit(self._pressed.y())
        if self._is_dragged:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragged, self._pressed = self._is_dragged, None
        if was_dragged:
            self._show_dragged(dragged=False)
        super().mouseReleaseEvent(event)
        if was_dragged:
            self.put_down.emit()

    def _show_dragged(self, *, dragged: bool) -> None:
        self._is_dragged = dragged
        self.setDown(False)  # so that to let it go is no click
        shape = Qt.CursorShape.ClosedHandCursor if dragged else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_dragged and event.key() == Qt.Key.Key_Escape:
            self._is_left = True
            self._show_dragged(dragged=False)
            self.drag_left.emit()
        elif not self._meant(event):
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
        if self._is_dragged:
            return event.key() == Qt.Key.Key_Escape
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return event.key() in _MOVES
        return not event.modifiers() and event.key() in _OPENS | _REMOVES


def _column(*labels: Soft | Words, end: bool = False) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    for label in labels:
        if end:
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignTrailing)
        else:
            column.addWidget(label)
    return column
