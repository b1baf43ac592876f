"""A row of a list set into its width, and painted."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle

from circle.harvest import Seen, seen_words
from ui.theme import TOUCHED, Look, Role
from ui.widgets.key_button import TARGET
from ui.widgets.row_shown import RowShown
from ui.widgets.shapes import paint_box, paint_focus, paint_seen, paint_tick
from ui.widgets.wrapping import in_reading_order, wrap

_EDGE, _GAP, _ABOVE = 10, 10, 10
_SHAPE_GAP = 6
_CORNER = 10.0
_SEEN_BESIDE = 360
"""From how many pixels on, at the usual size of letters, who may see a row stands beside its text."""
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
        return max(TARGET, ceil(text + self._below_height(row, width)) + 2 * _ABOVE)

    def paint(self, painter: QPainter, row: RowShown, box: QRect, state: RowState) -> None:
        theme = self._look.theme
        self._paint_ground(painter, box.adjusted(0, 1, 0, -1), state)
        text = self._set_text(row, box.width())
        height = text.boundingRect().height()
        top = box.top() + (box.height() - height - self._below_height(row, box.width())) / 2
        at = self._text_part(row, box)
        painter.setPen(theme.soft if row.quiet else theme.ink)
        text.draw(painter, QPointF(at.left(), top), self._marks(row), QRectF())
        first = QRectF(0, top, 0, text.lineAt(0).height())
        trail = theme.clay_words if row.now else theme.soft
        edges = box.adjusted(_EDGE, 0, -_EDGE, 0)
        self._paint_word(painter, row.lead, _across(edges, first), theme.soft, _START)
        if row.checked is not None:
            self._paint_check(painter, edges, first, checked=row.checked)
        self._paint_word(painter, row.trail, _across(edges, first), trail, _END)
        under = _across(at, first).translated(0, height)
        if row.below:
            self._paint_below(painter, row.below, under)
        if row.seen and self._is_beside(box.width()):
            width = self._seen_width(row.seen)
            end = QRect(edges.right() + 1 - width, edges.top(), width, edges.height())
            self._paint_seen(painter, row.seen, _across(self._mirrored(end, edges), first))
        elif row.seen:
            self._paint_seen(painter, row.seen, under)

    def check_side(self) -> int:
        return round(self._look.metrics(Role.BODY).ascent() * 1.05)

    def _paint_check(self, painter: QPainter, edges: QRect, line: QRectF, *, checked: bool) -> None:
        theme, side = self._look.theme, self.check_side()
        part = QRect(edges.left(), round(line.center().y() - side / 2), side, side)
        box = QRectF(self._mirrored(part, edges))
        if not checked:
            paint_box(painter, box, fill=theme.card, line=theme.soft, corner=4, width=1.5)
            return
        paint_box(painter, box, fill=theme.moss, corner=4)
        paint_tick(painter, box, theme.on_moss)

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
            hand = QColor(theme.ink)
            hand.setAlphaF(TOUCHED)
            paint_box(painter, box, fill=hand, corner=_CORNER)
        if state.focused:
            paint_focus(painter, box, theme.moss, corner=_CORNER)

    def _paint_word(
        self, painter: QPainter, text: str, box: QRectF, colour: QColor, side: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(self._look.font(Role.TIMES))
        painter.setPen(colour)
        where = QStyle.visualAlignment(self._direction, side) | _MIDDLE
        painter.drawText(box, where, in_reading_order(text))

    def _paint_below(self, painter: QPainter, text: str, box: QRectF) -> None:
        metrics = self._look.metrics(Role.SMALL)
        painter.setFont(self._look.font(Role.SMALL))
        painter.setPen(self._look.theme.soft)
        side = QStyle.visualAlignment(self._direction, _START) | _MIDDLE
        box.setHeight(metrics.height())
        for line in text.split("\n"):
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, side, in_reading_order(shown))
            box.translate(0, metrics.height())

    def _paint_seen(self, painter: QPainter, seen: Seen, box: QRectF) -> None:
        """A shape, and the words after it."""
        theme, side = self._look.theme, self._shape_side()
        part = QRect(0, 0, side, side)
        part.moveTo(round(box.left()), round(box.center().y() - side / 2))
        colour = theme.moss if seen is Seen.REPORT else theme.soft
        paint_seen(painter, QRectF(self._mirrored(part, box.toRect())), colour, seen)
        words = box.toRect().adjusted(side + _SHAPE_GAP, 0, 0, 0)
        at = QRectF(self._mirrored(words, box.toRect()))
        painter.setFont(self._look.font(Role.SMALL))
        painter.setPen(theme.soft)
        painter.drawText(
            at, QStyle.visualAlignment(self._direction, _START) | _MIDDLE, seen_words(seen)
        )

    def _shape_side(self) -> int:
        return round(self._look.metrics(Role.SMALL).ascent() * 0.8)

    def _seen_width(self, seen: Seen) -> int:
        words = ceil(self._look.metrics(Role.SMALL).horizontalAdvance(seen_words(seen)))
        return self._shape_side() + _SHAPE_GAP + words + 1

    def _is_beside(self, width: int) -> bool:
        return width >= self._look.px(_SEEN_BESIDE)

    def _below_height(self, row: RowShown, width: int) -> float:
        seen = bool(row.seen) and not self._is_beside(width)
        lines = row.below.count("\n") + 1 if row.below else int(seen)
        return self._look.metrics(Role.SMALL).height() * lines if lines else 0.0

    def _text_part(self, row: RowShown, box: QRect) -> QRect:
        part = QRect(box.left() + self._left, box.top(), self._room(row, box.width()), box.height())
        return self._mirrored(part, box)

    def _mirrored(self, part: QRect, box: QRect) -> QRect:
        return QStyle.visualRect(self._direction, box, part)

    def _room(self, row: RowShown, width: int) -> int:
        trail = ceil(self._look.metrics(Role.TIMES).horizontalAdvance(row.trail))
        if row.seen and self._is_beside(width):
            trail = max(map(self._seen_width, Seen))
        return max(1, width - self._left - _EDGE - (trail + _GAP if trail else 0))

    def _set_text(self, row: RowShown, width: int) -> QTextLayout:
        """Wrapped at spaces, and inside a word that is too long for the line; nothing is cut off."""
        font = self._look.font(Role.STRONG if row.strong else Role.BODY)
        layout = QTextLayout(row.text.replace("\n", "\u2028"), font)
        wrap(layout, self._room(row, width), side=QStyle.visualAlignment(self._direction, _START))
        return layout


def _across(part: QRect, line: QRectF) -> QRectF:
    """The box of a line, as wide as a part."""
    return QRectF(part.left(), line.top(), part.width(), line.height())
