"""Rows with their heights in Qt's own hands: a list view asks for the height of every row there is whenever some are
added, and to ask Python takes twenty times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from ui.widgets.row_shown import RowShown


class SizedRows(QStandardItemModel):
    """As rows_view.RowsModel."""

    def __init__(self, height: Callable[[RowShown], int]) -> None:
        super().__init__()
        self.rows: tuple[RowShown, ...] = ()
        self.editable = False
        self._height = height

    def show_rows(self, rows: Sequence[RowShown]) -> bool:
        """Says whether rows came, went or changed places."""
        before, after = self.rows, tuple(rows)
        if [row.key for row in before] == [row.key for row in after]:
            self.rows = after
            for i, (old, new) in enumerate(zip(before, after, strict=True)):
                if old != new:
                    self.setItem(i, self._item(new))
            return False
        self.rows = ()
        self.clear()
        self.add_rows(after)
        return True

    def add_rows(self, rows: Sequence[RowShown]) -> None:
        """After those there are."""
        if rows:
            self.rows = (*self.rows, *rows)
            self.invisibleRootItem().appendRows([self._item(row) for row in rows])

    def change_row(self, row: RowShown) -> None:
        """Shows it in place of the one with its key, if there is one."""
        at = self.place(row.key).row()
        if at >= 0:
            self.rows = (*self.rows[:at], row, *self.rows[at + 1 :])
            self.setItem(at, self._item(row))

    def place(self, key: object) -> QModelIndex:
        """Where a row is; an invalid index where there is none with that key."""
        at = next((i for i, row in enumerate(self.rows) if row.key == key), -1)
        return self.index(at, 0) if at >= 0 else QModelIndex()

    def fit(self) -> None:
        """Takes the heights anew. Whoever asks lays the rows out then."""
        self.blockSignals(True)
        for i, row in enumerate(self.rows):
            self.item(i).setSizeHint(QSize(1, self._height(row)))
        self.blockSignals(False)

    def _item(self, row: RowShown) -> QStandardItem:
        item = QStandardItem(row.text)
        item.setData(row.said or row.text, Qt.ItemDataRole.AccessibleTextRole)
        item.setSizeHint(QSize(1, self._height(row)))
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        item.setFlags(Qt.ItemFlag.NoItemFlags if row.quiet else flags)
        return item
