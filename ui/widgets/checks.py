"""Boxes to check and rounds to choose one of, with words that wrap."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QStyle, QWidget

from ui.theme import Look, Role, touched
from ui.widgets.key_button import TARGET
from ui.widgets.shapes import paint_box, paint_focus, paint_tick
from ui.widgets.wrapping import in_reading_order, wrap

_GAP = 10
_EDGE = 4
_UNBOUND = 100_000.0


# One class cannot have two of Qt's for its bases.
_Button = QAbstractButton if TYPE_CHECKING else object


class _Marked(_Button):
    """A mark at the leading edge, and words beside it. All of it is the place to click."""

    _look: Look
    _unbroken: QSize | None

    def _set_up(self, look: Look, words: str) -> None:
        self._look = look
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_words(words)
        self._dress()
        look.changed.connect(self._dress)

    def show_words(self, words: str) -> None:
        self._words, self._unbroken = words, None
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room, whole = width - self._beside(), self._natural_size()
        if room >= whole.width():
            return max(TARGET, whole.height() + 12)
        return max(TARGET, ceil(self._laid_out(room).boundingRect().height()) + 12)

    def sizeHint(self) -> QSize:
        words = self._natural_size().width()
        width = self._beside() + min(words, self.fontMetrics().averageCharWidth() * 40)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self._beside() + self.fontMetrics().averageCharWidth() * 8
        return QSize(width, TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        if self.underMouse():
            paint_box(painter, self.rect(), fill=touched(theme, theme.card), corner=8)
        layout = self._laid_out(self.width() - self._beside())
        top = (self.height() - layout.boundingRect().height()) / 2
        box = QRectF(
            _EDGE, top + (layout.lineAt(0).height() - self._side()) / 2, *[self._side()] * 2
        )
        self.paint_mark(painter, QRectF(self._mirrored(box)))
        painter.setPen(theme.ink if self.isEnabled() else theme.soft)
        start = _EDGE if self.isRightToLeft() else self._beside() - _EDGE
        layout.draw(painter, QPointF(start, top), [], QRectF())
        if self.hasFocus():
            paint_focus(painter, self.rect(), theme.moss, corner=8)

    def paint_mark(self, painter: QPainter, box: QRectF) -> None:
        """Paints the mark into its box; each kind has its own."""

    def _mirrored(self, box: QRectF) -> QRectF:
        direction = self.layoutDirection()
        return QRectF(QStyle.visualRect(direction, self.rect(), box.toRect()))

    def _side(self) -> int:
        return round(QFontMetricsF(self.font()).ascent() * 1.05)

    def _beside(self) -> int:
        """What the words leave free at both sides."""
        return self._side() + _GAP + 2 * _EDGE

    def _natural_size(self) -> QSize:
        """Of the words where no line is broken."""
        if self._unbroken is None:
            layout = self._laid_out(_UNBOUND)
            wide = layout.lineAt(0).naturalTextWidth() if layout.lineCount() else 0.0
            self._unbroken = QSize(ceil(wide) + 1, ceil(layout.boundingRect().height()))
        return self._unbroken

    def _laid_out(self, width: float) -> QTextLayout:
        layout = QTextLayout(in_reading_order(self._words), self.font())
        leading = Qt.AlignmentFlag.AlignLeading
        wrap(layout, width, side=QStyle.visualAlignment(self.layoutDirection(), leading))
        return layout

    def _dress(self) -> None:
        self.setFont(self._look.font(Role.BODY))
        self._unbroken = None
        self.updateGeometry()
        self.update()


class Check(_Marked, QCheckBox):
    def __init__(self, look: Look, words: str, *, parent: QWidget | None = None) -> None:
        QCheckBox.__init__(self, parent)
        self._set_up(look, words)

    def paint_mark(self, painter: QPainter, box: QRectF) -> None:
        theme = self._look.theme
        if not self.isChecked():
            paint_box(painter, box, fill=theme.card, line=theme.soft, corner=4, width=1.5)
            return
        paint_box(painter, box, fill=theme.moss, corner=4)
        paint_tick(painter, box, theme.on_moss)


class Radio(_Marked, QRadioButton):
    def __init__(self, look: Look, words: str, *, parent: QWidget | None = None) -> None:
        QRadioButton.__init__(self, parent)
        self._set_up(look, words)

    def paint_mark(self, painter: QPainter, box: QRectF) -> None:
        theme = self._look.theme
        half = box.width() / 2
        line = theme.moss if self.isChecked() else theme.soft if self.isEnabled() else theme.calm
        paint_box(painter, box, fill=theme.card, line=line, corner=half, width=1.5)
        if self.isChecked():
            inner = box.adjusted(*[half * 0.45] * 2, *[-half * 0.45] * 2)
            paint_box(painter, inner, fill=theme.moss, corner=inner.width() / 2)
