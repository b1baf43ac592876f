"""A row of a list set into its width, and painted."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle

from ui.theme import Look, Role
from ui.widgets.key_button import TARGET
from ui.widgets.row_shown import RowShown
from ui.widgets.shapes import paint_box, paint_focus
from ui.widgets.wrapping import wrap

_EDGE, _GAP, _ABOVE = 10, 10, 10
_CORNER = 10.0
_START, _END = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands out just now."""

    chosen: bool = False
    focused: bool = False
    touched: bool = False


class RowPainting:
    """For the rows of one list. `lead`: the pixels that its widest lead takes."""

    def __init__(self, look: Look, direction: Qt.LayoutDirection, lead: float = 0) -> None:
        self._look = look
        self._direction = direction
        self._left = _EDGE + (ceil(lead) + _GAP if lead else 0)

    def height(self, row: RowShown, width: int) -> int:
        text = self._set_text(row, width).boundingRect().height()
        if row.quiet:
            return ceil(text) + 8
        return max(TARGET, ceil(text + self._below_height(row)) + 2 * _ABOVE)

    def paint(self, painter: QPainter, row: RowShown, box: QRect, state: RowState) -> None:
        theme = self._look.theme
        self._paint_ground(painter, box.adjusted(0, 1, 0, -1), state)
        text = self._set_text(row, box.width())
        height = text.boundingRect().height()
        top = box.top() + (box.height() - height - self._below_height(row)) / 2
        at = self._text_part(row, box)
        painter.setPen(theme.soft if row.quiet else theme.ink)
        text.draw(painter, QPointF(at.left(), top), self._marks(row), QRectF())
        first = QRectF(0, top, 0, text.lineAt(0).height())
        trail = theme.clay_words if row.now else theme.soft
        edges = box.adjusted(_EDGE, 0, -_EDGE, 0)
        self._paint_word(painter, row.lead, _across(edges, first), theme.soft, _START)
        self._paint_word(painter, row.trail, _across(edges, first), trail, _END)
        if row.below:
            self._paint_below(painter, row.below, _across(at, first).translated(0, height))

    def _marks(self, row: RowShown) -> list[QTextLayout.FormatRange]:
        """Tinted, and underlined: colour alone says nothing."""
        return [self._mark(start, end) for start, end in row.marks]

    def _mark(self, start: int, end: int) -> QTextLayout.FormatRange:
        mark, words = QTextLayout.FormatRange(), QTextCharFormat()
        words.setBackground(self._look.theme.moss_tint)
        words.setForeground(self._look.theme.ink)
        words.setFontUnderline(True)
        mark.start, mark.length = start, end - start
        mark.format = words
        return mark

    def _paint_ground(self, painter: QPainter, box: QRect, state: RowState) -> None:
        theme = self._look.theme
        if state.chosen:
            paint_box(painter, box, fill=theme.moss_tint, corner=_CORNER)
            bar = QRect(box.left() + 2, box.top() + 11, 3, box.height() - 22)
            paint_box(painter, self._mirrored(bar, box), fill=theme.moss, corner=1.5)
        elif state.touched:
            touched = QColor(theme.ink)
            touched.setAlphaF(0.04)
            paint_box(painter, box, fill=touched, corner=_CORNER)
        if state.focused:
            paint_focus(painter, box, theme.moss, corner=_CORNER)

    def _paint_word(
        self, painter: QPainter, text: str, box: QRectF, colour: QColor, side: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(self._look.font(Role.TIMES))
        painter.setPen(colour)
        painter.drawText(box, QStyle.visualAlignment(self._direction, side) | _MIDDLE, text)

    def _paint_below(self, painter: QPainter, text: str, box: QRectF) -> None:
        metrics = self._look.metrics(Role.SMALL)
        painter.setFont(self._look.font(Role.SMALL))
        painter.setPen(self._look.theme.soft)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, QStyle.visualAlignment(self._direction, _START) | _MIDDLE, shown)

    def _below_height(self, row: RowShown) -> float:
        return self._look.metrics(Role.SMALL).height() if row.below else 0.0

    def _text_part(self, row: RowShown, box: QRect) -> QRect:
        part = QRect(box.left() + self._left, box.top(), self._room(row, box.width()), box.height())
        return self._mirrored(part, box)

    def _mirrored(self, part: QRect, box: QRect) -> QRect:
        return QStyle.visualRect(self._direction, box, part)

    def _room(self, row: RowShown, width: int) -> int:
        trail = self._look.metrics(Role.TIMES).horizontalAdvance(row.trail)
        return max(1, width - self._left - _EDGE - (ceil(trail) + _GAP if row.trail else 0))

    def _set_text(self, row: RowShown, width: int) -> QTextLayout:
        """Wrapped at spaces, and inside a word that is too long for the line; nothing is cut off."""
        layout = QTextLayout(row.text.replace("\n", "\u2028"), self._look.font(Role.BODY))
        wrap(layout, self._room(row, width), side=QStyle.visualAlignment(self._direction, _START))
        return layout


def _across(part: QRect, line: QRectF) -> QRectF:
    """The box of a line, as wide as a part."""
    return QRectF(part.left(), line.top(), part.width(), line.height())
