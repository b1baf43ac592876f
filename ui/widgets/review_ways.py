"""Where one goes from Review: to several sessions, to files from somebody, to what leaves. One button and its menu, and a
key for each.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.filter import EVERYTHING, Filter
from circle.i18n import gettext as _
from ui.actions import Action, Place, rows_at
from ui.theme import Look
from ui.widgets.key_button import KeyButton
from ui.widgets.menus import open_menu


def ways_actions(ways: ReviewWays) -> tuple[Action, ...]:
    rows = (
        Action("over", _("This circle, or the sessions that are chosen by Filter, over time"), ("Ctrl+T",), ways.over_asked.emit),
        Action("beside", _("Set this session beside another"), ("Ctrl+B",), ways.beside_asked.emit),
        Action("months", _("Circles by month"), ("Ctrl+M",), ways.months_asked.emit),
        Action("open", _("Open notes from somebody…"), ("Ctrl+O",), ways.file_asked.emit),
        Action("open_folder", _("Open a folder or stick with notes…"), ("Ctrl+Shift+O",), ways.folder_asked.emit),
        Action("export", _("Write more in this session, or export it"), ("Ctrl+Shift+W",), ways.ask_to_close),
        Action("erase", _("Erase this session…"), ("Ctrl+Shift+Delete",), ways.erase_asked.emit),
    )  # fmt: skip
    return rows_at(Place.REVIEW, rows)


class ReviewWays(QWidget):
    """`table` is to be bound by its page."""

    over_asked = Signal()
    beside_asked = Signal()
    months_asked = Signal()
    file_asked = Signal()
    folder_asked = Signal()
    close_asked = Signal()
    erase_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_first = self._is_filtered = self._is_own = False
        self.button = KeyButton(look, _("More ▾"), small=True)
        self.button.setAccessibleName(_("More: several sessions, notes from somebody, export"))
        self.button.clicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)
        self.table = ways_actions(self)

    def show_first(self, *, is_there: bool) -> None:
        """Whether one of two sessions is chosen already."""
        self._has_first = is_there

    def show_filter(self, those: Filter) -> None:
        """Which sessions the list shows."""
        self._is_filtered = those != EVERYTHING

    def show_own(self, *, is_own: bool) -> None:
        """Whether the session that is shown was held here."""
        self._is_own = is_own

    def ask_to_close(self) -> None:
        if self._is_own:
            self.close_asked.emit()

    def _open(self) -> None:
        over, beside, *others, export, erase = self.table
        second = _("Set this session beside the one that you chose")
        rows = (
            (
                _("The sessions of the list, over time")
                if self._is_filtered
                else _("This circle over its sessions"),
                over,
            ),
            (second if self._has_first else beside.words, beside),
            *((one.words, one) for one in (*others, *([export] if self._is_own else []), erase)),
        )
        acts = [(f"{words}\t{one.keys[0]}", one.handler) for words, one in rows]
        open_menu(self, acts, self.button.mapToGlobal(QPoint(0, self.button.height())))
