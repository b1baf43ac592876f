"""Comments one below the other, each a card: where it belongs, what it says, and below it what kind it is, who and when."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QWidget

from circle.i18n import gettext as _
from ui.theme import Look, Role
from ui.widgets.row_painting import RowPainting, RowState
from ui.widgets.row_shown import RowShown
from ui.widgets.rows_view import RowsView
from ui.widgets.shapes import paint_box, paint_focus
from ui.widgets.wrapping import in_reading_order, wrap

_EDGE, _BETWEEN, _STEP = 14, 5, 14
_LEAST = 190


class CommentPainting(RowPainting):
    def __init__(self, look: Look, direction: Qt.LayoutDirection) -> None:
        super().__init__(look, direction)
        self._look, self._direction = look, direction

    def height(self, row: RowShown, width: int) -> int:
        words = sum(_height(one) for one in self._words(row, width))
        return ceil(words) + 2 * (_EDGE + _BETWEEN)

    def paint(self, painter: QPainter, row: RowShown, box: QRect, state: RowState) -> None:
        theme, card = self._look.theme, self._card(row, box)
        fill = theme.moss_tint if state.chosen else theme.card
        paint_box(painter, card, fill=fill, line=theme.soft if state.touched else theme.line)
        if state.focused:
            paint_focus(painter, card, theme.moss, corner=12)
        above, text, below = self._words(row, box.width())
        left, top = card.left() + _EDGE, float(card.top() + _EDGE)
        for words, ink in ((above, theme.soft), (text, theme.ink), (below, theme.soft)):
            painter.setPen(ink)
            words.draw(painter, QPointF(left, top), [], QRectF())
            top += _height(words)

    def _words(self, row: RowShown, width: int) -> tuple[QTextLayout, QTextLayout, QTextLayout]:
        card = self._card(row, QRect(0, 0, width, 100))
        room = max(1, card.width() - 2 * _EDGE)
        return (
            self._laid_out(row.above, Role.SMALL, room),
            self._laid_out(row.text, Role.BODY, room),
            self._laid_out(row.below, Role.SMALL, room),
        )

    def _laid_out(self, text: str, role: Role, room: int) -> QTextLayout:
        text = in_reading_order(text).replace("\n", "\u2028")
        layout = QTextLayout(text, self._look.font(role))
        side = QStyle.visualAlignment(self._direction, Qt.AlignmentFlag.AlignLeading)
        wrap(layout, room, side=side)
        return layout

    def _card(self, row: RowShown, box: QRect) -> QRect:
        step = _STEP * row.depth
        part = box.adjusted(step + 2, _BETWEEN, -2, -_BETWEEN)
        return QStyle.visualRect(self._direction, box, part)


class CommentRows(RowsView):
    """It has room for at least one of them, and takes what it gets. The bar keeps its room: else its coming would make
    rows higher, and call for it. It is painted only where there is something to scroll.
    """

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Comments"), parent=parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def painting_for(self, lead: float) -> RowPainting:
        return CommentPainting(self._look, self.layoutDirection())

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, min(self.maximumHeight(), self._look.px(_LEAST)))


def _height(layout: QTextLayout) -> float:
    return layout.boundingRect().height() if layout.text() else 0.0
