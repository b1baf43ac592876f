"""A calm table of circles and months. The arrow keys go from cell to cell, Enter or a double click opens one."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from circle.i18n import gettext as _
from ui.pages.by_month_shown import ByMonthShown, CellShown
from ui.theme import Look, Role
from ui.widgets.scroll_column import QuietBar
from ui.widgets.shapes import mirrored, paint_box, paint_focus

Index = QModelIndex | QPersistentModelIndex
_CELL, _HIGH, _HEAD = 126, 54, 40
_NAMES, _NAMES_AT_MOST = 240, 0.34
"""The column of names: its width, and no more of the table than that part."""
_EDGE, _BAR = 10, 10
_Item = Qt.ItemDataRole
_NOTHING = ByMonthShown("", (), ())


class MonthModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.shown = _NOTHING

    def show_months(self, shown: ByMonthShown) -> None:
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    def cell(self, index: Index) -> CellShown | None:
        return self.shown.rows[index.row()].cells[index.column()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.shown.months)

    def data(self, index: Index, role: int = _Item.DisplayRole) -> object:
        if role not in (_Item.DisplayRole, _Item.AccessibleTextRole) or not index.isValid():
            return None
        if (cell := self.cell(index)) is not None:
            return cell.said if role == _Item.AccessibleTextRole else f"{cell.sessions}\n{cell.people}"  # fmt: skip
        row, month = self.shown.rows[index.row()], self.shown.months[index.column()]
        none = _("{circle}, {month}: no session").format(circle=row.circle, month=month)
        return none if role == _Item.AccessibleTextRole else ""

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = _Item.DisplayRole
    ) -> object:
        if role not in (_Item.DisplayRole, _Item.ToolTipRole):
            return None
        if way is Qt.Orientation.Horizontal:
            return self.shown.months[section]
        return self.shown.rows[section].circle


class MonthTable(QTableView):
    asked = Signal(object)
    """filter.Filter: the sessions of a cell."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.months = MonthModel()
        self.setModel(self.months)
        self.setItemDelegate(_CellDelegate(self, look))
        self._corner = QWidget(self)
        self._corner.setAutoFillBackground(True)
        self.setHorizontalHeader(_Quiet(Qt.Orientation.Horizontal, self, look))
        self.setVerticalHeader(_Quiet(Qt.Orientation.Vertical, self, look))
        self.setAccessibleName(_("Circles by month"))
        self._behave()
        self.doubleClicked.connect(self._ask)
        look.changed.connect(self._dress)
        self._dress()

    def _behave(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBar(QuietBar(self._look))
        self.setHorizontalScrollBar(_BarAcross(self._look))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_months(self, shown: ByMonthShown) -> None:
        """The newest month is chosen, of the first circle that met then."""
        self.months.show_months(shown)
        if shown.rows:
            met = [i for i, row in enumerate(shown.rows) if row.cells[-1] is not None]
            self.setCurrentIndex(self.months.index(met[0], len(shown.months) - 1))
        self._dress()

    @property
    def circle(self) -> str:
        """That of the row where somebody is; empty: none has a name."""
        row = self.currentIndex().row()
        if not 0 <= row < len(self.months.shown.rows):
            return ""
        cells = self.months.shown.rows[row].cells
        return next((cell.those.circle for cell in cells if cell is not None), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _ask(self, index: Index) -> None:
        if (cell := self.months.cell(index)) is not None:
            self.asked.emit(cell.those)

    def _dress(self) -> None:
        look = self._look
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setFixedHeight(look.px(_HEAD))
        for header, size in ((across, _CELL), (down, _HIGH)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
            header.setDefaultSectionSize(look.px(size))
        ground = self.palette()
        ground.setColor(QPalette.ColorRole.Base, look.theme.paper)
        ground.setColor(QPalette.ColorRole.Window, look.theme.paper)
        self.setPalette(ground)
        self._fit()

    def _fit(self) -> None:
        """Where somebody is stays in sight. Qt's own corner has a bevel."""
        wide = max(1, min(self._look.px(_NAMES), round(self.width() * _NAMES_AT_MOST)))
        wide = max(wide, min(self._widest_name(), self._beside_months()))
        self.verticalHeader().setFixedWidth(wide)
        self._corner.setGeometry(mirrored(self, QRect(0, 0, wide, self._look.px(_HEAD))))
        self._corner.raise_()
        self.scrollTo(self.currentIndex())

    def _widest_name(self) -> int:
        metrics = self._look.metrics(Role.NAME)
        names = (metrics.horizontalAdvance(row.circle) for row in self.months.shown.rows)
        return ceil(max(names, default=0.0)) + 2 * _EDGE + 2

    def _beside_months(self) -> int:
        """What all of them leave of the width."""
        months = self.months.columnCount() * self._look.px(_CELL)
        return self.width() - months - self.verticalScrollBar().sizeHint().width()


class _BarAcross(QScrollBar):
    """A rounded thumb and nothing else."""

    def __init__(self, look: Look) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(60, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        span = self.maximum() - self.minimum() + self.pageStep()
        if self.maximum() <= self.minimum():
            return
        room = self.width() - 4.0
        long = max(_BAR * 3.0, room * self.pageStep() / span)
        gone = (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        if self.isRightToLeft():
            gone = 1 - gone
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            thumb = QRectF(2 + gone * (room - long), 3, long, _BAR - 5)
            paint_box(painter, thumb, fill=self._look.theme.calm, corner=2.5)


class _Quiet(QHeaderView):
    """Words and a line, no bevel."""

    def __init__(self, way: Qt.Orientation, table: QTableView, look: Look) -> None:
        super().__init__(way, table)
        self._look = look
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        theme, across = self._look.theme, self.orientation() is Qt.Orientation.Horizontal
        painter.save()
        painter.fillRect(rect, theme.paper)
        painter.setFont(self._look.font(Role.SMALL if across else Role.NAME))
        painter.setPen(theme.soft if across else theme.ink)
        words = str(self.model().headerData(section, self.orientation(), _Item.DisplayRole))
        inner = rect.adjusted(_EDGE, 2, -_EDGE, -2)
        painter.drawText(inner, _flags(), _shortened(painter, words, inner))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line)
        painter.restore()


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, table: MonthTable, look: Look) -> None:
        super().__init__(table)
        self._table, self._look = table, look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._look.theme, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.paper)  # Qt fills what is chosen before it asks for the words
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line)
        inner = rect.adjusted(2, 2, -2, -3)
        if chosen:
            paint_box(painter, inner, fill=theme.moss_tint, corner=8)
        if chosen and self._table.hasFocus():
            paint_focus(painter, inner, theme.moss, corner=8)
        if (cell := self._table.months.cell(index)) is not None:
            self._paint_words(painter, rect.adjusted(_EDGE, 6, -_EDGE, -6), cell)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, cell: CellShown) -> None:
        theme = self._look.theme
        half = rect.height() // 2
        for words, role, ink, top in (
            (cell.sessions, Role.BODY, theme.ink, rect.top()),
            (cell.people, Role.SMALL, theme.soft, rect.top() + half),
        ):
            painter.setFont(self._look.font(role))
            painter.setPen(ink)
            box = QRect(rect.left(), top, rect.width(), half)
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(box, side, words)


def _flags() -> int:
    return int(Qt.TextFlag.TextWordWrap) | int(
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
    )


def _shortened(painter: QPainter, words: str, box: QRect) -> str:
    """As much as two lines hold; the tooltip has all of it."""
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(words) <= box.width() * 1.7:
        return words
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, round(box.width() * 1.7))
