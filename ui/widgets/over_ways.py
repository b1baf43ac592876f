"""Where one goes from a session to several: one button and its menu, and a key for each."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.filter import EVERYTHING, Filter
from circle.i18n import gettext as _
from ui.actions import Action
from ui.theme import Look
from ui.widgets.key_button import KeyButton
from ui.widgets.menus import open_menu


class OverWays(QWidget):
    """`table` is to be bound by its page."""

    over_asked = Signal()
    beside_asked = Signal()
    months_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_first = self._is_filtered = False
        self.button = KeyButton(look, _("Several ▾"), small=True)
        self.button.setAccessibleName(_("Several sessions"))
        self.button.clicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)
        self.table = (
            Action("over", _("This circle, or the sessions that are chosen by Filter, over time"), ("Ctrl+T",), self.over_asked.emit),
            Action("beside", _("Set this session beside another"), ("Ctrl+B",), self.beside_asked.emit),
            Action("months", _("Circles by month"), ("Ctrl+M",), self.months_asked.emit),
        )  # fmt: skip

    def show_first(self, *, is_there: bool) -> None:
        """Whether one of two sessions is chosen already."""
        self._has_first = is_there

    def show_filter(self, those: Filter) -> None:
        """Which sessions the list shows."""
        self._is_filtered = those != EVERYTHING

    def _open(self) -> None:
        over, beside, months = self.table
        second = _("Set this session beside the one that you chose")
        rows = (
            (
                _("The sessions of the list, over time")
                if self._is_filtered
                else _("This circle over its sessions"),
                over,
            ),
            (second if self._has_first else beside.words, beside),
            (months.words, months),
        )
        acts = [(f"{words}\t{one.keys[0]}", one.handler) for words, one in rows]
        open_menu(self, acts, self.button.mapToGlobal(QPoint(0, self.button.height())))
