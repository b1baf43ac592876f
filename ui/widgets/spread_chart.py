"""A measure over sessions, painted small: a dot for each session where its day is, and a quiet band for the middle half."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.pages.spread_shown import ChartShown
from ui.theme import Look, Role
from ui.widgets.painted_sessions import PLAIN_KEYS, PaintedSessions
from ui.widgets.shapes import mirrored, paint_focus
from ui.widgets.spread_layout import Field, field

_NOTHING = ChartShown("", "", "", (), (), (), (), None, "", "", "")
_RIMMED = 3
"""Dots of this radius at least, at the usual size of letters, have a rim, so that two that touch are two."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SpreadChart(PaintedSessions):
    """A short line at the foot: not measured. Enter or a double click asks for the session that is chosen."""

    asked = Signal(int)

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._shown = _NOTHING
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def field(self) -> Field:
        line = QFontMetrics(self._look.font(Role.SMALL)).height()
        return field(self.width(), scale=self._look.scale, line=line, days=self._shown.days)

    def show_chart(self, shown: ChartShown, chosen: int) -> None:
        self._shown, self._chosen = shown, chosen
        self.setAccessibleName(f"{shown.title}. {shown.sentence}")
        self._dress()

    def said(self) -> tuple[str, ...]:
        return self._shown.said

    def item_box(self, i: int) -> QRect:
        there = self.field
        wide = round(max(2 * there.radius, 4))
        box = QRect(round(there.xs[i] - wide / 2), 0, wide, self.height())
        return mirrored(self, box)

    def item_at(self, point: QPoint) -> int | None:
        x = self.width() - 1 - point.x() if self.isRightToLeft() else point.x()
        return self.field.session_at(x)

    def what_it_says(self) -> str:
        return self._shown.sentence

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(240), self.field.height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self.field.height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~PLAIN_KEYS:
            self.asked.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (i := self.item_at(event.position().toPoint())) is not None:
            self.asked.emit(i)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._look.font(Role.SMALL))
            there = self.field
            self._paint_words(painter, there)
            if self.isRightToLeft():
                painter.translate(self.width(), 0)
                painter.scale(-1, 1)
            self._paint_ground(painter, there)
            self._paint_sessions(painter, there)
        self._paint_focus()

    def _paint_focus(self) -> None:
        if self.hasFocus():
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_focus(painter, self.rect(), self._look.theme.moss, corner=6)

    def _paint_words(self, painter: QPainter, there: Field) -> None:
        """What the upper edge stands for, and the first and the last day."""
        painter.setPen(self._look.theme.soft)
        line = painter.fontMetrics().height()
        wide = round(there.right - there.left)
        above = mirrored(self, QRect(round(there.left), 2, wide, line))
        below = mirrored(self, QRect(round(there.left), self.height() - line - 2, wide, line))
        middle = Qt.AlignmentFlag.AlignVCenter  # letters of other scripts are higher than a line
        leading = Qt.AlignmentFlag.AlignLeading | middle
        trailing = Qt.AlignmentFlag.AlignTrailing | middle
        painter.drawText(above, leading, self._shown.top)
        room = painter.fontMetrics().horizontalAdvance(self._shown.first + self._shown.last)
        painter.drawText(below, leading, self._shown.first)
        if room + self._look.px(12) <= wide:
            painter.drawText(below, trailing, self._shown.last)

    def _paint_ground(self, painter: QPainter, there: Field) -> None:
        theme, edge = self._look.theme, there.radius + self._look.px(2)
        left, right = there.left - edge, there.right + edge
        if self._shown.band is not None:
            lower, middle, upper = map(there.y, self._shown.band)
            least = self._look.px(2)
            box = QRectF(left, upper, right - left, max(least, lower - upper))
            painter.fillRect(box, theme.moss_tint)
            painter.setPen(QPen(theme.calm, max(1.0, self._look.scale)))
            painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        painter.setPen(QPen(theme.line, 1))
        for y in (there.top, there.bottom):
            painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _paint_sessions(self, painter: QPainter, there: Field) -> None:
        theme = self._look.theme
        for i, (x, height) in enumerate(zip(there.xs, self._shown.heights, strict=True)):
            if i == self._chosen:
                painter.setPen(QPen(theme.soft, 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(x, there.top), QPointF(x, there.bottom))
            if height is None:
                painter.setPen(QPen(theme.soft, max(1.0, self._look.scale)))
                y = there.bottom + there.radius
                painter.drawLine(QPointF(x - there.radius, y), QPointF(x + there.radius, y))
            else:
                small = there.radius < _RIMMED * self._look.scale
                painter.setPen(Qt.PenStyle.NoPen if small else QPen(theme.card, 1))
                painter.setBrush(theme.moss)
                painter.drawEllipse(QPointF(x, there.y(height)), there.radius, there.radius)
        self._paint_chosen(painter, there)

    def _paint_chosen(self, painter: QPainter, there: Field) -> None:
        if not self._shown.heights or (height := self._shown.heights[self._chosen]) is None:
            return
        painter.setPen(QPen(self._look.theme.ink, max(1.5, 1.5 * self._look.scale)))
        painter.setBrush(self._look.theme.moss)
        radius = there.radius + self._look.scale
        painter.drawEllipse(QPointF(there.xs[self._chosen], there.y(height)), radius, radius)
