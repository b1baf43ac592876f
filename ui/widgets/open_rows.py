"""Rows one below the other, each of which opens its fields, and can be moved and removed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.prepare_shown import RoundShown
from ui.theme import Look
from ui.widgets.inline_form import InlineForm
from ui.widgets.round_row import RoundRow
from ui.widgets.row_drag import DraggedRows


class OpenRows(QWidget):
    """`fields` open below one row at a time. Whoever has what the rows show changes it, and shows it again."""

    opened = Signal(int)
    """The fields are below that row, and not filled in yet."""
    moved = Signal(int, int)
    """A row, from 0, and by how many places."""
    removed = Signal(int)
    focused = Signal(QWidget)
    """A row, or the fields, to be brought into sight."""

    def __init__(self, look: Look, fields: InlineForm, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self.fields = look, fields
        self.at: int | None = None
        """The row whose fields are open."""
        self.rows: list[RoundRow] = []
        self._drags = DraggedRows(self, self.rows, began=self.close_fields, moved=self.moved.emit)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        fields.setParent(self)
        fields.left.connect(self._leave)

    def show_rows(self, shown: Sequence[RoundShown]) -> None:
        self._drags.leave()
        while len(self.rows) > len(shown):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(shown):
            self._add_row()
        for row, one in zip(self.rows, shown, strict=True):
            row.show_round(one)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them; the fields have an order of their own after the row at `at`."""
        return tuple(self.rows)

    def open_fields(self, at: int) -> None:
        self.close_fields()
        self.at = at
        self._column.insertWidget(at + 1, self.fields)
        self.fields.show()
        self.opened.emit(at)
        self.focused.emit(self.fields)

    def close_fields(self) -> None:
        if self.at is not None:
            self.at = None
            self._column.removeWidget(self.fields)
            self.fields.hide()

    def focus_row(self, at: int) -> bool:
        """The row there, or else the last. False where there is none."""
        if not self.rows:
            return False
        row = self.rows[min(at, len(self.rows) - 1)]
        row.setFocus()
        self.focused.emit(row)
        return True

    def _leave(self) -> None:
        """The row that they were of has the focus."""
        if self.at is not None:
            at = self.at
            self.close_fields()
            self.focus_row(at)

    def _add_row(self) -> None:
        at, row = len(self.rows), RoundRow(self._look, parent=self)
        row.clicked.connect(lambda: self.open_fields(at))
        row.moved.connect(partial(self.moved.emit, at))
        row.removed.connect(partial(self.removed.emit, at))
        self._drags.watch(row, at)
        self.rows.append(row)
        self._column.addWidget(row)
        if self.isVisible():
            row.show()
