"""Choices at the left and what comes of them at the right; where that is too narrow, one at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.scroll_column import ScrollColumn

_BESIDE = 820
"""From how many pixels on, at the usual size of letters, both are shown."""
_SIDE, _SIDE_AT_MOST = 408, 440
_MARGIN, _GAP = 20, 18


class SideView(QWidget):
    """What is shown beside choices: one or several parts."""

    names_counted = Signal(int)
    """How many names were found, where one of the parts shows them."""

    @property
    def parts(self) -> dict[str, tuple[str, str]]:
        """Words and key of each, in their order."""
        raise NotImplementedError

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """Where Tab goes."""
        raise NotImplementedError

    def show_part(self, part: str) -> None:
        """One of the parts, and none of the others."""


class TwoSides(QWidget):
    def __init__(self, look: Look, choices: QWidget, view: SideView, words: str) -> None:
        """`words`: what the choices are called in the row above."""
        super().__init__()
        self._look, self._choices, self._view = look, choices, view
        self._side = ScrollColumn(look)
        self._side.body.addWidget(choices)
        self._side.body.addStretch(1)
        parts = {"choices": (words, _("Alt 0")), **view.parts}
        self.row = ChoiceRow(look, parts, _("What is shown here"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_MARGIN, _MARGIN - 4, _MARGIN, _MARGIN - 4)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(10)
        self._is_beside: bool | None = None
        self.row.chosen.connect(self._show)
        look.changed.connect(self._arrange)
        view.names_counted.connect(self._show_names_found)
        self._first = self._part = next(iter(view.parts))
        self._place(beside=True)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """Where Tab goes after the choices."""
        return (*self.row.buttons.values(), *self._view.in_order)

    def _show_names_found(self, n: int) -> None:
        """How many, in the word of the part that shows them."""
        words = _("Names found · {n}").format(n=n) if n else _("Names found")
        self.row.buttons["names"].show_words(words, self._view.parts["names"][1])

    def show_choice(self, field: QWidget, card: QWidget) -> None:
        """One of the choices: in sight, now and when less room is left, with the focus, and as much of its card as
        there is room for.
        """
        if not self._is_beside:
            self.row.choose("choices")
        field.setFocus()
        for part in (card, field):
            self._side.show_part(part)

    def show_part(self, part: str) -> None:
        """Where both sides are shown, the choices have only to be gone to."""
        if part == "choices" and self._is_beside:
            self._choices.setFocus()
            return
        self.row.choose(part)
        self.row.buttons[part].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() / self._look.scale >= _BESIDE
        if beside:
            width = max(self._look.px(_SIDE), min(self._look.px(_SIDE_AT_MOST), self.width() // 3))
            self._side.setFixedWidth(width)
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        if beside is self._is_beside:
            return
        self._is_beside = beside
        self._place(beside=beside)
        self.row.buttons["choices"].setVisible(not beside)
        self.row.setVisible(not beside or len(self.row.buttons) > 2)
        first = self._part
        if first in ("choices", self._first):
            first = self._first if beside else "choices"
        self.row.choose(first)
        self._show(first)

    def _place(self, *, beside: bool) -> None:
        for part in (self._side, self.row, self._view):
            self._grid.removeWidget(part)
        column = 1 if beside else 0
        self._grid.addWidget(self._side, 0 if beside else 1, 0, 2 if beside else 1, 1)
        self._grid.addWidget(self.row, 0, column)
        self._grid.addWidget(self._view, 1, column)
        self._grid.setRowStretch(1, 1)
        self._grid.setColumnStretch(0, 0 if beside else 1)
        self._grid.setColumnStretch(1, 1 if beside else 0)

    def _show(self, part: str) -> None:
        self._part, narrow = part, not self._is_beside
        self._side.setVisible(not narrow or part == "choices")
        self._view.setVisible(part != "choices")
        if part != "choices":
            self._view.show_part(part)
