"""Cells beside each other, as many as the width and the letters allow, in rows of equal columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme import Look


class CellGrid(QWidget):
    """`least`: how wide a cell is at the least, at the usual size of letters; `most`: so many in a row at most."""

    def __init__(
        self,
        look: Look,
        cells: Sequence[QWidget],
        *,
        least: int,
        most: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._cells = look, tuple(cells)
        self._least, self._most = least, max(1, min(most, len(cells)))
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(14)
        for cell in self._cells:
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            cell.setSizePolicy(policy)
        self._arrange(self._most)
        look.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() / self._look.scale
        self._arrange(max(1, min(self._most, int(room // self._least))))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for cell in self._cells:
            self._grid.removeWidget(cell)
        for i, cell in enumerate(self._cells):
            self._grid.addWidget(cell, i // columns, i % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns = columns
