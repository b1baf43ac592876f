"""The picture of listening over time: a row for each measure, a column for each session."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from circle.i18n import gettext as _
from ui.pages.over_time_shown import BarsShown, Mark, MarksShown, OverTimeShown
from ui.theme import Look, Role
from ui.widgets.over_time_layout import Places, places
from ui.widgets.painted_sessions import PaintedSessions
from ui.widgets.shapes import mirrored, paint_box, paint_focus

_NOTHING = OverTimeShown((), (), (), "", "")


class OverTimeView(PaintedSessions):
    """A filled disc: noticed; a ring: not noticed; a short line half-way up: a gap. A bar of no height is a line
    at the foot of its row.
    """

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._shown, self._first = _NOTHING, 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_over_time(self, shown: OverTimeShown) -> None:
        """The newest session is chosen where the newest was, or where there is another number of them."""
        if len(shown.said) != len(self._shown.said):
            self._chosen = max(0, len(shown.said) - 1)
        self._shown = shown
        name = _("Listening over the sessions of this circle. {sentence}")
        self.setAccessibleName(name.format(sentence=shown.sentence))
        self._dress()

    def said(self) -> tuple[str, ...]:
        return tuple(" ".join(one.splitlines()) for one in self._shown.said)

    def item_box(self, i: int) -> QRect:
        there = self._places()
        left = round(there.column_left(i))
        right = round(there.column_left(i + 1))
        return mirrored(self, QRect(left, 0, right - left, there.height))

    def item_at(self, point: QPoint) -> int | None:
        x = self.width() - 1 - point.x() if self.isRightToLeft() else point.x()
        return self._places().column_at(x)

    def what_it_says(self) -> str:
        return self._shown.sentence

    def sizeHint(self) -> QSize:
        wide = self._look.px(360)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        wide = self._look.px(120)
        return QSize(wide, self.heightForWidth(wide))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width).height

    def _places(self, width: int | None = None) -> Places:
        metrics = QFontMetrics(self._look.font(Role.SMALL))
        labels = (metrics.horizontalAdvance(row.label) for row in self._shown.rows)
        return places(
            self.width() if width is None else width,
            scale=self._look.scale,
            bars=[isinstance(row, BarsShown) for row in self._shown.rows],
            label_width=max(labels, default=0) + self._look.px(4),
            line=metrics.height(),
            columns=len(self._shown.said),
            chosen=self._chosen,
            first=self._first,
        )

    def show_chosen(self, i: int) -> None:
        super().show_chosen(i)
        self._first = self._places().first

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._first = self._places().first

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._look.font(Role.SMALL))
            there = self._places()
            self._paint_chosen(painter)
            self._paint_labels(painter, there)
            for row, band in zip(self._shown.rows, there.bands, strict=True):
                for i in range(there.first, there.first + there.shown):
                    cell = self.item_box(i)
                    cell = QRectF(cell.left(), band.top, cell.width(), band.height)
                    self._paint_cell(painter, row, i, cell)
            self._paint_numbers(painter, there)
            if self.hasFocus():
                paint_focus(painter, self.rect(), self._look.theme.moss, corner=6)

    def _paint_chosen(self, painter: QPainter) -> None:
        if self._shown.said:
            theme, box = self._look.theme, self.item_box(self._chosen)
            box.setHeight(self._places().foot)
            paint_box(painter, box, fill=theme.moss_tint, line=theme.soft, corner=4)

    def _paint_labels(self, painter: QPainter, there: Places) -> None:
        painter.setPen(self._look.theme.ink)
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        line = painter.fontMetrics().height()
        for row, band in zip(self._shown.rows, there.bands, strict=True):
            high = line if band.label_top < band.top else band.height
            box = mirrored(self, QRect(0, band.label_top, there.label_width, high))
            words = painter.fontMetrics().elidedText(
                row.label, Qt.TextElideMode.ElideRight, box.width()
            )
            painter.drawText(box, side, words)

    def _paint_cell(
        self, painter: QPainter, row: MarksShown | BarsShown, i: int, cell: QRectF
    ) -> None:
        if isinstance(row, MarksShown):
            self._paint_mark(painter, row.marks[i], cell)
        else:
            self._paint_bar(painter, row.bars[i], cell)

    def _paint_mark(self, painter: QPainter, mark: Mark, cell: QRectF) -> None:
        theme = self._look.theme
        if mark is Mark.GAP:
            self._paint_gap(painter, cell)
            return
        noticed = mark is Mark.NOTICED
        radius = min(cell.width() * 0.36, self._look.px(5.5 if noticed else 4))
        painter.setPen(QPen(theme.moss if noticed else theme.soft, max(1.0, self._look.scale)))
        painter.setBrush(theme.moss if noticed else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(cell.center(), radius, radius)

    def _paint_bar(self, painter: QPainter, bar: float | None, cell: QRectF) -> None:
        if bar is None:
            self._paint_gap(painter, cell)
            return
        theme, wide = self._look.theme, min(cell.width() * 0.6, self._look.px(12))
        foot = cell.bottom() - self._look.px(3)
        high = (cell.height() - self._look.px(6)) * bar
        left = cell.center().x() - wide / 2
        painter.fillRect(QRectF(left, foot - high, wide, high), theme.moss)
        painter.setPen(QPen(theme.soft, 1))
        painter.drawLine(QPointF(left, foot), QPointF(left + wide, foot))

    def _paint_gap(self, painter: QPainter, cell: QRectF) -> None:
        half = min(cell.width() * 0.25, self._look.px(4))
        painter.setPen(QPen(self._look.theme.soft, max(1.0, self._look.scale)))
        middle = cell.center()
        painter.drawLine(middle - QPointF(half, 0), middle + QPointF(half, 0))

    def _paint_numbers(self, painter: QPainter, there: Places) -> None:
        """Under the first, the last and the chosen column; under every one where there is room. "…": there are
        earlier ones.
        """
        painter.setPen(self._look.theme.soft)
        metrics = painter.fontMetrics()
        if there.first and there.left:
            before = mirrored(self, QRect(0, there.foot, there.left, metrics.height()))
            painter.drawText(before, Qt.AlignmentFlag.AlignTrailing, "… ")
        last = there.first + there.shown - 1
        numbers = self._shown.numbers
        widest = max((metrics.horizontalAdvance(one) for one in numbers), default=0)
        apart = there.step >= widest + self._look.px(6)
        for i in range(there.first, last + 1):
            near = abs(i - self._chosen) * there.step < 2 * widest + self._look.px(6)
            if apart or i == self._chosen or (i in (there.first, last) and not near):
                middle = self.item_box(i).center().x()
                box = QRect(middle - widest // 2, there.foot, widest + 2, metrics.height())
                box.moveLeft(max(0, min(box.left(), self.width() - box.width())))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, numbers[i])

    def _dress(self) -> None:
        self._first = self._places().first
        super()._dress()
