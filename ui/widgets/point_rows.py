"""Key points of one place: put into other words, into another order, or chosen for a menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import Look
from ui.widgets.row_painting import RowState
from ui.widgets.row_places import place_for, tops_with
from ui.widgets.shapes import paint_box
from ui.widgets.written_list import WrittenRows

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LEFT_BUTTON = Qt.MouseButton.LeftButton


class PointRows(WrittenRows):
    """As high as all of its rows: whatever it lies in scrolls. Alt with Up and Down, or the pointer, moves a row."""

    moved = Signal(int, object)
    """The key of a row, and of the one that it stands before now; None: after all."""
    seen_asked = Signal(int)
    """Somebody else is to see it: the next of those who may."""
    menu_asked = Signal(int, QPoint)
    gone_beyond = Signal(int)
    """Up from the first row, -1, or down from the last, 1."""

    def __init__(self, look: Look, said: str, *, parent: QWidget | None = None) -> None:
        super().__init__(look, said, parent=parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._taken = -1
        self._grip = QPoint()
        self._top: int | None = None
        """Where the row that is dragged has its upper edge; None: none is dragged."""

    def sizeHint(self) -> QSize:
        return QSize(200, max(1, sum(self._heights_of_rows())))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    @property
    def is_dragged(self) -> bool:
        return self._top is not None

    def move_row(self, key: int, by: int) -> None:
        """Up, -1, or down, 1, among its own."""
        at = self.rows_model.place(key).row()
        if at >= 0 and 0 <= at + by < len(self.rows_model.rows):
            self._move(at, at + by)

    def _move(self, at: int, to: int) -> None:
        keys = [row.key for row in self.rows_model.rows]
        key = keys.pop(at)
        before = keys[to] if to < len(keys) else None
        if isinstance(key, int):
            self.moved.emit(key, before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, step = self.chosen_key, _STEPS.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape and self.is_dragged:
            self._put_back()
        elif not isinstance(key, int):
            super().keyPressEvent(event)
        elif step and event.modifiers() & _ALT:
            self.move_row(key, step)
        elif step and self._is_beyond(step):
            self.gone_beyond.emit(step)
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self.seen_asked.emit(key)
        elif event.key() == Qt.Key.Key_Menu or _is_shift_f10(event):
            below = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_asked.emit(key, self.viewport().mapToGlobal(below))
        else:
            super().keyPressEvent(event)

    def _is_beyond(self, step: int) -> bool:
        return not 0 <= self.currentIndex().row() + step < len(self.rows_model.rows)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Mouse and at.isValid():
            self.setCurrentIndex(at)
            self.menu_asked.emit(self.rows_model.rows[at.row()].key, event.globalPos())

    # By the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        self._taken = at.row() if event.button() == _LEFT_BUTTON else -1
        self._grip = event.position().toPoint() - self.visualRect(at).topLeft()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        if self._taken >= 0 and event.buttons() & _LEFT_BUTTON and self.editor is None:
            top = where.y() - self._grip.y()
            if not self.is_dragged and abs(top - self._place_top(self._taken)) < _far():
                return
            if not self.is_dragged:
                self.setFocus()  # and with it Esc
            self._top = min(max(0, top), self.height() - self._heights_of_rows()[self._taken])
            self.viewport().update()
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at, top = self._taken, self._top
        if top is None:
            super().mouseReleaseEvent(event)
            self._taken = -1
            return
        to = place_for(self._heights_of_rows(), at, top)
        self._put_back()
        if to != at:
            self._move(at, to)

    def _put_back(self) -> None:
        self._taken, self._top = -1, None
        self.setState(self.State.NoState)
        self.viewport().update()

    def _place_top(self, at: int) -> int:
        return sum(self._heights_of_rows()[:at])

    def _heights_of_rows(self) -> list[int]:
        return [self.row_height(row) for row in self.rows_model.rows]

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._top is None:
            super().paintEvent(event)
        else:
            self._paint_dragged(self._top)

    def _paint_dragged(self, top: int) -> None:
        """The others make room; the one that is dragged lies over them."""
        heights, at = self._heights_of_rows(), self._taken
        tops = tops_with(heights, at, place_for(heights, at, top))
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, rows = self.viewport().width(), self.rows_model.rows
        for n, row in enumerate(rows):
            if n != at:
                self._painting.paint(painter, row, QRect(0, tops[n], width, heights[n]), RowState())
        box = QRect(0, top, width, heights[at])
        theme = self._look.theme
        paint_box(painter, box, fill=theme.card, line=theme.line, corner=10)
        self._painting.paint(painter, rows[at], box, RowState(chosen=True))
        painter.end()


def _is_shift_f10(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F10 and bool(event.modifiers() & _SHIFT)


def _far() -> int:
    return QApplication.startDragDistance()
