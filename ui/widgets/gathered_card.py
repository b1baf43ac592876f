"""How the circle listened: what was gathered, as words with bars, in an order that no count changes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.session import State
from ui.pages.listening_shown import CountShown, GatheredShown, all_gathered
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.labels import Body, SmallHeading, Soft, Words
from ui.widgets.shapes import paint_box

_BAR = 96
_THICK = 8


class GatheredCard(Card):
    """Hidden while nothing was gathered."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("How the circle listened"), parent=parent)
        self._look = look
        self._shown: tuple[GatheredShown, ...] = ()
        self._content: QWidget | None = None
        self.hide()

    def show_state(self, state: State) -> None:
        shown = all_gathered(state)
        if shown == self._shown:
            return
        self._shown = shown
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = self._made(shown)
        self.body.addWidget(self._content)
        self.setVisible(bool(shown))

    def _made(self, shown: tuple[GatheredShown, ...]) -> QWidget:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for n, one in enumerate(shown):
            if n:
                column.addSpacing(10)
            self._add(column, one)
        return content

    def _add(self, column: QVBoxLayout, shown: GatheredShown) -> None:
        look = self._look
        column.addWidget(SmallHeading(look, shown.heading))
        column.addWidget(Soft(look, shown.people, small=True))
        for count in shown.stances:
            column.addWidget(CountRow(look, count))
        if shown.heard:
            column.addSpacing(4)
            column.addWidget(Body(look, shown.heard))


class CountRow(QWidget):
    def __init__(self, look: Look, shown: CountShown) -> None:
        super().__init__()
        words, number = Body(look, shown.words), Words(look, str(shown.count), Role.STRONG)
        number.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        number.setMinimumWidth(look.px(28))
        number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        number.setAccessibleName(f"{shown.words}: {shown.count}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(words, 1)
        row.addWidget(Bar(look, shown.part))
        row.addWidget(number)


class Bar(QWidget):
    """A part of a whole, painted."""

    def __init__(self, look: Look, part: float) -> None:
        super().__init__()
        self._look, self._part = look, part
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(_BAR), self._look.px(_THICK))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(_BAR // 3), self._look.px(_THICK))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, corner = self._look.theme, self.height() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_box(painter, self.rect(), fill=theme.moss_tint, corner=corner)
            long = self.width() * self._part
            if long:
                x = self.width() - long if self.isRightToLeft() else 0.0
                box = QRectF(x, 0, max(long, self.height()), self.height())
                paint_box(painter, box, fill=theme.moss, corner=corner)
