"""A list of rows: one is chosen with the keys or by a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSlider,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import Look, Role
from ui.widgets.row_painting import RowPainting, RowState
from ui.widgets.row_shown import RowShown
from ui.widgets.scroll_column import QuietBar
from ui.widgets.shapes import paint_focus

if TYPE_CHECKING:
    from ui.widgets.sized_rows import SizedRows

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_SCROLLS = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}
"""What the keys do where no row can be chosen."""
_State = QStyle.StateFlag


class RowsModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[RowShown, ...] = ()
        self.editable = False

    def show_rows(self, rows: Sequence[RowShown]) -> bool:
        """Says whether rows came, went or changed places."""
        before, after = self.rows, tuple(rows)
        if [row.key for row in before] == [row.key for row in after]:
            self.rows = after
            for i, (old, new) in enumerate(zip(before, after, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(i), self.index(i))
            return False
        self.beginResetModel()
        self.rows = after
        self.endResetModel()
        return True

    def add_rows(self, rows: Sequence[RowShown]) -> None:
        """After those there are."""
        if rows:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self.rows = (*self.rows, *rows)
            self.endInsertRows()

    def place(self, key: object) -> Index:
        """Where a row is; an invalid index where there is none with that key."""
        at = next((i for i, row in enumerate(self.rows) if row.key == key), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        return {
            Qt.ItemDataRole.DisplayRole: row.text,
            Qt.ItemDataRole.AccessibleTextRole: row.said or row.text,
        }.get(Qt.ItemDataRole(role))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].quiet:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if self.editable else flags


class RowsView(QListView):
    """As high as its rows where there is room; it asks for `most` of them, and scrolls. Tab takes the
    focus to it, a click does not, so that Space goes on passing the piece.
    """

    chosen = Signal(object)
    """The key of the row that a person went to."""
    asked = Signal(object)
    """The key of the row on which Enter was pressed, or which was clicked."""
    removal_asked = Signal(object)

    def __init__(
        self,
        look: Look,
        said: str,
        *,
        most: int = 4,
        least: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        """`least`: so many rows it keeps where room is short."""
        super().__init__(parent)
        self.setViewport(QWidget())  # to ask Qt for its own makes every class of widget ready
        self._look = look
        self._most, self._least = most, min(least, most)
        self._showing = False
        self._heights: dict[tuple[RowShown, int], int] = {}
        self._lead = 0.0
        self._painting = self.painting_for(0.0)
        self.rows_model = self.model_made()
        self.rows_model.setParent(self)  # and goes along with it
        self.setModel(self.rows_model)
        self._delegate = self.delegate_made()
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(said)
        self._behave()
        self.selectionModel().currentChanged.connect(self._went)
        self.clicked.connect(self._clicked)
        look.changed.connect(self._dress)

    def _behave(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(QuietBar(self._look))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)

    def show_rows(self, rows: Sequence[RowShown]) -> None:
        """What was chosen stays chosen, and what was in sight stays in sight, where it is still there."""
        if tuple(rows) == self.rows_model.rows:
            return
        key, scrolled = self.chosen_key, self.verticalScrollBar().value()
        widest = max((self._lead_width(row) for row in rows), default=0.0)
        if widest != self._lead:
            self._paint_anew(widest)
        came_or_went = self.rows_model.show_rows(rows)
        self._fit()
        if came_or_went:
            self.show_chosen(key)
        self.verticalScrollBar().setValue(scrolled)

    @property
    def chosen_key(self) -> int | str | None:
        at = self.currentIndex().row()
        return self.rows_model.rows[at].key if 0 <= at < len(self.rows_model.rows) else None

    def show_chosen(self, key: object, *, in_sight: bool = False) -> None:
        """Chooses a row without a signal; none when no row has that key."""
        self._showing = True
        self.setAutoScroll(False)
        self.setCurrentIndex(self.rows_model.place(key))
        self.setAutoScroll(True)
        self._showing = False
        if in_sight and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def model_made(self) -> RowsModel | SizedRows:
        """Lists of very many rows give another, and a delegate that is not asked for heights."""
        return RowsModel()

    def delegate_made(self) -> RowPainter:
        return RowDelegate(self)

    def painting_for(self, lead: float) -> RowPainting:
        """Lists of another look give another. `lead`: the pixels that the widest one takes."""
        return RowPainting(self._look, self.layoutDirection(), lead)

    @property
    def room(self) -> int:
        """How wide a row is."""
        return self.viewport().width()

    def row_height(self, row: RowShown) -> int:
        key = (row, self.room)
        if key not in self._heights:
            self._heights[key] = self._painting.height(*key)
        return self._heights[key]

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        flags = option.state
        current = index.row() == self.currentIndex().row()
        state = RowState(
            chosen=bool(flags & _State.State_Selected),
            focused=self.hasFocus() and current,
            touched=bool(flags & _State.State_MouseOver) and bool(flags & _State.State_Enabled),
        )
        rect = option.rect
        self._painting.paint(painter, self.rows_model.rows[index.row()], rect, state)
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(200, self._height_for(self._most))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height_for(self._least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.chosen_key
        if event.key() in _ENTER and key is not None:
            self.asked.emit(key)
        elif event.key() in _DELETE and key is not None:
            self.removal_asked.emit(key)
        elif event.key() in _SCROLLS and key is None and not self._begins_with(event.key()):
            self.verticalScrollBar().triggerAction(_SCROLLS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _begins_with(self, key: int) -> bool:
        """An arrow chooses the first row that can be chosen."""
        is_arrow = key in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        return is_arrow and any(not row.quiet for row in self.rows_model.rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and not self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_focus(painter, self.viewport().rect(), self._look.theme.moss, corner=10)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._dress()

    def _went(self, index: Index) -> None:
        if not self._showing and 0 <= index.row() < len(self.rows_model.rows):
            self.chosen.emit(self.rows_model.rows[index.row()].key)

    def _clicked(self, index: Index) -> None:
        self.asked.emit(self.rows_model.rows[index.row()].key)

    def _height_for(self, lines: int) -> int:
        """As much as the first rows need, and no more than so many rows of one line."""
        first = self.rows_model.rows[:lines]
        line = self._painting.height(RowShown(key="", text="A"), 1000)
        return min(sum(self.row_height(row) for row in first), lines * line)

    def _lead_width(self, row: RowShown) -> float:
        if row.checked is not None:
            return self._painting.check_side()
        return self._look.metrics(Role.TIMES).horizontalAdvance(row.lead)

    def _fit(self) -> None:
        self.setMaximumHeight(max(1, sum(self.row_height(row) for row in self.rows_model.rows)))
        self.updateGeometry()
        self.doItemsLayout()

    def _dress(self) -> None:
        rows = self.rows_model.rows
        self._paint_anew(max((self._lead_width(row) for row in rows), default=0.0))
        self._fit()
        self.viewport().update()

    def _paint_anew(self, lead: float) -> None:
        self._lead = lead
        self._painting = self.painting_for(lead)
        self._heights.clear()


class RowPainter(QStyledItemDelegate):
    def __init__(self, view: RowsView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._view.paint_row(painter, option, index)


class RowDelegate(RowPainter):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(1, self._view.row_height(self._view.rows_model.rows[index.row()]))
