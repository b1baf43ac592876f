"""The page of what the kit protects against and what it does not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.protects import Half, Point, halves, intro
from ui.actions import Action, bind
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Heading, Soft, Words
from ui.widgets.page_frame import MARGIN, PageFrame
from ui.widgets.scroll_column import ScrollColumn

_BESIDE_FROM = 820
"""So wide the halves stand beside each other, at the usual size of letters."""
_WIDEST = 1180
_LINES_AT_ONCE = 3


class ProtectsPage(PageFrame):
    left = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, two_feet_below=0, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self._look = look
        self.setAccessibleName(_("What the kit protects"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.actions_here = (
            Action("back", _("Back"), ("Escape",), self.left.emit),
            Action("down", _("Read on"), ("Down",), lambda: self._by_lines(1), repeats=True),
            Action("up", _("Read back"), ("Up",), lambda: self._by_lines(-1), repeats=True),
            Action("on", _("Next page"), ("PgDown",), lambda: self._by_pages(1), repeats=True),
            Action("before", _("Page before"), ("PgUp",), lambda: self._by_pages(-1), repeats=True),
        )
        bind(self, self.actions_here)
        self.halves = tuple(_card(look, half) for half in halves())
        self.column = ScrollColumn(look)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._fill(look)
        look.changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab begins at the way back, and nothing is marked before."""
        super().showEvent(event)
        self.setFocus()

    def _fill(self, look: Look) -> None:
        self.head_left.addWidget(Heading(look, _("What the kit protects")))
        for card in self.halves:
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._beside.addWidget(card, 1)
        self._beside.setSpacing(20)
        self.column.body.setSpacing(12)
        self.column.body.addWidget(Soft(look, intro()))
        self.column.body.addLayout(self._beside)
        self.column.body.addStretch(1)
        self.body.addWidget(self.column)
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self.back_button.clicked.connect(self.left)
        self.foot_left.addWidget(self.back_button)
        self.foot_left.addStretch(1)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= self._look.px(_BESIDE_FROM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(across if beside else down)
        side = max(MARGIN, (self.width() - self._look.px(_WIDEST)) // 2)
        self.column.body.setContentsMargins(side, MARGIN, side, MARGIN)

    def _by_lines(self, by: int) -> None:
        self._scroll(by * _LINES_AT_ONCE * self.fontMetrics().lineSpacing())

    def _by_pages(self, by: int) -> None:
        bar = self.column.verticalScrollBar()
        self._scroll(by * (bar.pageStep() - self.fontMetrics().lineSpacing()))

    def _scroll(self, by: int) -> None:
        bar = self.column.verticalScrollBar()
        bar.setValue(bar.value() + by)


def _card(look: Look, half: Half) -> Card:
    card = Card(look)
    card.setAccessibleName(half.heading)
    card.body.addWidget(Heading(look, half.heading))
    for point in half.points:
        card.body.addWidget(_Point(look, point))
    card.body.addStretch(1)
    return card


class _Point(QWidget):
    def __init__(self, look: Look, point: Point) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(2)
        column.addWidget(Words(look, point.what, Role.STRONG))
        column.addWidget(Words(look, point.more))
