"""A programme at a glance: circles by month, and the totals in a sentence."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.filter import Filter
from circle.i18n import gettext as _
from ui.actions import Action, bind
from ui.pages.by_month_shown import ByMonthShown
from ui.theme import Look
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Body, Heading, Soft
from ui.widgets.month_table import MonthTable
from ui.widgets.page_frame import PageFrame
from ui.widgets.tab_order import follow

_EDGE = 24


class ByMonthPage(QWidget):
    left = Signal()
    list_asked = Signal(object)
    """filter.Filter: those sessions are to be listed."""
    over_asked = Signal(object)
    """filter.Filter: those of a circle, over its sessions."""

    def __init__(self, look: Look, shown: ByMonthShown, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Circles by month"))
        self.sentence = Body(look, shown.sentence)
        self.table = MonthTable(look)
        self.over = KeyButton(look, _("This circle over its sessions"), _("Ctrl T"), small=True)
        self.back = KeyButton(look, _("Back"), _("Esc"), small=True)
        self.actions_here = (
            Action("over", _("This circle over its sessions"), ("Ctrl+T",), self._over),
            Action("leave", _("Back to the session"), ("Escape",), self.left.emit),
        )
        bind(self, self.actions_here)
        self.table.asked.connect(self.list_asked)
        self.over.clicked.connect(self._over)
        self.back.clicked.connect(self.left)
        self._lay_out(look)
        self.table.show_months(shown)
        self.setFocusProxy(self.table)
        self.table.setVisible(bool(shown.rows))
        self.over.setVisible(bool(shown.rows))

    def _lay_out(self, look: Look) -> None:
        frame = PageFrame(look, footer=False, two_heads_below=760)
        frame.head_left.addWidget(Heading(look, _("Circles by month")))
        for button in (self.over, self.back):
            frame.head_right.addWidget(button)
        inside = QVBoxLayout()
        inside.setContentsMargins(_EDGE, _EDGE - 4, _EDGE, _EDGE)
        inside.setSpacing(12)
        key = _("Months in which no circle met are left out. Enter lists the sessions of a cell.")
        for part in (self.sentence, Soft(look, key, small=True)):
            inside.addWidget(part)
        inside.addWidget(self.table, 1)
        frame.body.addLayout(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        follow((self.over, self.back, self.table))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.scrollTo(self.table.currentIndex())

    def _over(self) -> None:
        if circle := self.table.circle:
            self.over_asked.emit(Filter(circle=circle))
