"""Rows of a card one after the other: Tab goes to one of them, the arrow keys to the others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from ui.widgets.place_row import PlaceRow


class PlaceRows(QObject):
    chosen = Signal(object)
    """The place_row.Place that something is to be said about."""
    focused = Signal(object)
    """A row that has the focus now, to be brought into sight."""

    def __init__(self, rows: Sequence[PlaceRow], parent: QObject) -> None:
        super().__init__(parent)
        self.rows = tuple(rows)
        for i, row in enumerate(self.rows):
            row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.clicked.connect(partial(self._choose, i))
            row.stepped.connect(partial(self._step, i))
        self._lets_tab_to(0)

    def _choose(self, i: int) -> None:
        self._lets_tab_to(i)
        self.rows[i].setFocus()
        self.chosen.emit(self.rows[i].place)

    def _step(self, i: int, by: int) -> None:
        there = i + by
        if 0 <= there < len(self.rows):
            self._lets_tab_to(there)
            self.rows[there].setFocus()
            self.focused.emit(self.rows[there])

    def _lets_tab_to(self, i: int) -> None:
        for j, row in enumerate(self.rows):
            row.setFocusPolicy(Qt.FocusPolicy.TabFocus if i == j else Qt.FocusPolicy.NoFocus)
